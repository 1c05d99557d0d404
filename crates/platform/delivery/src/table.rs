//! The SQL of the limits of a day.

use std::num::NonZeroU32;

use jobs::JobId;
use store::{StoreError, Tx};
use values::{DAY_MS, Timestamp};

use crate::{ChannelKind, Quota};

/// How long a message is counted; limits are for a day.
const KEPT_MS: i64 = 2 * DAY_MS;

/// Which messages count together.
#[derive(Clone, Copy)]
pub(crate) enum Counted<'a> {
    Channel(ChannelKind),
    /// What people sent who have proven nothing.
    Anonymous(ChannelKind),
    /// What was sent to one number under such a quota.
    Recipient(&'a str, Quota),
}

/// Counts a message.
pub(crate) fn insert(
    tx: &mut Tx<'_>,
    now: Timestamp,
    id: &JobId,
    channel: ChannelKind,
    quota: Quota,
    recipient: Option<&str>,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO delivery_quota_use (id, channel, quota, recipient, queued_at) VALUES ($1, $2, $3, $4, $5)",
        &[id, &channel.as_str(), &quota.as_str(), &recipient, &now],
    )?;
    Ok(())
}

/// When the `nth` newest of some messages was queued, if there are so many since an instant.
pub(crate) fn nth_newest(
    tx: &mut Tx<'_>,
    of: Counted<'_>,
    since: Timestamp,
    nth: NonZeroU32,
) -> Result<Option<Timestamp>, StoreError> {
    macro_rules! newest_of {
        ($which:literal) => {
            concat!(
                "SELECT queued_at FROM delivery_quota_use WHERE ",
                $which,
                " AND queued_at > $2 ORDER BY queued_at DESC LIMIT 1 OFFSET $3"
            )
        };
    }
    let (sql, value) = match of {
        Counted::Channel(kind) => (newest_of!("channel = $1"), kind.as_str()),
        Counted::Anonymous(kind) => (newest_of!("channel = $1 AND quota = 'anonymous'"), kind.as_str()),
        Counted::Recipient(recipient, Quota::Anonymous | Quota::Account) => {
            (newest_of!("recipient = $1 AND quota IN ('anonymous', 'account')"), recipient)
        }
        Counted::Recipient(recipient, Quota::Owner) => {
            (newest_of!("recipient = $1 AND quota = 'owner'"), recipient)
        }
        Counted::Recipient(recipient, Quota::Warning) => {
            (newest_of!("recipient = $1 AND quota = 'warning'"), recipient)
        }
    };
    tx.query_one_or_none(sql, &[&value, &since, &(nth.get() - 1)], |row| row.get(0))
}

/// Deletes what counts no longer.
pub(crate) fn delete_expired(tx: &mut Tx<'_>, now: Timestamp, at_most: u32) -> Result<u64, StoreError> {
    tx.execute(
        "DELETE FROM delivery_quota_use WHERE id IN (
             SELECT id FROM delivery_quota_use WHERE queued_at < $1 ORDER BY queued_at LIMIT $2)",
        &[&now.plus_ms(-KEPT_MS), &at_most],
    )
}
