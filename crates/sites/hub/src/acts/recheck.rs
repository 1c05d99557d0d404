//! Whether a session still counts. The account at the method may have been logged out there since, or have another
//! password, and nobody tells the hub: it asks the method once more.

use ::store::{StoreError, Tx};
use sessions::Session;
use values::Timestamp;

use crate::context::Context;
use crate::rules::method::MethodId;
use crate::rules::proof::is_fresh;
use crate::store;

/// What a session needs before it counts.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub(crate) enum Recheck {
    /// Nothing: the method was asked within the time, or keeps no sessions, as a Mobile Key.
    NotDue,
    /// This method has to be asked. Whoever is still logged in there notices nothing.
    At(MethodId),
    /// A login by another method: the one that the session stands on is configured no more, and nobody can ask it.
    MethodGone,
}

/// Whether the method that a session stands on has to be asked, if it was last asked longer ago than `within_ms`.
pub(crate) async fn recheck(
    context: &Context,
    session: &Session,
    within_ms: i64,
    now: Timestamp,
) -> Result<Recheck, StoreError> {
    context.store.read(|tx| check(context, tx, session, within_ms, now)).await
}

/// The same in a transaction.
pub(super) fn check(
    context: &Context,
    tx: &mut Tx<'_>,
    session: &Session,
    within_ms: i64,
    now: Timestamp,
) -> Result<Recheck, StoreError> {
    let Some(login) = store::login::of_session(tx, &session.id)? else { return Ok(Recheck::NotDue) };
    if is_fresh(login.at, within_ms, now) {
        return Ok(Recheck::NotDue);
    }
    Ok(match context.method(&login.method) {
        Some(method) if method.capabilities().keeps_sessions => Recheck::At(login.method),
        Some(_) => Recheck::NotDue,
        None => Recheck::MethodGone,
    })
}
