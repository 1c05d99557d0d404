//! Group commit on SQLite: one fsync for many, none for nobody, no waiting for one alone.

use futures_util::future::join_all;
use store::testing::sqlite;
use store::{Location, MigrationSet, Step, Store, StoreError};

use crate::tables::{TABLES, insert_pair, whole_pairs};

#[tokio::test(flavor = "multi_thread")]
async fn many_callers_share_commits() {
    let store = sqlite("shared", &[TABLES]).await;
    let before = store.stats();
    let tasks = (0..64).map(|caller| {
        let store = Store::clone(&store);
        tokio::spawn(async move {
            for number in 0..10 {
                store.write(|tx| insert_pair(tx, &format!("{caller} {number}"))).await.unwrap();
            }
        })
    });
    for task in join_all(tasks).await {
        task.unwrap();
    }
    let after = store.stats();
    let (writes, commits) = (after.writes - before.writes, after.commits - before.commits);
    assert_eq!(writes, 640);
    assert!(commits <= writes / 4, "{commits} commits for {writes} writes");
    assert_eq!(whole_pairs(&store).await.len(), 640);
}

#[tokio::test(flavor = "multi_thread")]
async fn callers_that_queue_together_get_into_one_commit() {
    let store = sqlite("together", &[TABLES]).await;
    let before = store.stats();
    // One task: all of them are queued before the committer can be.
    let outcomes = join_all((0..64).map(|caller| {
        let store = &store;
        async move { store.write(|tx| insert_pair(tx, &caller.to_string())).await }
    }))
    .await;
    assert!(outcomes.iter().all(Result::is_ok));
    let commits = store.stats().commits - before.commits;
    assert!(commits <= 4, "{commits} commits");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_caller_has_each_commit_for_itself_and_refusals_cost_none() {
    let store = sqlite("alone", &[TABLES]).await;
    let before = store.stats();
    for number in 0..10 {
        store.write(|tx| insert_pair(tx, &number.to_string())).await.unwrap();
        let refused: Result<(), StoreError> = store
            .write(|tx| {
                insert_pair(tx, "refused")?;
                Err(StoreError::Check)
            })
            .await;
        assert_eq!(refused, Err(StoreError::Check));
    }
    let after = store.stats();
    assert_eq!((after.writes - before.writes, after.commits - before.commits), (10, 10));
}

/// The others of the group keep what they wrote.
#[tokio::test(flavor = "multi_thread")]
async fn one_refusal_in_a_group_is_its_own() {
    let store = sqlite("refusal", &[TABLES]).await;
    let outcomes = join_all((0..64).map(|caller| {
        let store = &store;
        async move {
            store
                .write(|tx| {
                    insert_pair(tx, &caller.to_string())?;
                    if caller % 3 == 0 { insert_pair(tx, &caller.to_string()) } else { Ok(()) }
                })
                .await
        }
    }))
    .await;
    let refused = outcomes.iter().filter(|outcome| outcome.is_err()).count();
    assert_eq!((refused, whole_pairs(&store).await.len()), (22, 42));
}

/// Writers who never pause would otherwise keep the log from beginning anew.
#[tokio::test(flavor = "multi_thread")]
async fn the_log_stays_short_under_constant_load() {
    const HEAP: MigrationSet = MigrationSet {
        component: "heap",
        steps: &[Step { name: "1", sql: "CREATE TABLE heap (id BIGINT PRIMARY KEY, data BYTEA NOT NULL)" }],
    };
    let folder = std::env::temp_dir().join(format!("svornik-log-{}", std::process::id()));
    let store = Store::open(&Location::Sqlite(folder.clone()), "heap", &[HEAP]).await.unwrap();
    let tasks = (0..64_i64).map(|caller| {
        let store = store.clone();
        tokio::spawn(async move {
            for number in 0..200 {
                let (id, data) = (number * 1_000 + caller, vec![7_u8; 8_000]);
                let put = "INSERT INTO heap (id, data) VALUES ($1, $2)";
                let written: Result<u64, StoreError> = store.write(|tx| tx.execute(put, &[&id, &data])).await;
                assert_eq!(written, Ok(1));
            }
        })
    });
    for task in join_all(tasks).await {
        task.unwrap();
    }
    let log_bytes = std::fs::metadata(folder.join("heap.sqlite3-wal")).unwrap().len();
    drop(store);
    std::fs::remove_dir_all(folder).unwrap();
    assert!(log_bytes < 40 << 20, "{} MiB of {} written", log_bytes >> 20, (64 * 200 * 8_000) >> 20);
}
