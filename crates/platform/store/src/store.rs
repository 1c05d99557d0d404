//! A site's database.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use clock::Clock;

use crate::migrate::{self, MigrationSet};
use crate::{Stats, StoreError, Tx, postgres, sqlite};

/// Where the databases of all sites are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Location {
    /// A directory with one file per site, `DIR/site.sqlite3`.
    Sqlite(PathBuf),
    /// The URL of a PostgreSQL database with one schema per site.
    Postgres(String),
}

impl Location {
    /// Whether it can be used, as far as that shows without opening it.
    ///
    /// # Errors
    /// A URL cannot be read, or leads to another machine without encryption.
    pub fn check(&self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(_) => Ok(()),
            Self::Postgres(url) => postgres::check_url(url),
        }
    }
}

/// PostgreSQL's limit for names of schemas.
const NAME_MAX_BYTES: usize = 63;

/// One site's database. Clones share it.
#[derive(Clone)]
pub struct Store {
    backend: Arc<Backend>,
}

enum Backend {
    Sqlite(sqlite::Database),
    Postgres(postgres::Database),
}

impl Store {
    /// Opens the database of a site, makes it if there is none, and brings it to the newest shape.
    pub async fn open(location: &Location, site: &str, sets: &[MigrationSet]) -> Result<Self, StoreError> {
        Self::open_at(location, site, sets, &Clock::system()).await
    }

    /// As [`Store::open`], with another clock for the migrations' lease and records.
    pub async fn open_at(
        location: &Location,
        site: &str,
        sets: &[MigrationSet],
        clock: &Clock,
    ) -> Result<Self, StoreError> {
        check_name(site)?;
        let backend = match location {
            Location::Sqlite(directory) => Backend::Sqlite(sqlite::Database::open(directory, site)?),
            Location::Postgres(url) => Backend::Postgres(postgres::Database::open(url, site)?),
        };
        let store = Self { backend: Arc::new(backend) };
        migrate::run(&store, sets, clock).await?;
        Ok(store)
    }

    /// Reads. Each statement sees the latest commit; nothing can be written.
    pub async fn read<T, E, F>(&self, act: F) -> Result<T, E>
    where
        F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send,
        T: Send,
        E: From<StoreError> + Send,
    {
        match &*self.backend {
            Backend::Sqlite(database) => database.read(act),
            Backend::Postgres(database) => database.read(act).await,
        }
    }

    /// Runs one transaction and returns when it is durable. An `Err` rolls it back.
    ///
    /// The closure may be run again when others changed the same rows, so it must not do anything outside the
    /// transaction. A failed statement fails the whole transaction, even if the closure returns `Ok`.
    ///
    /// Await the future or drop it: writers are served in turn, and one that is set aside holds up the others.
    /// Dropping it never leaves half a transaction; whether the whole one happened is then unknown.
    pub async fn write<T, E, F>(&self, act: F) -> Result<T, E>
    where
        F: FnMut(&mut Tx<'_>) -> Result<T, E> + Send,
        T: Send,
        E: From<StoreError> + Send,
    {
        match &*self.backend {
            Backend::Sqlite(database) => database.write(act).await,
            Backend::Postgres(database) => database.write(act).await,
        }
    }

    /// What this store has done since it was opened.
    pub fn stats(&self) -> Stats {
        match &*self.backend {
            Backend::Sqlite(database) => database.stats(),
            Backend::Postgres(database) => database.stats(),
        }
    }

    pub(crate) async fn has_table(&self, name: &str) -> Result<bool, StoreError> {
        let sql = match &*self.backend {
            Backend::Sqlite(_) => "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = $1",
            Backend::Postgres(_) => {
                "SELECT 1 FROM pg_catalog.pg_tables WHERE schemaname = current_schema() AND tablename = $1"
            }
        };
        self.read(|tx| Ok(tx.query_one_or_none(sql, &[&name], |row| row.get::<i64>(0))?.is_some())).await
    }
}

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let engine = match &*self.backend {
            Backend::Sqlite(_) => "SQLite",
            Backend::Postgres(_) => "PostgreSQL",
        };
        f.debug_struct("Store").field("engine", &engine).field("stats", &self.stats()).finish()
    }
}

/// It becomes the name of a file or of a schema.
fn check_name(site: &str) -> Result<(), StoreError> {
    let fits = (1..=NAME_MAX_BYTES).contains(&site.len())
        && site
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_".contains(&byte));
    if fits { Ok(()) } else { Err(StoreError::statement(format!("{site:?} cannot name a database"))) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_plain() {
        for name in ["hub", "mobile-key", "a_1"] {
            assert_eq!(check_name(name), Ok(()));
        }
        for name in ["", "..", "a/b", "a\"b", "Hub", &"a".repeat(64)] {
            assert!(check_name(name).is_err(), "{name}");
        }
    }
}
