//! What is deleted when its time is over.

use store::{StoreError, Tx};
use values::Timestamp;

use crate::rules::DeviceId;

/// Installations that nobody enrolled, so many at a time.
pub(crate) fn never_enrolled(
    tx: &mut Tx<'_>,
    installed_before: Timestamp,
) -> Result<Vec<DeviceId>, StoreError> {
    tx.query(
        "SELECT id FROM device WHERE state = 'installed' AND installed_at < $1 LIMIT 500",
        &[&installed_before],
        |row| row.get(0),
    )
}

pub(crate) fn forget_device(tx: &mut Tx<'_>, id: &DeviceId) -> Result<(), StoreError> {
    tx.execute("DELETE FROM notice WHERE device = $1", &[id])?;
    tx.execute("DELETE FROM device WHERE id = $1", &[id])?;
    Ok(())
}

/// Devices that were disconnected or blocked. Until then a blocked one stands in its person's list; the trail keeps it.
pub(crate) fn forget_ended_devices(tx: &mut Tx<'_>, ended_before: Timestamp) -> Result<u64, StoreError> {
    tx.execute(
        "DELETE FROM device WHERE state IN ('disconnected', 'blocked') AND ended_at < $1",
        &[&ended_before],
    )
}

pub(crate) fn forget_requests(tx: &mut Tx<'_>, created_before: Timestamp) -> Result<u64, StoreError> {
    tx.execute(
        "DELETE FROM request WHERE created_at < $1 AND state NOT IN ('waiting', 'claimed', 'approved')",
        &[&created_before],
    )
}

pub(crate) fn forget_notices(tx: &mut Tx<'_>, before: Timestamp) -> Result<u64, StoreError> {
    tx.execute("DELETE FROM notice WHERE at < $1", &[&before])
}

pub(crate) fn forget_audit(tx: &mut Tx<'_>, before: Timestamp) -> Result<u64, StoreError> {
    tx.execute("DELETE FROM audit WHERE at < $1", &[&before])
}

pub(crate) fn forget_tickets(tx: &mut Tx<'_>, now: Timestamp) -> Result<u64, StoreError> {
    tx.execute("DELETE FROM stream_ticket WHERE expires_at <= $1", &[&now])
}
