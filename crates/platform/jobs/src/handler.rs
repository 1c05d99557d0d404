//! What does the work of a kind.

use futures_util::future::BoxFuture;
use values::Timestamp;

use crate::JobId;

/// Does the work of one kind.
pub trait Handler: Send + Sync {
    /// One attempt. `Ok` means that the work is done, or that somebody else is responsible for it now.
    fn run<'a>(&'a self, attempt: Attempt<'a>) -> BoxFuture<'a, Result<(), JobError>>;
}

/// One attempt at a job.
#[derive(Clone, Copy)]
pub struct Attempt<'a> {
    /// The same in every attempt at this job.
    pub id: &'a JobId,
    /// When the job was enqueued.
    pub queued_at: Timestamp,
    /// What was enqueued.
    pub payload: &'a [u8],
}

/// Why an attempt failed. The reason goes to logs and to the database: it must not quote what a receiver answered, which
/// may repeat personal data.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub struct JobError {
    reason: String,
    is_permanent: bool,
}

impl JobError {
    /// Another attempt may succeed.
    pub fn temporary(reason: impl Into<String>) -> Self {
        Self { reason: reason.into(), is_permanent: false }
    }

    /// No attempt will ever succeed.
    pub fn permanent(reason: impl Into<String>) -> Self {
        Self { reason: reason.into(), is_permanent: true }
    }

    /// Whether no attempt will ever succeed.
    pub fn is_permanent(&self) -> bool {
        self.is_permanent
    }

    /// Why, without personal data.
    pub fn reason(&self) -> &str {
        &self.reason
    }
}
