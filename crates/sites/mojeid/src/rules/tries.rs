//! How fast passwords may be tried: a soft lock that grows, and always says when it ends.

use values::{HOUR_MS, MINUTE_MS, SECOND_MS, Timestamp};

/// The pace allowed to one account or one network address.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// So many failures in a row cost no time.
    pub free: i64,
    /// The first wait; every further failure doubles it.
    pub first_wait_ms: i64,
    /// No wait is longer.
    pub longest_wait_ms: i64,
    /// One failure is forgiven every so often.
    pub forgiven_every_ms: i64,
}

/// Tries at one account.
pub const ACCOUNT_PACE: Pace = Pace {
    free: 5,
    first_wait_ms: 30 * SECOND_MS,
    longest_wait_ms: 15 * MINUTE_MS,
    forgiven_every_ms: HOUR_MS,
};

/// Tries from one network address, which a whole office or a mobile operator's customers may share.
pub const ADDRESS_PACE: Pace = Pace {
    free: 100,
    first_wait_ms: 30 * SECOND_MS,
    longest_wait_ms: 15 * MINUTE_MS,
    forgiven_every_ms: 30 * SECOND_MS,
};

/// Tries at the passcodes of one account, over all the codes that were sent: six digits must last for years of guessing.
pub const PASSCODE_PACE: Pace = Pace {
    free: 10,
    first_wait_ms: 5 * MINUTE_MS,
    longest_wait_ms: 24 * HOUR_MS,
    forgiven_every_ms: 6 * HOUR_MS,
};

/// Passcodes sent for browsers in which none was ever right: whoever knows the password can ask for them.
pub const STRANGERS_SENDING: Pace = Pace {
    free: 10,
    first_wait_ms: 10 * MINUTE_MS,
    longest_wait_ms: 2 * HOUR_MS,
    forgiven_every_ms: 30 * MINUTE_MS,
};

/// Passcodes sent for one browser in which one was right before; a right one begins anew.
pub const PROVEN_SENDING: Pace = Pace {
    free: 10,
    first_wait_ms: MINUTE_MS,
    longest_wait_ms: 15 * MINUTE_MS,
    forgiven_every_ms: 5 * MINUTE_MS,
};

/// After so long nothing of a count is left that could still make anybody wait.
pub const FAILURES_KEPT_MS: i64 = 30 * 24 * HOUR_MS;

/// The failures since the last success.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Failures {
    /// How many, at the time of the last.
    pub count: i64,
    /// When the last one was.
    pub last_at: Timestamp,
}

impl Pace {
    /// Until when the next try must wait; nothing when it may be made now.
    #[must_use]
    pub fn wait_until(&self, failures: Option<Failures>, now: Timestamp) -> Option<Timestamp> {
        let beyond = self.unforgiven(failures, now) - self.free;
        if beyond < 0 {
            return None;
        }
        let until = failures?.last_at.plus_ms(self.wait_ms(beyond));
        (now < until).then_some(until)
    }

    /// The failures after one more at `now`.
    #[must_use]
    pub fn one_more(&self, failures: Option<Failures>, now: Timestamp) -> Failures {
        Failures { count: self.unforgiven(failures, now).saturating_add(1), last_at: now }
    }

    /// The failures after one turned out to be none.
    #[must_use]
    pub const fn one_fewer(&self, failures: Failures) -> Failures {
        Failures { count: if failures.count > 0 { failures.count - 1 } else { 0 }, ..failures }
    }

    fn unforgiven(&self, failures: Option<Failures>, now: Timestamp) -> i64 {
        failures.map_or(0, |failures| {
            let forgiven = now.since(failures.last_at).max(0) / self.forgiven_every_ms;
            failures.count.saturating_sub(forgiven).max(0)
        })
    }

    fn wait_ms(&self, beyond: i64) -> i64 {
        const MOST_DOUBLINGS: i64 = 30;
        let doublings = beyond.clamp(0, MOST_DOUBLINGS);
        self.first_wait_ms.saturating_mul(1 << doublings).min(self.longest_wait_ms)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NOW: Timestamp = Timestamp::from_unix_ms(1_800_000_000_000);

    fn wait_ms(count: i64) -> Option<i64> {
        ACCOUNT_PACE.wait_until(Some(Failures { count, last_at: NOW }), NOW).map(|until| until.since(NOW))
    }

    #[test]
    fn the_wait_starts_after_the_free_tries_and_doubles_to_its_cap() {
        assert_eq!(ACCOUNT_PACE.wait_until(None, NOW), None);
        assert_eq!(wait_ms(4), None);
        assert_eq!(wait_ms(5), Some(30_000));
        assert_eq!(wait_ms(6), Some(60_000));
        assert_eq!(wait_ms(10), Some(15 * MINUTE_MS));
        assert_eq!(wait_ms(i64::MAX), Some(15 * MINUTE_MS));
    }

    #[test]
    fn the_wait_ends_and_failures_are_forgiven_one_by_one() {
        let failures = Some(Failures { count: 7, last_at: NOW });
        assert_eq!(ACCOUNT_PACE.wait_until(failures, NOW.plus_ms(120_000)), None);
        assert_eq!(ACCOUNT_PACE.one_more(failures, NOW.plus_ms(120_000)).count, 8);
        assert_eq!(ACCOUNT_PACE.one_more(failures, NOW.plus_ms(3 * HOUR_MS)).count, 5);
        assert_eq!(ACCOUNT_PACE.one_more(failures, NOW.plus_ms(30 * HOUR_MS)).count, 1);
    }

    proptest! {
        #[test]
        fn waits_never_shrink_with_failures_and_never_pass_the_cap(count in 0_i64..1_000) {
            let (less, more) = (wait_ms(count).unwrap_or(0), wait_ms(count + 1).unwrap_or(0));
            prop_assert!(less <= more && more <= ACCOUNT_PACE.longest_wait_ms);
        }

        #[test]
        fn whoever_fails_without_end_gets_few_tries_a_day(step_ms in 1_000_i64..HOUR_MS) {
            let (mut failures, mut tries, mut now) = (None, 0, NOW);
            while now.since(NOW) < 24 * HOUR_MS {
                if ACCOUNT_PACE.wait_until(failures, now).is_none() {
                    failures = Some(ACCOUNT_PACE.one_more(failures, now));
                    tries += 1;
                }
                now = now.plus_ms(step_ms);
            }
            prop_assert!(tries <= 5 + 5 + 24 * 4, "{} tries", tries);
        }
    }
}
