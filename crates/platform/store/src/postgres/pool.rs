//! Connections that nobody uses at this moment.

use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio_postgres::Config;

use super::connection::Connection;
use super::tls::Tls;
use crate::StoreError;

pub(super) struct Pool {
    config: Config,
    tls: Tls,
    schema: String,
    idle: Mutex<Vec<Connection>>,
}

impl Pool {
    pub(super) fn new(config: Config, tls: Tls, schema: &str) -> Self {
        Self { config, tls, schema: schema.to_owned(), idle: Mutex::new(Vec::new()) }
    }

    pub(super) fn connect(&self) -> Result<Connection, StoreError> {
        Connection::open(&self.config, &self.tls, &self.schema)
    }

    pub(super) fn take_idle(&self) -> Option<Connection> {
        self.idle().pop()
    }

    pub(super) fn give_back(&self, connection: Connection) {
        self.idle().push(connection);
    }

    /// After one connection was lost the others most probably are too.
    pub(super) fn forget_idle(&self) {
        let forgotten = std::mem::take(&mut *self.idle());
        drop(forgotten);
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Connection>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
