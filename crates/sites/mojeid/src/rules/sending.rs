//! How often codes may be sent: each costs money or paper, and each is a chance to annoy somebody.

use values::{DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, Timestamp};

/// At most so many in a window, each so long after the one before.
#[derive(Clone, Copy, Debug)]
pub struct Spacing {
    /// The shortest time between two.
    pub apart_ms: i64,
    /// The most in one window.
    pub at_most: usize,
    /// The window, which ends now.
    pub window_ms: i64,
}

/// PIN1 and PIN2 of one account, sent again.
pub const PINS: Spacing = Spacing { apart_ms: MINUTE_MS, at_most: 6, window_ms: DAY_MS };

/// Letters with PIN3 (DESIGN §7: at most 6 times in 30 days, 24 hours apart).
pub const LETTERS: Spacing = Spacing { apart_ms: DAY_MS, at_most: 6, window_ms: 30 * DAY_MS };

/// Passcodes by SMS at login.
pub const PASSCODES: Spacing = Spacing { apart_ms: 30 * SECOND_MS, at_most: 10, window_ms: HOUR_MS };

/// Codes that confirm a new e-mail address or telephone number.
pub const CHANGES: Spacing = Spacing { apart_ms: MINUTE_MS, at_most: 10, window_ms: DAY_MS };

impl Spacing {
    /// When the next one may be sent; nothing when it may be sent now.
    #[must_use]
    pub fn wait_until(&self, sent: &[Timestamp], now: Timestamp) -> Option<Timestamp> {
        let mut recent: Vec<Timestamp> =
            sent.iter().copied().filter(|at| now.since(*at) < self.window_ms).collect();
        recent.sort_unstable();
        let after_last = recent.last().map(|last| last.plus_ms(self.apart_ms));
        let after_window = recent
            .len()
            .checked_sub(self.at_most)
            .and_then(|index| recent.get(index))
            .map(|at| at.plus_ms(self.window_ms));
        after_last.max(after_window).filter(|until| *until > now)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NOW: Timestamp = Timestamp::from_unix_ms(1_800_000_000_000);

    fn days_ago(days: &[i64]) -> Vec<Timestamp> {
        days.iter().map(|days| NOW.plus_ms(-days * DAY_MS)).collect()
    }

    #[test]
    fn letters_are_a_day_apart_and_six_in_thirty_days() {
        // mission: B8
        let hour_ago = [NOW.plus_ms(-HOUR_MS)];
        assert_eq!(LETTERS.wait_until(&[], NOW), None);
        assert_eq!(LETTERS.wait_until(&hour_ago, NOW), Some(NOW.plus_ms(23 * HOUR_MS)));
        assert_eq!(LETTERS.wait_until(&days_ago(&[1]), NOW), None);
        assert_eq!(LETTERS.wait_until(&days_ago(&[25, 20, 15, 10, 5]), NOW), None);
        assert_eq!(
            LETTERS.wait_until(&days_ago(&[25, 20, 15, 10, 5, 2]), NOW),
            Some(NOW.plus_ms(5 * DAY_MS))
        );
        assert_eq!(LETTERS.wait_until(&days_ago(&[30, 25, 20, 15, 10, 5]), NOW), None);
    }

    proptest! {
        #[test]
        fn asking_at_the_told_time_works(ages_ms in proptest::collection::vec(0..40 * DAY_MS, 0..12)) {
            let sent: Vec<_> = ages_ms.iter().map(|age| NOW.plus_ms(-age)).collect();
            if let Some(until) = LETTERS.wait_until(&sent, NOW) {
                prop_assert!(until > NOW);
                prop_assert_eq!(LETTERS.wait_until(&sent, until), None);
            }
        }

        #[test]
        fn whoever_asks_without_end_gets_no_more_than_allowed(step_ms in HOUR_MS..5 * DAY_MS) {
            let mut sent = Vec::new();
            let mut now = NOW;
            while now.since(NOW) < 30 * DAY_MS {
                if LETTERS.wait_until(&sent, now).is_none() {
                    sent.push(now);
                }
                now = now.plus_ms(step_ms);
            }
            prop_assert!(sent.len() <= LETTERS.at_most);
        }
    }
}
