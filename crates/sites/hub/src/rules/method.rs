//! Identification methods and which of them a person is offered.

use std::fmt;

use thiserror::Error;
use values::AssuranceLevel;

/// The configured name of an identification method: `mojeid`, `mobile-key`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MethodId(String);

/// Not a method's name: 1 to 40 lower-case letters, digits and hyphens.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("not the name of an identification method")]
pub struct MethodIdError;

impl MethodId {
    const LONGEST_BYTES: usize = 40;

    /// Reads a method's name.
    pub fn parse(text: &str) -> Result<Self, MethodIdError> {
        let fits = (1..=Self::LONGEST_BYTES).contains(&text.len());
        let plain = text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if fits && plain { Ok(Self(text.to_owned())) } else { Err(MethodIdError) }
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for MethodId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::str::FromStr for MethodId {
    type Err = MethodIdError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl<'de> serde::Deserialize<'de> for MethodId {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        values::deserialize_text(deserializer)
    }
}

impl serde::Serialize for MethodId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

/// What a method can do. It follows from the method's kind, so that no other code asks for the kind.
#[derive(Clone, Copy, Debug)]
pub struct MethodCapabilities {
    /// It proves who its holders are: they are looked up in the population register. Otherwise it logs in only those who
    /// attached it at the hub.
    pub identifies: bool,
    /// The claims it is asked for.
    pub claims: &'static [RequiredClaim],
    /// People choose in its app what a service is given, and sign it there: the hub shows no page of consent.
    pub releases_in_app: bool,
    /// People stay logged in there: it can be asked whether they still are, and to log them out.
    pub keeps_sessions: bool,
}

/// An essential claim, perhaps with the only value that will do.
#[derive(Clone, Copy, Debug)]
pub struct RequiredClaim {
    /// Its name.
    pub name: &'static str,
    /// Its value.
    pub value: Option<bool>,
}

const fn claim(name: &'static str) -> RequiredClaim {
    RequiredClaim { name, value: None }
}

impl MethodCapabilities {
    /// Accounts with names, dates of birth and addresses, behind a password or more.
    pub const ACCOUNT: Self = Self {
        identifies: true,
        claims: &[
            claim("given_name"),
            claim("family_name"),
            claim("birthdate"),
            claim("address"),
            // An account that was not identified is of no use here: mojeID says so before anything is handed over.
            RequiredClaim { name: "mojeid_identified", value: Some(true) },
        ],
        releases_in_app: false,
        keeps_sessions: true,
    };

    /// A key on a phone. Its ID token says all that it knows.
    pub const MOBILE_KEY: Self =
        Self { identifies: false, claims: &[], releases_in_app: true, keeps_sessions: false };
}

/// Whether a method can be taken for a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Availability {
    /// It can.
    Offered,
    /// It can never reach the level asked for: shown, with the reason, but not offered.
    BelowLevel,
    /// It did not answer a moment ago: offered, with a warning.
    DidNotAnswer,
}

/// One line of the list of methods.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer<'a> {
    /// The method.
    pub id: &'a MethodId,
    /// The highest level it gives.
    pub max_level: AssuranceLevel,
    /// Whether it can be taken.
    pub availability: Availability,
}

/// The list of methods for a request, in the configured order, with those that cannot be taken at the end.
pub fn offer<'a>(
    methods: impl IntoIterator<Item = (&'a MethodId, AssuranceLevel)>,
    asked: AssuranceLevel,
    did_not_answer: Option<&MethodId>,
) -> Vec<Offer<'a>> {
    let mut offers: Vec<_> = methods
        .into_iter()
        .map(|(id, max_level)| {
            let availability = if max_level < asked {
                Availability::BelowLevel
            } else if did_not_answer == Some(id) {
                Availability::DidNotAnswer
            } else {
                Availability::Offered
            };
            Offer { id, max_level, availability }
        })
        .collect();
    offers.sort_by_key(|offer| offer.availability == Availability::BelowLevel);
    offers
}

#[cfg(test)]
mod tests {
    use super::*;
    use AssuranceLevel::{High, Low, Substantial};

    fn id(text: &str) -> MethodId {
        MethodId::parse(text).unwrap()
    }

    // mission: A1, A7
    #[test]
    fn methods_below_the_asked_level_are_shown_last_and_not_offered() {
        let (mojeid, key, card) = (id("mojeid"), id("mobile-key"), id("card"));
        let methods = [(&mojeid, Low), (&key, Substantial), (&card, High)];
        let shown = |asked| {
            offer(methods, asked, None)
                .iter()
                .map(|o| (o.id.as_str(), o.availability == Availability::Offered))
                .collect::<Vec<_>>()
        };
        assert_eq!(shown(Low), [("mojeid", true), ("mobile-key", true), ("card", true)]);
        assert_eq!(shown(Substantial), [("mobile-key", true), ("card", true), ("mojeid", false)]);
        assert_eq!(shown(High), [("card", true), ("mojeid", false), ("mobile-key", false)]);
    }

    #[test]
    fn a_method_that_did_not_answer_says_so_unless_it_is_too_weak_anyway() {
        let (mojeid, key) = (id("mojeid"), id("mobile-key"));
        let methods = [(&mojeid, Low), (&key, Substantial)];
        let offers = offer(methods, Low, Some(&key));
        assert_eq!(offers[1].availability, Availability::DidNotAnswer);
        let offers = offer(methods, Substantial, Some(&mojeid));
        assert_eq!(offers[1].availability, Availability::BelowLevel);
    }

    #[test]
    fn names_of_methods_are_plain() {
        assert!(MethodId::parse("mobile-key").is_ok());
        for text in ["", "Mobile", "mobile key", "m/../x", &"a".repeat(41)] {
            assert_eq!(MethodId::parse(text), Err(MethodIdError), "{text}");
        }
    }
}
