//! The table `consent`.

use store::{Row, StoreError, Tx};

use super::corrupt;
use crate::rules::account::AccountId;
use crate::rules::consent::{Consent, StoredConsent, items_from_text, items_to_text};

const YES: &str = "yes";
const NO: &str = "no";

/// The decision of a person for a service.
pub(crate) fn find(
    tx: &mut Tx<'_>,
    account: &AccountId,
    client_id: &str,
) -> Result<Option<StoredConsent>, StoreError> {
    tx.query_one_or_none(
        "SELECT client_id, given, kept, decided_at, essential, offline_access FROM consent WHERE account_id = $1 AND client_id = $2",
        &[account, &client_id],
        consent,
    )
}

/// All decisions of a person, the latest first.
pub(crate) fn list(tx: &mut Tx<'_>, account: &AccountId) -> Result<Vec<StoredConsent>, StoreError> {
    tx.query(
        "SELECT client_id, given, kept, decided_at, essential, offline_access FROM consent WHERE account_id = $1 ORDER BY decided_at DESC, client_id",
        &[account],
        consent,
    )
}

/// Remembers a decision in place of an earlier one.
pub(crate) fn save(tx: &mut Tx<'_>, account: &AccountId, stored: &StoredConsent) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO consent (account_id, client_id, given, kept, decided_at, essential, offline_access)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (account_id, client_id) DO UPDATE SET given = excluded.given, kept = excluded.kept,
         decided_at = excluded.decided_at, essential = excluded.essential, offline_access = excluded.offline_access",
        &[
            account,
            &stored.client_id,
            &items_to_text(&stored.consent.granted),
            &items_to_text(&stored.consent.denied),
            &stored.decided_at,
            &items_to_text(&stored.consent.essential),
            &stored.consent.offline.map(|offline| if offline { YES } else { NO }),
        ],
    )?;
    Ok(())
}

/// Forgets a decision; false if there was none.
pub(crate) fn delete(tx: &mut Tx<'_>, account: &AccountId, client_id: &str) -> Result<bool, StoreError> {
    Ok(tx.execute("DELETE FROM consent WHERE account_id = $1 AND client_id = $2", &[account, &client_id])?
        == 1)
}

fn consent(row: &Row<'_>) -> Result<StoredConsent, StoreError> {
    let items = |index, place| items_from_text(&row.get::<String>(index)?).ok_or_else(|| corrupt(place));
    Ok(StoredConsent {
        client_id: row.get(0)?,
        consent: Consent {
            granted: items(1, "consent.given")?,
            denied: items(2, "consent.kept")?,
            essential: items(4, "consent.essential")?,
            offline: match row.get::<Option<String>>(5)?.as_deref() {
                None => None,
                Some(YES) => Some(true),
                Some(NO) => Some(false),
                Some(_) => return Err(corrupt("consent.offline_access")),
            },
        },
        decided_at: row.get(3)?,
    })
}
