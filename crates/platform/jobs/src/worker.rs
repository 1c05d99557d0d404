//! Taking work out of the queue.

use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use clock::Clock;
use futures_util::FutureExt;
use store::{Store, StoreError, Transition, Tx};
use tokio::sync::watch;
use tokio::task::JoinSet;
use values::Timestamp;

use crate::kind::Next;
use crate::table::{self, Claimed};
use crate::{Attempt, FailedJob, Handler, JobError, JobId, Kind, Queue, QueueStatus};

/// How soon retries, jobs of other processes and a moved clock are noticed. What this process enqueues wakes at once.
const LOOK_EVERY: Duration = Duration::from_secs(1);
const PAUSE_AFTER_STORE_ERROR: Duration = Duration::from_secs(5);
/// How long running attempts may still take at shutdown.
const GRACE: Duration = Duration::from_secs(5);

/// Runs the jobs of one site's queue. Kinds run side by side, so that a slow receiver of one kind holds up no other.
/// Clones share the queue.
#[derive(Clone)]
pub struct Worker {
    queue: Queue,
    store: Store,
    clock: Clock,
    lanes: Vec<Arc<Lane>>,
}

/// One kind, and what does its work.
struct Lane {
    kind: Kind,
    handler: Arc<dyn Handler>,
    queue: Queue,
    store: Store,
    clock: Clock,
}

/// An attempt that has ended and is not recorded yet.
struct Ended {
    id: JobId,
    lease: Arc<str>,
    outcome: Outcome,
    is_ordered: bool,
}

enum Outcome {
    Done,
    RetryAt(Timestamp, JobError),
    GivenUp(JobError),
}

/// Jobs to be run, all under one lease.
struct Batch {
    jobs: Vec<Claimed>,
    lease: Arc<str>,
    /// How many of the ended attempts were recorded as done.
    done: usize,
}

impl Worker {
    /// A worker that does nothing yet: see [`Worker::handle`].
    pub fn new(queue: Queue, store: Store, clock: Clock) -> Self {
        Self { queue, store, clock, lanes: Vec::new() }
    }

    /// The same, running jobs of this kind. Jobs of a kind without handler wait until there is one.
    #[must_use]
    pub fn handle(mut self, kind: Kind, handler: Arc<dyn Handler>) -> Self {
        // From now on there is something to wake.
        let _ = self.queue.waker(kind.name);
        self.lanes.push(Arc::new(Lane {
            kind,
            handler,
            queue: self.queue.clone(),
            store: self.store.clone(),
            clock: self.clock.clone(),
        }));
        self
    }

    /// Works until `shutdown` completes, then lets the running attempts end.
    pub async fn run(self, shutdown: impl Future<Output = ()> + Send) {
        let (stop, stopped) = watch::channel(false);
        let mut running = JoinSet::new();
        for lane in self.lanes {
            running.spawn(lane.run(stopped.clone()));
        }
        shutdown.await;
        let _ = stop.send(true);
        while running.join_next().await.is_some() {}
    }

    /// Runs what is due, once, and returns how many jobs were done. For tests and the time machine.
    pub async fn run_due(&self) -> Result<usize, StoreError> {
        let mut done = 0;
        for lane in &self.lanes {
            let mut ended = Vec::new();
            loop {
                let batch = lane.record_and_claim(&ended, lane.kind.concurrency).await?;
                done += batch.done;
                if batch.jobs.is_empty() {
                    break;
                }
                ended = lane.start(batch).join_all().await;
            }
        }
        Ok(done)
    }

    /// See [`Queue::status`].
    pub async fn status(&self) -> Result<Vec<QueueStatus>, StoreError> {
        self.store.read(|tx| self.queue.status(tx)).await
    }

    /// See [`Queue::failed`].
    pub async fn failed(&self, at_most: u32) -> Result<Vec<FailedJob>, StoreError> {
        self.store.read(|tx| self.queue.failed(tx, at_most)).await
    }

    /// See [`Queue::retry`].
    pub async fn retry(&self, id: &JobId) -> Result<bool, StoreError> {
        let now = self.clock.now();
        self.store.write(|tx| self.queue.retry(tx, now, id)).await
    }
}

impl Lane {
    async fn run(self: Arc<Self>, mut stopped: watch::Receiver<bool>) {
        let waker = self.queue.waker(self.kind.name);
        let mut running = JoinSet::new();
        // What could not be recorded is recorded with the next batch; its lease still holds.
        let mut ended = Vec::new();
        loop {
            while let Some(result) = running.try_join_next() {
                ended.extend(result.ok());
            }
            let free = self.kind.concurrency - running.len();
            let pause = match self.record_and_claim(&ended, free).await {
                Ok(batch) => {
                    ended.clear();
                    self.start_in(&mut running, batch);
                    LOOK_EVERY
                }
                Err(error) => {
                    tracing::error!(kind = self.kind.name, %error, "the queue cannot be read or written");
                    PAUSE_AFTER_STORE_ERROR
                }
            };
            let is_full = running.len() >= self.kind.concurrency;
            tokio::select! {
                _ = stopped.changed() => break,
                Some(result) = running.join_next() => ended.extend(result.ok()),
                () = waker.notified(), if !is_full => {}
                () = tokio::time::sleep(pause) => {}
            }
        }
        let deadline = tokio::time::Instant::now() + GRACE;
        while let Ok(Some(result)) = tokio::time::timeout_at(deadline, running.join_next()).await {
            ended.extend(result.ok());
        }
        if let Err(error) = self.record_and_claim(&ended, 0).await {
            tracing::error!(kind = self.kind.name, %error, "attempts could not be recorded: they will be repeated");
        }
    }

