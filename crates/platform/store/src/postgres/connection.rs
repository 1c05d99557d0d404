//! One connection, driven by its user.

use std::collections::HashMap;
use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::task::Poll;
use std::time::Duration;

use futures_util::TryStreamExt;
use tokio::runtime::Runtime;
use tokio_postgres::{Client, Config, NoTls, Statement};

use super::error;
use super::tls::Tls;
use super::value::Param;
use crate::engine::Cells;
use crate::{StoreError, ToValue};

/// From the first packet until the server is ready to be asked: one that hangs still takes connections.
const GREETING_TIMEOUT_MS: u64 = 10_000;
/// Longer than the server's own limits below: this one is for servers that have vanished.
const ANSWER_TIMEOUT_MS: u64 = 20_000;
/// Nothing that a site does takes longer, and nobody may hold others up.
const STATEMENT_TIMEOUT_MS: u64 = 15_000;
/// A step over a large table.
const MIGRATION_TIMEOUT_MS: u64 = 3_600_000;
const IDLE_IN_TRANSACTION_TIMEOUT_MS: u64 = 30_000;

type Driver = Pin<Box<dyn Future<Output = Result<(), tokio_postgres::Error>> + Send>>;

pub(super) struct Connection {
    client: Client,
    /// Reads and writes the socket; gone once the connection is lost.
    driver: Option<Driver>,
    /// By the address of the literal.
    statements: HashMap<(usize, usize), Statement>,
    runtime: Option<Runtime>,
}

/// Why a statement failed.
enum Failure {
    Engine(tokio_postgres::Error),
    Ours(StoreError),
}

impl From<tokio_postgres::Error> for Failure {
    fn from(error: tokio_postgres::Error) -> Self {
        Self::Engine(error)
    }
}

impl From<StoreError> for Failure {
    fn from(failure: StoreError) -> Self {
        Self::Ours(failure)
    }
}

