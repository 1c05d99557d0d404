//! All or nothing, one after the other.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use futures_util::FutureExt;
use futures_util::future::join_all;
use store::{Store, StoreError, Tx};
use tokio::sync::Notify;

use crate::tables::{counter, increment, insert_pair, set_counter, stores, whole_pairs};

/// An act's own error.
#[derive(Debug, PartialEq)]
enum Refusal {
    NotToday,
    Store(StoreError),
}

impl From<StoreError> for Refusal {
    fn from(failure: StoreError) -> Self {
        Self::Store(failure)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_error_rolls_back() {
    for store in stores("rollback").await {
        let refused = store
            .write(|tx| {
                insert_pair(tx, "a")?;
                Err::<(), _>(Refusal::NotToday)
            })
            .await;
        assert_eq!(refused, Err(Refusal::NotToday), "{}", store.engine());
        store.write(|tx| insert_pair(tx, "b")).await.unwrap();
        assert_eq!(whole_pairs(&store).await, ["b"], "{}", store.engine());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_failed_statement_nothing_more_happens() {
    for store in stores("failed").await {
        let outcome = store
            .write(|tx| {
                insert_pair(tx, "a")?;
                let twice = tx.execute("INSERT INTO pair (id, half) VALUES ('a', 1)", &[]).unwrap_err();
                assert!(twice.is_unique("pair", "id, half"));
                assert_eq!(insert_pair(tx, "b"), Err(twice), "{}", store.engine());
                Ok::<_, Refusal>(())
            })
            .await;
        assert!(matches!(outcome, Err(Refusal::Store(StoreError::Unique { .. }))), "{outcome:?}");
        assert!(whole_pairs(&store).await.is_empty(), "{}", store.engine());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_panic_rolls_back_and_the_store_goes_on() {
    for store in stores("panic").await {
        let tasks = (0..40).map(|number: i32| {
            let store = Store::clone(&store);
            tokio::spawn(async move {
                let id = number.to_string();
                store
                    .write(|tx| {
                        insert_pair(tx, &id)?;
                        assert!(number % 2 == 0, "an odd number");
                        Ok::<_, StoreError>(())
                    })
                    .await
            })
        });
        for (number, outcome) in join_all(tasks).await.into_iter().enumerate() {
            assert_eq!(outcome.is_ok_and(|outcome| outcome.is_ok()), number % 2 == 0, "{}", store.engine());
        }
        assert_eq!(whole_pairs(&store).await.len(), 20, "{}", store.engine());
        let panicked = std::panic::AssertUnwindSafe(
            store.read(|_: &mut Tx<'_>| -> Result<(), StoreError> { panic!("while reading") }),
        )
        .catch_unwind()
        .await;
        assert!(panicked.is_err());
        assert_eq!(whole_pairs(&store).await.len(), 20, "{}", store.engine());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn dropped_futures_leave_whole_transactions_or_none() {
    for store in stores("dropped").await {
        // Polled once: some run at once and are dropped before their commit, some are dropped in the queue.
        for number in 0..30 {
            let id = format!("polled {number}");
            let mut writing: Vec<_> =
                (0..3).map(|part| Box::pin(write_pair(&store, format!("{id} {part}")))).collect();
            for future in &mut writing {
                let _ = future.as_mut().now_or_never();
            }
        }
        let tasks: Vec<_> = (0..60)
            .map(|number| {
                let store = Store::clone(&store);
                tokio::spawn(async move { write_pair(&store, format!("aborted {number}")).await })
            })
            .collect();
        for (number, task) in tasks.iter().enumerate() {
            if number % 2 == 0 {
                task.abort();
            }
        }
        let mut acknowledged = Vec::new();
        for (number, task) in tasks.into_iter().enumerate() {
            if matches!(task.await, Ok(Ok(()))) {
                acknowledged.push(format!("aborted {number}"));
            }
        }
        let there = whole_pairs(&store).await;
        assert!(
            acknowledged.len() >= 30 && acknowledged.iter().all(|id| there.contains(id)),
            "{}",
            store.engine()
        );
        tokio::time::timeout(Duration::from_secs(10), write_pair(&store, "after".to_owned()))
            .await
            .unwrap()
            .unwrap();
    }
}

async fn write_pair(store: &Store, id: String) -> Result<(), StoreError> {
    store.write(|tx| insert_pair(tx, &id)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn concurrent_increments_lose_nothing() {
    for store in stores("increments").await {
        set_counter(&store, 0).await;
        let tasks = (0..16).map(|_| {
            let store = Store::clone(&store);
            tokio::spawn(async move {
                for _ in 0..10 {
                    store.write(increment).await.unwrap();
                }
            })
        });
        for task in join_all(tasks).await {
            task.unwrap();
        }
        assert_eq!(store.read(counter).await, Ok(160), "{}: {:?}", store.engine(), store.stats());
        assert_eq!(store.stats().retries > 0, store.engine() == "PostgreSQL", "{:?}", store.stats());
    }
}

/// Only PostgreSQL runs transactions side by side.
#[tokio::test(flavor = "multi_thread")]
async fn a_transaction_that_always_meets_others_is_given_up() {
    for store in stores("given-up").await.iter().filter(|store| store.engine() == "PostgreSQL") {
        set_counter(store, 0).await;
        let attempts = AtomicU32::new(0);
        let runtime = tokio::runtime::Handle::current();
        let outcome = store
            .write(|tx| {
                attempts.fetch_add(1, Ordering::Relaxed);
                let next = counter(tx)? + 1;
                let other = Store::clone(store);
                let runtime = runtime.clone();
                std::thread::spawn(move || runtime.block_on(other.write(increment))).join().unwrap()?;
                tx.execute("UPDATE counter SET value = $1 WHERE name = 'a'", &[&next])
            })
            .await;
        assert_eq!(outcome, Err(StoreError::Conflict));
        assert_eq!(attempts.load(Ordering::Relaxed), 12);
        assert_eq!(store.read(counter).await, Ok(12));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_statement_of_a_read_sees_the_latest_commit() {
    for store in stores("latest").await {
        set_counter(&store, 1).await;
        let other = Store::clone(&store);
        let runtime = tokio::runtime::Handle::current();
        let seen = store
            .read(|tx| {
                let before = counter(tx)?;
                std::thread::spawn(move || runtime.block_on(other.write(increment))).join().unwrap()?;
                Ok::<_, StoreError>((before, counter(tx)?))
            })
            .await;
        assert_eq!(seen, Ok((1, 2)), "{}", store.engine());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn those_who_wait_for_a_commit_are_woken_by_it_alone() {
    for store in stores("notify").await {
        let notify = Arc::new(Notify::new());
        let refused = store
            .write(|tx| {
                tx.notify_after_commit(&notify);
                Err::<(), _>(Refusal::NotToday)
            })
            .await;
        assert_eq!(refused, Err(Refusal::NotToday));
        assert!(notify.notified().now_or_never().is_none(), "{}", store.engine());
        store
            .write(|tx| {
                tx.notify_after_commit(&notify);
                insert_pair(tx, "a")
            })
            .await
            .unwrap();
        assert!(notify.notified().now_or_never().is_some(), "{}", store.engine());
    }
}

/// A transaction that only reads is one too, and an empty one.
#[tokio::test]
async fn everything_works_on_one_thread() {
    for store in stores("one-thread").await {
        set_counter(&store, 5).await;
        let (sum, ()) =
            tokio::join!(async { join_all((0..10).map(|_| store.write(increment))).await.len() }, async {
                store.write(|_: &mut Tx<'_>| Ok::<_, StoreError>(())).await.unwrap();
            });
        assert_eq!((sum, store.write(counter).await), (10, Ok(15)), "{}", store.engine());
    }
}
