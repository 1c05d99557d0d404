//! What is due by the clock alone.

use delivery::Queued;
use store::{StoreError, Tx};
use values::{DAY_MS, Timestamp};

#[cfg(test)]
use super::letter;
use crate::context::Context;
use crate::messages::registration as messages;
use crate::rules::account::AccountId;
use crate::rules::backoff::FAILURES_KEPT_MS;
use crate::rules::recovery::{CLOSED_MS, LINK_MS, UNDO_MS};
use crate::rules::retention::{
    CONTACT_BLOCKED_MS, LAST_REMINDER_DAYS, REMINDERS_DAYS_BEFORE, announced_deletion,
    unactivated_registered_until,
};
use crate::rules::submitted_form::FORM_KEPT_MS;
use crate::store::{
    account, failure, pending_change, postal_change, recovery, registration_use, submitted_form,
};

/// So many accounts are deleted in one transaction.
const BATCH: i64 = 200;
/// A new address or number waits no longer for its code.
const PENDING_CHANGE_KEPT_MS: i64 = DAY_MS;

/// A recovery is kept until it can neither be undone nor close the next one.
const RECOVERIES_KEPT_MS: i64 = LINK_MS + UNDO_MS + CLOSED_MS;

/// Deletes accounts never activated, and reminds those whose turn comes (B7).
pub(crate) async fn lapse_accounts(context: &Context, now: Timestamp) -> Result<(), StoreError> {
    while delete_unactivated(context, now).await? == BATCH {}
    for days_before in REMINDERS_DAYS_BEFORE {
        while remind(context, now, days_before).await? == BATCH {}
    }
    Ok(())
}

/// Deletes what no longer counts.
pub(crate) async fn delete_expired(context: &Context, now: Timestamp) -> Result<(), StoreError> {
    let Context { store, codes, delivery, site, .. } = context;
    let old = [
        (registration_use::DELETE_EXPIRED, CONTACT_BLOCKED_MS),
        (submitted_form::DELETE_EXPIRED, FORM_KEPT_MS),
        (recovery::DELETE_EXPIRED, RECOVERIES_KEPT_MS),
        (recovery::DELETE_EXPIRED_NOTICES, RECOVERIES_KEPT_MS),
        (failure::DELETE_EXPIRED, FAILURES_KEPT_MS),
        (pending_change::DELETE_EXPIRED, PENDING_CHANGE_KEPT_MS),
        (postal_change::DELETE_EXPIRED, 0),
    ];
    for (rows, kept_ms) in old {
        store.delete_expired(rows, &now.plus_ms(-kept_ms)).await?;
    }
    audit::delete_before(store, now.plus_ms(-context.history_ms)).await?;
    codes.delete_expired(store, now).await?;
    store.in_batches(|tx, at_most| delivery.delete_expired(tx, now, at_most)).await?;
    site.sessions().delete_expired(now).await?;
    Ok(())
}

/// Everything that is due by the clock.
#[cfg(test)]
pub(crate) async fn run_due_jobs(context: &Context, now: Timestamp) -> Result<(), runtime::Error> {
    lapse_accounts(context, now).await?;
    letter::send_due_letters(context, now).await?;
    delete_expired(context, now).await?;
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
pub(crate) fn delete_account(context: &Context, tx: &mut Tx<'_>, id: &AccountId) -> Result<(), StoreError> {
    if account::delete_unactivated(tx, id)?.is_done() {
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
                if !account.state.is_active() {
                    let (page, on) = (
                        format!("/activation/{}", account.activation),
                        announced_deletion(account.registered_at, now),
                    );
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
