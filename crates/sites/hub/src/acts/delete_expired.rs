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
    context
        .store
        .write(|tx| {
            store::login::delete_before(tx, oldest)?;
            store::release::delete_before(tx, oldest)?;
            store::audit::delete_before(tx, oldest)?;
            store::session_participants::delete_before(tx, now.plus_ms(-participants_ms))?;
            store::logout::delete_expired(tx, now)?;
            context.delivery.delete_expired(tx, now, 1_000)?;
            context.sessions.delete_expired(tx, now)?;
            Ok(())
        })
        .await
}
