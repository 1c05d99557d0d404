//! Group commit: many callers, one fsync, nobody acknowledged before it.
//!
//! A caller takes the fair lock, runs its transaction inside the open outer one, and waits. The committer is woken by
//! the first caller of a group and queues for the same lock, so everyone who queued before it gets into the
//! group. Then it commits and tells all of them the result.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread::{self, JoinHandle};

use rusqlite::Connection;
use tokio::sync::{Mutex, MutexGuard};

use super::writer::{Writer, tell};
use crate::{Stats, StoreError, Tx};

/// No group waits for more members than these.
const MAX_MEMBERS: usize = 512;
/// The log is copied into the database file when it has so many pages (16 MiB).
const CHECKPOINT_PAGES: i64 = 4_096;
const LOOK_AT_LOG_EVERY_COMMITS: u64 = 16;

pub(super) struct Group {
    shared: Arc<Shared>,
    committer: Option<JoinHandle<()>>,
}

struct Shared {
    writer: Mutex<Writer>,
    closing: AtomicBool,
    writes: AtomicU64,
    commits: AtomicU64,
}

impl Group {
    /// Takes the connection that writes and one for checkpoints.
    pub(super) fn start(writer: Connection, checkpointer: Connection) -> Result<Self, StoreError> {
        let shared = Arc::new(Shared {
            writer: Mutex::new(Writer::new(writer)),
            closing: AtomicBool::new(false),
            writes: AtomicU64::new(0),
            commits: AtomicU64::new(0),
        });
        let committer = thread::Builder::new()
            .name("store-commit".to_owned())
            .spawn({
                let shared = Arc::clone(&shared);
                move || shared.commit_groups(&checkpointer)
            })
            .map_err(|error| StoreError::unavailable(error.to_string()))?;
        Ok(Self { shared, committer: Some(committer) })
    }

    pub(super) async fn write<T, E, F>(&self, act: F) -> Result<T, E>
    where
        F: FnMut(&mut Tx<'_>) -> Result<T, E> + Send,
        T: Send,
        E: From<StoreError> + Send,
    {
        let (value, durable) = self.shared.writer.lock().await.join(act, || self.wake_committer())?;
        match durable.await {
            Ok(Ok(())) => Ok(value),
            Ok(Err(failure)) => Err(failure.into()),
            Err(_) => Err(StoreError::unavailable("the store is closing").into()),
        }
    }

    pub(super) fn stats(&self) -> Stats {
        Stats {
            writes: self.shared.writes.load(Ordering::Relaxed),
            commits: self.shared.commits.load(Ordering::Relaxed),
            retries: 0,
        }
    }

    fn wake_committer(&self) {
        if let Some(committer) = &self.committer {
            committer.thread().unpark();
        }
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        self.shared.closing.store(true, Ordering::Release);
        self.wake_committer();
        if let Some(committer) = self.committer.take() {
            // It ends after the commit it is at; a panic there was already told to everyone who waited.
            let _ = committer.join();
        }
    }
}

impl Shared {
    fn commit_groups(&self, checkpointer: &Connection) {
        let (mut last_members, mut is_copied) = (0, false);
        while !self.closing.load(Ordering::Acquire) {
            thread::park();
            let mut writer = self.whole_group(last_members > 1);
            if writer.members() == 0 {
                continue;
            }
            let (members, outcome) = writer.commit();
            let commits = 1 + self.commits.fetch_add(1, Ordering::Relaxed);
            let must_copy =
                commits.is_multiple_of(LOOK_AT_LOG_EVERY_COMMITS) && writer.log_pages() > CHECKPOINT_PAGES;
            if outcome.is_ok() {
                self.writes.fetch_add(members.len() as u64, Ordering::Relaxed);
            }
            last_members = members.len();
            if is_copied {
                tell(members, &outcome);
                checkpoint(checkpointer);
                is_copied = false;
                drop(writer);
            } else {
                drop(writer);
                tell(members, &outcome);
                is_copied = must_copy;
                if must_copy {
                    checkpoint(checkpointer);
                }
            }
        }
    }

