//! Statements on one connection.

use rusqlite::types::{ToSqlOutput, Value as Owned, ValueRef as Borrowed};
use rusqlite::{CachedStatement, Connection, ToSql};

use super::error;
use crate::engine::Cells;
use crate::{StoreError, ToValue, Value};

pub(crate) fn execute(
    connection: &Connection,
    sql: &str,
    params: &[&dyn ToValue],
) -> Result<u64, StoreError> {
    let mut statement = bound(connection, sql, params).map_err(|error| error::from(&error))?;
    let touched = statement.raw_execute().map_err(|error| error::from(&error))?;
    Ok(u64::try_from(touched).unwrap_or(u64::MAX))
}

pub(crate) fn query(
    connection: &Connection,
    sql: &str,
    params: &[&dyn ToValue],
    mut each: impl FnMut(Cells<'_>) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let mut statement = bound(connection, sql, params).map_err(|error| error::from(&error))?;
    let mut rows = statement.raw_query();
    while let Some(row) = rows.next().map_err(|error| error::from(&error))? {
        each(Cells::Sqlite(row))?;
    }
    Ok(())
}

pub(crate) fn batch(connection: &Connection, sql: &str) -> Result<(), StoreError> {
    connection.execute_batch(sql).map_err(|error| error::from(&error))
}

fn bound<'a>(
    connection: &'a Connection,
    sql: &str,
    params: &[&dyn ToValue],
) -> rusqlite::Result<CachedStatement<'a>> {
    let mut statement = connection.prepare_cached(sql)?;
    if statement.parameter_count() != params.len() {
        return Err(rusqlite::Error::InvalidParameterCount(params.len(), statement.parameter_count()));
    }
    for (index, param) in params.iter().enumerate() {
        statement.raw_bind_parameter(index + 1, Param(param.to_value()))?;
    }
    Ok(statement)
}

struct Param<'a>(Value<'a>);

impl ToSql for Param<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match &self.0 {
            Value::Null => ToSqlOutput::Owned(Owned::Null),
            Value::Int(number) => ToSqlOutput::Owned(Owned::Integer(*number)),
            // PostgreSQL cannot keep it.
            Value::Text(text) if text.contains('\0') => {
                return Err(rusqlite::Error::ToSqlConversionFailure("text with a zero character".into()));
            }
            Value::Text(text) => ToSqlOutput::Borrowed(Borrowed::Text(text.as_bytes())),
            Value::Bytes(bytes) => ToSqlOutput::Borrowed(Borrowed::Blob(bytes)),
        })
    }
}
