//! Bringing a database to the newest shape.

use environment::Clock;

use crate::{Store, StoreError};

/// The steps of one component: a site or a platform crate with tables of its own.
#[derive(Clone, Copy, Debug)]
pub struct MigrationSet {
    /// Whose tables they are.
    pub component: &'static str,
    /// In the order in which they run. A released step never changes; new ones go to the end.
    pub steps: &'static [Step],
}

/// One step, done once, in a transaction of its own.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    /// Recorded when the step is done.
    pub name: &'static str,
    /// One or more statements.
    pub sql: &'static str,
}

pub(crate) async fn run(store: &Store, sets: &[MigrationSet], clock: &Clock) -> Result<(), StoreError> {
    if !store.has_table("migration").await? {
        store
            .write(|tx| {
                tx.batch(
                    "CREATE TABLE IF NOT EXISTS migration (component TEXT NOT NULL, step TEXT NOT NULL,
                     applied_at BIGINT NOT NULL, PRIMARY KEY (component, step))",
                )
            })
            .await?;
    }
    for set in sets {
        for step in set.steps {
            store
                .write(|tx| {
                    let done = tx.execute(
                        "INSERT INTO migration (component, step, applied_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
                        &[&set.component, &step.name, &clock.now()],
                    )?;
                    if done == 1 { tx.batch(step.sql) } else { Ok(()) }
                })
                .await?;
        }
    }
    Ok(())
}
