//! Histories are kept for a time and then forgotten.

use ::store::StoreError;
use values::{DAY_MS, Timestamp};

use super::Hub;
use super::logout::LOGOUT_MS;
use crate::store;

/// Forgets what is older than the configured time, what was sent, and sessions that have ended.
pub(crate) async fn forget(hub: &Hub, now: Timestamp) -> Result<(), StoreError> {
    let oldest = now.plus_ms(-DAY_MS * i64::from(hub.desk.config.history_days));
    // The trail of a session is read while it lives, and at its logout.
    let trail_ms = hub.desk.config.sessions.absolute_ms + LOGOUT_MS;
    hub.desk
        .store
        .write(|tx| {
            store::login::forget_before(tx, oldest)?;
            store::release::forget_before(tx, oldest)?;
            store::audit::forget_before(tx, oldest)?;
            store::trail::forget_before(tx, now.plus_ms(-trail_ms))?;
            store::logout::forget_expired(tx, now)?;
            hub.desk.delivery.erase_old(tx, now)?;
            hub.site.sessions().delete_expired(tx, now)?;
            ::web::delete_expired_pages(tx, now)?;
            Ok(())
        })
        .await
}
