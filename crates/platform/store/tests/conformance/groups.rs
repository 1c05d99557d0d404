//! Group commit on SQLite: one fsync for many, none for nobody, no waiting for one alone.

use futures_util::future::join_all;
use store::testing::sqlite;
use store::{Store, StoreError};

use crate::tables::{TABLES, insert_pair, whole_pairs};

#[tokio::test(flavor = "multi_thread")]
async fn many_callers_share_commits() {
    let store = sqlite("shared", &[TABLES]).await;
    let before = store.figures();
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
    let after = store.figures();
    let (writes, commits) = (after.writes - before.writes, after.commits - before.commits);
    assert_eq!(writes, 640);
    assert!(commits <= writes / 4, "{commits} commits for {writes} writes");
    assert_eq!(whole_pairs(&store).await.len(), 640);
}

#[tokio::test(flavor = "multi_thread")]
async fn callers_that_queue_together_get_into_one_commit() {
    let store = sqlite("together", &[TABLES]).await;
    let before = store.figures();
    // One task: all of them are queued before the committer can be.
    let outcomes = join_all((0..64).map(|caller| {
        let store = &store;
        async move { store.write(|tx| insert_pair(tx, &caller.to_string())).await }
    }))
    .await;
    assert!(outcomes.iter().all(Result::is_ok));
    let commits = store.figures().commits - before.commits;
    assert!(commits <= 4, "{commits} commits");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_caller_has_each_commit_for_itself_and_refusals_cost_none() {
    let store = sqlite("alone", &[TABLES]).await;
    let before = store.figures();
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
    let after = store.figures();
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
