//! The made-up people, as `demo/world.toml` has them.

use population::rules::person::{self, DocumentKind};
use serde::Deserialize;
use values::{BirthDate, PersonName, PostalAddress, Timestamp};

const WORLD: &str = include_str!("../../demo/world.toml");

/// Everybody in the demo world.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct World {
    person: Vec<Person>,
}

/// One person of the population register, with or without a mojeID.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Person {
    pub(crate) given_name: String,
    pub(crate) family_name: String,
    /// ISO 8601 date.
    pub(crate) birth_date: String,
    pub(crate) place_of_birth: String,
    pub(crate) address: Address,
    pub(crate) document: Document,
    pub(crate) mojeid: Option<Account>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Address {
    pub(crate) street: String,
    pub(crate) city: String,
    pub(crate) postal_code: String,
    /// ISO 3166 alpha-2.
    pub(crate) country: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Document {
    /// `ID` (identity card) or `P` (passport).
    pub(crate) kind: String,
    pub(crate) number: String,
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

/// How far the robot takes the account.
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
    /// The person as the population register has them.
    ///
    /// # Errors
    /// A mistake in `world.toml`.
    pub(crate) fn reference_data(&self, now: Timestamp) -> anyhow::Result<person::Person> {
        let Self { address, document, .. } = self;
        let kind = DocumentKind::parse(&document.kind);
        Ok(person::Person {
            name: PersonName::parse(&self.given_name, &self.family_name)?,
            birth_date: BirthDate::parse(&self.birth_date, now)?,
            place_of_birth: self.place_of_birth.clone(),
            address: PostalAddress::parse(
                &address.street,
                &address.city,
                &address.postal_code,
                &address.country,
            )?,
            document: kind.map(|kind| person::Document { kind, number: document.number.clone() }),
            data_box: None,
        })
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
