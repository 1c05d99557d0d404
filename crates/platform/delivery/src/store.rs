//! The SQL of the queue.

mod operate;

use std::num::NonZeroU32;

use ::store::{StoreError, Tx, text_value};
use values::Timestamp;

pub use operate::{Failed, QueueStatus};

use crate::{ChannelKind, MessageId, Quota, UnknownName};

/// A message to be put into the queue.
pub(crate) struct Row<'a> {
    pub(crate) id: &'a MessageId,
    pub(crate) cause: &'a str,
    pub(crate) kind: ChannelKind,
    pub(crate) sealed: &'a [u8],
    pub(crate) queued_at: Timestamp,
    pub(crate) expires_at: Option<Timestamp>,
    pub(crate) recipient: Option<&'a str>,
    pub(crate) quota: Quota,
}

/// A message taken out of the queue for one attempt.
pub(crate) struct Claimed {
    pub(crate) id: MessageId,
    pub(crate) sealed: Vec<u8>,
    pub(crate) attempts: i64,
    pub(crate) queued_at: Timestamp,
    pub(crate) expires_at: Option<Timestamp>,
}

/// Which messages count together.
#[derive(Clone, Copy)]
pub(crate) enum Counted<'a> {
    Channel(ChannelKind),
    /// What strangers had sent.
    Strangers(ChannelKind),
    /// What went to one number on such a word.
    Recipient(&'a str, Quota),
}

/// Where a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    Waiting,
    Sent,
    Failed,
}

/// `false` when the cause has had its message.
pub(crate) fn insert(tx: &mut Tx<'_>, row: &Row<'_>) -> Result<bool, StoreError> {
    let inserted = tx.execute(
        "INSERT INTO delivery_message (id, cause, channel, sealed, state, attempts, due_at, queued_at, useless_after, recipient, asker)
         VALUES ($1, $2, $3, $4, 'waiting', 0, $5, $6, $7, $8, $9) ON CONFLICT (id) DO NOTHING",
        &[
            row.id,
            &row.cause,
            &row.kind,
            &row.sealed,
            &row.queued_at,
            &row.queued_at,
            &row.expires_at,
            &row.recipient,
            &row.quota.as_str(),
        ],
    )?;
    Ok(inserted == 1)
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
                "SELECT queued_at FROM delivery_message WHERE ",
                $which,
                " AND queued_at > $2 ORDER BY queued_at DESC LIMIT 1 OFFSET $3"
            )
        };
    }
    let (sql, value) = match of {
        Counted::Channel(kind) => (newest_of!("channel = $1"), kind.as_str()),
        Counted::Strangers(kind) => (newest_of!("channel = $1 AND asker = 'stranger'"), kind.as_str()),
        Counted::Recipient(recipient, Quota::Anonymous | Quota::Account) => {
            (newest_of!("recipient = $1 AND asker IN ('stranger', 'account')"), recipient)
        }
        Counted::Recipient(recipient, Quota::Owner) => {
            (newest_of!("recipient = $1 AND asker = 'owner'"), recipient)
        }
        Counted::Recipient(recipient, Quota::Warning) => {
            (newest_of!("recipient = $1 AND asker = 'warning'"), recipient)
        }
    };
    tx.query_one_or_none(sql, &[&value, &since, &(nth.get() - 1)], |row| row.get(0))
}

pub(crate) fn is_any_due(tx: &mut Tx<'_>, now: Timestamp, kind: ChannelKind) -> Result<bool, StoreError> {
    let due = tx.query_one_or_none(
        "SELECT id FROM delivery_message
         WHERE state = 'waiting' AND channel = $1 AND due_at <= $2 AND (leased_until IS NULL OR leased_until <= $2)
         LIMIT 1",
        &[&kind, &now],
        |row| row.get::<MessageId>(0),
    )?;
    Ok(due.is_some())
}

/// Leases messages that are due to one worker. The outer condition repeats the inner one for the moment when two
/// workers of a cluster have chosen the same rows: the second finds them leased.
pub(crate) fn claim(
    tx: &mut Tx<'_>,
    now: Timestamp,
    kind: ChannelKind,
    lease: &str,
    leased_until: Timestamp,
    at_most: i64,
) -> Result<Vec<Claimed>, StoreError> {
    tx.query(
        "UPDATE delivery_message SET lease = $1, leased_until = $2, attempts = attempts + 1
         WHERE state = 'waiting' AND (leased_until IS NULL OR leased_until <= $3) AND id IN (
             SELECT id FROM delivery_message
             WHERE state = 'waiting' AND channel = $4 AND due_at <= $3 AND (leased_until IS NULL OR leased_until <= $3)
             ORDER BY due_at LIMIT $5)
         RETURNING id, sealed, attempts, queued_at, useless_after",
        &[&lease, &leased_until, &now, &kind, &at_most],
        |row| {
            Ok(Claimed {
                id: row.get(0)?,
                sealed: row.get::<Option<Vec<u8>>>(1)?.unwrap_or_default(),
                attempts: row.get(2)?,
                queued_at: row.get(3)?,
                expires_at: row.get(4)?,
            })
        },
    )
}

/// Records a delivery and erases what was delivered. `false`: the lease had passed to someone else.
pub(crate) fn mark_sent(
    tx: &mut Tx<'_>,
    now: Timestamp,
    id: &MessageId,
    lease: &str,
) -> Result<bool, StoreError> {
    let marked = tx.execute(
        "UPDATE delivery_message
         SET state = 'sent', finished_at = $1, sealed = NULL, lease = NULL, leased_until = NULL, problem = NULL
         WHERE id = $2 AND lease = $3 AND state = 'waiting'",
        &[&now, id, &lease],
    )?;
    Ok(marked == 1)
}

pub(crate) fn mark_for_retry(
    tx: &mut Tx<'_>,
    due_at: Timestamp,
    problem: &str,
    id: &MessageId,
    lease: &str,
) -> Result<bool, StoreError> {
    let marked = tx.execute(
        "UPDATE delivery_message SET due_at = $1, problem = $2, lease = NULL, leased_until = NULL
         WHERE id = $3 AND lease = $4 AND state = 'waiting'",
        &[&due_at, &problem, id, &lease],
    )?;
    Ok(marked == 1)
}

pub(crate) fn mark_failed(
    tx: &mut Tx<'_>,
    now: Timestamp,
    problem: &str,
    id: &MessageId,
    lease: &str,
) -> Result<bool, StoreError> {
    let marked = tx.execute(
        "UPDATE delivery_message
         SET state = 'failed', finished_at = $1, problem = $2, lease = NULL, leased_until = NULL
         WHERE id = $3 AND lease = $4 AND state = 'waiting'",
        &[&now, &problem, id, &lease],
    )?;
    Ok(marked == 1)
}

impl State {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Sent => "sent",
            Self::Failed => "failed",
        }
    }

    pub(crate) fn parse(text: &str) -> Result<Self, UnknownName> {
        [Self::Waiting, Self::Sent, Self::Failed]
            .into_iter()
            .find(|state| state.as_str() == text)
            .ok_or(UnknownName)
    }
}

text_value!(State, as_str);
