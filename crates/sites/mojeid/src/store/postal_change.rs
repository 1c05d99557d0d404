//! The table `postal_change`: a new name and address that wait for PIN3.

use store::{Row, StoreError, Tx};
use values::{PersonName, PostalAddress, Timestamp};

use super::corrupt;
use crate::rules::account::AccountId;
use crate::rules::postal_change::{PostalChange, PostalChangeId};

store::text_value!(PostalChangeId, as_str);

macro_rules! select_change {
    ($rest:literal) => {
        concat!(
            "SELECT id, given_name, family_name, street, city, postal_code, country, asked_at, expires_at, account_id ",
            "FROM place_change ",
            $rest
        )
    };
}

/// What waits for an account.
pub(crate) fn find(tx: &mut Tx<'_>, account: &AccountId) -> Result<Option<PostalChange>, StoreError> {
    tx.query_one_or_none(select_change!("WHERE account_id = $1"), &[account], change)
}

/// The change that a link names, and whose it is.
pub(crate) fn by_id(
    tx: &mut Tx<'_>,
    id: &PostalChangeId,
) -> Result<Option<(AccountId, PostalChange)>, StoreError> {
    tx.query_one_or_none(select_change!("WHERE id = $1"), &[id], |row| Ok((row.get(9)?, change(row)?)))
}

/// Lets a change wait in place of an earlier one.
pub(crate) fn save(tx: &mut Tx<'_>, account: &AccountId, change: &PostalChange) -> Result<(), StoreError> {
    let PostalChange { id, name, address, asked_at, expires_at } = change;
    tx.execute("DELETE FROM place_change WHERE account_id = $1", &[account])?;
    tx.execute(
        "INSERT INTO place_change (account_id, id, given_name, family_name, street, city, postal_code, country, asked_at,
         expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        &[
            account,
            id,
            &name.given(),
            &name.family(),
            &address.street(),
            &address.city(),
            &address.postal_code(),
            &address.country().as_str(),
            asked_at,
            expires_at,
        ],
    )?;
    Ok(())
}

/// It waits until then, because another letter leaves.
pub(crate) fn postpone(
    tx: &mut Tx<'_>,
    account: &AccountId,
    expires_at: Timestamp,
) -> Result<(), StoreError> {
    tx.execute("UPDATE place_change SET expires_at = $1 WHERE account_id = $2", &[&expires_at, account])?;
    Ok(())
}

/// Nothing waits any more; false if nothing did.
pub(crate) fn delete(tx: &mut Tx<'_>, account: &AccountId) -> Result<bool, StoreError> {
    Ok(tx.execute("DELETE FROM place_change WHERE account_id = $1", &[account])? == 1)
}

/// Changes that waited too long.
pub(crate) const DELETE_EXPIRED: &str = "DELETE FROM place_change WHERE account_id IN (SELECT account_id FROM place_change WHERE expires_at <= $1 LIMIT $2)";

fn change(row: &Row<'_>) -> Result<PostalChange, StoreError> {
    let text = |index| row.get::<String>(index);
    let name = PersonName::parse(&text(1)?, &text(2)?).map_err(|_| corrupt("place_change.family_name"))?;
    let address = PostalAddress::parse(&text(3)?, &text(4)?, &text(5)?, &text(6)?)
        .map_err(|_| corrupt("place_change.street"))?;
    Ok(PostalChange { id: row.get(0)?, name, address, asked_at: row.get(7)?, expires_at: row.get(8)? })
}