impl Connection {
    pub(super) fn open(config: &Config, tls: &Tls, schema: &str) -> Result<Self, StoreError> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|error| StoreError::unavailable(error.to_string()))?;
        let limit = Duration::from_millis(GREETING_TIMEOUT_MS);
        let connected = runtime.block_on(async { tokio::time::timeout(limit, connect(config, tls)).await });
        let failure = match connected {
            Ok(Ok((client, driver))) => return Self::prepare(client, driver, runtime, schema),
            Ok(Err(error)) => error::from(&error),
            Err(_) => StoreError::unavailable("the server does not answer"),
        };
        runtime.shutdown_background();
        Err(failure)
    }

    fn prepare(client: Client, driver: Driver, runtime: Runtime, schema: &str) -> Result<Self, StoreError> {
        let mut connection =
            Self { client, driver: Some(driver), statements: HashMap::new(), runtime: Some(runtime) };
        connection.batch(&format!(
            "SET search_path TO \"{schema}\"; SET statement_timeout = {STATEMENT_TIMEOUT_MS};
             SET idle_in_transaction_session_timeout = {IDLE_IN_TRANSACTION_TIMEOUT_MS}"
        ))?;
        Ok(connection)
    }

    /// Makes the schema if there is none. Asking first spares the role the right to make one.
    pub(super) fn ensure_schema(&mut self, schema: &str) -> Result<(), StoreError> {
        let mut exists = false;
        self.query("SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = $1", &[&schema], |_| {
            exists = true;
            Ok(())
        })?;
        if exists {
            return Ok(());
        }
        match self.batch(&format!("CREATE SCHEMA IF NOT EXISTS \"{schema}\"")) {
            // Two processes at the same time: one of them may lose in the catalogue.
            Ok(()) | Err(StoreError::Unique { .. }) => Ok(()),
            Err(failure) => Err(failure),
        }
    }

    /// Whether the server closed it or stopped answering.
    pub(super) fn is_lost(&self) -> bool {
        self.driver.is_none() || self.client.is_closed()
    }

    pub(super) fn batch(&mut self, sql: &str) -> Result<(), StoreError> {
        self.run(ANSWER_TIMEOUT_MS, async |client| Ok(client.batch_execute(sql).await?))
    }

    /// Within a transaction, as long as it takes: the steps of migrations.
    pub(super) fn long_batch(&mut self, sql: &str) -> Result<(), StoreError> {
        let sql = format!("SET LOCAL statement_timeout = 0; {sql}");
        self.run(MIGRATION_TIMEOUT_MS, async |client| Ok(client.batch_execute(&sql).await?))
    }

    pub(super) fn execute(&mut self, sql: &'static str, params: &[&dyn ToValue]) -> Result<u64, StoreError> {
        let statement = self.statement(sql)?;
        self.run(ANSWER_TIMEOUT_MS, async |client| {
            let params = params.iter().map(|param| Param(param.to_value()));
            Ok(client.execute_raw(&statement, params).await?)
        })
    }

    pub(super) fn query(
        &mut self,
        sql: &'static str,
        params: &[&dyn ToValue],
        mut each: impl FnMut(Cells<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let statement = self.statement(sql)?;
        self.run(ANSWER_TIMEOUT_MS, async |client| {
            let params = params.iter().map(|param| Param(param.to_value()));
            let rows = client.query_raw(&statement, params).await?;
            let mut rows = pin!(rows);
            while let Some(row) = rows.try_next().await? {
                each(Cells::Postgres(&row))?;
            }
            Ok(())
        })
    }

    fn statement(&mut self, sql: &'static str) -> Result<Statement, StoreError> {
        let key = (sql.as_ptr().addr(), sql.len());
        if let Some(statement) = self.statements.get(&key) {
            return Ok(statement.clone());
        }
        let statement = self.run(ANSWER_TIMEOUT_MS, async |client| Ok(client.prepare(sql).await?))?;
        self.statements.insert(key, statement.clone());
        Ok(statement)
    }

    fn run<T>(
        &mut self,
        timeout_ms: u64,
        ask: impl AsyncFnOnce(&Client) -> Result<T, Failure>,
    ) -> Result<T, StoreError> {
        self.drive(timeout_ms, ask).map_err(|failure| match failure {
            Failure::Engine(error) if error::is_stale(&error) => {
                // Another process has changed the tables: prepare again, run again.
                self.statements.clear();
                StoreError::Conflict
            }
            Failure::Engine(error) => {
                if error::ends_connection(&error) {
                    // The server's last word; it may be read before its hanging up is noticed.
                    self.driver = None;
                }
                error::from(&error)
            }
            Failure::Ours(failure) => failure,
        })
    }

    /// Polls the socket until the answer is there.
    fn drive<T>(
        &mut self,
        timeout_ms: u64,
        ask: impl AsyncFnOnce(&Client) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let Self { client, driver, runtime, .. } = self;
        let Some(runtime) = runtime else {
            return Err(StoreError::unavailable("the connection was closed").into());
        };
        let answer = runtime.block_on(async {
            let mut asking = pin!(ask(client));
            let answered = poll_fn(|context| {
                if let Poll::Ready(answer) = asking.as_mut().poll(context) {
                    return Poll::Ready(answer);
                }
                if driver.as_mut().is_some_and(|driver| driver.as_mut().poll(context).is_pending()) {
                    return Poll::Pending;
                }
                // Dropping it tells whoever waits for an answer that there will be none.
                *driver = None;
                asking.as_mut().poll(context)
            });
            tokio::time::timeout(Duration::from_millis(timeout_ms), answered).await
        });
        answer.unwrap_or_else(|_| {
            self.driver = None;
            Err(StoreError::unavailable("the server does not answer").into())
        })
    }
}

async fn connect(config: &Config, tls: &Tls) -> Result<(Client, Driver), tokio_postgres::Error> {
    Ok(match tls {
        Tls::None => {
            let (client, connection) = config.connect(NoTls).await?;
            (client, Box::pin(connection) as Driver)
        }
        Tls::Verified(tls) => {
            let (client, connection) = config.connect(tls.clone()).await?;
            (client, Box::pin(connection) as Driver)
        }
    })
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.driver = None;
        if let Some(runtime) = self.runtime.take() {
            // Its plain drop would panic in asynchronous code.
            runtime.shutdown_background();
        }
    }
}
