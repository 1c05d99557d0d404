//! Counters of a store.

/// What a store has done since it was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stats {
    /// Transactions that callers wrote and that were acknowledged.
    pub writes: u64,
    /// Commits that the engine was asked for: fewer than `writes` when callers share one.
    pub commits: u64,
    /// How often a transaction was run again because others had changed the same rows.
    pub retries: u64,
}
