//! Tickets for the stream of events: an `EventSource` cannot sign.

use mobile_key_api::DeviceId;
use store::{StoreError, Tx};
use values::Timestamp;

pub(crate) fn insert(
    tx: &mut Tx<'_>,
    hash: &[u8; 32],
    device: &DeviceId,
    expires_at: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO stream_ticket (hash, device, expires_at) VALUES ($1, $2, $3)",
        &[hash, &device.as_str(), &expires_at],
    )?;
    Ok(())
}

/// Whether a ticket is still good; whose it is, [`redeem`] says.
pub(crate) fn is_good(tx: &mut Tx<'_>, hash: &[u8; 32], now: Timestamp) -> Result<bool, StoreError> {
    let found = tx.query_one_or_none(
        "SELECT 1 FROM stream_ticket WHERE hash = $1 AND expires_at > $2",
        &[hash, &now],
        |_| Ok(()),
    )?;
    Ok(found.is_some())
}

/// Uses a ticket: whose it was, if it was still good.
pub(crate) fn redeem(
    tx: &mut Tx<'_>,
    hash: &[u8; 32],
    now: Timestamp,
) -> Result<Option<DeviceId>, StoreError> {
    tx.query_one_or_none(
        "DELETE FROM stream_ticket WHERE hash = $1 AND expires_at > $2 RETURNING device",
        &[hash, &now],
        |row| row.parse(0),
    )
}
