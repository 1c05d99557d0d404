//! What is due: requests whose time is over, devices that lapsed, data that is kept no longer.

use ::store::StoreError;
use values::{DAY_MS, Timestamp};

use super::common::{ActError, block, end_request};
use crate::context::Context;
use crate::rules::{DELETED_AFTER_MS, PROVE_WITHIN_MS, Termination};
use crate::store::{audit, device, expired, request};

/// Finished requests are kept for support, then only the audit trail speaks of them.
const REQUESTS_KEPT_MS: i64 = DAY_MS;
/// A disconnected phone hears for so long what happened to it.
const ENDED_DEVICES_KEPT_MS: i64 = 90 * DAY_MS;
const NOTICES_KEPT_MS: i64 = 90 * DAY_MS;
/// People's history and auditors' trail.
const AUDIT_KEPT_MS: i64 = 3 * 365 * DAY_MS;

/// Does what is due at `now`; harmless to run at any time, on any machine.
pub(crate) async fn end_overdue(context: &Context, now: Timestamp) -> Result<(), ActError> {
    expire_requests(context, now).await?;
    block_lapsed(context, now).await?;
    delete_installations(context, now).await
}

/// Deletes what is kept no longer.
pub(crate) async fn delete_expired(context: &Context, now: Timestamp) -> Result<(), StoreError> {
    let old = [
        (expired::DELETE_ENDED_REQUESTS, REQUESTS_KEPT_MS),
        (expired::DELETE_ENDED_DEVICES, ENDED_DEVICES_KEPT_MS),
        (expired::DELETE_OLD_NOTICES, NOTICES_KEPT_MS),
        (expired::DELETE_EXPIRED_TICKETS, 0),
    ];
    ::audit::delete_before(&context.store, now.plus_ms(-AUDIT_KEPT_MS)).await?;
    for (rows, kept_ms) in old {
        context.store.delete_expired(rows, &now.plus_ms(-kept_ms)).await?;
    }
    Ok(())
}

async fn expire_requests(context: &Context, now: Timestamp) -> Result<(), ActError> {
    context
        .store
        .write(|tx| {
            for record in request::overdue(tx, now)? {
                let on = match &record.device {
                    Some(id) => device::find(tx, id)?,
                    None => None,
                };
                end_request(context, tx, &record, on.as_ref(), Termination::Expired, now)?;
            }
            Ok(())
        })
        .await
}

async fn block_lapsed(context: &Context, now: Timestamp) -> Result<(), ActError> {
    context
        .store
        .write(|tx| {
            for lapsed in device::lapsed(tx, now.plus_ms(-PROVE_WITHIN_MS))? {
                block(context, tx, &lapsed, now)?;
            }
            Ok(())
        })
        .await
}

async fn delete_installations(context: &Context, now: Timestamp) -> Result<(), ActError> {
    context
        .store
        .write(|tx| {
            for id in expired::never_enrolled(tx, now.plus_ms(-DELETED_AFTER_MS))? {
                expired::delete_device(tx, &id)?;
                audit::device_forgotten(tx, &id, now)?;
            }
            Ok(())
        })
        .await
}
