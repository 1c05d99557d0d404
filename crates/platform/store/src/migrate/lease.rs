//! The lease row: one process at a time migrates.

use std::time::Duration;

use clock::Clock;
use values::Timestamp;

use crate::{MigrationError, Store, StoreError, Tx};

/// A process that died holding the lease keeps others waiting for so long.
const LEASE_MS: i64 = 30_000;
const POLL_MS: u64 = 100;
const MAX_POLLS: u32 = 1_200;

pub(super) struct Lease<'a> {
    store: &'a Store,
    clock: &'a Clock,
    holder: String,
}

impl<'a> Lease<'a> {
    /// Waits until nobody else has it, or until it has expired.
    pub(super) async fn take(store: &'a Store, clock: &'a Clock) -> Result<Self, StoreError> {
        let lease = Self { store, clock, holder: clock.random_id() };
        for _ in 0..MAX_POLLS {
            match lease.try_take().await {
                Ok(true) => return Ok(lease),
                // The engine itself waits for the other process's transaction, and gives up at some time.
                Ok(false) | Err(StoreError::Conflict | StoreError::Unavailable { .. }) => {
                    tokio::time::sleep(Duration::from_millis(POLL_MS)).await;
                }
                Err(failure) => return Err(failure),
            }
        }
        Err(MigrationError::Held.into())
    }

    pub(super) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Fails, and with it the step, if somebody else took it because it had expired.
    pub(super) fn renew(&self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        let mine = tx.execute(
            "UPDATE migration_lease SET expires_at = $1 WHERE name = 'migration' AND holder = $2",
            &[&self.expiry(), &self.holder],
        )?;
        if mine == 1 { Ok(()) } else { Err(MigrationError::Held.into()) }
    }

    pub(super) async fn give_up(&self) -> Result<(), StoreError> {
        self.store
            .write(|tx| {
                tx.execute(
                    "DELETE FROM migration_lease WHERE name = 'migration' AND holder = $1",
                    &[&self.holder],
                )
            })
            .await
            .map(drop)
    }

    async fn try_take(&self) -> Result<bool, StoreError> {
        let taken = self
            .store
            .write(|tx| {
                tx.execute(
                    "INSERT INTO migration_lease (name, holder, expires_at) VALUES ('migration', $1, $2)
                     ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, expires_at = excluded.expires_at
                     WHERE migration_lease.expires_at <= $3",
                    &[&self.holder, &self.expiry(), &self.clock.now()],
                )
            })
            .await?;
        Ok(taken == 1)
    }

    fn expiry(&self) -> Timestamp {
        self.clock.now().plus_ms(LEASE_MS)
    }
}
