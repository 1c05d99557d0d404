//! What an operator sees and does.

use ::store::{StoreError, Tx};
use values::{DAY_MS, Timestamp};

use crate::store::State;
use crate::{ChannelKind, Delivery, MessageId};

/// How long an undelivered message can be looked at and tried again.
const FAILED_KEPT_MS: i64 = 30 * DAY_MS;
/// How long the bare record stays, by which a cause is known to have had its message.
const RECORD_KEPT_MS: i64 = 400 * DAY_MS;
/// How long messages are counted by their recipient; limits are for a day.
const RECIPIENT_KEPT_MS: i64 = 2 * DAY_MS;

/// How the queue of one channel stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueueStatus {
    /// Which way.
    pub channel: ChannelKind,
    /// How many wait to be sent, or sent again.
    pub waiting: i64,
    /// How many were given up.
    pub failed: i64,
    /// Since when the oldest of those waiting waits.
    pub waiting_since: Option<Timestamp>,
}

/// A message that was given up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failed {
    /// Which.
    pub id: MessageId,
    /// What it was for.
    pub cause: String,
    /// Which way it should have gone.
    pub channel: ChannelKind,
    /// How often it was tried.
    pub attempts: i64,
    /// When it was given up.
    pub at: Timestamp,
    /// Why.
    pub problem: String,
}

impl Delivery {
    /// How the queue stands, channel by channel.
    pub fn standing(&self, tx: &mut Tx<'_>) -> Result<Vec<QueueStatus>, StoreError> {
        let groups = tx.query(
            "SELECT channel, state, COUNT(*), MIN(queued_at) FROM delivery_message
             WHERE state IN ('waiting', 'failed') GROUP BY channel, state",
            &[],
            |row| {
                Ok((
                    row.get::<ChannelKind>(0)?,
                    row.get::<State>(1)?,
                    row.get::<i64>(2)?,
                    row.get::<Timestamp>(3)?,
                ))
            },
        )?;
        let of = |channel: ChannelKind, wanted: State| {
            groups.iter().find(|(kind, state, ..)| *kind == channel && *state == wanted)
        };
        let standings = ChannelKind::ALL.into_iter().map(|channel| QueueStatus {
            channel,
            waiting: of(channel, State::Waiting).map_or(0, |group| group.2),
            failed: of(channel, State::Failed).map_or(0, |group| group.2),
            waiting_since: of(channel, State::Waiting).map(|group| group.3),
        });
        Ok(standings.collect())
    }

    /// The messages given up last, newest first.
    pub fn failed(&self, tx: &mut Tx<'_>, at_most: u32) -> Result<Vec<Failed>, StoreError> {
        tx.query(
            "SELECT id, cause, channel, attempts, finished_at, problem FROM delivery_message
             WHERE state = 'failed' ORDER BY finished_at DESC LIMIT $1",
            &[&at_most],
            |row| {
                Ok(Failed {
                    id: row.get(0)?,
                    cause: row.get(1)?,
                    channel: row.get(2)?,
                    attempts: row.get(3)?,
                    at: row.get(4)?,
                    problem: row.get::<Option<String>>(5)?.unwrap_or_default(),
                })
            },
        )
    }

    /// Sends a message that was given up once more. `false`: it is not there any more, or was erased.
    pub fn retry(&self, tx: &mut Tx<'_>, now: Timestamp, id: &MessageId) -> Result<bool, StoreError> {
        let channel: Option<ChannelKind> = tx.query_one_or_none(
            "UPDATE delivery_message
             SET state = 'waiting', attempts = 0, due_at = $1, queued_at = $1, finished_at = NULL, useless_after = NULL
             WHERE id = $2 AND state = 'failed' AND sealed IS NOT NULL RETURNING channel",
            &[&now, id],
            |row| row.get(0),
        )?;
        if let Some(channel) = channel {
            tx.notify_after_commit(self.woken(channel));
        }
        Ok(channel.is_some())
    }

    /// Erases what undelivered messages said, 30 days after they were given up, and bare records after 400 days. For
    /// the site's due jobs.
    pub fn erase_old(&self, tx: &mut Tx<'_>, now: Timestamp) -> Result<u64, StoreError> {
        let erased = tx.execute(
            "UPDATE delivery_message SET sealed = NULL
             WHERE state = 'failed' AND finished_at < $1 AND sealed IS NOT NULL",
            &[&now.plus_ms(-FAILED_KEPT_MS)],
        )?;
        tx.execute(
            "UPDATE delivery_message SET recipient = NULL WHERE recipient IS NOT NULL AND queued_at < $1",
            &[&now.plus_ms(-RECIPIENT_KEPT_MS)],
        )?;
        let deleted = tx.execute(
            "DELETE FROM delivery_message WHERE finished_at < $1",
            &[&now.plus_ms(-RECORD_KEPT_MS)],
        )?;
        Ok(erased + deleted)
    }
}
