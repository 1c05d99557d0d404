//! PostgreSQL's errors in our words, without the values that some messages carry.

use tokio_postgres::Error;
use tokio_postgres::error::{DbError, Severity, SqlState};

use crate::StoreError;

pub(crate) fn from(error: &Error) -> StoreError {
    match error.as_db_error() {
        Some(answer) => from_answer(answer),
        None if error.is_closed() => StoreError::unavailable("the connection was closed"),
        None => {
            // A refused connection, a broken socket, or a parameter or row of a wrong type.
            let reason = std::error::Error::source(error)
                .map_or_else(|| error.to_string(), |why| format!("{error}: {why}"));
            match error.to_string() {
                text if text.starts_with("error serializing") || text.starts_with("error deserializing") => {
                    StoreError::statement(reason)
                }
                _ => StoreError::unavailable(reason),
            }
        }
    }
}

/// A prepared statement does not fit the tables any more, or a pooler has given us another connection.
pub(crate) fn is_stale(error: &Error) -> bool {
    error.as_db_error().is_some_and(|answer| match answer.code().code() {
        "0A000" => answer.routine() == Some("RevalidateCachedQuery"),
        code => code == "26000",
    })
}

/// An administrator ended the session, or the server stops: it says so and hangs up.
pub(crate) fn ends_connection(error: &Error) -> bool {
    let severity = error.as_db_error().and_then(DbError::parsed_severity);
    matches!(severity, Some(Severity::Fatal | Severity::Panic))
}

fn from_answer(answer: &DbError) -> StoreError {
    let state = answer.code();
    match state.code() {
        "40001" | "40P01" => StoreError::Conflict,
        "23505" => unique(answer),
        "23503" => StoreError::ForeignKey,
        "23502" | "23514" => StoreError::Check,
        "53100" => StoreError::Full,
        code if code.starts_with("XX") => {
            StoreError::Corrupt { place: format!("the database (SQLSTATE {code})"), expected: "whole" }
        }
        code if is_unavailable(code) => {
            StoreError::unavailable(format!("{} (SQLSTATE {code})", answer.message()))
        }
        // Messages of class 22 quote the data.
        code if code.starts_with("22") => StoreError::statement(format!("wrong data (SQLSTATE {code})")),
        code => StoreError::statement(format!("{} (SQLSTATE {code})", answer.message())),
    }
}

/// Connection trouble, wrong credentials, too many connections, operator intervention, a read-only replica, a lock or
/// a statement that took too long.
fn is_unavailable(code: &str) -> bool {
    const CLASSES: [&str; 6] = ["08", "28", "3D", "53", "57", "58"];
    CLASSES.iter().any(|class| code.starts_with(class))
        || [
            SqlState::READ_ONLY_SQL_TRANSACTION,
            SqlState::LOCK_NOT_AVAILABLE,
            SqlState::INSUFFICIENT_PRIVILEGE,
        ]
        .iter()
        .any(|known| known.code() == code)
}

/// The detail is `Key (given, family)=(…) already exists.`; its words are translated, its brackets are not.
fn unique(answer: &DbError) -> StoreError {
    let columns = answer
        .detail()
        .and_then(|detail| detail.split_once('('))
        .and_then(|(_, rest)| rest.split_once(")=("))
        .map(|(columns, _)| columns)
        .filter(|columns| columns.chars().all(|c| c.is_ascii_alphanumeric() || "_, ".contains(c)));
    match columns {
        Some(columns) => StoreError::Unique {
            table: answer.table().unwrap_or_default().to_owned(),
            columns: columns.to_owned(),
        },
        // Over an expression: SQLite knows the name of the index only.
        None => StoreError::Unique {
            table: String::new(),
            columns: answer.constraint().unwrap_or_default().to_owned(),
        },
    }
}
