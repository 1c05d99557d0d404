//! A client looks for the one person who fits what it knows.

use serde::{Deserialize, Serialize};

use crate::PairwiseId;

/// What a client knows of a person, why it asks, and for whom. Texts as people write them: the register says by name which
/// one it cannot read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct IdentifyRequest {
    /// Given name or names; empty for a person who has none.
    pub given_name: String,
    /// Family name; empty for a person who has none.
    pub family_name: String,
    /// Date of birth, ISO 8601.
    pub birthdate: String,
    /// Permanent residence, if the client knows it; then it must agree.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<AddressInput>,
    /// A document, if the client knows it; then it must agree.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentInput>,
    /// Why, in a few words, for the person's access log: often a [`Reason`].
    pub reason: String,
    /// The service that the answer is for, for the person's access log.
    pub on_behalf_of: String,
}

/// An address as it was written down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AddressInput {
    /// Street and number.
    pub street: String,
    /// City.
    pub city: String,
    /// Postal code, with or without a space.
    pub postal_code: String,
    /// ISO 3166 alpha-2.
    pub country: String,
}

/// A document as it was written down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DocumentInput {
    /// See [`DocumentKind`](crate::DocumentKind).
    pub kind: String,
    /// Its number, with or without spaces.
    pub number: String,
}

/// The answer: exactly one person fits. None, or more than one, is [`NoMatch`](crate::ProblemCode::NoMatch).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Identified {
    /// By which this client, and no other, may read the person.
    pub person_id: PairwiseId,
}

/// The reasons that have a text of their own where people see their access log. Other words may be sent too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A person logs in by a method for the first time.
    Identification,
    /// A person released data to a service.
    Login,
    /// A person looks at their own data in the portal.
    Portal,
}

impl Reason {
    /// Every reason.
    pub const ALL: [Self; 3] = [Self::Identification, Self::Login, Self::Portal];

    /// The word on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Identification => "identification",
            Self::Login => "login",
            Self::Portal => "portal",
        }
    }
}

impl From<&values::PostalAddress> for AddressInput {
    fn from(address: &values::PostalAddress) -> Self {
        Self {
            street: address.street().to_owned(),
            city: address.city().to_owned(),
            postal_code: address.postal_code().to_owned(),
            country: address.country().as_str().to_owned(),
        }
    }
}
