//! Databases for tests, gone when they are dropped.

use std::ops::Deref;
use std::path::PathBuf;

use crate::{Location, MigrationSet, Store};

/// A store of its own in a fresh place.
pub struct TestStore {
    store: Option<Store>,
    directory: PathBuf,
}

impl TestStore {
    /// Which engine it is, for messages: `SQLite` or `PostgreSQL`.
    pub fn engine(&self) -> &'static str {
        "SQLite"
    }

    /// Where it is, to open it a second time.
    pub fn location(&self) -> Location {
        Location::Sqlite(self.directory.clone())
    }
}

/// A SQLite store in a temporary directory.
#[expect(clippy::expect_used, reason = "a test without a database cannot go on")]
pub async fn sqlite(name: &str, sets: &[MigrationSet]) -> TestStore {
    let unique = environment::random_id(environment::Clock::system().now());
    let directory = std::env::temp_dir().join(format!("svornik-test-{unique}"));
    let store =
        Store::open(&Location::Sqlite(directory.clone()), name, sets).await.expect("a store for the test");
    TestStore { store: Some(store), directory }
}

/// A store on SQLite, and one on PostgreSQL if `SVORNIK_TEST_POSTGRES` has the URL of a database.
pub async fn both_engines(name: &str, sets: &[MigrationSet]) -> Vec<TestStore> {
    vec![sqlite(name, sets).await]
}

impl Deref for TestStore {
    type Target = Store;

    #[expect(clippy::expect_used, reason = "it is taken only by drop")]
    fn deref(&self) -> &Store {
        self.store.as_ref().expect("a store until it is dropped")
    }
}

impl Drop for TestStore {
    fn drop(&mut self) {
        self.store = None;
        let _ = std::fs::remove_dir_all(&self.directory);
    }
}
