//! The table `periodic_job`: when a job is due, and which process runs it.

use ::store::{MigrationSet, Step, StoreError, Tx};
use values::Timestamp;

/// The table of this crate; the binary adds it to every site's.
pub const MIGRATIONS: MigrationSet = MigrationSet {
    component: "runtime",
    steps: &[Step { name: "0001_periodic_job", sql: include_str!("../migrations/0001_periodic_job.sql") }],
};

/// A process that has a job to itself.
pub(crate) struct Lease<'a> {
    pub(crate) job: &'static str,
    pub(crate) holder: &'a str,
}

/// Until when a lease lasts, and between which instants a job must be due to be left alone. An instant far ahead was
/// written by a clock that has gone back since, and does not count.
pub(crate) struct Terms {
    pub(crate) now: Timestamp,
    pub(crate) leased_until: Timestamp,
    pub(crate) not_due_until: Timestamp,
}

/// Whether the job was done lately. Costs no write.
pub(crate) fn is_done(tx: &mut Tx<'_>, job: &str, terms: &Terms) -> Result<bool, StoreError> {
    let done = tx.query_one_or_none(
        "SELECT due_at FROM periodic_job WHERE name = $1 AND due_at > $2 AND due_at <= $3",
        &[&job, &terms.now, &terms.not_due_until],
        |row| row.get::<Timestamp>(0),
    )?;
    Ok(done.is_some())
}

/// Takes the job, unless it is not due or another process has it.
pub(crate) fn take(tx: &mut Tx<'_>, lease: &Lease<'_>, terms: &Terms) -> Result<bool, StoreError> {
    let taken = tx.execute(
        "INSERT INTO periodic_job (name, due_at, holder, leased_until) VALUES ($1, $2, $3, $4)
         ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, leased_until = excluded.leased_until
         WHERE (periodic_job.holder IS NULL OR periodic_job.leased_until <= $2 OR periodic_job.leased_until > $4 + 60000)
             AND (periodic_job.due_at <= $2 OR periodic_job.due_at > $5)",
        &[&lease.job, &terms.now, &lease.holder, &terms.leased_until, &terms.not_due_until],
    )?;
    Ok(taken == 1)
}

/// Lengthens a lease; false if another process has taken it.
pub(crate) fn renew(tx: &mut Tx<'_>, lease: &Lease<'_>, until: Timestamp) -> Result<bool, StoreError> {
    let mine = tx.execute(
        "UPDATE periodic_job SET leased_until = $1 WHERE name = $2 AND holder = $3",
        &[&until, &lease.job, &lease.holder],
    )?;
    Ok(mine == 1)
}

/// Gives the job back, and says when it is due again.
pub(crate) fn give_back(tx: &mut Tx<'_>, lease: &Lease<'_>, due_at: Timestamp) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE periodic_job SET holder = NULL, leased_until = NULL, due_at = $1 WHERE name = $2 AND holder = $3",
        &[&due_at, &lease.job, &lease.holder],
    )?;
    Ok(())
}
