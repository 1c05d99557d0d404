//! How fast passwords may be tried: a soft lock that grows, and always says when it ends.

use values::{HOUR_MS, MINUTE_MS, SECOND_MS, Timestamp};

/// The pace allowed to one account or one network address.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Backoff {
    /// So many failures in a row cost no time.
    pub(crate) free: i64,
    /// The first wait; every further failure doubles it.
    pub(crate) first_wait_ms: i64,
    /// No wait is longer.
    pub(crate) longest_wait_ms: i64,
    /// One failure is forgiven every so often.
    pub(crate) forgiven_every_ms: i64,
}

/// Tries at one account.
pub(crate) const ACCOUNT_BACKOFF: Backoff = Backoff {
    free: 5,
    first_wait_ms: 30 * SECOND_MS,
    longest_wait_ms: 15 * MINUTE_MS,
    forgiven_every_ms: HOUR_MS,
};

/// Tries from one network address, which a whole office or a mobile operator's customers may share.
pub(crate) const ADDRESS_BACKOFF: Backoff = Backoff {
    free: 100,
    first_wait_ms: 30 * SECOND_MS,
    longest_wait_ms: 15 * MINUTE_MS,
    forgiven_every_ms: 30 * SECOND_MS,
};

/// Tries from a larger network of IPv6 (/48), of which one subscriber may have 256 of the smaller (/56).
pub(crate) const NETWORK_BACKOFF: Backoff = Backoff {
    free: 400,
    first_wait_ms: 30 * SECOND_MS,
    longest_wait_ms: 15 * MINUTE_MS,
    forgiven_every_ms: 10 * SECOND_MS,
};

/// Tries at the passcodes of one account, over all the codes that were sent: six digits must last for years of guessing.
pub(crate) const PASSCODE_BACKOFF: Backoff = Backoff {
    free: 10,
    first_wait_ms: 5 * MINUTE_MS,
    longest_wait_ms: 24 * HOUR_MS,
    forgiven_every_ms: 6 * HOUR_MS,
};

/// Passcodes sent for browsers in which none was ever right: whoever knows the password can ask for them.
pub(crate) const UNKNOWN_BROWSER_SENDING: Backoff = Backoff {
    free: 10,
    first_wait_ms: 10 * MINUTE_MS,
    longest_wait_ms: 2 * HOUR_MS,
    forgiven_every_ms: 30 * MINUTE_MS,
};

/// Passcodes sent for one browser in which one was right before; a right one begins anew.
pub(crate) const KNOWN_BROWSER_SENDING: Backoff = Backoff {
    free: 10,
    first_wait_ms: MINUTE_MS,
    longest_wait_ms: 15 * MINUTE_MS,
    forgiven_every_ms: 5 * MINUTE_MS,
};

/// After so long nothing of a count is left that could still make anybody wait.
pub(crate) const FAILURES_KEPT_MS: i64 = 30 * 24 * HOUR_MS;

/// The failures since the last success.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Failures {
    /// How many, at the time of the last.
    pub(crate) count: i64,
    /// When the last one was.
    pub(crate) last_at: Timestamp,
}

impl Failures {
    /// The count after a reserved try has turned out to be right: what it was before, unless others came in between.
    #[must_use]
    pub(crate) fn give_back(self, reserved: Self, before: Option<Self>) -> Option<Self> {
        if self == reserved { before } else { Some(self.one_fewer()) }
    }

    /// One of them turned out to be none.
    #[must_use]
    pub(crate) const fn one_fewer(self) -> Self {
        Self { count: if self.count > 0 { self.count - 1 } else { 0 }, ..self }
    }
}

impl Backoff {
    /// Until when the next try must wait; nothing when it may be made now.
    #[must_use]
    pub(crate) fn wait_until(&self, failures: Option<Failures>, now: Timestamp) -> Option<Timestamp> {
        let beyond = self.unforgiven(failures, now) - self.free;
        if beyond < 0 {
            return None;
        }
        let until = failures?.last_at.plus_ms(self.wait_ms(beyond));
        (now < until).then_some(until)
    }

    /// The failures after one more at `now`.
    #[must_use]
    pub(crate) fn one_more(&self, failures: Option<Failures>, now: Timestamp) -> Failures {
        Failures { count: self.unforgiven(failures, now).saturating_add(1), last_at: now }
    }

