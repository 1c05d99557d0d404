//! The SQL of the queue.

pub(crate) mod status;

use store::{StoreError, Transition, Tx};
use values::Timestamp;

use crate::{JobId, NewJob};

/// A job that was leased for one attempt.
pub(crate) struct Claimed {
    pub(crate) id: JobId,
    pub(crate) sealed: Vec<u8>,
    pub(crate) attempts: i64,
    pub(crate) queued_at: Timestamp,
    pub(crate) expires_at: Option<Timestamp>,
    pub(crate) is_ordered: bool,
}

/// `false` when the idempotency key is known.
pub(crate) fn insert(
    tx: &mut Tx<'_>,
    now: Timestamp,
    id: &JobId,
    job: &NewJob<'_>,
    sealed: &[u8],
) -> Result<bool, StoreError> {
    let sequence = job.order_key.map(|key| next_sequence(tx, key)).transpose()?;
    let inserted = tx.execute(
        "INSERT INTO job (id, idempotency_key, kind, payload, state, order_key, sequence, attempts, due_at, queued_at,
             expires_at)
         VALUES ($1, $2, $3, $4, 'waiting', $5, $6, 0, $7, $7, $8) ON CONFLICT (id) DO NOTHING",
        &[
            id,
            &job.idempotency_key,
            &job.kind.name,
            &sealed,
            &job.order_key,
            &sequence,
            &now,
            &job.expires_at,
        ],
    )?;
    Ok(inserted == 1)
}

fn next_sequence(tx: &mut Tx<'_>, order_key: &str) -> Result<i64, StoreError> {
    let newest: Option<i64> = tx.query_one_or_none(
        "SELECT sequence FROM job WHERE order_key = $1 ORDER BY sequence DESC LIMIT 1",
        &[&order_key],
        |row| row.get(0),
    )?;
    Ok(newest.unwrap_or_default() + 1)
}

/// Whether some job of a kind should be tried now.
pub(crate) fn is_any_due(tx: &mut Tx<'_>, now: Timestamp, kind: &str) -> Result<bool, StoreError> {
    let due = tx.query_one_or_none(
        "SELECT id FROM job AS candidate
         WHERE state = 'waiting' AND kind = $1 AND due_at <= $2 AND (leased_until IS NULL OR leased_until <= $2)
             AND (order_key IS NULL OR NOT EXISTS (
                 SELECT 1 FROM job AS other WHERE other.order_key = candidate.order_key AND other.state = 'waiting'
                     AND other.id <> candidate.id
                     AND (other.sequence < candidate.sequence OR other.leased_until > $2)))
         LIMIT 1",
        &[&kind, &now],
        |row| row.get::<JobId>(0),
    )?;
    Ok(due.is_some())
}

/// Leases jobs that are due to one worker. Of an order key only the oldest is taken, and only while none of the key is
/// leased. The outer condition repeats the inner one for two workers of a cluster that have chosen the same rows: the
/// second finds them leased.
pub(crate) fn claim(
    tx: &mut Tx<'_>,
    now: Timestamp,
    kind: &str,
    (lease, leased_until): (&str, Timestamp),
    at_most: i64,
) -> Result<Vec<Claimed>, StoreError> {
    tx.query(
        "UPDATE job SET lease = $1, leased_until = $2, attempts = attempts + 1
         WHERE state = 'waiting' AND (leased_until IS NULL OR leased_until <= $3) AND id IN (
             SELECT id FROM job AS candidate
             WHERE state = 'waiting' AND kind = $4 AND due_at <= $3 AND (leased_until IS NULL OR leased_until <= $3)
                 AND (order_key IS NULL OR NOT EXISTS (
                     SELECT 1 FROM job AS other WHERE other.order_key = candidate.order_key AND other.state = 'waiting'
                         AND other.id <> candidate.id
                         AND (other.sequence < candidate.sequence OR other.leased_until > $3)))
             ORDER BY due_at LIMIT $5)
         RETURNING id, payload, attempts, queued_at, expires_at, order_key",
        &[&lease, &leased_until, &now, &kind, &at_most],
        |row| {
            Ok(Claimed {
                id: row.get(0)?,
                sealed: row.get::<Option<Vec<u8>>>(1)?.unwrap_or_default(),
                attempts: row.get(2)?,
                queued_at: row.get(3)?,
                expires_at: row.get(4)?,
                is_ordered: row.get::<Option<String>>(5)?.is_some(),
            })
        },
    )
}

/// Records success and erases the payload. `Lost`: the lease had passed to another worker.
pub(crate) fn mark_done(
    tx: &mut Tx<'_>,
    now: Timestamp,
    id: &JobId,
    lease: &str,
) -> Result<Transition, StoreError> {
    tx.transition(
        "UPDATE job SET state = 'done', finished_at = $1, payload = NULL, lease = NULL, leased_until = NULL, problem = NULL
         WHERE id = $2 AND lease = $3 AND state = 'waiting'",
        &[&now, id, &lease],
    )
}

/// Records when to try again.
pub(crate) fn mark_for_retry(
    tx: &mut Tx<'_>,
    due_at: Timestamp,
    problem: &str,
    id: &JobId,
    lease: &str,
) -> Result<Transition, StoreError> {
    tx.transition(
        "UPDATE job SET due_at = $1, problem = $2, lease = NULL, leased_until = NULL
         WHERE id = $3 AND lease = $4 AND state = 'waiting'",
        &[&due_at, &problem, id, &lease],
    )
}

/// Records that a job was given up.
pub(crate) fn mark_failed(
    tx: &mut Tx<'_>,
    now: Timestamp,
    problem: &str,
    id: &JobId,
    lease: &str,
) -> Result<Transition, StoreError> {
    tx.transition(
        "UPDATE job SET state = 'failed', finished_at = $1, problem = $2, lease = NULL, leased_until = NULL
         WHERE id = $3 AND lease = $4 AND state = 'waiting'",
        &[&now, &problem, id, &lease],
    )
}
