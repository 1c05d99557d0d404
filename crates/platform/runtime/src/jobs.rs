//! Jobs: what a site does from time to time.
//!
//! Each has an interval of its own and runs beside the others, so that a slow or failing one holds up nobody. Of
//! several processes on one database one runs a job: it holds a lease that it renews, and that expires when it dies.

use std::panic::AssertUnwindSafe;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use ::store::{Store, StoreError};
use clock::Clock;
use futures_util::FutureExt;
use tokio::sync::watch;
use tokio::task::JoinSet;
use values::{MINUTE_MS, SECOND_MS, Timestamp};

use crate::Error;
use crate::store::{self, Lease, Terms};

/// A job of a process that died waits for so long.
const LEASE_MS: i64 = 60 * SECOND_MS;
const RENEW_EVERY: Duration = Duration::from_secs(20);
/// How often a process looks whether a job is due, at least: others may have died.
const LOOK_EVERY: Duration = Duration::from_mins(1);
/// A job that failed is tried again after so long.
const RETRY_MS: i64 = MINUTE_MS;
/// How often [`PeriodicJobRunner::run_all`] looks whether a job that is running has ended.
const POLL: Duration = Duration::from_millis(50);

type Work = Pin<Box<dyn Future<Output = Result<(), Error>> + Send>>;

/// What a site does from time to time.
pub struct PeriodicJob {
    name: &'static str,
    interval: Duration,
    run: Box<dyn Fn(Timestamp) -> Work + Send + Sync>,
}

/// Runs the jobs of one site.
#[derive(Clone)]
pub struct PeriodicJobRunner(Arc<Inner>);

struct Inner {
    site: &'static str,
    store: Store,
    clock: Clock,
    jobs: Vec<PeriodicJob>,
}

/// Whether a job need be due.
#[derive(Clone, Copy, PartialEq, Eq)]
enum When {
    Due,
    Now,
}

impl PeriodicJob {
    /// A job; its name is unique in its site. It may be cut short and run again at any time.
    pub fn new<E, F>(
        name: &'static str,
        interval: Duration,
        run: impl Fn(Timestamp) -> F + Send + Sync + 'static,
    ) -> Self
    where
        E: Into<Error>,
        F: Future<Output = Result<(), E>> + Send + 'static,
    {
        let run = move |now| {
            let work = run(now);
            Box::pin(async move { work.await.map_err(Into::into) }) as Work
        };
        Self { name, interval, run: Box::new(run) }
    }

    /// A job that works on something shared.
    pub fn on<T, E, F>(
        shared: &T,
        name: &'static str,
        interval: Duration,
        run: impl Fn(T, Timestamp) -> F + Send + Sync + 'static,
    ) -> Self
    where
        T: Clone + Send + Sync + 'static,
        E: Into<Error>,
        F: Future<Output = Result<(), E>> + Send + 'static,
    {
        let shared = shared.clone();
        Self::new(name, interval, move |now| run(shared.clone(), now))
    }
}

/// Runs jobs one after another, whether they are due or not and without a lease: for tests.
pub async fn run_all(jobs: &[PeriodicJob], now: Timestamp) -> Result<(), Error> {
    for job in jobs {
        (job.run)(now).await?;
    }
    Ok(())
}

impl PeriodicJobRunner {
    /// For a database that has [`crate::MIGRATIONS`].
    pub fn new(site: &'static str, store: Store, clock: Clock, jobs: Vec<PeriodicJob>) -> Self {
        Self(Arc::new(Inner { site, store, clock, jobs }))
    }

    /// Runs every job at its interval until `stop` is done. A job that is running then is cut short.
    pub async fn run(self, stop: impl Future<Output = ()> + Send) {
        let (signal, stopped) = watch::channel(false);
        let mut tasks = JoinSet::new();
        for index in 0..self.0.jobs.len() {
            let (inner, mut stopped) = (Arc::clone(&self.0), stopped.clone());
            tasks.spawn(async move {
                let job = &inner.jobs[index];
                loop {
                    inner.run_once(job, When::Due, &mut stopped.clone()).await;
                    tokio::select! {
                        () = tokio::time::sleep(job.interval.min(LOOK_EVERY)) => {}
                        _ = stopped.changed() => break,
                    }
                }
            });
        }
        stop.await;
        signal.send_replace(true);
        tasks.join_all().await;
    }

    /// Runs every job now, one after another, whether it is due or not: for the demo's time machine.
    pub async fn run_all(&self) {
        let (_signal, mut stopped) = watch::channel(false);
        for job in &self.0.jobs {
            while !self.0.run_once(job, When::Now, &mut stopped).await {
                tokio::time::sleep(POLL).await;
            }
        }
    }
}

impl Inner {
    /// Runs a job if it can be had; false if another process is running it.
    async fn run_once(&self, job: &PeriodicJob, when: When, stopped: &mut watch::Receiver<bool>) -> bool {
        match self.run_leased(job, when, stopped).await {
            Ok(done) => done,
            Err(error) => {
                tracing::error!(site = self.site, job = job.name, error = %chain(&*error), "a job failed");
                true
            }
        }
    }

    async fn run_leased(
        &self,
        job: &PeriodicJob,
        when: When,
        stopped: &mut watch::Receiver<bool>,
    ) -> Result<bool, Error> {
        let now = self.clock.now();
        let interval_ms = i64::try_from(job.interval.as_millis())?;
        let not_due_until = match when {
            // Other processes' clocks may be a little ahead.
            When::Due => now.plus_ms(interval_ms + LEASE_MS),
            When::Now => now,
        };
        let terms = Terms { now, leased_until: now.plus_ms(LEASE_MS), not_due_until };
        if self.store.read(|tx| store::is_done(tx, job.name, &terms)).await? {
            return Ok(true);
        }
        let holder = self.clock.random_id();
        let lease = Lease { job: job.name, holder: &holder };
        if !self.store.write(|tx| store::take(tx, &lease, &terms)).await? {
            return Ok(false);
        }
        let outcome = tokio::select! {
            outcome = run_caught(job, now) => Some(outcome),
            lost = self.keep(&lease) => Some(lost),
            _ = stopped.wait_for(|stop| *stop) => None,
        };
        let due_at = match &outcome {
            Some(Ok(())) => now.plus_ms(interval_ms),
            Some(Err(_)) => now.plus_ms(interval_ms.min(RETRY_MS)),
            None => now,
        };
        self.store.write(|tx| store::give_back(tx, &lease, due_at)).await?;
        outcome.unwrap_or(Ok(())).map(|()| true)
    }

    /// Renews a lease until it is lost.
    async fn keep(&self, lease: &Lease<'_>) -> Result<(), Error> {
        loop {
            tokio::time::sleep(RENEW_EVERY).await;
            let until = self.clock.now().plus_ms(LEASE_MS);
            let is_mine: Result<bool, StoreError> =
                self.store.write(|tx| store::renew(tx, lease, until)).await;
            if !is_mine? {
                return Err("another process has taken it".into());
            }
        }
    }
}

/// A job that panics has failed: it runs again when it is due.
async fn run_caught(job: &PeriodicJob, now: Timestamp) -> Result<(), Error> {
    let run = AssertUnwindSafe(async { (job.run)(now).await });
    run.catch_unwind().await.unwrap_or_else(|_| Err("it panicked".into()))
}

/// An error with its causes.
fn chain(error: &(dyn std::error::Error + 'static)) -> String {
    let causes = std::iter::successors(Some(error), |error| error.source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}

#[cfg(test)]
mod tests;
