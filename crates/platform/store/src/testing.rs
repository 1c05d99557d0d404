//! Databases for tests, gone when they are dropped.

use std::ops::Deref;

use clock::Clock;

use crate::{Location, MigrationSet, Store, postgres};

/// The variable with the URL of a PostgreSQL database in which tests may make schemas.
pub const POSTGRES_VARIABLE: &str = "SVORNIK_TEST_POSTGRES";

/// A store with an empty database of its own.
pub struct TestStore {
    store: Option<Store>,
    location: Location,
    site: String,
}

/// A SQLite store in a temporary directory.
pub async fn sqlite(name: &str, sets: &[MigrationSet]) -> TestStore {
    let directory = std::env::temp_dir().join(format!("svornik-test-{}", unique()));
    TestStore::open(Location::Sqlite(directory), name.to_owned(), sets).await
}

/// A PostgreSQL store in a schema of its own, if [`POSTGRES_VARIABLE`] is set.
///
/// # Panics
/// When it is not set although `CI` is: there nothing may be left out.
pub async fn postgres(name: &str, sets: &[MigrationSet]) -> Option<TestStore> {
    let Ok(url) = std::env::var(POSTGRES_VARIABLE) else {
        assert!(std::env::var_os("CI").is_none(), "{POSTGRES_VARIABLE} must be set in CI");
        return None;
    };
    let site = format!("{name}-{}", unique());
    Some(TestStore::open(Location::Postgres(url), site, sets).await)
}

/// A store on SQLite, and one on PostgreSQL if [`POSTGRES_VARIABLE`] is set: test on each of them.
pub async fn both_engines(name: &str, sets: &[MigrationSet]) -> Vec<TestStore> {
    let mut stores = vec![sqlite(name, sets).await];
    stores.extend(postgres(name, sets).await);
    stores
}

impl TestStore {
    /// The name of the engine, for messages.
    pub fn engine(&self) -> &'static str {
        match self.location {
            Location::Sqlite(_) => "SQLite",
            Location::Postgres(_) => "PostgreSQL",
        }
    }

    /// Where it is, to open it a second time.
    pub fn location(&self) -> &Location {
        &self.location
    }

    /// The name of its file or schema, to open it a second time.
    pub fn site(&self) -> &str {
        &self.site
    }

    /// Closes it and opens it again, as a restart would.
    pub async fn reopen(&mut self, sets: &[MigrationSet]) {
        self.store = None;
        self.store = Some(open(&self.location, &self.site, sets).await);
    }

    async fn open(location: Location, site: String, sets: &[MigrationSet]) -> Self {
        let store = open(&location, &site, sets).await;
        Self { store: Some(store), location, site }
    }
}

impl Deref for TestStore {
    type Target = Store;

    #[expect(clippy::expect_used, reason = "it is taken only by drop and while it is opened again")]
    fn deref(&self) -> &Store {
        self.store.as_ref().expect("a store until it is dropped")
    }
}

impl Drop for TestStore {
    fn drop(&mut self) {
        self.store = None;
        match &self.location {
            Location::Sqlite(directory) => drop(std::fs::remove_dir_all(directory)),
            Location::Postgres(url) => postgres::drop_schema(url, &self.site),
        }
    }
}

#[expect(clippy::expect_used, reason = "a test without a database cannot go on")]
async fn open(location: &Location, site: &str, sets: &[MigrationSet]) -> Store {
    Store::open(location, site, sets).await.expect("a store for the test")
}

/// Short enough for the name of a schema (63 bytes) together with that of a test.
fn unique() -> String {
    let id = random::random_id(Clock::system().now());
    id.replace('-', "")
}
