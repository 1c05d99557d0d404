//! What is deleted when its time is over.

use mobile_key_api::DeviceId;
use store::{StoreError, Tx};
use values::Timestamp;

/// Installations that nobody enrolled, so many at a time.
pub(crate) fn never_enrolled(
    tx: &mut Tx<'_>,
    installed_before: Timestamp,
) -> Result<Vec<DeviceId>, StoreError> {
    tx.query(
        "SELECT id FROM device WHERE state = 'installed' AND installed_at < $1 LIMIT 500",
        &[&installed_before],
        |row| row.parse(0),
    )
}

pub(crate) fn delete_device(tx: &mut Tx<'_>, id: &DeviceId) -> Result<(), StoreError> {
    tx.execute("DELETE FROM notice WHERE device = $1", &[&id.as_str()])?;
    tx.execute("DELETE FROM device WHERE id = $1", &[&id.as_str()])?;
    Ok(())
}

/// Devices that were disconnected or blocked. Until then a blocked one stands in its person's list; the trail keeps it.
pub(crate) const DELETE_ENDED_DEVICES: &str = "DELETE FROM device WHERE id IN
    (SELECT id FROM device WHERE state IN ('disconnected', 'blocked') AND ended_at < $1 LIMIT $2)";

pub(crate) const DELETE_ENDED_REQUESTS: &str = "DELETE FROM request WHERE id IN
    (SELECT id FROM request WHERE created_at < $1 AND state NOT IN ('waiting', 'claimed', 'approved') LIMIT $2)";

pub(crate) const DELETE_OLD_NOTICES: &str =
    "DELETE FROM notice WHERE id IN (SELECT id FROM notice WHERE at < $1 LIMIT $2)";

pub(crate) const DELETE_EXPIRED_TICKETS: &str = "DELETE FROM stream_ticket WHERE hash IN (SELECT hash FROM stream_ticket WHERE expires_at <= $1 LIMIT $2)";