    /// Where there are many callers, queues for the lock again as long as that brings more members: those of the last
    /// group come back one after the other, and half a group costs the same fsync as a whole one.
    fn whole_group(&self, are_many: bool) -> MutexGuard<'_, Writer> {
        let mut members = 0;
        loop {
            let writer = self.writer.blocking_lock();
            if writer.members() <= members
                || writer.members() >= MAX_MEMBERS
                || !(are_many || writer.members() > 1)
            {
                return writer;
            }
            members = writer.members();
            drop(writer);
            thread::yield_now();
        }
    }
}

/// A passive checkpoint. It is run twice: once while the next group is written, and once right after that group's
/// commit, so that the whole log is copied and the next writer can restart it. It never waits for readers: pages that
/// they still need are copied the next time.
fn checkpoint(connection: &Connection) {
    if let Err(error) = connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(())) {
        tracing::warn!(%error, "a checkpoint failed; the log grows until one succeeds");
    }
}

#[cfg(test)]
mod tests {
    use futures_util::future::join_all;

    use super::*;

    /// A group on a database in memory, with tables that can make a commit fail.
    fn group() -> Group {
        let memory = || Connection::open_in_memory().unwrap();
        let writer = memory();
        writer
            .execute_batch(
                "PRAGMA foreign_keys = ON;
                 CREATE TABLE thing (id TEXT PRIMARY KEY);
                 CREATE TABLE late (thing TEXT REFERENCES thing (id) DEFERRABLE INITIALLY DEFERRED);
                 CREATE TABLE heap (data BYTEA)",
            )
            .unwrap();
        Group::start(writer, memory()).unwrap()
    }

    fn insert_thing(tx: &mut Tx<'_>, id: usize) -> Result<u64, StoreError> {
        tx.execute("INSERT INTO thing (id) VALUES ($1)", &[&id.to_string()])
    }

    async fn things(group: &Group) -> i64 {
        let count: Result<_, StoreError> =
            group.write(|tx| tx.query_one_or_none("SELECT count(*) FROM thing", &[], |row| row.get(0))).await;
        count.unwrap().unwrap()
    }

    #[tokio::test]
    async fn a_failed_commit_is_told_to_everyone_and_leaves_nothing() {
        let group = group();
        let outcomes = join_all((0..10).map(|number| {
            let group = &group;
            group.write(move |tx| {
                insert_thing(tx, number)?;
                // Found out only at the commit.
                let broken = number == 5;
                tx.execute("INSERT INTO late (thing) VALUES ($1)", &[&broken.then_some("nothing")])
            })
        }))
        .await;
        assert_eq!(outcomes, vec![Err(StoreError::ForeignKey); 10]);
        assert_eq!(things(&group).await, 0);
        assert_eq!(group.write(|tx| insert_thing(tx, 1)).await, Ok(1));
        assert_eq!(things(&group).await, 1);
    }

    #[tokio::test]
    async fn a_full_disk_is_told_and_what_fits_goes_on() {
        let group = group();
        let limited: Result<(), StoreError> = group.write(|tx| tx.batch("PRAGMA max_page_count = 50")).await;
        assert_eq!(limited, Ok(()));
        let outcomes = join_all((0..10).map(|number| {
            let group = &group;
            group.write(move |tx| {
                insert_thing(tx, number)?;
                let size = if number == 5 { 1_000_000 } else { 10 };
                tx.execute("INSERT INTO heap (data) VALUES ($1)", &[&vec![0_u8; size]])
            })
        }))
        .await;
        assert_eq!(outcomes[5], Err(StoreError::Full));
        let acknowledged = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
        assert_eq!(things(&group).await, i64::try_from(acknowledged).unwrap());
        assert_eq!(group.write(|tx| insert_thing(tx, 100)).await, Ok(1));
    }

    /// As after an I/O error, when SQLite rolls back everything by itself.
    #[tokio::test]
    async fn a_transaction_that_the_engine_gave_up_is_told_to_everyone() {
        let group = group();
        let outcomes = join_all((0..10).map(|number| {
            let group = &group;
            group.write(move |tx| {
                insert_thing(tx, number)?;
                if number == 5 { tx.batch("ROLLBACK") } else { Ok(()) }
            })
        }))
        .await;
        assert!(outcomes[..=5].iter().all(|outcome| matches!(outcome, Err(StoreError::Unavailable { .. }))));
        assert_eq!(outcomes[6..], vec![Ok(()); 4]);
        assert_eq!(things(&group).await, 4);
    }
}
