//! What an operator sees and does.

use std::collections::BTreeMap;

use store::{StoreError, Tx};
use values::{DAY_MS, Timestamp};

use crate::{JobId, Queue};

/// How long a job that was given up can be looked at and tried again.
const FAILED_KEPT_MS: i64 = 30 * DAY_MS;
/// How long a finished job is known by its idempotency key.
const FINISHED_KEPT_MS: i64 = 400 * DAY_MS;

/// How many jobs of one kind wait, and how many were given up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QueueStatus {
    /// The kind's name.
    pub kind: String,
    /// How many wait for their first or next attempt.
    pub waiting: i64,
    /// When the oldest of those waiting was enqueued.
    pub waiting_since: Option<Timestamp>,
    /// How many were given up.
    pub failed: i64,
}

/// A job that was given up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailedJob {
    /// Its id.
    pub id: JobId,
    /// What made it necessary.
    pub idempotency_key: String,
    /// The name of its kind.
    pub kind: String,
    /// How often it was tried.
    pub attempts: i64,
    /// When it was given up.
    pub failed_at: Timestamp,
    /// Why the last attempt failed.
    pub problem: String,
}

impl Queue {
    /// The status of each kind of which a job waits or was given up, by name.
    pub fn status(&self, tx: &mut Tx<'_>) -> Result<Vec<QueueStatus>, StoreError> {
        let groups: Vec<(String, String, i64, Timestamp)> = tx.query(
            "SELECT kind, state, COUNT(*), MIN(queued_at) FROM job
             WHERE state IN ('waiting', 'failed') GROUP BY kind, state",
            &[],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
        )?;
        let mut by_kind = BTreeMap::<String, QueueStatus>::new();
        for (kind, state, count, oldest) in groups {
            let status = by_kind.entry(kind.clone()).or_default();
            status.kind = kind;
            if state == "waiting" {
                (status.waiting, status.waiting_since) = (count, Some(oldest));
            } else {
                status.failed = count;
            }
        }
        Ok(by_kind.into_values().collect())
    }

    /// The jobs given up last, newest first.
    pub fn failed(&self, tx: &mut Tx<'_>, at_most: u32) -> Result<Vec<FailedJob>, StoreError> {
        tx.query(
            "SELECT id, idempotency_key, kind, attempts, finished_at, problem FROM job
             WHERE state = 'failed' ORDER BY finished_at DESC LIMIT $1",
            &[&at_most],
            |row| {
                Ok(FailedJob {
                    id: row.get(0)?,
                    idempotency_key: row.get(1)?,
                    kind: row.get(2)?,
                    attempts: row.get(3)?,
                    failed_at: row.get(4)?,
                    problem: row.get::<Option<String>>(5)?.unwrap_or_default(),
                })
            },
        )
    }

    /// Puts a job that was given up back into the queue. `false`: it is not there any more, or its payload was erased.
    pub fn retry(&self, tx: &mut Tx<'_>, now: Timestamp, id: &JobId) -> Result<bool, StoreError> {
        let kind: Option<String> = tx.query_one_or_none(
            "UPDATE job SET state = 'waiting', attempts = 0, due_at = $1, queued_at = $1, finished_at = NULL,
                 expires_at = NULL
             WHERE id = $2 AND state = 'failed' AND payload IS NOT NULL RETURNING kind",
            &[&now, id],
            |row| row.get(0),
        )?;
        if let Some(kind) = &kind {
            tx.notify_after_commit(&self.waker(kind));
        }
        Ok(kind.is_some())
    }

    /// Erases the payload of jobs 30 days after they were given up, and deletes finished jobs after 400 days; about `at_most`
    /// rows of each. Returns how many rows were touched. See [`store::Store::in_batches`].
    pub fn delete_expired(&self, tx: &mut Tx<'_>, now: Timestamp, at_most: u32) -> Result<u64, StoreError> {
        let erased = tx.execute(
            "UPDATE job SET payload = NULL WHERE id IN (
                 SELECT id FROM job WHERE state = 'failed' AND finished_at < $1 AND payload IS NOT NULL LIMIT $2)",
            &[&now.plus_ms(-FAILED_KEPT_MS), &at_most],
        )?;
        let deleted = tx.execute(
            "DELETE FROM job WHERE id IN (SELECT id FROM job WHERE finished_at < $1 ORDER BY finished_at LIMIT $2)",
            &[&now.plus_ms(-FINISHED_KEPT_MS), &at_most],
        )?;
        Ok(erased + deleted)
    }
}
