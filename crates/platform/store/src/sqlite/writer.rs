//! The connection that writes, and who waits for its commit.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;

use rusqlite::Connection;
use tokio::sync::{Notify, oneshot};

use super::error;
use crate::engine::{Access, Engine};
use crate::{StoreError, Tx};

/// Tells a caller how the commit of its group ended.
pub(super) type Durable = oneshot::Receiver<Result<(), StoreError>>;

pub(super) struct Writer {
    connection: Connection,
    members: Vec<Member>,
}

/// One transaction that is done but not yet durable.
pub(super) struct Member {
    answer: oneshot::Sender<Result<(), StoreError>>,
    after_commit: Vec<Arc<Notify>>,
}

impl Writer {
    pub(super) fn new(connection: Connection) -> Self {
        Self { connection, members: Vec::new() }
    }

    /// Runs a transaction as a member of the open group.
    pub(super) fn join<T, E: From<StoreError>>(
        &mut self,
        mut act: impl FnMut(&mut Tx<'_>) -> Result<T, E>,
        on_first: impl FnOnce(),
    ) -> Result<(T, Durable), E> {
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

    /// The number of transactions that wait for the next commit.
    pub(super) fn members(&self) -> usize {
        self.members.len()
    }

    /// Commits the group. The caller tells the members the result after it has released the lock.
    pub(super) fn commit(&mut self) -> (Vec<Member>, Result<(), StoreError>) {
        let outcome = self.run("COMMIT");
        if outcome.is_err() && !self.lost() {
            let _ = self.run("ROLLBACK");
        }
        (std::mem::take(&mut self.members), outcome)
    }

    /// Pages in the write-ahead log.
    pub(super) fn log_pages(&self) -> i64 {
        let ask =
            || self.connection.prepare_cached("PRAGMA wal_checkpoint(NOOP)")?.query_row([], |row| row.get(1));
        ask().unwrap_or_default()
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

pub(super) fn tell(members: Vec<Member>, outcome: &Result<(), StoreError>) {
    for member in members {
        if outcome.is_ok() {
            for waiting in &member.after_commit {
                waiting.notify_one();
            }
        }
        // Whoever dropped the future does not want to know.
        let _ = member.answer.send(outcome.clone());
    }
}
