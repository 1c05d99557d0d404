//! Logouts on their way over the pages of methods, by the keyed hash of what their addresses carry.

use ::store::{StoreError, Tx};
use values::Timestamp;

/// A logout on its way.
pub(crate) struct Logout {
    /// The session that has ended, by its id.
    pub(crate) session: String,
    /// The logout that a service asked for, if one did.
    pub(crate) request: Option<String>,
}

/// Writes down a logout.
pub(crate) fn add(
    tx: &mut Tx<'_>,
    id: &[u8; 32],
    logout: &Logout,
    expires_at: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO logout (id, session, request, expires_at) VALUES ($1, $2, $3, $4)",
        &[id, &logout.session, &logout.request, &expires_at],
    )?;
    Ok(())
}

/// The logout, unless it has expired.
pub(crate) fn find(tx: &mut Tx<'_>, id: &[u8; 32], now: Timestamp) -> Result<Option<Logout>, StoreError> {
    tx.query_one_or_none(
        "SELECT session, request FROM logout WHERE id = $1 AND expires_at > $2",
        &[id, &now],
        |row| Ok(Logout { session: row.get(0)?, request: row.get(1)? }),
    )
}

/// Logouts whose time is over.
pub(crate) const DELETE_EXPIRED: &str =
    "DELETE FROM logout WHERE id IN (SELECT id FROM logout WHERE expires_at <= $1 LIMIT $2)";