    fn start(self: &Arc<Self>, batch: Batch) -> JoinSet<Ended> {
        let mut running = JoinSet::new();
        self.start_in(&mut running, batch);
        running
    }

    fn start_in(self: &Arc<Self>, running: &mut JoinSet<Ended>, batch: Batch) {
        for job in batch.jobs {
            running.spawn(Arc::clone(self).attempt(job, Arc::clone(&batch.lease)));
        }
    }

    /// Records attempts and leases the next jobs in one transaction. Looks before it writes, because looking costs no
    /// commit.
    async fn record_and_claim(&self, ended: &[Ended], free: usize) -> Result<Batch, StoreError> {
        let (now, lease) = (self.clock.now(), Arc::from(self.clock.random_id()));
        let mut batch = Batch { jobs: Vec::new(), lease, done: 0 };
        let kind = self.kind.name;
        let is_due = free > 0 && self.store.read(|tx| table::is_any_due(tx, now, kind)).await?;
        if ended.is_empty() && !is_due {
            return Ok(batch);
        }
        let until = now.plus_ms(self.kind.lease_ms());
        let at_most = i64::try_from(free).unwrap_or(i64::MAX);
        let recorded: Result<_, StoreError> = self
            .store
            .write(|tx| {
                let done = self.record(tx, now, ended)?;
                let claims = if free > 0 {
                    table::claim(tx, now, kind, (&batch.lease, until), at_most)?
                } else {
                    Vec::new()
                };
                Ok((done, claims))
            })
            .await;
        (batch.done, batch.jobs) = recorded?;
        Ok(batch)
    }

    fn record(&self, tx: &mut Tx<'_>, now: Timestamp, ended: &[Ended]) -> Result<usize, StoreError> {
        let mut done = 0;
        for Ended { id, lease, outcome, is_ordered } in ended {
            let transition = match outcome {
                Outcome::Done => table::mark_done(tx, now, id, lease)?,
                Outcome::RetryAt(at, error) => table::mark_for_retry(tx, *at, error.reason(), id, lease)?,
                Outcome::GivenUp(error) => table::mark_failed(tx, now, error.reason(), id, lease)?,
            };
            match (transition, outcome) {
                (Transition::Done, Outcome::Done) => done += 1,
                (Transition::Done, _) => {}
                (Transition::Lost, _) => {
                    tracing::warn!(%id, kind = self.kind.name, "the lease of a job had passed to another worker");
                }
            }
            if *is_ordered {
                self.queue.wake_all_after_commit(tx);
            }
        }
        Ok(done)
    }

    async fn attempt(self: Arc<Self>, job: Claimed, lease: Arc<str>) -> Ended {
        let outcome = match self.run_handler(&job).await {
            Ok(()) => Outcome::Done,
            Err(error) => self.outcome_of(error, &job),
        };
        Ended { id: job.id, lease, outcome, is_ordered: job.is_ordered }
    }

    async fn run_handler(&self, job: &Claimed) -> Result<(), JobError> {
        if job.expires_at.is_some_and(|limit| self.clock.now() >= limit) {
            return Err(JobError::permanent("expired"));
        }
        let payload = self
            .queue
            .open(&job.id, &job.sealed)
            .ok_or_else(|| JobError::permanent("cannot be opened: sealed under another master key"))?;
        let attempt = Attempt { id: &job.id, queued_at: job.queued_at, payload: &payload };
        let limit = Duration::from_millis(u64::try_from(self.kind.attempt_timeout_ms).unwrap_or_default());
        // A panic is a failed attempt too: otherwise the job would be tried for ever, whenever its lease ends.
        let attempt = AssertUnwindSafe(self.handler.run(attempt)).catch_unwind();
        match tokio::time::timeout(limit, attempt).await {
            Ok(Ok(result)) => result,
            Ok(Err(_)) => Err(JobError::temporary("the handler panicked")),
            Err(_) => Err(JobError::temporary("no answer in time")),
        }
    }

    fn outcome_of(&self, error: JobError, job: &Claimed) -> Outcome {
        let (kind, id) = (self.kind.name, &job.id);
        tracing::warn!(
            %id, kind, attempt = job.attempts, permanent = error.is_permanent(), problem = error.reason(),
            "an attempt at a job failed"
        );
        let [random] = random::random_bytes();
        let now = self.clock.now();
        match self.kind.after_failure(now, job.queued_at, job.expires_at, job.attempts, random) {
            Next::RetryAt(at) if !error.is_permanent() => Outcome::RetryAt(at, error),
            _ => {
                tracing::error!(%id, kind, "a job was given up");
                Outcome::GivenUp(error)
            }
        }
    }
}
