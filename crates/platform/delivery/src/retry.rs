//! When to try again, and when to give up.

use values::{DAY_MS, HOUR_MS, SECOND_MS, Timestamp};

/// A message that nobody took for this long is given up (RFC 5321 §4.5.4.1: four to five days).
pub(crate) const GIVE_UP_AFTER_MS: i64 = 4 * DAY_MS;
const FIRST_PAUSE_MS: i64 = 5 * SECOND_MS;
const LONGEST_PAUSE_MS: i64 = HOUR_MS;

/// What follows a failed attempt.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Next {
    /// Another attempt.
    RetryAt(Timestamp),
    /// None: it has been too long.
    GiveUp,
}

/// After the `attempts`-th attempt failed: 5 s, 10 s, 20 s … up to an hour, each shortened by up to a quarter, so that
/// messages that failed together do not come back together.
pub(crate) fn after_failure(
    now: Timestamp,
    queued_at: Timestamp,
    expires_at: Option<Timestamp>,
    attempts: i64,
    random: u8,
) -> Next {
    let doublings = u32::try_from(attempts.clamp(1, 20) - 1).unwrap_or_default();
    let pause_ms = FIRST_PAUSE_MS.saturating_mul(1_i64 << doublings).min(LONGEST_PAUSE_MS);
    let shortened_ms = pause_ms - pause_ms * i64::from(random) / (4 * 256);
    let at = now.plus_ms(shortened_ms);
    if at.since(queued_at) > GIVE_UP_AFTER_MS || expires_at.is_some_and(|limit| at >= limit) {
        Next::GiveUp
    } else {
        Next::RetryAt(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(ms: i64) -> Timestamp {
        Timestamp::from_unix_ms(ms)
    }

    #[test]
    fn pauses_double_up_to_an_hour() {
        let pauses: Vec<i64> = (1..=12)
            .map(|attempts| match after_failure(at(0), at(0), None, attempts, 0) {
                Next::RetryAt(at) => at.unix_ms() / SECOND_MS,
                Next::GiveUp => panic!("gave up"),
            })
            .collect();
        assert_eq!(pauses, [5, 10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600]);
        assert_eq!(after_failure(at(0), at(0), None, i64::MAX, 255), Next::RetryAt(at(2_703_516)));
    }

    #[test]
    fn given_up_after_four_days_or_when_useless() {
        let late = at(GIVE_UP_AFTER_MS - HOUR_MS / 2);
        assert_eq!(after_failure(late, at(0), None, 50, 0), Next::GiveUp);
        assert_eq!(after_failure(at(0), at(0), Some(at(5_000)), 1, 0), Next::GiveUp);
        assert_eq!(after_failure(at(0), at(0), Some(at(5_001)), 1, 0), Next::RetryAt(at(5_000)));
    }
}
