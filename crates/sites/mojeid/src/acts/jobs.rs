//! What is due by the clock alone.

use delivery::Queued;
use store::{StoreError, Tx};
use values::{DAY_MS, Timestamp};

use super::letter;
use crate::context::Context;
use crate::messages::registration as messages;
use crate::rules::account::{AccountId, Registered, State};
use crate::rules::backoff::FAILURES_KEPT_MS;
use crate::rules::recovery::{CLOSED_MS, LINK_MS, UNDO_MS};
use crate::rules::retention::{
    CONTACT_BLOCKED_MS, LAST_REMINDER_DAYS, REMINDERS_DAYS_BEFORE, announced_deletion,
    unactivated_registered_until,
};
use crate::rules::submitted_form::FORM_KEPT_MS;
use crate::store::{
    account, event, failure, pending_change, postal_change, recovery, registration_use, submitted_form,
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

/// Does what is due: deletes accounts never activated (B7), changes signing keys, and forgets what no longer counts.
/// May run at any time.
pub(crate) async fn run_due_jobs(context: &Context, now: Timestamp) -> Result<(), JobError> {
    while delete_unactivated(context, now).await? == BATCH {}
    for days_before in REMINDERS_DAYS_BEFORE {
        while remind(context, now, days_before).await? == BATCH {}
    }
    letter::send_due_letters(context, now).await?;
    context
        .store
        .write(|tx| {
            registration_use::delete_older_than(tx, now.plus_ms(-CONTACT_BLOCKED_MS))?;
            submitted_form::delete_older_than(tx, now.plus_ms(-FORM_KEPT_MS))?;
            event::delete_older_than(tx, now.plus_ms(-context.history_ms))?;
            recovery::delete_older_than(tx, now.plus_ms(-RECOVERIES_KEPT_MS))?;
            failure::delete_older_than(tx, now.plus_ms(-FAILURES_KEPT_MS))?;
            pending_change::delete_older_than(tx, now.plus_ms(-PENDING_CHANGE_KEPT_MS))?;
            postal_change::delete_expired(tx, now)?;
            context.codes.delete_expired(tx, now)?;
            context.delivery.delete_expired(tx, now, 1_000)?;
            context.site.sessions().delete_expired(tx, now)?;
            ::web::delete_expired_pages(tx, now)?;
            Ok::<_, StoreError>(())
        })
        .await?;
    context.provider.delete_expired(now).await?;
    Ok(())
}

async fn delete_unactivated(context: &Context, now: Timestamp) -> Result<i64, StoreError> {
    let registered_until = unactivated_registered_until(now);
    let deleted = context
        .store
        .write(|tx| {
            let reminded_until = now.plus_ms(-LAST_REMINDER_DAYS * DAY_MS);
            let deleted = account::unactivated(tx, registered_until, reminded_until, BATCH)?;
            for account in &deleted {
                context.delivery.queue_warning(tx, now, &messages::lapsed(&context.site, now, account))?;
                delete_account(context, tx, &account.id)?;
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
pub(super) fn delete_account(context: &Context, tx: &mut Tx<'_>, id: &AccountId) -> Result<(), StoreError> {
    if account::delete_unactivated(tx, id)? {
        context.codes.delete_all(tx, id.as_str())?;
        context.site.sessions().end_all(tx, id.as_str())?;
    }
    Ok(())
}

/// Tells those whose account will be deleted in so many days, once each time (B7).
async fn remind(context: &Context, now: Timestamp, days_before: i64) -> Result<i64, StoreError> {
    let registered_until = unactivated_registered_until(now.plus_ms(days_before * DAY_MS));
    context
        .store
        .write(|tx| {
            let reminded = account::without_reminder(tx, registered_until, days_before, BATCH)?;
            for account in &reminded {
                if let State::Registered(Registered { activation, .. }) = &account.state {
                    let (page, on) =
                        (format!("/activation/{activation}"), announced_deletion(account.registered_at, now));
                    for message in messages::lapses(&context.site, now, account, &page, on) {
                        // At the limit of a day the e-mail alone reminds.
                        let _: Queued = context.delivery.queue(tx, now, &message)?;
                    }
                }
                account::reminded(tx, &account.id, days_before, now)?;
            }
            Ok::<_, StoreError>(i64::try_from(reminded.len()).unwrap_or(BATCH))
        })
        .await
}
