//! Failed authentications of clients: what slows down those who guess, and nobody else.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::num::NonZeroU32;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rate_limit::{RateLimit, RateLimited};
use tokio::time::Instant;

/// So many failures a minute from one address in the name of one client. Then nothing more is believed from there, not the
/// right secret either, until the time is up; the client's own machine elsewhere, and other clients of the same address,
/// go on.
pub(crate) struct FailedAuthentications {
    limit: RateLimit,
    hasher: RandomState,
    closed: Mutex<HashMap<u64, Instant>>,
}

/// How many closed pairs are remembered; those whose time is up go first.
const MOST_CLOSED: usize = 10_000;

impl FailedAuthentications {
    pub(crate) fn per_minute(times: NonZeroU32) -> Self {
        Self { limit: RateLimit::per_minute(times), hasher: RandomState::new(), closed: Mutex::default() }
    }

    /// Whether this client may try from this address; asked before anything is looked at.
    pub(crate) fn check(&self, client_id: &str, address: &str) -> Result<(), RateLimited> {
        let now = Instant::now();
        match self.closed().get(&self.slot(client_id, address)) {
            Some(until) if *until > now => Err(RateLimited { retry_after: *until - now }),
            _ => Ok(()),
        }
    }

    /// Counts a failure; the one that is too many closes the pair.
    pub(crate) fn count(&self, client_id: &str, address: &str) -> Result<(), RateLimited> {
        let Err(wait) = self.limit.check(&format!("{address} {client_id}")) else { return Ok(()) };
        let now = Instant::now();
        let mut closed = self.closed();
        if closed.len() >= MOST_CLOSED {
            closed.retain(|_, until| *until > now);
        }
        if closed.len() < MOST_CLOSED {
            closed.insert(self.slot(client_id, address), now + wait.retry_after);
        }
        Err(wait)
    }

    fn slot(&self, client_id: &str, address: &str) -> u64 {
        self.hasher.hash_one((client_id, address))
    }

    fn closed(&self) -> MutexGuard<'_, HashMap<u64, Instant>> {
        self.closed.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Finding A16.
    #[tokio::test(start_paused = true)]
    async fn who_guesses_is_closed_out_and_nobody_else() {
        let failures = FailedAuthentications::per_minute(NonZeroU32::new(2).unwrap());
        assert_eq!(failures.count("lipova", "a"), Ok(()));
        assert_eq!(failures.count("lipova", "a"), Ok(()));
        assert_eq!(failures.check("lipova", "a"), Ok(()));
        assert!(failures.count("lipova", "a").is_err());
        assert!(failures.check("lipova", "a").unwrap_err().seconds() > 1);
        assert_eq!(failures.check("lipova", "b"), Ok(()));
        assert_eq!(failures.check("knihovna", "a"), Ok(()));
        tokio::time::advance(std::time::Duration::from_mins(1)).await;
        assert_eq!(failures.check("lipova", "a"), Ok(()));
    }
}
