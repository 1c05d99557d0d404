//! A login, step by step: what must happen next before a service gets its answer.

use values::{AssuranceLevel, Timestamp};

use super::account::State;

/// What is asked of a login.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Required {
    /// At least this level of assurance.
    pub(crate) level: AssuranceLevel,
    /// The person must have authenticated at this instant or later.
    pub(crate) not_before: Option<Timestamp>,
    /// The service can only use an account that PIN3 has identified.
    pub(crate) identified: bool,
}

/// What the browser's session has already shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Current {
    /// The level reached.
    pub(crate) level: AssuranceLevel,
    /// When.
    pub(crate) authenticated_at: Timestamp,
    /// Until when the account is worth level low only, after a recovery.
    pub(crate) limited_until: Option<Timestamp>,
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
        /// Until when.
        until: Timestamp,
    },
    /// mojeID has no method of that level.
    NoSuchMethod,
}

/// The highest level that a password and a passcode can show for an account in this state, which may be worth less for
/// a while.
pub(crate) const fn highest_level(state: &State, limited_until: Option<Timestamp>) -> AssuranceLevel {
    match limited_until {
        None if state.is_identified() => AssuranceLevel::Substantial,
        _ => AssuranceLevel::Low,
    }
}

/// Decides the next step from what was asked and what was shown; `state` is that of the session's account.
pub(crate) fn next_step(required: &Required, current: Option<(&Current, &State)>) -> NextStep {
    let Some((current, state)) = current else { return NextStep::Password };
    if !state.is_active() {
        return NextStep::Activation;
    }
    if required.level > AssuranceLevel::Substantial {
        return NextStep::Refusal(Unreachable::NoSuchMethod);
    }
    if required.level > highest_level(state, None) {
        return NextStep::Refusal(Unreachable::NotIdentified);
    }
    if let Some(until) = current.limited_until
        && required.level > highest_level(state, current.limited_until)
    {
        return NextStep::Refusal(Unreachable::Recovered { until });
    }
    if required.identified && !state.is_identified() {
        return NextStep::Refusal(Unreachable::NotIdentified);
    }
    if required.not_before.is_some_and(|not_before| current.authenticated_at < not_before) {
        return NextStep::Password;
    }
    if required.level > current.level {
        return NextStep::Passcode;
    }
    NextStep::Done
}

#[cfg(test)]
mod tests {
    use AssuranceLevel::{High, Low, Substantial};

    use super::super::account::{ActivationId, Active, Registered};
    use super::*;

    const T: Timestamp = Timestamp::from_unix_ms(1_000);
    const ACTIVE: State = State::Active(Active { activated_at: T });
    const IDENTIFIED: State = State::Identified(Active { activated_at: T }.identify(T));

    #[test]
    fn the_table_of_steps() {
        let registered = || State::Registered(Registered::new(ActivationId::new(T, [0; 10])));
        let not_identified = NextStep::Refusal(Unreachable::NotIdentified);
        let no_method = NextStep::Refusal(Unreachable::NoSuchMethod);
        let table = [
            (Low, None, NextStep::Password),
            (High, None, NextStep::Password),
            (Low, Some((Low, registered())), NextStep::Activation),
            (High, Some((Low, registered())), NextStep::Activation),
            (Low, Some((Low, ACTIVE)), NextStep::Done),
            (Substantial, Some((Low, ACTIVE)), not_identified),
            (Low, Some((Substantial, IDENTIFIED)), NextStep::Done),
            (Substantial, Some((Low, IDENTIFIED)), NextStep::Passcode),
            (Substantial, Some((Substantial, IDENTIFIED)), NextStep::Done),
            (High, Some((Substantial, IDENTIFIED)), no_method),
            // identified when the session began, no longer now
            (Substantial, Some((Substantial, ACTIVE)), not_identified),
        ];
        for (level, current, expected) in table {
            let current = current
                .map(|(level, state)| (Current { level, authenticated_at: T, limited_until: None }, state));
            let required = Required { level, not_before: None, identified: false };
            assert_eq!(
                next_step(&required, current.as_ref().map(|(current, state)| (current, state))),
                expected,
                "{level:?} {current:?}"
            );
        }
    }

    #[test]
    fn a_login_that_is_too_old_is_made_again() {
        let current = Current { level: Substantial, authenticated_at: T, limited_until: None };
        for (not_before, expected) in [(T, NextStep::Done), (T.plus_ms(1), NextStep::Password)] {
            let required = Required { level: Low, not_before: Some(not_before), identified: false };
            assert_eq!(next_step(&required, Some((&current, &IDENTIFIED))), expected);
        }
    }

    #[test]
    fn after_a_recovery_an_account_is_worth_level_low() {
        let until = T.plus_ms(1);
        for level in [Low, Substantial] {
            let current = Current { level, authenticated_at: T, limited_until: Some(until) };
            let step = |level| {
                next_step(
                    &Required { level, not_before: None, identified: false },
                    Some((&current, &IDENTIFIED)),
                )
            };
            assert_eq!(step(Substantial), NextStep::Refusal(Unreachable::Recovered { until }));
            assert_eq!(step(Low), NextStep::Done);
        }
    }
}
