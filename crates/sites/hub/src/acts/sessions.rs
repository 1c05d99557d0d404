//! Browsers in which a person is signed in: shown and ended.

use ::store::StoreError;
use sessions::Session;
use values::Timestamp;

use crate::context::Context;
use crate::protocol::Provider;
use crate::rules::person::PersonId;
use crate::store::{self, audit::Action};

/// A person's sessions, the latest first.
pub(crate) async fn sessions(
    context: &Context,
    person: &PersonId,
    now: Timestamp,
) -> Result<Vec<Session>, StoreError> {
    context.store.read(|tx| context.sessions.list(tx, now, person.as_str())).await
}

/// Logs out one browser; false when it is not theirs or has ended already.
pub(crate) async fn end(
    context: &Context,
    person: &PersonId,
    id: &str,
    now: Timestamp,
) -> Result<bool, StoreError> {
    context
        .store
        .write(|tx| {
            let ended = context.sessions.end_by_id(tx, person.as_str(), id)?;
            if ended {
                store::audit::add(tx, now, person, Action::SessionEnded, "")?;
            }
            Ok(ended)
        })
        .await
}

/// Logs out every browser but this one, and ends what services may still ask on the person's behalf.
pub(crate) async fn end_others(
    context: &Context,
    provider: &Provider,
    person: &PersonId,
    keep: &Session,
    now: Timestamp,
) -> Result<(), StoreError> {
    context
        .store
        .write(|tx| {
            context.sessions.end_others(tx, keep)?;
            provider.revoke_grants(tx, person.as_str(), None)?;
            store::audit::add(tx, now, person, Action::SessionEnded, "others")
        })
        .await
}
