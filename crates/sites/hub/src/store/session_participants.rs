//! Where a browser was logged in beside the hub while a session lasted: told at the logout, because it is still open there.

use ::store::{FromValue, StoreError, ToValue, Tx};
use values::Timestamp;

/// What a name is a name of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The session stands on a login at this method.
    Method,
    /// The session logged the person in to this service.
    Service,
}

impl Kind {
    fn word(self) -> &'static str {
        match self {
            Self::Method => "method",
            Self::Service => "service",
        }
    }
}

/// Adds a method or a service to what a session left open.
pub(crate) fn add(
    tx: &mut Tx<'_>,
    session: &str,
    kind: Kind,
    name: &(impl ToValue + Sync),
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO trail (session, kind, name, at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (session, kind, name) DO NOTHING",
        &[&session, &kind.word(), name, &now],
    )?;
    Ok(())
}

/// The browser goes on with another session: what the former one left open is still open.
pub(crate) fn carry_over(
    tx: &mut Tx<'_>,
    old: &str,
    new: &str,
    kind: Kind,
    now: Timestamp,
) -> Result<(), StoreError> {
    for name in names::<String>(tx, old, kind)? {
        add(tx, new, kind, &name, now)?;
    }
    Ok(())
}

/// The methods or the services of a session, in the order in which they were used.
pub(crate) fn names<T: FromValue>(tx: &mut Tx<'_>, session: &str, kind: Kind) -> Result<Vec<T>, StoreError> {
    tx.query(
        "SELECT name FROM trail WHERE session = $1 AND kind = $2 ORDER BY at, name",
        &[&session, &kind.word()],
        |row| row.get(0),
    )
}

/// Entries older than an instant.
pub(crate) const DELETE_EXPIRED: &str = "DELETE FROM trail WHERE (session, kind, name) IN (SELECT session, kind, name FROM trail WHERE at < $1 LIMIT $2)";
