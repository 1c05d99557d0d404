//! What is due: requests whose time is over, devices that lapsed, data that is kept no longer.

use ::store::StoreError;
use values::{DAY_MS, Timestamp};

use super::core::{ActError, Core};
use crate::rules::{End, FORGOTTEN_AFTER_MS, PROVE_WITHIN_MS};
use crate::store::{audit, device, request, retention};

/// Finished requests are kept for support, then only the audit trail speaks of them.
const REQUESTS_KEPT_MS: i64 = DAY_MS;
/// A disconnected phone hears for so long what happened to it.
const ENDED_DEVICES_KEPT_MS: i64 = 90 * DAY_MS;
const NOTICES_KEPT_MS: i64 = 90 * DAY_MS;
/// People's history and auditors' trail.
const AUDIT_KEPT_MS: i64 = 3 * 365 * DAY_MS;

/// Does what is due at `now`; harmless to run at any time, on any machine.
pub(crate) async fn run_due(core: &Core, now: Timestamp) -> Result<(), ActError> {
    expire_requests(core, now).await?;
    block_lapsed(core, now).await?;
    forget_installations(core, now).await
}

/// Deletes what is kept no longer.
pub(crate) async fn delete_expired(core: &Core, now: Timestamp) -> Result<(), StoreError> {
    let old = [
        (retention::DELETE_ENDED_REQUESTS, REQUESTS_KEPT_MS),
        (retention::DELETE_ENDED_DEVICES, ENDED_DEVICES_KEPT_MS),
        (retention::DELETE_OLD_NOTICES, NOTICES_KEPT_MS),
        (retention::DELETE_OLD_AUDIT, AUDIT_KEPT_MS),
        (retention::DELETE_EXPIRED_TICKETS, 0),
    ];
    for (rows, kept_ms) in old {
        core.store.delete_expired(rows, &now.plus_ms(-kept_ms)).await?;
    }
    Ok(())
}

async fn expire_requests(core: &Core, now: Timestamp) -> Result<(), ActError> {
    core.store
        .write(|tx| {
            for kept in request::overdue(tx, now)? {
                let on = match &kept.device {
                    Some(id) => device::find(tx, id)?,
                    None => None,
                };
                core.end_request(tx, &kept, on.as_ref(), End::Expired, now)?;
            }
            Ok(())
        })
        .await
}

async fn block_lapsed(core: &Core, now: Timestamp) -> Result<(), ActError> {
    core.store
        .write(|tx| {
            for lapsed in device::lapsed(tx, now.plus_ms(-PROVE_WITHIN_MS))? {
                core.block(tx, &lapsed, now)?;
            }
            Ok(())
        })
        .await
}

async fn forget_installations(core: &Core, now: Timestamp) -> Result<(), ActError> {
    core.store
        .write(|tx| {
            for id in retention::never_enrolled(tx, now.plus_ms(-FORGOTTEN_AFTER_MS))? {
                retention::forget_device(tx, &id)?;
                audit::device_forgotten(tx, &id, now)?;
            }
            Ok(())
        })
        .await
}
