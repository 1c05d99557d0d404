//! Work on many rows in transactions that each take few.

use std::time::Duration;

use tokio::time::Instant;

use crate::{Store, StoreError, ToValue, Tx};

/// So many rows are touched in one transaction.
const BATCH_ROWS: u32 = 1_000;
/// The least that others get between two transactions.
const PAUSE: Duration = Duration::from_millis(5);

impl Store {
    /// Runs `batch` in one transaction after another until it touches fewer rows than it may. `batch` gets how many
    /// that is, for a `LIMIT`, and returns how many it touched. Returns how many there were together.
    ///
    /// Between two transactions other writers get as long as the last one took: millions of expired rows hold nobody
    /// up. PostgreSQL has no `DELETE … LIMIT`, so it is
    /// `DELETE FROM t WHERE id IN (SELECT id FROM t WHERE expires_at <= $1 LIMIT $2)`.
    pub async fn in_batches<E, F>(&self, mut batch: F) -> Result<u64, E>
    where
        F: FnMut(&mut Tx<'_>, u32) -> Result<u64, E> + Send,
        E: From<StoreError> + Send,
    {
        let mut all = 0;
        loop {
            let began = Instant::now();
            let touched = self.write(|tx| batch(tx, BATCH_ROWS)).await?;
            all += touched;
            if touched < u64::from(BATCH_ROWS) {
                return Ok(all);
            }
            tokio::time::sleep(began.elapsed().max(PAUSE)).await;
        }
    }

    /// Deletes rows that are kept no longer. `sql` gets `until` as `$1` and the size of a batch as `$2`.
    pub async fn delete_expired(
        &self,
        sql: &'static str,
        until: &(dyn ToValue + Sync),
    ) -> Result<u64, StoreError> {
        self.in_batches(|tx, at_most| tx.execute(sql, &[until, &at_most])).await
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicBool, Ordering};

    use super::BATCH_ROWS;
    use crate::testing::both_engines;
    use crate::{MigrationSet, Step, StoreError};

    const TABLE: MigrationSet = MigrationSet {
        component: "test",
        steps: &[Step { name: "1", sql: "CREATE TABLE entry (id BIGINT PRIMARY KEY, at BIGINT NOT NULL)" }],
    };
    const BATCHES: i64 = 20;

    /// Whoever writes meanwhile waits for one batch at most.
    #[tokio::test(flavor = "multi_thread")]
    async fn many_expired_rows_hold_nobody_up() {
        for store in both_engines("batches", &[TABLE]).await {
            let rows = BATCHES * i64::from(BATCH_ROWS);
            let fill = store.write(|tx| {
                let numbers = "INSERT INTO entry (id, at) WITH RECURSIVE number (n) AS
                    (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < CAST($1 AS BIGINT)) SELECT n, 1 FROM number";
                tx.execute(numbers, &[&rows])
            });
            let filled: Result<u64, StoreError> = fill.await;
            assert_eq!(filled, Ok(rows.unsigned_abs()));
            let is_done = AtomicBool::new(false);
            let delete = async {
                let sql = "DELETE FROM entry WHERE id IN (SELECT id FROM entry WHERE at <= $1 LIMIT $2)";
                let gone = store.delete_expired(sql, &1_i64).await;
                is_done.store(true, Ordering::SeqCst);
                gone
            };
            let write = async {
                let mut writes = 0_i64;
                while !is_done.load(Ordering::SeqCst) {
                    let insert = "INSERT INTO entry (id, at) VALUES ($1, 2)";
                    let written: Result<u64, StoreError> =
                        store.write(|tx| tx.execute(insert, &[&(-writes)])).await;
                    assert_eq!(written, Ok(1));
                    writes += 1;
                    // A write on PostgreSQL may end without giving way.
                    tokio::task::yield_now().await;
                }
                writes
            };
            let (gone, writes) = tokio::join!(delete, write);
            assert_eq!(gone, Ok(rows.unsigned_abs()), "{}", store.engine());
            assert!(writes > BATCHES, "{}: {writes} writes beside {BATCHES} batches", store.engine());
        }
    }
}
