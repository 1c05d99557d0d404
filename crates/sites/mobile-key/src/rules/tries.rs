//! Tries of a PIN: every evaluation of the OPRF spends one, a proof of the right PIN gives them back.

use values::Timestamp;

/// How many guesses a device has.
pub(crate) const TRIES: i64 = 5;
/// So many failed tries before a proof, and every phone of the person is told. One is a slip of the owner's own finger;
/// it stands in the history and on the phone's own screen.
pub(crate) const FAILED_TRIES_TOLD: i64 = 2;
/// After the last guess the right PIN must be proved within this time.
pub(crate) const PROVE_WITHIN_MS: i64 = 60_000;

/// What is left, and when the last one was spent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Tries {
    pub(crate) left: i64,
    pub(crate) spent_at: Option<Timestamp>,
}

/// Result of spending one PIN attempt.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Spent {
    /// Evaluate; so many are left.
    Evaluate(Tries),
    /// None was left: block the device.
    Block,
}

impl Tries {
    /// Of a new device, or after a proof.
    pub(crate) fn full() -> Self {
        Self { left: TRIES, spent_at: None }
    }

    /// How many were spent before a proof and came to nothing: guesses that were wrong, and entries that nobody finished.
    /// `evaluations` is how many of them the proof itself took.
    pub(crate) fn failed(self, evaluations: i64) -> i64 {
        (TRIES - self.left - evaluations).max(0)
    }

    pub(crate) fn spend(self, now: Timestamp) -> Spent {
        if self.left <= 0 {
            return Spent::Block;
        }
        Spent::Evaluate(Self { left: self.left - 1, spent_at: Some(now) })
    }

    /// The last try was spent and the PIN was not proved in time.
    pub(crate) fn have_lapsed(self, now: Timestamp) -> bool {
        self.left <= 0 && self.spent_at.is_none_or(|at| now.since(at) > PROVE_WITHIN_MS)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NOW: Timestamp = Timestamp::from_unix_ms(1_795_000_000_000);

    #[test]
    fn five_tries_and_no_more() {
        let mut tries = Tries::full();
        for left in (0..TRIES).rev() {
            let Spent::Evaluate(after) = tries.spend(NOW) else { panic!("{left}") };
            assert_eq!(after.left, left);
            tries = after;
        }
        assert_eq!(tries.spend(NOW), Spent::Block);
    }

    #[test]
    fn the_fifth_try_may_still_be_proved_for_a_minute() {
        let tries = Tries { left: 0, spent_at: Some(NOW) };
        assert!(!tries.have_lapsed(NOW.plus_ms(PROVE_WITHIN_MS)));
        assert!(tries.have_lapsed(NOW.plus_ms(PROVE_WITHIN_MS + 1)));
        assert!(!Tries { left: 1, ..tries }.have_lapsed(NOW.plus_ms(PROVE_WITHIN_MS + 1)));
    }

    // finding S-A12
    #[test]
    fn tries_that_came_to_nothing_are_counted_without_the_one_that_proved() {
        for (left, evaluations, failed) in [(5, 1, 0), (4, 1, 0), (3, 1, 1), (0, 1, 4), (4, 0, 1), (3, 2, 0)]
        {
            assert_eq!(Tries { left, spent_at: None }.failed(evaluations), failed, "{left} {evaluations}");
        }
    }

    proptest! {
        #[test]
        fn never_more_guesses_than_five_between_two_proofs(proofs in proptest::collection::vec(any::<bool>(), 0..60)) {
            let mut tries = Tries::full();
            let mut guesses = 0;
            for proof in proofs {
                if proof {
                    (tries, guesses) = (Tries::full(), 0);
                } else if let Spent::Evaluate(after) = tries.spend(NOW) {
                    (tries, guesses) = (after, guesses + 1);
                }
                prop_assert!(guesses <= TRIES);
            }
        }
    }
}
