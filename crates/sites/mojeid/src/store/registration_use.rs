//! The table `registration_use`: which address and number registered an account when, and whether it was proven (B5).

use store::{StoreError, Transition, Tx};
use values::Timestamp;

use crate::rules::account::AccountId;
use crate::rules::contact::Channel;
use crate::rules::registration_use::RegistrationUse;

/// The last use of this value, if it is known.
pub(crate) fn find(
    tx: &mut Tx<'_>,
    channel: Channel,
    value: &[u8; 32],
) -> Result<Option<RegistrationUse>, StoreError> {
    tx.query_one_or_none(
        "SELECT used_at, account_id, proven_at FROM registration_use WHERE channel = $1 AND value = $2",
        &[&channel.as_str(), value],
        |row| Ok(RegistrationUse { used_at: row.get(0)?, account: row.get(1)?, proven_at: row.get(2)? }),
    )
}

/// Uses the value for an account in place of `before`, which was found.
pub(crate) fn claim(
    tx: &mut Tx<'_>,
    channel: Channel,
    value: &[u8; 32],
    new: &RegistrationUse,
    before: Option<&RegistrationUse>,
) -> Result<Transition, StoreError> {
    const NEVER: i64 = -1;
    let before_at = before.map_or(NEVER, |before| before.used_at.unix_ms());
    tx.transition(
        "INSERT INTO registration_use (channel, value, used_at, account_id, proven_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (channel, value) DO UPDATE SET used_at = excluded.used_at, account_id = excluded.account_id,
         proven_at = excluded.proven_at WHERE registration_use.used_at = $6",
        &[&channel.as_str(), value, &new.used_at, &new.account, &new.proven_at, &before_at],
    )
}

/// A code proved that the value is the account's.
pub(crate) fn prove(
    tx: &mut Tx<'_>,
    channel: Channel,
    account: &AccountId,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE registration_use SET proven_at = $1 WHERE channel = $2 AND account_id = $3 AND proven_at IS NULL",
        &[&now, &channel.as_str(), account],
    )?;
    Ok(())
}

/// Uses that no longer count.
pub(crate) const DELETE_EXPIRED: &str = "DELETE FROM registration_use WHERE (channel, value) IN (SELECT channel, value FROM registration_use WHERE used_at <= $1 LIMIT $2)";
