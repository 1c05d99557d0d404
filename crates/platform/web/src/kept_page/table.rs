//! The table `web_shown`.

use ::store::{Step, StoreError, Tx};
use values::Timestamp;

/// Its table: the last step of [`crate::MIGRATIONS`].
pub(crate) const STEP: Step =
    Step { name: "shown", sql: include_str!("../../migrations/0003_kept_pages.sql") };

/// Keeps a page, and deletes those that have expired.
pub(super) fn insert(
    tx: &mut Tx<'_>,
    now: Timestamp,
    key: &[u8; 32],
    sealed: &[u8],
    until: Timestamp,
) -> Result<(), StoreError> {
    delete_expired(tx, now)?;
    let sealed = sealed.to_vec();
    tx.execute(
        "INSERT INTO web_shown (key, sealed, expires_at) VALUES ($1, $2, $3)",
        &[key, &sealed, &until],
    )?;
    Ok(())
}

pub(super) fn find(tx: &mut Tx<'_>, now: Timestamp, key: &[u8; 32]) -> Result<Option<Vec<u8>>, StoreError> {
    tx.query_one_or_none(
        "SELECT sealed FROM web_shown WHERE key = $1 AND expires_at > $2",
        &[key, &now],
        |row| row.get(0),
    )
}

/// Deletes the pages that have expired.
pub(crate) fn delete_expired(tx: &mut Tx<'_>, now: Timestamp) -> Result<u64, StoreError> {
    tx.execute("DELETE FROM web_shown WHERE expires_at <= $1", &[&now])
}
