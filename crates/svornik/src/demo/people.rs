//! The made-up people, as `demo/world.toml` has them.

use population::PersonInput;
use serde::Deserialize;

const WORLD: &str = include_str!("../../demo/world.toml");

/// Everybody in the demo world.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct World {
    person: Vec<Person>,
}

/// One person, with or without a mojeID.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Person {
    /// What the population register knows.
    pub(crate) register: PersonInput,
    pub(crate) mojeid: Option<Account>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Account {
    pub(crate) user_name: String,
    pub(crate) password: String,
    pub(crate) email: String,
    pub(crate) phone: String,
    pub(crate) language: String,
    pub(crate) state: AccountState,
}

/// How far the seeder takes the account.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "snake_case")]
pub(crate) enum AccountState {
    /// PIN1 and PIN2 are sent and not yet entered.
    Registered,
    /// PIN1 and PIN2 are entered.
    Active,
    /// PIN3 is entered too.
    Identified,
}

impl Person {
    /// Given and family name.
    pub(crate) fn name(&self) -> String {
        format!("{} {}", self.register.given_name, self.register.family_name)
    }
}

impl AccountState {
    /// For the table that the command prints.
    pub(crate) fn in_english(self) -> &'static str {
        match self {
            Self::Registered => "registered, waits for PIN1 and PIN2",
            Self::Active => "active",
            Self::Identified => "identified",
        }
    }
}

/// Reads the world that is compiled in.
///
/// # Errors
/// The file is not as it should be: a mistake in the repository, shown by a test.
pub(crate) fn people() -> Result<Vec<Person>, toml::de::Error> {
    toml::from_str::<World>(WORLD).map(|world| world.person)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_world_can_be_read() {
        assert!(super::people().expect("world.toml").len() >= 5);
    }
}
