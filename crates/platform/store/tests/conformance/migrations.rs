//! From any older shape to the newest, once.

use clock::Clock;
use futures_util::future::join_all;
use store::testing::both_engines;
use store::{MigrationError, MigrationSet, Step, Store, StoreError};
use values::Timestamp;

use crate::tables::TABLES;

const FIRST: Step = Step { name: "0001_thing", sql: "CREATE TABLE thing (id TEXT PRIMARY KEY)" };
/// Fails when it is run twice.
const SECOND: Step = Step {
    name: "0002_colour",
    sql: "ALTER TABLE thing ADD COLUMN colour TEXT; INSERT INTO thing (id, colour) VALUES ('a', 'red')",
};
const BROKEN: Step =
    Step { name: "0002_broken", sql: "INSERT INTO thing (id) VALUES ('a'); SELECT * FROM nowhere" };

const OLD: MigrationSet = MigrationSet { component: "things", steps: &[FIRST] };
const NEW: MigrationSet = MigrationSet { component: "things", steps: &[FIRST, SECOND] };
const FAILING: MigrationSet = MigrationSet { component: "things", steps: &[FIRST, BROKEN] };

async fn things(store: &Store) -> i64 {
    let count: Result<Option<i64>, StoreError> =
        store.read(|tx| tx.query_one_or_none("SELECT count(*) FROM thing", &[], |row| row.get(0))).await;
    count.unwrap().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_older_database_gets_what_it_lacks() {
    for mut store in both_engines("older", &[OLD, TABLES]).await {
        store.reopen(&[TABLES, NEW]).await;
        assert_eq!(things(&store).await, 1, "{}", store.engine());
        store.reopen(&[TABLES, NEW]).await;
        assert_eq!(things(&store).await, 1, "{}", store.engine());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newer_database_is_refused() {
    for store in both_engines("newer", &[NEW]).await {
        let refused = Store::open(store.location(), store.site(), &[OLD]).await.err();
        assert_eq!(
            refused,
            Some(StoreError::Migration(MigrationError::Newer {
                component: "things".to_owned(),
                step: "0002_colour".to_owned()
            })),
            "{}",
            store.engine()
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failed_step_leaves_nothing_behind() {
    for mut store in both_engines("broken", &[OLD]).await {
        let failed = Store::open(store.location(), store.site(), &[FAILING]).await.err();
        assert!(
            matches!(&failed, Some(StoreError::Migration(MigrationError::Failed { step, .. })) if step == "0002_broken"),
            "{}: {failed:?}",
            store.engine()
        );
        assert_eq!(things(&store).await, 0, "{}", store.engine());
        // The lease was given up: the repaired program goes on at once.
        store.reopen(&[NEW]).await;
        assert_eq!(things(&store).await, 1, "{}", store.engine());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_those_who_start_together_one_migrates() {
    for store in both_engines("together", &[OLD]).await {
        let opening = (0..4).map(|_| {
            let (location, site) = (store.location().clone(), store.site().to_owned());
            tokio::spawn(async move { Store::open(&location, &site, &[NEW]).await.map(drop) })
        });
        for outcome in join_all(opening).await {
            assert_eq!(outcome.unwrap(), Ok(()), "{}", store.engine());
        }
        assert_eq!(things(&store).await, 1, "{}", store.engine());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_lease_of_the_dead_expires() {
    for store in both_engines("lease", &[OLD]).await {
        let clock = Clock::fixed(Timestamp::from_unix_seconds(1_800_000_000));
        let held_until = clock.now().plus_ms(30_000);
        store
            .write(|tx| {
                tx.execute(
                    "INSERT INTO migration_lease (name, holder, expires_at) VALUES ('migration', 'dead', $1)",
                    &[&held_until],
                )
            })
            .await
            .unwrap_or_else(|failure: StoreError| panic!("{failure}"));
        let opening = tokio::spawn({
            let (location, site, clock) = (store.location().clone(), store.site().to_owned(), clock.clone());
            async move { Store::open_at(&location, &site, &[NEW], &clock).await.map(drop) }
        });
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        assert!(!opening.is_finished() && things(&store).await == 0, "{}", store.engine());
        clock.shift(30_000);
        assert_eq!(opening.await.unwrap(), Ok(()), "{}", store.engine());
        assert_eq!(things(&store).await, 1, "{}", store.engine());
    }
}

/// Expand first: the old program goes on while the new one changes the tables under its prepared statements.
#[tokio::test(flavor = "multi_thread")]
async fn prepared_statements_survive_a_migration() {
    for store in both_engines("prepared", &[OLD]).await {
        let ask = || async {
            let asked: Result<Vec<String>, StoreError> =
                store.read(|tx| tx.query("SELECT * FROM thing", &[], |row| row.get(0))).await;
            asked.unwrap()
        };
        let touch = || async {
            let touched: Result<Vec<String>, StoreError> = store
                .write(|tx| tx.query("UPDATE thing SET id = id RETURNING *", &[], |row| row.get(0)))
                .await;
            touched.unwrap()
        };
        assert!(ask().await.is_empty() && touch().await.is_empty());
        Store::open(store.location(), store.site(), &[NEW]).await.unwrap();
        assert_eq!(
            (ask().await, touch().await),
            (vec!["a".to_owned()], vec!["a".to_owned()]),
            "{}",
            store.engine()
        );
    }
}
