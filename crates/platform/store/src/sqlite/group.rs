//! Group commit: many callers, one fsync, nobody acknowledged before it.
//!
//! A caller takes the fair lock, runs its transaction inside the open outer one, and waits. The committer is woken by
//! the first caller of a group and queues for the same lock, so everyone who queued before it gets into the
//! group. Then it commits and tells all of them the result.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread::{self, JoinHandle};

use rusqlite::Connection;
use tokio::sync::{Mutex, Notify, oneshot};

use super::error;
use crate::store::Figures;
use crate::tx::{Access, Engine};
use crate::{StoreError, Tx};

pub(super) struct Group {
    shared: Arc<Shared>,
    committer: Option<JoinHandle<()>>,
}

struct Shared {
    writer: Mutex<Writer>,
    closing: AtomicBool,
    writes: AtomicU64,
    commits: AtomicU64,
}

/// The connection that writes, and who waits for its commit.
struct Writer {
    connection: Connection,
    members: Vec<Member>,
}

/// One transaction that is done but not yet durable.
struct Member {
    answer: oneshot::Sender<Result<(), StoreError>>,
    after_commit: Vec<Arc<Notify>>,
}

impl Group {
    pub(super) fn start(connection: Connection) -> Result<Self, StoreError> {
        let shared = Arc::new(Shared {
            writer: Mutex::new(Writer { connection, members: Vec::new() }),
            closing: AtomicBool::new(false),
            writes: AtomicU64::new(0),
            commits: AtomicU64::new(0),
        });
        let committer = thread::Builder::new()
            .name("store-commit".to_owned())
            .spawn({
                let shared = Arc::clone(&shared);
                move || shared.commit_groups()
            })
            .map_err(|error| StoreError::unavailable(error.to_string()))?;
        Ok(Self { shared, committer: Some(committer) })
    }

    pub(super) async fn write<T, E, F>(&self, act: F) -> Result<T, E>
    where
        F: FnMut(&mut Tx<'_>) -> Result<T, E> + Send,
        T: Send,
        E: From<StoreError> + Send,
    {
        let (value, durable) = self.shared.writer.lock().await.join(act, || self.wake_committer())?;
        match durable.await {
            Ok(Ok(())) => Ok(value),
            Ok(Err(failure)) => Err(failure.into()),
            Err(_) => Err(StoreError::unavailable("the store is closing").into()),
        }
    }

    pub(super) fn figures(&self) -> Figures {
        Figures {
            writes: self.shared.writes.load(Ordering::Relaxed),
            commits: self.shared.commits.load(Ordering::Relaxed),
            retries: 0,
        }
    }

    fn wake_committer(&self) {
        if let Some(committer) = &self.committer {
            committer.thread().unpark();
        }
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        self.shared.closing.store(true, Ordering::Release);
        self.wake_committer();
        if let Some(committer) = self.committer.take() {
            // It ends after the commit it is at; a panic there was already told to everyone who waited.
            let _ = committer.join();
        }
    }
}

impl Shared {
    fn commit_groups(&self) {
        loop {
            thread::park();
            let mut writer = self.writer.blocking_lock();
            let members = std::mem::take(&mut writer.members);
            if !members.is_empty() {
                let outcome = writer.commit();
                drop(writer);
                self.commits.fetch_add(1, Ordering::Relaxed);
                if outcome.is_ok() {
                    self.writes.fetch_add(members.len() as u64, Ordering::Relaxed);
                }
                tell(members, &outcome);
            }
            if self.closing.load(Ordering::Acquire) {
                return;
            }
        }
    }
}

impl Writer {
    /// Runs a transaction as a member of the open group.
    fn join<T, E: From<StoreError>>(
        &mut self,
        mut act: impl FnMut(&mut Tx<'_>) -> Result<T, E>,
        on_first: impl FnOnce(),
    ) -> Result<(T, oneshot::Receiver<Result<(), StoreError>>), E> {
        let is_first = self.members.is_empty();
        // The first member owns the whole transaction and needs no savepoint.
        self.run(if is_first { "BEGIN IMMEDIATE" } else { "SAVEPOINT member" })?;
        let mut tx = Tx::new(Engine::Sqlite(&self.connection), Access::Write);
        let outcome = catch_unwind(AssertUnwindSafe(|| act(&mut tx)));
        let (failure, after_commit) = tx.finish();
        let failure =
            failure.or_else(|| self.lost().then(|| StoreError::unavailable("the transaction was lost")));
        let value = match (outcome, failure) {
            (Ok(Ok(value)), None) => value,
            (outcome, failure) => {
                self.undo(is_first, failure.as_ref());
                return Err(match (outcome, failure) {
                    (Err(panic), _) => resume_unwind(panic),
                    (Ok(Err(refusal)), _) => refusal,
                    (Ok(Ok(_)), failure) => failure.unwrap_or(StoreError::Conflict).into(),
                });
            }
        };
        if !is_first && let Err(failure) = self.run("RELEASE member") {
            self.abandon(&failure);
            return Err(failure.into());
        }
        let (answer, durable) = oneshot::channel();
        self.members.push(Member { answer, after_commit });
        if is_first {
            on_first();
        }
        Ok((value, durable))
    }

    /// Rolls back one member and leaves the others as they are, if the engine can.
    fn undo(&mut self, is_first: bool, failure: Option<&StoreError>) {
        let outcome = if self.lost() {
            Err(failure.cloned().unwrap_or_else(|| StoreError::unavailable("the transaction was lost")))
        } else if is_first {
            self.run("ROLLBACK")
        } else {
            self.run("ROLLBACK TO member").and_then(|()| self.run("RELEASE member"))
        };
        if let Err(failure) = outcome {
            self.abandon(&failure);
        }
    }

    fn commit(&mut self) -> Result<(), StoreError> {
        let outcome = self.run("COMMIT");
        if outcome.is_err() && !self.lost() {
            let _ = self.run("ROLLBACK");
        }
        outcome
    }

    /// Rolls back the whole group and tells everyone.
    fn abandon(&mut self, failure: &StoreError) {
        if !self.lost() {
            let _ = self.run("ROLLBACK");
        }
        tell(std::mem::take(&mut self.members), &Err(failure.clone()));
    }

    /// Some errors (disk full, I/O) make SQLite roll back everything by itself.
    fn lost(&self) -> bool {
        self.connection.is_autocommit()
    }

    fn run(&self, sql: &str) -> Result<(), StoreError> {
        let run = || self.connection.prepare_cached(sql)?.raw_execute();
        run().map(drop).map_err(|error| error::from(&error))
    }
}

fn tell(members: Vec<Member>, outcome: &Result<(), StoreError>) {
    for member in members {
        if outcome.is_ok() {
            member.after_commit.iter().for_each(|waiting| waiting.notify_one());
        }
        // Whoever dropped the future does not want to know.
        let _ = member.answer.send(outcome.clone());
    }
}
