//! A login, step by step: what must happen next before a service gets its answer.

use values::{AssuranceLevel, Timestamp};

use super::account::State;

/// What is asked of a login.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Required {
    /// At least this level of assurance.
    pub(crate) level: AssuranceLevel,
    /// The service can only use an account that PIN3 has identified.
    pub(crate) identified: bool,
}

/// The next step of a login.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub(crate) enum NextStep {
    /// Ask for the user name and password.
    Password,
    /// Lead to the page where PIN1 and PIN2 are entered.
    Activation,
    /// Send an SMS passcode and ask for it.
    Passcode,
    /// Say why the login cannot reach the level asked for.
    Refusal(Unreachable),
    /// Nothing more: the person is logged in as asked.
    Done,
}

/// Why a level cannot be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unreachable {
    /// The account must be identified by PIN3 first.
    NotIdentified,
    /// A forgotten password was replaced not long ago: mailbox and telephone alone are no second factor.
    Recovered {
        /// The end of the limit.
        until: Timestamp,
    },
    /// mojeID has no method of that level.
    NoSuchMethod,
}

/// The highest level that a password and a passcode can show for an account in this state, which may be worth less for
/// a while.
pub(crate) const fn highest_level(state: State, limited_until: Option<Timestamp>) -> AssuranceLevel {
    match limited_until {
        None if state.is_identified() => AssuranceLevel::Substantial,
        _ => AssuranceLevel::Low,
    }
}

/// Why an account in this state cannot log in as asked, if it cannot.
pub(crate) fn unreachable_for(
    required: Required,
    state: State,
    limited_until: Option<Timestamp>,
) -> Option<Unreachable> {
    if required.level > AssuranceLevel::Substantial {
        return Some(Unreachable::NoSuchMethod);
    }
    if required.level > highest_level(state, None) {
        return Some(Unreachable::NotIdentified);
    }
    if let Some(until) = limited_until
        && required.level > highest_level(state, limited_until)
    {
        return Some(Unreachable::Recovered { until });
    }
    (required.identified && !state.is_identified()).then_some(Unreachable::NotIdentified)
}

#[cfg(test)]
mod tests {
    use AssuranceLevel::{High, Low, Substantial};

    use super::super::account::Active;
    use super::*;

    const T: Timestamp = Timestamp::from_unix_ms(1_000);
    const ACTIVE: State = State::Active(Active { activated_at: T });
    const IDENTIFIED: State = State::Identified(Active { activated_at: T }.identify(T));

    #[test]
    fn what_an_account_can_reach() {
        let not_identified = Some(Unreachable::NotIdentified);
        for (level, identified, state, expected) in [
            (Low, false, ACTIVE, None),
            (Low, true, ACTIVE, not_identified),
            (Substantial, false, ACTIVE, not_identified),
            (High, false, ACTIVE, Some(Unreachable::NoSuchMethod)),
            (Low, true, IDENTIFIED, None),
            (Substantial, true, IDENTIFIED, None),
            (High, false, IDENTIFIED, Some(Unreachable::NoSuchMethod)),
        ] {
            let required = Required { level, identified };
            assert_eq!(unreachable_for(required, state, None), expected, "{required:?} {state:?}");
        }
    }

    #[test]
    fn after_a_recovery_an_account_is_worth_level_low() {
        let until = T.plus_ms(1);
        for (level, expected) in [(Low, None), (Substantial, Some(Unreachable::Recovered { until }))] {
            let required = Required { level, identified: false };
            assert_eq!(unreachable_for(required, IDENTIFIED, Some(until)), expected);
        }
    }
}
