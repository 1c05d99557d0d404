//! Opening a file as we need it.

use std::fs;
use std::io;
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
/// `wal_autocheckpoint`: not within somebody's commit. `secure_delete`: what is deleted is overwritten, so that neither
/// the file nor a copy of it tells of people who are gone. `journal_size_limit`: nor does the rest of the log, which
/// is cut off when the log begins anew.
const EVERYWHERE: &str = "PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF;
    PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0; PRAGMA secure_delete = ON;
    PRAGMA journal_size_limit = 0;";

/// Makes what does not exist yet, the directory and the file, for their owner alone, and returns the file's path.
pub(super) fn prepare_file(directory: &Path, site: &str) -> Result<PathBuf, StoreError> {
    let file = directory.join(format!("{site}.sqlite3"));
    let make = || {
        if file.exists() {
            return Ok(());
        }
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        let mut options = fs::OpenOptions::new();
        options.write(true).create(true).truncate(false);
        #[cfg(unix)]
        {
            use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
            builder.mode(0o700);
            options.mode(0o600);
        }
        builder.create(directory)?;
        options.open(&file)?.sync_all()?;
        // The name of the file, and of its directory, must survive a power cut as well.
        for named_in in [Some(directory), directory.parent()].into_iter().flatten() {
            if !named_in.as_os_str().is_empty() {
                fs::File::open(named_in)?.sync_all()?;
            }
        }
        Ok(())
    };
    make().map_err(|error: io::Error| StoreError::unavailable(format!("{}: {error}", file.display())))?;
    Ok(file)
}

/// The connection that writes.
pub(super) fn writer(file: &Path) -> Result<Connection, StoreError> {
    let connection = open(file)?;
    let mode: String = connection
        .execute_batch("PRAGMA cache_size = -16384")
        .and_then(|()| connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0)))
        .map_err(|error| error::from(&error))?;
    if mode == "wal" {
        Ok(connection)
    } else {
        Err(StoreError::unavailable("this file system has no WAL mode"))
    }
}

/// A connection that copies the log into the file.
pub(super) fn checkpointer(file: &Path) -> Result<Connection, StoreError> {
    open(file)
}

/// A connection that cannot write.
pub(super) fn reader(file: &Path) -> Result<Connection, StoreError> {
    let connection = open(file)?;
    connection
        .execute_batch("PRAGMA query_only = ON; PRAGMA cache_size = -8192")
        .map_err(|error| error::from(&error))?;
    Ok(connection)
}

fn open(file: &Path) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let prepare = || {
        let connection = Connection::open_with_flags(file, flags)?;
        connection.busy_timeout(Duration::from_millis(BUSY_TIMEOUT_MS))?;
        connection.execute_batch(EVERYWHERE)?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS_CACHED);
        Ok(connection)
    };
    prepare().map_err(|error: rusqlite::Error| error::from(&error))
}
