//! A login, step by step: what must happen next before a service gets its answer.

use values::{AssuranceLevel, Timestamp};

use super::account::State;

/// What is asked of a login.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// At least this level of assurance.
    pub level: AssuranceLevel,
    /// The person must have authenticated at this instant or later.
    pub not_before: Option<Timestamp>,
    /// The service can only use an account that PIN3 has identified.
    pub identified: bool,
}

/// What the browser's session has already shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The level reached.
    pub level: AssuranceLevel,
    /// When.
    pub authenticated_at: Timestamp,
    /// Until when the account is worth level low only, after a recovery.
    pub limited_until: Option<Timestamp>,
}

/// The next step of a login.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum Step {
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
pub enum Unreachable {
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
pub const fn highest_level(state: &State, limited_until: Option<Timestamp>) -> AssuranceLevel {
    match limited_until {
        None if state.is_identified() => AssuranceLevel::Substantial,
        _ => AssuranceLevel::Low,
    }
}

/// Decides the next step from what was asked and what was shown; `state` is that of the session's account.
pub fn next_step(asked: &Asked, shown: Option<(&Shown, &State)>) -> Step {
    let Some((shown, state)) = shown else { return Step::Password };
    if !state.is_active() {
        return Step::Activation;
    }
    if asked.level > AssuranceLevel::Substantial {
        return Step::Refusal(Unreachable::NoSuchMethod);
    }
    if asked.level > highest_level(state, None) {
        return Step::Refusal(Unreachable::NotIdentified);
    }
    if let Some(until) = shown.limited_until
        && asked.level > highest_level(state, shown.limited_until)
    {
        return Step::Refusal(Unreachable::Recovered { until });
    }
    if asked.identified && !state.is_identified() {
        return Step::Refusal(Unreachable::NotIdentified);
    }
    if asked.not_before.is_some_and(|not_before| shown.authenticated_at < not_before) {
        return Step::Password;
    }
    if asked.level > shown.level {
        return Step::Passcode;
    }
    Step::Done
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
        let not_identified = Step::Refusal(Unreachable::NotIdentified);
        let no_method = Step::Refusal(Unreachable::NoSuchMethod);
        let table = [
            (Low, None, Step::Password),
            (High, None, Step::Password),
            (Low, Some((Low, registered())), Step::Activation),
            (High, Some((Low, registered())), Step::Activation),
            (Low, Some((Low, ACTIVE)), Step::Done),
            (Substantial, Some((Low, ACTIVE)), not_identified),
            (Low, Some((Substantial, IDENTIFIED)), Step::Done),
            (Substantial, Some((Low, IDENTIFIED)), Step::Passcode),
            (Substantial, Some((Substantial, IDENTIFIED)), Step::Done),
            (High, Some((Substantial, IDENTIFIED)), no_method),
            // identified when the session began, no longer now
            (Substantial, Some((Substantial, ACTIVE)), not_identified),
        ];
        for (level, shown, expected) in table {
            let shown = shown
                .map(|(level, state)| (Shown { level, authenticated_at: T, limited_until: None }, state));
            let asked = Asked { level, not_before: None, identified: false };
            assert_eq!(
                next_step(&asked, shown.as_ref().map(|(shown, state)| (shown, state))),
                expected,
                "{level:?} {shown:?}"
            );
        }
    }

    #[test]
    fn a_login_that_is_too_old_is_made_again() {
        let shown = Shown { level: Substantial, authenticated_at: T, limited_until: None };
        for (not_before, expected) in [(T, Step::Done), (T.plus_ms(1), Step::Password)] {
            let asked = Asked { level: Low, not_before: Some(not_before), identified: false };
            assert_eq!(next_step(&asked, Some((&shown, &IDENTIFIED))), expected);
        }
    }

    #[test]
    fn after_a_recovery_an_account_is_worth_level_low() {
        let until = T.plus_ms(1);
        for level in [Low, Substantial] {
            let shown = Shown { level, authenticated_at: T, limited_until: Some(until) };
            let step = |level| {
                next_step(&Asked { level, not_before: None, identified: false }, Some((&shown, &IDENTIFIED)))
            };
            assert_eq!(step(Substantial), Step::Refusal(Unreachable::Recovered { until }));
            assert_eq!(step(Low), Step::Done);
        }
    }
}
