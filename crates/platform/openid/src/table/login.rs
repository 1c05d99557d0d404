//! `openid_login`: logins at other providers that have begun, by the keyed hash of their state.

use store::{StoreError, Tx};
use values::Timestamp;

/// One login as it lies in the table; the body is JSON.
pub(crate) struct LoginRow {
    pub(crate) browser: Vec<u8>,
    pub(crate) body: String,
    pub(crate) expires_at: Timestamp,
}

pub(crate) fn insert(
    tx: &mut Tx<'_>,
    id: &[u8; 32],
    relying_party: &str,
    browser: &[u8; 32],
    body: &str,
    expires_at: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO openid_login (id, relying_party, browser, body, expires_at) VALUES ($1, $2, $3, $4, $5)",
        &[id, &relying_party, browser, &body, &expires_at],
    )?;
    Ok(())
}

/// Who began it, before it is taken: a foreign browser must not spoil it.
pub(crate) fn find(
    tx: &mut Tx<'_>,
    id: &[u8; 32],
    relying_party: &str,
) -> Result<Option<LoginRow>, StoreError> {
    tx.query_one_or_none(
        "SELECT browser, body, expires_at FROM openid_login WHERE id = $1 AND relying_party = $2",
        &[id, &relying_party],
        |row| Ok(LoginRow { browser: row.get(0)?, body: row.get(1)?, expires_at: row.get(2)? }),
    )
}

/// Takes a login; false when it was taken before.
pub(crate) fn take(tx: &mut Tx<'_>, id: &[u8; 32]) -> Result<bool, StoreError> {
    Ok(tx.execute("DELETE FROM openid_login WHERE id = $1", &[id])? == 1)
}
