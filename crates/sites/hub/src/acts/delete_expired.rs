//! Deletes what was kept long enough.

use ::store::StoreError;
use values::{DAY_MS, Timestamp};

use super::logout::LOGOUT_MS;
use crate::context::Context;
use crate::store;

/// Deletes histories older than the configured time, notices that were sent, and sessions that have ended.
pub(crate) async fn delete_expired(context: &Context, now: Timestamp) -> Result<(), StoreError> {
    let oldest = now.plus_ms(-DAY_MS * i64::from(context.config.history_days));
    // The participants of a session are read while it lives, and at its logout.
    let participants_ms = context.config.sessions.absolute_ms + LOGOUT_MS;
    let Context { store, .. } = context;
    store.delete_expired(store::login::DELETE_EXPIRED, &oldest).await?;
    audit::delete_before(store, oldest).await?;
    store.delete_expired(store::session_participants::DELETE_EXPIRED, &now.plus_ms(-participants_ms)).await?;
    store.delete_expired(store::logout::DELETE_EXPIRED, &now).await?;
    store.in_batches(|tx, at_most| context.delivery.delete_expired(tx, now, at_most)).await?;
    context.sessions.delete_expired(now).await?;
    Ok(())
}
