//! Whether what a session stands on still holds. An account at a method may have been logged out there since, or have
//! another password, and nobody tells the hub: it asks.

use ::store::{StoreError, Tx};
use sessions::Session;
use values::Timestamp;

use super::{Desk, Hub};
use crate::rules::method::MethodId;
use crate::rules::proof::is_fresh;
use crate::store;

/// The method that has to be asked once more before the session counts; none if it was asked within this time, or if the
/// session stands on a Mobile Key, which keeps no session of its own, or on a method that is configured no more, which
/// nobody can ask. Whoever is still logged in there notices nothing.
pub(crate) async fn method_to_ask(
    hub: &Hub,
    session: &Session,
    within_ms: i64,
    now: Timestamp,
) -> Result<Option<MethodId>, StoreError> {
    hub.desk.store.read(|tx| to_ask(&hub.desk, tx, session, within_ms, now)).await
}

/// The same in a transaction.
pub(super) fn to_ask(
    desk: &Desk,
    tx: &mut Tx<'_>,
    session: &Session,
    within_ms: i64,
    now: Timestamp,
) -> Result<Option<MethodId>, StoreError> {
    let Some(login) = store::login::of_session(tx, &session.id)? else { return Ok(None) };
    let keeps_sessions = desk.method(&login.method).is_some_and(|method| !method.is_mobile_key());
    Ok((keeps_sessions && !is_fresh(login.at, within_ms, now)).then_some(login.method))
}
