//! Entries of a person's login history.

use values::{AssuranceLevel, Timestamp};

use super::method::MethodId;
use super::service::ServiceId;

/// How a login ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The method said who it is; the service has not been told (yet).
    Authenticated,
    /// The person was logged in.
    LoggedIn,
    /// The person was logged in by their session, without authenticating again.
    SingleSignOn,
    /// The method is worth less than the service asks for.
    LevelTooLow,
    /// The person did not want to release their data.
    ReleaseRefused,
}

/// Not the word of an outcome.
#[derive(Debug, PartialEq, Eq)]
pub struct OutcomeError;

impl Outcome {
    /// Every outcome.
    pub const ALL: [Self; 5] =
        [Self::Authenticated, Self::LoggedIn, Self::SingleSignOn, Self::LevelTooLow, Self::ReleaseRefused];

    /// The word in the store.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Authenticated => "authenticated",
            Self::LoggedIn => "logged-in",
            Self::SingleSignOn => "single-sign-on",
            Self::LevelTooLow => "level-too-low",
            Self::ReleaseRefused => "release-refused",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Result<Self, OutcomeError> {
        Self::ALL.into_iter().find(|outcome| outcome.as_str() == word).ok_or(OutcomeError)
    }
}

/// One login, or an attempt by a known person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Login {
    /// The entry's id; later logins have greater ones.
    pub id: String,
    /// When the login was made.
    pub at: Timestamp,
    /// The identification method.
    pub method: MethodId,
    /// The service that the person logged in to.
    pub service: ServiceId,
    /// What the login was worth.
    pub level: AssuranceLevel,
    /// What the browser calls itself, shortened to name and system.
    pub browser: String,
    /// When the person proved who they are: earlier, if the method had a session of its own.
    pub authenticated_at: Timestamp,
    /// The session that it began or went on with, by its id, if one began.
    pub session: Option<String>,
    /// The number of the account at the method, which people and support know; older entries have none.
    pub account_number: Option<String>,
    /// How it ended.
    pub outcome: Outcome,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outcomes_read_back() {
        for outcome in Outcome::ALL {
            assert_eq!(Outcome::parse(outcome.as_str()), Ok(outcome));
        }
        assert_eq!(Outcome::parse("maybe"), Err(OutcomeError));
    }
}
