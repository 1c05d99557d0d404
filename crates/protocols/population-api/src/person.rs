//! A client reads reference data about a person whom it has identified.

use std::fmt;

use serde::{Deserialize, Serialize};
use values::{BirthDate, PostalAddress};

use crate::Items;

/// What one client calls a person (NIA: AIFO): 64 lower-case hexadecimal digits, which mean nothing to another client.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct PairwiseId(String);

/// Not 64 lower-case hexadecimal digits.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("not a client's identifier of a person")]
pub struct PairwiseIdError;

impl PairwiseId {
    const HEX_DIGITS: usize = 64;

    /// The identifier made of a keyed hash.
    pub fn from_bytes(bytes: &[u8; 32]) -> Self {
        let halves = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
        Self(halves.filter_map(|half| char::from_digit(half.into(), 16)).collect())
    }

    /// Reads an identifier that the register gave to a client.
    pub fn parse(text: &str) -> Result<Self, PairwiseIdError> {
        let is_digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        if text.len() == Self::HEX_DIGITS && text.bytes().all(is_digit) {
            Ok(Self(text.to_owned()))
        } else {
            Err(PairwiseIdError)
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for PairwiseId {
    type Error = PairwiseIdError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl std::str::FromStr for PairwiseId {
    type Err = PairwiseIdError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl fmt::Display for PairwiseId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a client wants of a person, why, and for whom. Every read is an entry of the person's access log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ReadRequest {
    /// Names of [`Item`](crate::Item)s, at least one.
    pub items: Vec<String>,
    /// Why, in a few words, for the person's access log: often a [`Reason`](crate::Reason).
    pub reason: String,
    /// The service that the answer is for, for the person's access log.
    pub on_behalf_of: String,
}

/// The answer: the items that were asked for, at this moment. What the person does not have is absent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PersonData {
    /// Given name or names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given_name: Option<String>,
    /// Family name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub family_name: Option<String>,
    /// Date of birth, ISO 8601.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub birthdate: Option<BirthDate>,
    /// Municipality (or state) of birth.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place_of_birth: Option<String>,
    /// Permanent residence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "Option<crate::AddressInput>"))]
    pub address: Option<PostalAddress>,
    /// The document in force.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<Document>,
    /// Identifier of the data box: seven letters and digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data_box: Option<String>,
}

/// An electronically readable document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// What kind of document it is.
    pub kind: DocumentKind,
    /// Its number, without spaces.
    pub number: String,
}

/// Kind of an identity document, as the National Point codes it (reference: NIA attribute `idtype`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub enum DocumentKind {
    /// Identity card.
    #[serde(rename = "ID")]
    IdentityCard,
    /// Passport.
    #[serde(rename = "P")]
    Passport,
    /// Visa sticker.
    #[serde(rename = "VS")]
    Visa,
    /// Residence permit.
    #[serde(rename = "IR")]
    ResidencePermit,
    /// Residence card of a family member.
    #[serde(rename = "PS")]
    ResidenceCard,
}

impl DocumentKind {
    const ALL: [Self; 5] =
        [Self::IdentityCard, Self::Passport, Self::Visa, Self::ResidencePermit, Self::ResidenceCard];

    /// The code on the wire: `ID`, `P`, `VS`, `IR`, `PS`.
    pub fn code(self) -> &'static str {
        match self {
            Self::IdentityCard => "ID",
            Self::Passport => "P",
            Self::Visa => "VS",
            Self::ResidencePermit => "IR",
            Self::ResidenceCard => "PS",
        }
    }

    /// Reads the code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

impl PersonData {
    /// Leaves out every item that is not in the set.
    #[must_use]
    pub fn only(self, items: &Items) -> Self {
        use crate::Item;
        let has = |item| items.contains(item);
        Self {
            given_name: self.given_name.filter(|_| has(Item::GivenName)),
            family_name: self.family_name.filter(|_| has(Item::FamilyName)),
            birthdate: self.birthdate.filter(|_| has(Item::BirthDate)),
            place_of_birth: self.place_of_birth.filter(|_| has(Item::PlaceOfBirth)),
            address: self.address.filter(|_| has(Item::Address)),
            document: self.document.filter(|_| has(Item::Document)),
            data_box: self.data_box.filter(|_| has(Item::DataBox)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identifier_reads_back() {
        let id = PairwiseId::from_bytes(&[0xab; 32]);
        assert_eq!(id.as_str(), "ab".repeat(32));
        assert_eq!(PairwiseId::parse(id.as_str()), Ok(id));
        for text in ["", "ab", &"AB".repeat(32), &"ab".repeat(33)] {
            assert_eq!(PairwiseId::parse(text), Err(PairwiseIdError), "{text}");
        }
    }

    #[test]
    fn kinds_of_documents_have_one_code_on_the_wire_and_in_stores() {
        for kind in DocumentKind::ALL {
            assert_eq!(DocumentKind::parse(kind.code()), Some(kind));
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.code());
        }
        assert_eq!(DocumentKind::parse("OP"), None);
    }
}
