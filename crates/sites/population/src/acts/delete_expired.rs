//! The access log is kept for a time and then deleted.

use ::store::StoreError;
use values::{DAY_MS, Timestamp};

use crate::context::Context;
use crate::store;

/// Deletes entries older than the configured time.
pub(crate) async fn delete_expired(
    context: &Context,
    now: Timestamp,
    keep_days: u32,
) -> Result<u64, StoreError> {
    let oldest = now.plus_ms(-DAY_MS * i64::from(keep_days));
    context.store.delete_expired(store::access_log::DELETE_EXPIRED, &oldest).await
}
