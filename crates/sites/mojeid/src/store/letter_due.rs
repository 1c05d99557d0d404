//! The table `letter_due`: letters that leave as soon as they may.

use store::{StoreError, Tx};
use values::Timestamp;

use crate::rules::account::AccountId;

/// A letter leaves then.
pub(crate) fn save(tx: &mut Tx<'_>, account: &AccountId, due_at: Timestamp) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO letter_due (account_id, due_at) VALUES ($1, $2)
         ON CONFLICT (account_id) DO UPDATE SET due_at = excluded.due_at",
        &[account, &due_at],
    )?;
    Ok(())
}

/// When an account's letter leaves, if one waits.
pub(crate) fn find(tx: &mut Tx<'_>, account: &AccountId) -> Result<Option<Timestamp>, StoreError> {
    tx.query_one_or_none("SELECT due_at FROM letter_due WHERE account_id = $1", &[account], |row| row.get(0))
}

/// No letter waits.
pub(crate) fn delete(tx: &mut Tx<'_>, account: &AccountId) -> Result<(), StoreError> {
    tx.execute("DELETE FROM letter_due WHERE account_id = $1", &[account])?;
    Ok(())
}

/// Some of the accounts whose letter may leave now.
pub(crate) fn due(tx: &mut Tx<'_>, now: Timestamp, at_most: i64) -> Result<Vec<AccountId>, StoreError> {
    tx.query(
        "SELECT account_id FROM letter_due WHERE due_at <= $1 ORDER BY due_at LIMIT $2",
        &[&now, &at_most],
        |row| row.get(0),
    )
}
