//! Durable work: everything that a site must do outside its database, such as sending an e-mail or a command to a
//! registry.
//!
//! * **Queued with its cause.** [`Queue::enqueue`] writes a row in the transaction that makes the work necessary: work
//!   is neither lost nor done for something that did not happen. The commit wakes the [`Worker`].
//! * **Once.** The id of a job is a keyed hash of its idempotency key, so enqueueing the same key again changes nothing.
//!   A worker leases a job before it runs it, so that of several processes one has it. If a process dies between doing
//!   the work and recording it, the job runs again under the same id, by which the receiver recognises it.
//! * **In order, where asked for.** Jobs of one order key run one after another, as they were enqueued. A job that was
//!   given up does not hold up the next.
//! * **Tried again** after pauses that grow, until it succeeds, is refused for good, expires or is given up, within the
//!   limits of its [`Kind`]. What was given up is kept for 30 days; an operator sees it and can put it back.
//! * **Sealed.** The payload is sealed under the master key and erased with the statement that records success.

mod handler;
mod job;
mod kind;
mod queue;
mod table;
#[cfg(test)]
mod tests;
mod worker;

pub use handler::{Attempt, Handler, JobError};
pub use job::{Enqueued, JobId, NewJob, UnknownJob};
pub use kind::Kind;
pub use queue::Queue;
pub use table::status::{FailedJob, QueueStatus};
pub use worker::Worker;

use store::{MigrationSet, Step};

/// The table of jobs; a site adds it to its own migrations, before those of crates that enqueue.
pub const MIGRATIONS: MigrationSet = MigrationSet {
    component: "jobs",
    steps: &[Step { name: "0001_job", sql: include_str!("../migrations/0001_job.sql") }],
};
