//! SQLite's errors in our words, without the values that some messages carry.

use rusqlite::ErrorCode;
use rusqlite::ffi;

use crate::StoreError;

pub(crate) fn from(error: &rusqlite::Error) -> StoreError {
    match error {
        rusqlite::Error::SqliteFailure(code, message) => {
            failure(*code, message.as_deref().unwrap_or_default())
        }
        // Carries the whole statement, which is a literal.
        rusqlite::Error::SqlInputError { msg, sql, .. } => StoreError::statement(format!("{msg} in: {sql}")),
        other => StoreError::statement(other.to_string()),
    }
}

fn failure(code: ffi::Error, message: &str) -> StoreError {
    match code.code {
        ErrorCode::ConstraintViolation => constraint(code.extended_code, message),
        ErrorCode::DiskFull => StoreError::Full,
        ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => {
            StoreError::Corrupt { place: "the file".to_owned(), expected: "a whole SQLite database" }
        }
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => {
            StoreError::unavailable("another process holds the file")
        }
        ErrorCode::Unknown
        | ErrorCode::ReadOnly
        | ErrorCode::TypeMismatch
        | ErrorCode::ParameterOutOfRange => StoreError::statement(message),
        _ => StoreError::unavailable(format!("{message} (SQLite error {})", code.extended_code)),
    }
}

fn constraint(extended_code: i32, message: &str) -> StoreError {
    match extended_code {
        ffi::SQLITE_CONSTRAINT_UNIQUE | ffi::SQLITE_CONSTRAINT_PRIMARYKEY | ffi::SQLITE_CONSTRAINT_ROWID => {
            unique(message)
        }
        ffi::SQLITE_CONSTRAINT_FOREIGNKEY => StoreError::ForeignKey,
        _ => StoreError::Check,
    }
}

/// `UNIQUE constraint failed: account.given, account.family`, or `…: index 'name'`.
fn unique(message: &str) -> StoreError {
    let places = message.split_once(": ").map_or("", |(_, places)| places);
    if let Some(index) = places.strip_prefix("index ") {
        return StoreError::Unique { table: String::new(), columns: index.trim_matches('\'').to_owned() };
    }
    let pairs: Vec<_> = places.split(", ").filter_map(|place| place.split_once('.')).collect();
    StoreError::Unique {
        table: pairs.first().map(|(table, _)| (*table).to_owned()).unwrap_or_default(),
        columns: pairs.iter().map(|(_, column)| *column).collect::<Vec<_>>().join(", "),
    }
}
