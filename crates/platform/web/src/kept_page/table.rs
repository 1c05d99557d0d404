//! The table `web_shown`.

use ::store::{Step, StoreError, Tx};
use values::Timestamp;

/// Its table: the last step of [`crate::MIGRATIONS`].
pub(crate) const STEP: Step =
    Step { name: "shown", sql: include_str!("../../migrations/0003_kept_pages.sql") };

/// How many expired pages whoever keeps a new one deletes.
const DELETED_BESIDE: u32 = 10;

/// Keeps a page, and deletes those that have expired.
pub(super) fn insert(
    tx: &mut Tx<'_>,
    now: Timestamp,
    key: &[u8; 32],
    sealed: &[u8],
    until: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(DELETE_EXPIRED, &[&now, &DELETED_BESIDE])?;
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

/// Deletes pages that have expired.
pub(crate) const DELETE_EXPIRED: &str =
    "DELETE FROM web_shown WHERE key IN (SELECT key FROM web_shown WHERE expires_at <= $1 LIMIT $2)";
