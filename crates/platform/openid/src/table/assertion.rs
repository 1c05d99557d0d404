//! `openid_assertion`: client assertions that have been used; each counts once.

use store::{StoreError, Tx};
use values::Timestamp;

/// Records an assertion by the keyed hash of client and `jti`; false when it was there already.
pub(crate) fn record(tx: &mut Tx<'_>, id: &[u8; 32], expires_at: Timestamp) -> Result<bool, StoreError> {
    let rows = tx.execute(
        "INSERT INTO openid_assertion (id, expires_at) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        &[id, &expires_at],
    )?;
    Ok(rows == 1)
}
