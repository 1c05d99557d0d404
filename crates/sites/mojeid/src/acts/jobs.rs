//! What is due by the clock alone.

use delivery::Queued;
use store::{StoreError, Tx};
use values::{DAY_MS, Timestamp};

use crate::Mojeid;
use crate::messages::registration as messages;
use crate::rules::account::{AccountId, Registered, State};
use crate::rules::recovery::{CLOSED_MS, LINK_MS, UNDO_MS};
use crate::rules::registration_form::FORM_KEPT_MS;
use crate::rules::retention::{
    CONTACT_BLOCKED_MS, LAST_REMINDER_DAYS, REMINDERS_DAYS_BEFORE, told_end, unactivated_founded_until,
};
use crate::rules::tries::FAILURES_KEPT_MS;
use crate::store::{
    account, event, failure, pending_change, place_change, recovery, registration_form, registration_use,
};

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
        for days_before in REMINDERS_DAYS_BEFORE {
            while self.remind(now, days_before).await? == BATCH {}
        }
        self.send_due_letters(now).await?;
        self.store()
            .write(|tx| {
                registration_use::forget_until(tx, now.plus_ms(-CONTACT_BLOCKED_MS))?;
                registration_form::forget_until(tx, now.plus_ms(-FORM_KEPT_MS))?;
                event::forget_before(tx, now.plus_ms(-self.history_ms()))?;
                recovery::forget_until(tx, now.plus_ms(-RECOVERIES_KEPT_MS))?;
                failure::forget_until(tx, now.plus_ms(-FAILURES_KEPT_MS))?;
                pending_change::forget_until(tx, now.plus_ms(-PENDING_CHANGE_KEPT_MS))?;
                place_change::forget_expired(tx, now)?;
                self.codes().delete_expired(tx, now)?;
                self.delivery().erase_old(tx, now)?;
                self.web().sessions().delete_expired(tx, now)?;
                ::web::delete_expired_pages(tx, now)?;
                Ok::<_, StoreError>(())
            })
            .await?;
        self.provider().delete_expired(now).await?;
        Ok(())
    }

    async fn delete_unactivated(&self, now: Timestamp) -> Result<i64, StoreError> {
        let founded_until = unactivated_founded_until(now);
        let deleted = self
            .store()
            .write(|tx| {
                let reminded_until = now.plus_ms(-LAST_REMINDER_DAYS * DAY_MS);
                let deleted = account::unactivated(tx, founded_until, reminded_until, BATCH)?;
                for account in &deleted {
                    self.delivery().queue_warning(tx, now, &messages::lapsed(self.web(), now, account))?;
                    self.delete_account(tx, &account.id)?;
                }
                Ok::<_, StoreError>(i64::try_from(deleted.len()).unwrap_or(BATCH))
            })
            .await?;
        if deleted > 0 {
            tracing::info!(deleted, "accounts that were never activated were deleted");
        }
        Ok(deleted)
    }

    /// Deletes an account that was never activated, and what was kept for it elsewhere.
    pub(super) fn delete_account(&self, tx: &mut Tx<'_>, id: &AccountId) -> Result<(), StoreError> {
        if account::delete_unactivated(tx, id)? {
            self.codes().delete_all(tx, id.as_str())?;
            self.web().sessions().end_all(tx, id.as_str())?;
        }
        Ok(())
    }

    /// Tells those whose account will be deleted in so many days, once each time (B7).
    async fn remind(&self, now: Timestamp, days_before: i64) -> Result<i64, StoreError> {
        let founded_until = unactivated_founded_until(now.plus_ms(days_before * DAY_MS));
        self.store()
            .write(|tx| {
                let reminded = account::without_reminder(tx, founded_until, days_before, BATCH)?;
                for account in &reminded {
                    if let State::Registered(Registered { activation, .. }) = &account.state {
                        let (page, on) =
                            (format!("/activation/{activation}"), told_end(account.founded_at, now));
                        for message in messages::lapses(self.web(), now, account, &page, on) {
                            // At the limit of a day the e-mail alone reminds.
                            let _: Queued = self.delivery().queue(tx, now, &message)?;
                        }
                    }
                    account::reminded(tx, &account.id, days_before, now)?;
                }
                Ok::<_, StoreError>(i64::try_from(reminded.len()).unwrap_or(BATCH))
            })
            .await
    }
}