    /// The count while a try is under way: it counts as a failure until it has turned out to be none, so that many at
    /// once get no more tries than one after the other. What is forgiven goes on being forgiven meanwhile.
    #[must_use]
    pub(crate) fn reserve(&self, failures: Option<Failures>, now: Timestamp) -> Failures {
        let Some(before) = failures else { return self.one_more(None, now) };
        let left = self.unforgiven(failures, now);
        let last_at = if left < self.free {
            let forgiven = now.since(before.last_at).max(0) / self.forgiven_every_ms;
            before.last_at.plus_ms(forgiven.saturating_mul(self.forgiven_every_ms))
        } else {
            // Beyond what is free, the next try waits for this one.
            now
        };
        Failures { count: left.saturating_add(1), last_at }
    }

    /// Whether after these failures the next try has to wait.
    #[must_use]
    pub(crate) const fn makes_wait(&self, failures: Failures) -> bool {
        failures.count >= self.free
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
        ACCOUNT_BACKOFF.wait_until(Some(Failures { count, last_at: NOW }), NOW).map(|until| until.since(NOW))
    }

    #[test]
    fn the_wait_starts_after_the_free_tries_and_doubles_to_its_cap() {
        assert_eq!(ACCOUNT_BACKOFF.wait_until(None, NOW), None);
        assert_eq!(wait_ms(4), None);
        assert_eq!(wait_ms(5), Some(30_000));
        assert_eq!(wait_ms(6), Some(60_000));
        assert_eq!(wait_ms(10), Some(15 * MINUTE_MS));
        assert_eq!(wait_ms(i64::MAX), Some(15 * MINUTE_MS));
    }

    #[test]
    fn the_wait_ends_and_failures_are_forgiven_one_by_one() {
        let failures = Some(Failures { count: 7, last_at: NOW });
        assert_eq!(ACCOUNT_BACKOFF.wait_until(failures, NOW.plus_ms(120_000)), None);
        assert_eq!(ACCOUNT_BACKOFF.one_more(failures, NOW.plus_ms(120_000)).count, 8);
        assert_eq!(ACCOUNT_BACKOFF.one_more(failures, NOW.plus_ms(3 * HOUR_MS)).count, 5);
        assert_eq!(ACCOUNT_BACKOFF.one_more(failures, NOW.plus_ms(30 * HOUR_MS)).count, 1);
    }

    #[test]
    fn a_try_counts_while_it_is_under_way_and_a_right_one_leaves_no_trace() {
        let old = Some(Failures { count: 3, last_at: NOW.plus_ms(-HOUR_MS - MINUTE_MS) });
        let reserved = ACCOUNT_BACKOFF.reserve(old, NOW);
        assert_eq!(reserved, Failures { count: 3, last_at: NOW.plus_ms(-MINUTE_MS) }, "one is forgiven");
        assert_eq!(reserved.give_back(reserved, old), old);
        let meanwhile = Failures { count: 4, last_at: NOW };
        let left = meanwhile.give_back(reserved, old);
        assert_eq!(left, Some(Failures { count: 3, last_at: NOW }));
        // The one that may be made after a wait is one, however many come at once.
        let waited = Some(Failures { count: 5, last_at: NOW.plus_ms(-MINUTE_MS) });
        assert_eq!(ACCOUNT_BACKOFF.wait_until(waited, NOW), None);
        assert!(ACCOUNT_BACKOFF.wait_until(Some(ACCOUNT_BACKOFF.reserve(waited, NOW)), NOW).is_some());
    }

    proptest! {
        #[test]
        fn waits_never_shrink_with_failures_and_never_pass_the_cap(count in 0_i64..1_000) {
            let (less, more) = (wait_ms(count).unwrap_or(0), wait_ms(count + 1).unwrap_or(0));
            prop_assert!(less <= more && more <= ACCOUNT_BACKOFF.longest_wait_ms);
        }

        #[test]
        fn whoever_fails_without_end_gets_few_tries_a_day(step_ms in 1_000_i64..HOUR_MS) {
            let (mut failures, mut tries, mut now) = (None, 0, NOW);
            while now.since(NOW) < 24 * HOUR_MS {
                if ACCOUNT_BACKOFF.wait_until(failures, now).is_none() {
                    failures = Some(ACCOUNT_BACKOFF.one_more(failures, now));
                    tries += 1;
                }
                now = now.plus_ms(step_ms);
            }
            prop_assert!(tries <= 5 + 5 + 24 * 4, "{} tries", tries);
        }
    }
}
