//! Reading: inline, on a connection borrowed from a small pool.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use rusqlite::Connection;

use super::connection;
use crate::engine::{Access, Engine};
use crate::{StoreError, Tx};

/// Readers run on the threads of the runtime, so there are about as many as cores; more are closed after use.
const MAX_IDLE: usize = 16;

pub(super) struct Readers {
    file: PathBuf,
    idle: Mutex<Vec<Connection>>,
}

/// A connection that goes back to the pool, unless its user panicked.
struct Borrowed<'a> {
    readers: &'a Readers,
    connection: Option<Connection>,
}

impl Readers {
    pub(super) fn new(file: PathBuf) -> Self {
        Self { file, idle: Mutex::new(Vec::with_capacity(MAX_IDLE)) }
    }

    pub(super) fn read<T, E: From<StoreError>>(
        &self,
        act: impl FnOnce(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let idle = self.idle().pop();
        let connection = idle.map_or_else(|| connection::reader(&self.file), Ok)?;
        let borrowed = Borrowed { readers: self, connection: Some(connection) };
        match &borrowed.connection {
            Some(connection) => act(&mut Tx::new(Engine::Sqlite(connection), Access::Read)),
            None => Err(StoreError::unavailable("no connection").into()),
        }
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<Connection>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Borrowed<'_> {
    fn drop(&mut self) {
        let mut idle = self.readers.idle();
        if let Some(connection) = self.connection.take()
            && idle.len() < MAX_IDLE
            && !std::thread::panicking()
        {
            idle.push(connection);
        }
    }
}
