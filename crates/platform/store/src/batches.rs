//! Work on many rows in transactions that each take few.

use std::time::Duration;

use tokio::time::Instant;

use crate::{Store, StoreError, Tx};

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
}
