//! A person as the register knows them.

use secrets::hexadecimal;
use thiserror::Error;
use values::{BirthDate, PersonName, PostalAddress};

values::id_type!(
    /// The register's own id of a person. It never leaves this site: each client sees its own [`ClientPersonId`].
    pub PersonId
);

/// What one client calls a person: a keyed hash of client and person, so that two clients cannot compare notes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientPersonId(String);

/// Not 64 lower-case hexadecimal digits.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("not a client's identifier of a person")]
pub struct ClientPersonIdError;

impl ClientPersonId {
    const TEXT_BYTES: usize = 64;

    /// The identifier made of a keyed hash.
    pub fn of(hash: [u8; 32]) -> Self {
        Self(hexadecimal(&hash))
    }

    /// Reads an identifier that a client was given.
    pub fn parse(text: &str) -> Result<Self, ClientPersonIdError> {
        let hex = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
        if text.len() == Self::TEXT_BYTES && text.bytes().all(hex) {
            Ok(Self(text.to_owned()))
        } else {
            Err(ClientPersonIdError)
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Kind of an identity document, as the National Point codes it (reference: NIA attribute `idtype`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentKind {
    /// Identity card.
    IdentityCard,
    /// Passport.
    Passport,
    /// Visa sticker.
    Visa,
    /// Residence permit.
    ResidencePermit,
    /// Residence card of a family member.
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

/// An electronically readable document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// What kind of document it is.
    pub kind: DocumentKind,
    /// Its number, without spaces.
    pub number: String,
}

/// Reference data about one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Given and family name.
    pub name: PersonName,
    /// Date of birth.
    pub birth_date: BirthDate,
    /// Municipality (or state) of birth.
    pub place_of_birth: String,
    /// Permanent residence.
    pub address: PostalAddress,
    /// The document in force, if there is one.
    pub document: Option<Document>,
    /// The identifier of the person's data box, if they have one.
    pub data_box: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clients_identifier_reads_back() {
        let id = ClientPersonId::of([0xab; 32]);
        assert_eq!(ClientPersonId::parse(id.as_str()), Ok(id));
        for text in ["", "ab", &"AB".repeat(32), &"ab".repeat(33)] {
            assert_eq!(ClientPersonId::parse(text), Err(ClientPersonIdError), "{text}");
        }
    }

    #[test]
    fn kinds_of_documents_read_back() {
        for kind in DocumentKind::ALL {
            assert_eq!(DocumentKind::parse(kind.code()), Some(kind));
        }
        assert_eq!(DocumentKind::parse("OP"), None);
    }
}
