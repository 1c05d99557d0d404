//! A connection while a transaction, or a reader, has it.

use std::sync::Arc;
use std::thread;

use super::connection::Connection;
use super::pool::Pool;
use crate::engine::Cells;
use crate::{StoreError, ToValue};

pub(crate) struct Session {
    pool: Arc<Pool>,
    connection: Option<Connection>,
    /// A transaction is open: the connection must not go back to the pool so.
    is_open: bool,
}

impl Session {
    /// Statements that stand alone. The connection is taken with the first.
    pub(super) fn reading(pool: &Arc<Pool>) -> Self {
        Self { pool: Arc::clone(pool), connection: None, is_open: false }
    }

    /// A serializable transaction.
    pub(super) fn begin(pool: &Arc<Pool>) -> Result<Self, StoreError> {
        let mut session = Self::reading(pool);
        session.on_working_connection(|connection| connection.batch("BEGIN ISOLATION LEVEL SERIALIZABLE"))?;
        session.is_open = true;
        Ok(session)
    }

    pub(super) fn commit(mut self) -> Result<(), StoreError> {
        let connection = self.connection.as_mut().ok_or_else(closed)?;
        let outcome = connection.batch("COMMIT");
        // After a failed COMMIT there is no transaction either.
        self.is_open = false;
        match outcome {
            Err(StoreError::Unavailable { reason }) => {
                Err(StoreError::unavailable(format!("whether the commit happened is not known: {reason}")))
            }
            other => other,
        }
    }

    /// If that fails too, the connection is closed, and the server rolls back.
    pub(super) fn roll_back(mut self) {
        if let Some(connection) = &mut self.connection
            && connection.batch("ROLLBACK").is_ok()
        {
            self.is_open = false;
        }
    }

    pub(super) fn is_lost(&self) -> bool {
        self.connection.as_ref().is_none_or(Connection::is_lost)
    }

    pub(crate) fn batch(&mut self, sql: &'static str) -> Result<(), StoreError> {
        self.connection.as_mut().ok_or_else(closed)?.long_batch(sql)
    }

    pub(crate) fn execute(&mut self, sql: &'static str, params: &[&dyn ToValue]) -> Result<u64, StoreError> {
        self.connection.as_mut().ok_or_else(closed)?.execute(sql, params)
    }

    pub(crate) fn query(
        &mut self,
        sql: &'static str,
        params: &[&dyn ToValue],
        mut each: impl FnMut(Cells<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        if self.is_open {
            return self.connection.as_mut().ok_or_else(closed)?.query(sql, params, each);
        }
        let mut has_rows = false;
        self.on_working_connection(|connection| {
            if has_rows {
                return Err(closed()); // asked again, it would hand out rows twice
            }
            connection.query(sql, params, |cells| {
                has_rows = true;
                each(cells)
            })
        })
    }

    /// An idle connection may have been lost long ago: then once more, on a new one.
    fn on_working_connection<T>(
        &mut self,
        mut work: impl FnMut(&mut Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        if self.connection.is_none() {
            self.connection = self.pool.take_idle();
        }
        if let Some(connection) = &mut self.connection {
            let outcome = work(connection);
            match &outcome {
                Err(StoreError::Conflict) if !connection.is_lost() => return work(connection),
                Err(_) if connection.is_lost() => self.pool.forget_idle(),
                _ => return outcome,
            }
        }
        work(self.connection.insert(self.pool.connect()?))
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        if let Some(connection) = self.connection.take()
            && !self.is_open
            && !connection.is_lost()
            && !thread::panicking()
        {
            self.pool.give_back(connection);
        }
    }
}

fn closed() -> StoreError {
    StoreError::unavailable("the connection was closed")
}
