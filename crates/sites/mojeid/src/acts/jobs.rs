//! What is due by the clock alone.

use store::StoreError;
use values::{DAY_MS, Timestamp};

use crate::Mojeid;
use crate::rules::recovery::{CLOSED_MS, LINK_MS, UNDO_MS};
use crate::rules::retention::{CONTACT_BLOCKED_MS, unactivated_founded_until};
use crate::rules::tries::FAILURES_KEPT_MS;
use crate::store::{account, event, failure, pending_change, recovery, registration_use};

/// So many accounts are deleted in one transaction.
const BATCH: i64 = 200;
/// A new address or number waits no longer for its code.
const PENDING_CHANGE_KEPT_MS: i64 = DAY_MS;

/// A recovery is kept until it can neither be undone nor close the next one.
const RECOVERIES_KEPT_MS: i64 = LINK_MS + UNDO_MS + CLOSED_MS;

/// Why something due was not done.
#[derive(Debug, thiserror::Error)]
pub enum JobError {
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The OpenID provider's keys or tables.
    #[error(transparent)]
    Provider(#[from] openid::OpenError),
}

impl Mojeid {
    /// Does what is due: deletes accounts never activated (B7), changes signing keys, and forgets what no longer counts.
    /// May run at any time.
    pub async fn run_due_jobs(&self, now: Timestamp) -> Result<(), JobError> {
        while self.delete_unactivated(now).await? == BATCH {}
        self.store()
            .write(|tx| {
                registration_use::forget_until(tx, now.plus_ms(-CONTACT_BLOCKED_MS))?;
                event::forget_before(tx, now.plus_ms(-self.history_ms()))?;
                recovery::forget_until(tx, now.plus_ms(-RECOVERIES_KEPT_MS))?;
                failure::forget_until(tx, now.plus_ms(-FAILURES_KEPT_MS))?;
                pending_change::forget_until(tx, now.plus_ms(-PENDING_CHANGE_KEPT_MS))?;
                self.codes().forget_old(tx, now)?;
                self.delivery().erase_old(tx, now)?;
                self.web().sessions().forget_ended(tx, now)?;
                Ok::<_, StoreError>(())
            })
            .await?;
        self.provider().sweep(now).await?;
        Ok(())
    }

    async fn delete_unactivated(&self, now: Timestamp) -> Result<i64, StoreError> {
        let founded_until = unactivated_founded_until(now);
        let deleted = self
            .store()
            .write(|tx| {
                let deleted = account::delete_unactivated(tx, founded_until, BATCH)?;
                for id in &deleted {
                    self.codes().forget(tx, id.as_str())?;
                    self.web().sessions().end_all(tx, id.as_str())?;
                }
                Ok::<_, StoreError>(i64::try_from(deleted.len()).unwrap_or(BATCH))
            })
            .await?;
        if deleted > 0 {
            tracing::info!(deleted, "accounts that were never activated were deleted");
        }
        Ok(deleted)
    }
}
