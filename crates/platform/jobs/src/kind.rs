//! Kinds of work, and when an attempt follows another.

use values::{DAY_MS, HOUR_MS, SECOND_MS, Timestamp};

/// How much longer a lease lasts than an attempt may take.
const LEASE_MARGIN_MS: i64 = 20 * SECOND_MS;

/// A kind of work: the name under which it is stored, and its limits.
///
/// `const EMAIL: Kind = Kind::new("email");`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kind {
    /// Stored with each job. Never reuse the name of another kind.
    pub name: &'static str,
    /// How many attempts one process runs at the same time (default 16). Kinds do not wait for each other.
    pub concurrency: usize,
    /// How long an attempt may take, in milliseconds (default 40 000). Then it is cut off and counts as failed.
    pub attempt_timeout_ms: i64,
    /// How long to wait after the first failed attempt, in milliseconds (default 5 000). Each pause is twice as long.
    pub first_pause_ms: i64,
    /// The longest pause between two attempts, in milliseconds (default one hour).
    pub longest_pause_ms: i64,
    /// How long after it was enqueued a job is given up, in milliseconds (default 4 days, as RFC 5321 §4.5.4.1 says of
    /// mail).
    pub give_up_after_ms: i64,
    /// After how many failed attempts a job is given up (default: no limit but the time).
    pub max_attempts: Option<i64>,
}

/// What follows a failed attempt.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Next {
    RetryAt(Timestamp),
    GiveUp,
}

impl Kind {
    /// A kind with the default limits.
    pub const fn new(name: &'static str) -> Self {
        Self {
            name,
            concurrency: 16,
            attempt_timeout_ms: 40 * SECOND_MS,
            first_pause_ms: 5 * SECOND_MS,
            longest_pause_ms: HOUR_MS,
            give_up_after_ms: 4 * DAY_MS,
            max_attempts: None,
        }
    }

    /// How long a worker has a job for itself. After a crash the job runs again when this has passed.
    pub(crate) const fn lease_ms(&self) -> i64 {
        self.attempt_timeout_ms + LEASE_MARGIN_MS
    }

    /// After the `attempts`-th attempt failed. Each pause is shortened by up to a quarter, so that jobs that failed
    /// together do not come back together.
    pub(crate) fn after_failure(
        &self,
        now: Timestamp,
        queued_at: Timestamp,
        expires_at: Option<Timestamp>,
        attempts: i64,
        random: u8,
    ) -> Next {
        let doublings = u32::try_from(attempts.clamp(1, 40) - 1).unwrap_or_default();
        let pause_ms = self.first_pause_ms.saturating_mul(1_i64 << doublings).min(self.longest_pause_ms);
        let at = now.plus_ms(pause_ms - pause_ms * i64::from(random) / (4 * 256));
        let is_over = at.since(queued_at) > self.give_up_after_ms
            || self.max_attempts.is_some_and(|most| attempts >= most)
            || expires_at.is_some_and(|limit| at >= limit);
        if is_over { Next::GiveUp } else { Next::RetryAt(at) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KIND: Kind = Kind::new("email");

    fn at(ms: i64) -> Timestamp {
        Timestamp::from_unix_ms(ms)
    }

    #[test]
    fn pauses_double_up_to_an_hour() {
        let pauses: Vec<i64> = (1..=12)
            .map(|attempts| match KIND.after_failure(at(0), at(0), None, attempts, 0) {
                Next::RetryAt(at) => at.unix_ms() / SECOND_MS,
                Next::GiveUp => panic!("gave up"),
            })
            .collect();
        assert_eq!(pauses, [5, 10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600]);
        let shortened = KIND.after_failure(at(0), at(0), None, i64::MAX, 255);
        assert_eq!(shortened, Next::RetryAt(at(2_703_516)));
    }

    #[test]
    fn given_up_after_four_days_after_so_many_attempts_or_when_expired() {
        let late = at(4 * DAY_MS - HOUR_MS / 2);
        assert_eq!(KIND.after_failure(late, at(0), None, 50, 0), Next::GiveUp);
        let thrice = Kind { max_attempts: Some(3), ..KIND };
        assert_eq!(thrice.after_failure(at(0), at(0), None, 2, 0), Next::RetryAt(at(10_000)));
        assert_eq!(thrice.after_failure(at(0), at(0), None, 3, 0), Next::GiveUp);
        assert_eq!(KIND.after_failure(at(0), at(0), Some(at(5_000)), 1, 0), Next::GiveUp);
        assert_eq!(KIND.after_failure(at(0), at(0), Some(at(5_001)), 1, 0), Next::RetryAt(at(5_000)));
    }
}
