//! The table `pending_change`: a new e-mail address or number that waits for its code.

use store::{StoreError, Tx};
use values::Timestamp;

use crate::rules::account::AccountId;
use crate::rules::contact::Channel;

/// The value that waits.
pub(crate) fn find(
    tx: &mut Tx<'_>,
    account: &AccountId,
    channel: Channel,
) -> Result<Option<String>, StoreError> {
    tx.query_one_or_none(
        "SELECT value FROM pending_change WHERE account_id = $1 AND channel = $2",
        &[account, &channel.as_str()],
        |row| row.get(0),
    )
}

/// Lets a value wait in place of an earlier one.
pub(crate) fn save(
    tx: &mut Tx<'_>,
    account: &AccountId,
    channel: Channel,
    value: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO pending_change (account_id, channel, value, asked_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (account_id, channel) DO UPDATE SET value = excluded.value, asked_at = excluded.asked_at",
        &[account, &channel.as_str(), &value, &now],
    )?;
    Ok(())
}

/// Nothing waits any more.
pub(crate) fn delete(tx: &mut Tx<'_>, account: &AccountId, channel: Channel) -> Result<(), StoreError> {
    tx.execute(
        "DELETE FROM pending_change WHERE account_id = $1 AND channel = $2",
        &[account, &channel.as_str()],
    )?;
    Ok(())
}

/// Changes that waited too long.
pub(crate) const DELETE_EXPIRED: &str = "DELETE FROM pending_change WHERE (account_id, channel) IN (SELECT account_id, channel FROM pending_change WHERE asked_at <= $1 LIMIT $2)";
