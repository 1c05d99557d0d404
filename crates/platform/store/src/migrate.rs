//! Migrations: bringing a database to the newest schema.
//!
//! Done steps are recorded. Whoever has steps to do takes the lease row first, so that of two processes that start
//! together one migrates and the other waits. Each step runs in a transaction of its own, which also renews the
//! lease and records the step: it happens once or not at all.

mod lease;

use std::collections::{BTreeMap, BTreeSet};

use clock::Clock;

use crate::{MigrationError, Store, StoreError};

use lease::Lease;

/// How often to try to make our own tables when others are making them too.
const TABLES_ATTEMPTS: usize = 5;

/// The steps of one component: a site or a platform crate with tables of its own.
#[derive(Clone, Copy, Debug)]
pub struct MigrationSet {
    /// The component that owns the tables: a site or a platform crate.
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

/// A step that is still to be done.
#[derive(Clone, Copy, Debug)]
struct Pending {
    component: &'static str,
    step: Step,
}

/// Names of done steps by component.
type Done = BTreeMap<String, BTreeSet<String>>;

pub(crate) async fn run(store: &Store, sets: &[MigrationSet], clock: &Clock) -> Result<(), StoreError> {
    check_names(sets)?;
    ensure_tables(store).await?;
    if pending(sets, &done(store).await?)?.is_empty() {
        return Ok(());
    }
    let lease = Lease::take(store, clock).await?;
    let outcome = run_pending(store, sets, &lease).await;
    lease.give_up().await?;
    outcome
}

async fn run_pending(store: &Store, sets: &[MigrationSet], lease: &Lease<'_>) -> Result<(), StoreError> {
    // Somebody else may have done it while we waited.
    for Pending { component, step } in pending(sets, &done(store).await?)? {
        store
            .write(|tx| {
                lease.renew(tx)?;
                tx.execute(
                    "INSERT INTO migration (component, step, applied_at) VALUES ($1, $2, $3)",
                    &[&component, &step.name, &lease.now()],
                )?;
                tx.batch(step.sql)?;
                // A long step outlives its lease: whoever waits for this transaction must not find it expired.
                lease.renew(tx)
            })
            .await
            .map_err(|failure| match failure {
                StoreError::Migration(_) | StoreError::Unavailable { .. } | StoreError::Full => failure,
                other => StoreError::Migration(MigrationError::Failed {
                    component: component.to_owned(),
                    step: step.name.to_owned(),
                    reason: other.to_string(),
                }),
            })?;
        tracing::info!(component, step = step.name, "migrated");
    }
    Ok(())
}

async fn ensure_tables(store: &Store) -> Result<(), StoreError> {
    for attempt in 1.. {
        if store.has_table("migration_lease").await? {
            break;
        }
        let made = store
            .write(|tx| {
                tx.batch(
                    "CREATE TABLE IF NOT EXISTS migration (component TEXT NOT NULL, step TEXT NOT NULL,
                         applied_at BIGINT NOT NULL, PRIMARY KEY (component, step));
                     CREATE TABLE IF NOT EXISTS migration_lease (name TEXT PRIMARY KEY, holder TEXT NOT NULL,
                         expires_at BIGINT NOT NULL)",
                )
            })
            .await;
        // Two processes may meet in PostgreSQL's catalogue: one of them fails, and finds the tables made.
        if attempt == TABLES_ATTEMPTS {
            made?;
        }
    }
    Ok(())
}

async fn done(store: &Store) -> Result<Done, StoreError> {
    let rows: Vec<(String, String)> = store
        .read(|tx| {
            tx.query("SELECT component, step FROM migration", &[], |row| Ok((row.get(0)?, row.get(1)?)))
        })
        .await?;
    let mut done = Done::new();
    for (component, step) in rows {
        done.entry(component).or_default().insert(step);
    }
    Ok(done)
}

fn check_names(sets: &[MigrationSet]) -> Result<(), MigrationError> {
    let mut seen = BTreeSet::new();
    for set in sets {
        for step in set.steps {
            if !seen.insert((set.component, step.name)) {
                let (component, step) = (set.component.to_owned(), step.name.to_owned());
                return Err(MigrationError::Twice { component, step });
            }
        }
    }
    Ok(())
}

/// What is to be done, in order, if the database is one that we understand.
fn pending(sets: &[MigrationSet], done: &Done) -> Result<Vec<Pending>, MigrationError> {
    let known: BTreeSet<_> =
        sets.iter().flat_map(|set| set.steps.iter().map(|step| (set.component, step.name))).collect();
    for (component, steps) in done {
        if let Some(step) = steps.iter().find(|step| !known.contains(&(component.as_str(), step.as_str()))) {
            return Err(MigrationError::Newer { component: component.clone(), step: step.clone() });
        }
    }
    let mut pending = Vec::new();
    for set in sets {
        let is_done = |step: &Step| done.get(set.component).is_some_and(|steps| steps.contains(step.name));
        let first = set.steps.iter().position(|step| !is_done(step)).unwrap_or(set.steps.len());
        let rest = &set.steps[first..];
        if rest.iter().any(is_done) {
            return Err(MigrationError::Gap {
                component: set.component.to_owned(),
                step: rest[0].name.to_owned(),
            });
        }
        pending.extend(rest.iter().map(|step| Pending { component: set.component, step: *step }));
    }
    Ok(pending)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TWO: MigrationSet = MigrationSet {
        component: "site",
        steps: &[Step { name: "1", sql: "" }, Step { name: "2", sql: "" }],
    };

    fn recorded(steps: &[(&str, &str)]) -> Done {
        let mut done = Done::new();
        for (component, step) in steps {
            done.entry((*component).to_owned()).or_default().insert((*step).to_owned());
        }
        done
    }

    #[test]
    fn what_is_left_comes_in_order() {
        let names = |done| -> Vec<_> {
            pending(&[TWO], &done).unwrap().iter().map(|pending| pending.step.name).collect()
        };
        assert_eq!(names(recorded(&[])), ["1", "2"]);
        assert_eq!(names(recorded(&[("site", "1")])), ["2"]);
        assert!(names(recorded(&[("site", "1"), ("site", "2")])).is_empty());
    }

    #[test]
    fn a_newer_or_a_patchy_database_is_refused() {
        for newer in [("site", "3"), ("other", "1")] {
            let refusal = pending(&[TWO], &recorded(&[newer])).unwrap_err();
            assert!(matches!(refusal, MigrationError::Newer { .. }), "{refusal}");
        }
        let refusal = pending(&[TWO], &recorded(&[("site", "2")])).unwrap_err();
        assert_eq!(refusal, MigrationError::Gap { component: "site".to_owned(), step: "1".to_owned() });
    }

    #[test]
    fn no_step_may_be_listed_twice() {
        assert_eq!(check_names(&[TWO]), Ok(()));
        assert!(matches!(check_names(&[TWO, TWO]), Err(MigrationError::Twice { .. })));
    }
}
