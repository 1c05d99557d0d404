//! The table `registration_use`: which address and number founded an account when (B5).

use store::{StoreError, Tx};
use values::Timestamp;

use crate::rules::contact::Channel;

/// When this value last founded an account.
pub(crate) fn used_at(
    tx: &mut Tx<'_>,
    channel: Channel,
    value: &[u8; 32],
) -> Result<Option<Timestamp>, StoreError> {
    tx.query_one_or_none(
        "SELECT used_at FROM registration_use WHERE channel = $1 AND value = $2",
        &[&channel.as_str(), value],
        |row| row.get(0),
    )
}

/// Uses the value for a registration; false if it was used after `free_until`.
pub(crate) fn claim(
    tx: &mut Tx<'_>,
    channel: Channel,
    value: &[u8; 32],
    now: Timestamp,
    free_until: Timestamp,
) -> Result<bool, StoreError> {
    let claimed = tx.execute(
        "INSERT INTO registration_use (channel, value, used_at) VALUES ($1, $2, $3)
         ON CONFLICT (channel, value) DO UPDATE SET used_at = excluded.used_at WHERE registration_use.used_at <= $4",
        &[&channel.as_str(), value, &now, &free_until],
    )?;
    Ok(claimed == 1)
}

/// Forgets what no longer counts.
pub(crate) fn forget_until(tx: &mut Tx<'_>, used_until: Timestamp) -> Result<u64, StoreError> {
    tx.execute("DELETE FROM registration_use WHERE used_at <= $1", &[&used_until])
}
