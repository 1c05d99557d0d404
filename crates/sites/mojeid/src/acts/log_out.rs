//! Ending sessions.

use sessions::Session;
use store::StoreError;
use values::Timestamp;

use super::ClientInfo;
use crate::context::Context;
use crate::rules::account::AccountId;
use crate::rules::event::EventKind;

/// Signs this browser out.
pub(crate) async fn log_out(
    context: &Context,
    now: Timestamp,
    id: &AccountId,
    session: &Session,
    client: &ClientInfo,
) -> Result<(), StoreError> {
    context
        .store
        .write(|tx| {
            context.site.sessions().end(tx, session)?;
            client.record(tx, now, id, EventKind::Logout)
        })
        .await
}

/// The browsers in which a person is signed in, the latest first.
pub(crate) async fn sessions_of(
    context: &Context,
    now: Timestamp,
    id: &AccountId,
) -> Result<Vec<Session>, StoreError> {
    context.store.read(|tx| context.site.sessions().list(tx, now, id.as_str())).await
}

/// Signs out another browser of the person; false if it was not theirs or no longer signed in.
pub(crate) async fn end_session(
    context: &Context,
    now: Timestamp,
    id: &AccountId,
    session_id: &str,
    client: &ClientInfo,
) -> Result<bool, StoreError> {
    context
        .store
        .write(|tx| {
            let ended = context.site.sessions().end_by_id(tx, id.as_str(), session_id)?;
            if ended {
                client.record(tx, now, id, EventKind::SessionEnded)?;
            }
            Ok(ended)
        })
        .await
}

/// Signs out all browsers of the person but this one, and ends what services may still ask on the person's behalf.
pub(crate) async fn end_other_sessions(
    context: &Context,
    now: Timestamp,
    id: &AccountId,
    keep: &Session,
    client: &ClientInfo,
) -> Result<(), StoreError> {
    context
        .store
        .write(|tx| {
            let revoked = context.provider.revoke_grants(tx, id.as_str(), None)?;
            if context.site.sessions().end_others(tx, keep)? + revoked > 0 {
                client.record(tx, now, id, EventKind::SessionEnded)?;
            }
            Ok(())
        })
        .await
}
