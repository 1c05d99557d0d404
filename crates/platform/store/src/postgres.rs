//! PostgreSQL: one schema per site, serializable transactions that are run again after a conflict.
//!
//! A transaction runs from BEGIN to COMMIT without giving up its thread, so a dropped future never leaves a
//! half of it behind. Connections are driven by whoever uses them: a statement costs no hop to another thread.

mod backoff;
mod connection;
pub(crate) mod error;
mod pool;
mod session;
mod threads;
mod tls;
pub(crate) mod value;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tokio::sync::{Semaphore, SemaphorePermit};

use crate::engine::{Access, Engine};
use crate::{Stats, StoreError, Tx};

use pool::Pool;
pub(crate) use session::Session;
pub(crate) use tls::check_url;

/// Connections of one site; everybody else waits for one.
const MAX_CONNECTIONS: usize = 16;
/// How long to wait for a connection that others use.
const QUEUE_TIMEOUT_MS: u64 = 10_000;
/// How often a transaction is run before giving up.
const MAX_ATTEMPTS: u32 = 12;

/// One site's schema.
pub(crate) struct Database {
    pool: Arc<Pool>,
    permits: Semaphore,
    writes: AtomicU64,
    commits: AtomicU64,
    retries: AtomicU64,
}

/// Removes a schema and all that is in it: for tests.
#[cfg(feature = "testing")]
pub(crate) fn drop_schema(url: &str, schema: &str) {
    let drop = || {
        let (config, tls) = tls::read_url(url)?;
        Pool::new(config, tls, schema)
            .connect()?
            .batch(&format!("DROP SCHEMA IF EXISTS \"{schema}\" CASCADE"))
    };
    if let Err(failure) = threads::blocking(drop) {
        tracing::warn!(%failure, schema, "the schema of a test is left behind");
    }
}

/// How one run of a transaction ended.
enum Attempt<T, E> {
    Done(Result<T, E>),
    Again(StoreError),
}

impl Database {
    pub(crate) fn open(url: &str, schema: &str) -> Result<Self, StoreError> {
        let (config, tls) = tls::read_url(url)?;
        let database = Self {
            pool: Arc::new(Pool::new(config, tls, schema)),
            permits: Semaphore::new(MAX_CONNECTIONS),
            writes: AtomicU64::new(0),
            commits: AtomicU64::new(0),
            retries: AtomicU64::new(0),
        };
        threads::blocking(|| {
            let mut connection = database.pool.connect()?;
            connection.ensure_schema(schema)?;
            database.pool.give_back(connection);
            Ok(database)
        })
    }

    pub(crate) async fn read<T, E, F>(&self, act: F) -> Result<T, E>
    where
        F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send,
        T: Send,
        E: From<StoreError> + Send,
    {
        let _permit = self.permit().await?;
        threads::blocking(|| {
            let mut session = Session::reading(&self.pool);
            act(&mut Tx::new(Engine::Postgres(&mut session), Access::Read))
        })
    }

    pub(crate) async fn write<T, E, F>(&self, mut act: F) -> Result<T, E>
    where
        F: FnMut(&mut Tx<'_>) -> Result<T, E> + Send,
        T: Send,
        E: From<StoreError> + Send,
    {
        let mut attempt = 1;
        loop {
            let permit = self.permit().await?;
            let outcome = threads::blocking(|| self.attempt(&mut act));
            drop(permit);
            match outcome {
                Attempt::Done(outcome) => return outcome,
                Attempt::Again(failure) if attempt == MAX_ATTEMPTS => return Err(failure.into()),
                Attempt::Again(_) => {
                    self.retries.fetch_add(1, Ordering::Relaxed);
                    tokio::time::sleep(backoff::after(attempt)).await;
                    attempt += 1;
                }
            }
        }
    }

    pub(crate) fn stats(&self) -> Stats {
        Stats {
            writes: self.writes.load(Ordering::Relaxed),
            commits: self.commits.load(Ordering::Relaxed),
            retries: self.retries.load(Ordering::Relaxed),
        }
    }

    /// Runs the transaction once, from BEGIN to COMMIT.
    fn attempt<T, E: From<StoreError>>(
        &self,
        act: &mut impl FnMut(&mut Tx<'_>) -> Result<T, E>,
    ) -> Attempt<T, E> {
        let mut session = match Session::begin(&self.pool) {
            Ok(session) => session,
            Err(failure) => return Attempt::Done(Err(failure.into())),
        };
        let mut tx = Tx::new(Engine::Postgres(&mut session), Access::Write);
        let outcome = act(&mut tx);
        let (failure, after_commit) = tx.finish();
        match (outcome, failure) {
            (Ok(value), None) => {
                self.commits.fetch_add(1, Ordering::Relaxed);
                match session.commit() {
                    Ok(()) => {
                        self.writes.fetch_add(1, Ordering::Relaxed);
                        for waiting in &after_commit {
                            waiting.notify_one();
                        }
                        Attempt::Done(Ok(value))
                    }
                    Err(StoreError::Conflict) => Attempt::Again(StoreError::Conflict),
                    Err(failure) => Attempt::Done(Err(failure.into())),
                }
            }
            // Whatever the closure made of it: it saw a state that never was.
            (_, Some(StoreError::Conflict)) => {
                session.roll_back();
                Attempt::Again(StoreError::Conflict)
            }
            // Nothing of it was committed, and another connection may still work.
            (_, Some(failure)) if session.is_lost() => Attempt::Again(failure),
            (outcome, failure) => {
                session.roll_back();
                Attempt::Done(outcome.and_then(|_| Err(failure.unwrap_or(StoreError::Conflict).into())))
            }
        }
    }

    async fn permit(&self) -> Result<SemaphorePermit<'_>, StoreError> {
        match tokio::time::timeout(Duration::from_millis(QUEUE_TIMEOUT_MS), self.permits.acquire()).await {
            Ok(Ok(permit)) => Ok(permit),
            _ => Err(StoreError::unavailable("all connections are busy")),
        }
    }
}
