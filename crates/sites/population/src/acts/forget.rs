//! The log is kept for a time and then forgotten.

use ::store::StoreError;
use values::{DAY_MS, Timestamp};

use super::Register;
use crate::store;

/// Forgets log entries older than the configured time.
pub async fn forget_old_reads(
    register: &Register,
    now: Timestamp,
    keep_days: u32,
) -> Result<u64, StoreError> {
    let oldest = now.plus_ms(-DAY_MS * i64::from(keep_days));
    register.store.write(|tx| store::read::forget_before(tx, oldest)).await
}
