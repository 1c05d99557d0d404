//! Where a browser was logged in beside the hub while a session lasted: told at the logout, because it is still open there.

use ::store::{StoreError, Tx};
use values::Timestamp;

use crate::rules::method::MethodId;
use crate::rules::person::PersonId;
use crate::rules::service::ServiceId;

const METHOD: &str = "method";
const SERVICE: &str = "service";

/// The session stands on a login at this method.
pub(crate) fn add_method(
    tx: &mut Tx<'_>,
    session: &str,
    method: &MethodId,
    now: Timestamp,
) -> Result<(), StoreError> {
    add(tx, session, METHOD, method.as_str(), now)
}

/// The session logged the person in to this service.
pub(crate) fn add_service(
    tx: &mut Tx<'_>,
    session: &str,
    service: &ServiceId,
    now: Timestamp,
) -> Result<(), StoreError> {
    add(tx, session, SERVICE, service.as_str(), now)
}

fn add(
    tx: &mut Tx<'_>,
    session: &str,
    kind: &'static str,
    name: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO trail (session, kind, name, at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (session, kind, name) DO NOTHING",
        &[&session, &kind, &name, &now],
    )?;
    Ok(())
}

/// The browser goes on with another session: what the former one left open is still open. Services only if it is the same
/// person: nobody is told where somebody else was.
pub(crate) fn carry_over(
    tx: &mut Tx<'_>,
    old: (&str, &str),
    new: (&str, &PersonId),
    now: Timestamp,
) -> Result<(), StoreError> {
    let ((old, whose), (new, person)) = (old, new);
    for method in methods(tx, old)? {
        add_method(tx, new, &method, now)?;
    }
    if whose == person.as_str() {
        for service in services(tx, old)? {
            add_service(tx, new, &service, now)?;
        }
    }
    Ok(())
}

/// The methods, in the order in which they were used.
pub(crate) fn methods(tx: &mut Tx<'_>, session: &str) -> Result<Vec<MethodId>, StoreError> {
    tx.query(
        "SELECT name FROM trail WHERE session = $1 AND kind = $2 ORDER BY at, name",
        &[&session, &METHOD],
        |row| row.get(0),
    )
}

/// The services, in the order in which they were used.
pub(crate) fn services(tx: &mut Tx<'_>, session: &str) -> Result<Vec<ServiceId>, StoreError> {
    tx.query(
        "SELECT name FROM trail WHERE session = $1 AND kind = $2 ORDER BY at, name",
        &[&session, &SERVICE],
        |row| row.get(0),
    )
}

/// Forgets what is older than an instant: no session lives so long.
pub(crate) fn forget_before(tx: &mut Tx<'_>, instant: Timestamp) -> Result<u64, StoreError> {
    tx.execute("DELETE FROM trail WHERE at < $1", &[&instant])
}
