//! A transaction, and the rows it reads.

use std::str::FromStr;
use std::sync::Arc;

use rusqlite::types::ValueRef as SqliteRef;
use tokio::sync::Notify;

use crate::engine::{Access, Cells, Engine};
use crate::{FromValue, StoreError, ToValue, Transition, ValueRef, postgres, sql, sqlite};

/// An open transaction, or, while reading, statement after statement.
///
/// Statements are literals: whatever comes from outside goes in as a parameter.
pub struct Tx<'a> {
    engine: Engine<'a>,
    access: Access,
    failure: Option<StoreError>,
    after_commit: Vec<Arc<Notify>>,
}

/// One row of an answer.
pub struct Row<'a> {
    cells: Cells<'a>,
    sql: &'static str,
}

impl<'a> Tx<'a> {
    /// All rows of an answer.
    pub fn query<T>(
        &mut self,
        sql: &'static str,
        params: &[&dyn ToValue],
        mut map: impl FnMut(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        let mut rows = Vec::new();
        self.for_each(sql, params, |row| {
            rows.push(map(row)?);
            Ok(())
        })?;
        Ok(rows)
    }

    /// The only row of an answer, or none. More than one is a mistake in the statement.
    pub fn query_one_or_none<T>(
        &mut self,
        sql: &'static str,
        params: &[&dyn ToValue],
        mut map: impl FnMut(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        let mut only = None;
        self.for_each(sql, params, |row| match only.replace(map(row)?) {
            None => Ok(()),
            Some(_) => Err(StoreError::statement(format!("more than one row from: {sql}"))),
        })?;
        Ok(only)
    }

    /// Runs a statement and returns how many rows it touched.
    pub fn execute(&mut self, sql: &'static str, params: &[&dyn ToValue]) -> Result<u64, StoreError> {
        self.check(sql, params)?;
        let outcome = match &mut self.engine {
            Engine::Sqlite(connection) => sqlite::statement::execute(connection, sql, params),
            Engine::Postgres(session) => session.execute(sql, params),
        };
        self.remember(outcome)
    }

    /// Runs an `UPDATE` or `DELETE` whose `WHERE` names one row and the state that it must be in.
    pub fn transition(
        &mut self,
        sql: &'static str,
        params: &[&dyn ToValue],
    ) -> Result<Transition, StoreError> {
        let outcome = match self.execute(sql, params)? {
            0 => Ok(Transition::Lost),
            1 => Ok(Transition::Done),
            rows => Err(StoreError::statement(format!("a transition of {rows} rows: {sql}"))),
        };
        self.remember(outcome)
    }

    /// Wakes whoever waits there, once this transaction is durable; never if it is rolled back.
    pub fn notify_after_commit(&mut self, whom: &Arc<Notify>) {
        if !self.after_commit.iter().any(|known| Arc::ptr_eq(known, whom)) {
            self.after_commit.push(Arc::clone(whom));
        }
    }

    pub(crate) fn new(engine: Engine<'a>, access: Access) -> Self {
        Self { engine, access, failure: None, after_commit: Vec::new() }
    }

    /// Several statements without parameters: the steps of migrations.
    pub(crate) fn batch(&mut self, sql: &'static str) -> Result<(), StoreError> {
        let outcome = match &mut self.engine {
            Engine::Sqlite(connection) => sqlite::statement::batch(connection, sql),
            Engine::Postgres(session) => session.batch(sql),
        };
        self.remember(outcome)
    }

    /// The first failure of a statement, and whom to wake after the commit.
    pub(crate) fn finish(self) -> (Option<StoreError>, Vec<Arc<Notify>>) {
        (self.failure, self.after_commit)
    }

    fn for_each(
        &mut self,
        sql: &'static str,
        params: &[&dyn ToValue],
        mut each: impl FnMut(&Row<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        self.check(sql, params)?;
        let each = |cells: Cells<'_>| each(&Row { cells, sql });
        let outcome = match &mut self.engine {
            Engine::Sqlite(connection) => sqlite::statement::query(connection, sql, params, each),
            Engine::Postgres(session) => session.query(sql, params, each),
        };
        self.remember(outcome)
    }

    /// PostgreSQL runs nothing more in a transaction after a failure, so nobody does.
    fn check(&self, sql: &'static str, params: &[&dyn ToValue]) -> Result<(), StoreError> {
        if let Some(failure) = &self.failure {
            return Err(failure.clone());
        }
        if self.access == Access::Read && !sql::is_read(sql) {
            return Err(StoreError::statement(format!("a read can only SELECT: {sql}")));
        }
        if cfg!(debug_assertions) {
            sql::check_placeholders(sql, params.len()).map_err(StoreError::statement)?;
        }
        Ok(())
    }

    fn remember<T>(&mut self, outcome: Result<T, StoreError>) -> Result<T, StoreError> {
        if let Err(failure) = &outcome
            && self.access == Access::Write
        {
            self.failure = Some(failure.clone());
        }
        outcome
    }
}

impl Row<'_> {
    /// The column at an index from 0.
    pub fn get<T: FromValue>(&self, index: usize) -> Result<T, StoreError> {
        T::from_value(self.value(index)?).map_err(|mismatch| self.corrupt(index, mismatch.expected))
    }

    /// As [`Self::get`], of a type that another crate reads from text.
    pub fn parse<T: FromStr>(&self, index: usize) -> Result<T, StoreError> {
        self.parse_option(index)?.ok_or_else(|| self.corrupt(index, std::any::type_name::<T>()))
    }

    /// As [`Self::parse`], of a column that may be null.
    pub fn parse_option<T: FromStr>(&self, index: usize) -> Result<Option<T>, StoreError> {
        match self.value(index)? {
            ValueRef::Null => Ok(None),
            ValueRef::Text(text) if let Ok(value) = text.parse() => Ok(Some(value)),
            _ => Err(self.corrupt(index, std::any::type_name::<T>())),
        }
    }

    /// The column at an index from 0 as it lies in the engine's memory, for what need not be copied.
    pub fn value(&self, index: usize) -> Result<ValueRef<'_>, StoreError> {
        match self.cells {
            Cells::Sqlite(row) => match row.get_ref(index).map_err(|error| sqlite::error::from(&error))? {
                SqliteRef::Null => Ok(ValueRef::Null),
                SqliteRef::Integer(number) => Ok(ValueRef::Int(number)),
                SqliteRef::Blob(bytes) => Ok(ValueRef::Bytes(bytes)),
                SqliteRef::Text(bytes) => match std::str::from_utf8(bytes) {
                    Ok(text) => Ok(ValueRef::Text(text)),
                    Err(_) => Err(self.corrupt(index, "valid UTF-8")),
                },
                SqliteRef::Real(_) => Err(self.corrupt(index, "text, an integer or bytes")),
            },
            Cells::Postgres(row) => {
                let ty = row.columns().get(index).map(tokio_postgres::Column::type_);
                if ty.is_some_and(<ValueRef<'_> as tokio_postgres::types::FromSql>::accepts) {
                    row.try_get(index).map_err(|error| postgres::error::from(&error))
                } else {
                    Err(self.corrupt(index, "text, an integer or bytes"))
                }
            }
        }
    }

    fn corrupt(&self, index: usize, expected: &'static str) -> StoreError {
        let column = match self.cells {
            Cells::Sqlite(row) => row.as_ref().column_name(index).unwrap_or("?"),
            Cells::Postgres(row) => row.columns().get(index).map_or("?", tokio_postgres::Column::name),
        };
        StoreError::Corrupt { place: format!("{}.{column}", sql::table_of(self.sql)), expected }
    }
}
