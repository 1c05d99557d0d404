//! The tables of the suite.

use store::testing::{TestStore, both_engines};
use store::{MigrationSet, Step, Store, StoreError};

pub(crate) const TABLES: MigrationSet = MigrationSet {
    component: "suite",
    steps: &[
        Step {
            name: "0001_people",
            sql: "CREATE TABLE person (id TEXT PRIMARY KEY, email TEXT UNIQUE, given TEXT, family TEXT, born BIGINT,
                      photo BYTEA, CHECK (born > 0), UNIQUE (given, family));
                  CREATE UNIQUE INDEX person_lower_email ON person (lower(email));
                  CREATE TABLE letter (id TEXT PRIMARY KEY, person TEXT NOT NULL REFERENCES person (id))",
        },
        Step {
            name: "0002_counters",
            sql: "CREATE TABLE counter (name TEXT PRIMARY KEY, value BIGINT NOT NULL);
                  CREATE TABLE pair (id TEXT NOT NULL, half BIGINT NOT NULL, PRIMARY KEY (id, half))",
        },
    ],
};

pub(crate) async fn stores(name: &str) -> Vec<TestStore> {
    both_engines(name, &[TABLES]).await
}

/// Two rows that belong together.
pub(crate) fn insert_pair(tx: &mut store::Tx<'_>, id: &str) -> Result<(), StoreError> {
    for half in [1, 2] {
        tx.execute("INSERT INTO pair (id, half) VALUES ($1, $2)", &[&id, &half])?;
    }
    Ok(())
}

/// The ids of all pairs, sorted; each must be whole.
pub(crate) async fn whole_pairs(store: &Store) -> Vec<String> {
    let rows = store
        .read(|tx| {
            tx.query("SELECT id, count(*) FROM pair GROUP BY id ORDER BY id", &[], |row| {
                Ok((row.get::<String>(0)?, row.get::<i64>(1)?))
            })
        })
        .await
        .unwrap_or_else(|failure: StoreError| panic!("{failure}"));
    rows.into_iter()
        .map(|(id, halves)| {
            assert_eq!(halves, 2, "{id} is only half there");
            id
        })
        .collect()
}

pub(crate) async fn set_counter(store: &Store, value: i64) {
    let outcome: Result<u64, StoreError> = store
        .write(|tx| {
            tx.execute(
                "INSERT INTO counter (name, value) VALUES ('a', $1) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                &[&value],
            )
        })
        .await;
    assert_eq!(outcome, Ok(1));
}

pub(crate) fn counter(tx: &mut store::Tx<'_>) -> Result<i64, StoreError> {
    let value = tx.query_one_or_none("SELECT value FROM counter WHERE name = 'a'", &[], |row| row.get(0))?;
    Ok(value.unwrap_or_default())
}

/// Reads, then writes what it has read plus one: loses updates where transactions are not isolated.
pub(crate) fn increment(tx: &mut store::Tx<'_>) -> Result<i64, StoreError> {
    let next = counter(tx)? + 1;
    tx.execute("UPDATE counter SET value = $1 WHERE name = 'a'", &[&next])?;
    Ok(next)
}
