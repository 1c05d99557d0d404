//! Opening a file as we need it.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use super::error;
use crate::StoreError;

/// How long to wait for another process that writes to the same file.
const BUSY_TIMEOUT_MS: u64 = 5_000;
/// More statements than a site has.
const STATEMENTS_CACHED: usize = 512;

/// `temp_store`: savepoints and sorting need no files. `FULL`: a commit is on the disk when it returns.
/// `wal_autocheckpoint`: not within somebody's commit.
const EVERYWHERE: &str = "PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF;
    PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0; PRAGMA cache_size = -16384;";

/// Makes the directory, which only its owner may enter, and returns the path of the file.
pub(super) fn prepare_file(directory: &Path, site: &str) -> Result<PathBuf, StoreError> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(directory).map_err(|error| StoreError::unavailable(error.to_string()))?;
    Ok(directory.join(format!("{site}.sqlite3")))
}

/// The connection that writes; makes the file if there is none.
pub(super) fn writer(file: &Path) -> Result<Connection, StoreError> {
    let connection = open(file, OpenFlags::SQLITE_OPEN_CREATE)?;
    let mode: String = connection
        .query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))
        .map_err(|error| error::from(&error))?;
    if mode == "wal" {
        Ok(connection)
    } else {
        Err(StoreError::unavailable("this file system has no WAL mode"))
    }
}

/// A connection that copies the log into the file.
pub(super) fn checkpointer(file: &Path) -> Result<Connection, StoreError> {
    open(file, OpenFlags::empty())
}

/// A connection that cannot write.
pub(super) fn reader(file: &Path) -> Result<Connection, StoreError> {
    let connection = open(file, OpenFlags::empty())?;
    connection.execute_batch("PRAGMA query_only = ON").map_err(|error| error::from(&error))?;
    Ok(connection)
}

fn open(file: &Path, more: OpenFlags) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | more;
    let prepare = || {
        let connection = Connection::open_with_flags(file, flags)?;
        connection.busy_timeout(Duration::from_millis(BUSY_TIMEOUT_MS))?;
        connection.execute_batch(EVERYWHERE)?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS_CACHED);
        Ok(connection)
    };
    prepare().map_err(|error: rusqlite::Error| error::from(&error))
}
