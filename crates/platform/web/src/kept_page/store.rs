//! The table `web_shown`.

use ::store::{Step, StoreError, Tx};
use values::Timestamp;

/// Its table: a step of [`crate::MIGRATIONS`].
pub(crate) const STEP: Step = Step {
    name: "shown",
    sql: "CREATE TABLE IF NOT EXISTS web_shown (
            key BYTEA PRIMARY KEY,
            sealed BYTEA NOT NULL,
            expires_at BIGINT NOT NULL
          );
          CREATE INDEX IF NOT EXISTS web_shown_by_expiry ON web_shown (expires_at);",
};

/// Keeps a page, and forgets those whose time is over.
pub(super) fn insert(
    tx: &mut Tx<'_>,
    now: Timestamp,
    key: &[u8; 32],
    sealed: &[u8],
    until: Timestamp,
) -> Result<(), StoreError> {
    forget(tx, now)?;
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

/// Forgets the pages whose time is over.
pub(crate) fn forget(tx: &mut Tx<'_>, now: Timestamp) -> Result<u64, StoreError> {
    tx.execute("DELETE FROM web_shown WHERE expires_at <= $1", &[&now])
}
