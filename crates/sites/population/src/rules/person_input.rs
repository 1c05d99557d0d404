//! A person as somebody wrote them down: texts that nobody has checked yet.

use population_api::{AddressInput, Document, DocumentInput, DocumentKind, MAX_TEXT_CHARS};
use serde::Deserialize;
use thiserror::Error;
use values::{BirthDate, PersonName, PostalAddress, Timestamp, line};

use super::person::{Person, PersonId};

const MAX_DOCUMENT_NUMBER_CHARS: usize = 40;
const DATA_BOX_ID_CHARS: usize = 7;

/// A field that cannot be read, by name: what it said is somebody's personal data.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
#[error("{0} is missing or cannot be read")]
pub struct Unreadable(pub &'static str);

/// A person: a line of the file that `svornik record-people` reads (JSON), and an entry of the demo world.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonInput {
    /// A UUID that the person keeps for ever; recorded again under it, they are the same person.
    pub id: Option<String>,
    /// Given names, or a hyphen for a person who has none.
    pub given_name: String,
    /// Family name, or a hyphen for a person who has none.
    pub family_name: String,
    /// Date of birth, ISO 8601 (or as a form takes it: `12. 4. 1988`).
    pub birthdate: String,
    /// Municipality (or state) of birth.
    pub place_of_birth: String,
    /// Permanent residence.
    pub address: AddressInput,
    /// The document in force, if there is one.
    pub document: Option<DocumentInput>,
    /// The identifier of the person's data box, if they have one: seven letters and digits.
    pub data_box: Option<String>,
}

impl PersonInput {
    /// The identifier, which whoever records many people must give.
    pub fn id(&self) -> Result<PersonId, Unreadable> {
        let id = self.id.as_deref().ok_or(Unreadable("id"))?;
        PersonId::parse(id).map_err(|_| Unreadable("id"))
    }

    /// Checks everything else.
    pub fn read(&self, now: Timestamp) -> Result<Person, Unreadable> {
        let text = |text: &str, field| line(text, MAX_TEXT_CHARS).map_err(|_| Unreadable(field));
        if [&self.given_name, &self.family_name].iter().any(|part| part.trim().is_empty()) {
            return Err(Unreadable("name"));
        }
        Ok(Person {
            name: PersonName::parse(&self.given_name, &self.family_name).map_err(|_| Unreadable("name"))?,
            birth_date: BirthDate::parse(&self.birthdate, now).map_err(|_| Unreadable("birthdate"))?,
            place_of_birth: text(&self.place_of_birth, "place_of_birth")?,
            address: address(&self.address)?,
            document: self.document.as_ref().map(document).transpose()?,
            data_box: self.data_box.as_deref().map(data_box).transpose()?,
        })
    }
}

/// Seven letters and digits, in the case that the data box system writes them in.
fn data_box(id: &str) -> Result<String, Unreadable> {
    let id = id.trim().to_lowercase();
    let is_one = id.len() == DATA_BOX_ID_CHARS && id.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if is_one { Ok(id) } else { Err(Unreadable("data_box")) }
}

/// An address as a client or an official wrote it.
pub(crate) fn address(input: &AddressInput) -> Result<PostalAddress, Unreadable> {
    PostalAddress::parse(&input.street, &input.city, &input.postal_code, &input.country)
        .map_err(|_| Unreadable("address"))
}

/// A document as a client or an official wrote it.
pub(crate) fn document(input: &DocumentInput) -> Result<Document, Unreadable> {
    let kind = DocumentKind::parse(&input.kind).ok_or(Unreadable("document"))?;
    let number: String = input.number.split_whitespace().collect();
    let number = line(&number, MAX_DOCUMENT_NUMBER_CHARS).map_err(|_| Unreadable("document"))?;
    Ok(Document { kind, number })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input(change: &str, to: &str) -> PersonInput {
        let text = r#"{"id": "0191a6de-0000-7000-8000-000000000001", "given_name": "Jana", "family_name": "Nováková",
            "birthdate": "1988-04-12", "place_of_birth": "Olomouc", "document": {"kind": "ID", "number": "208 154 397"},
            "address": {"street": "Lipová 12", "city": "Olomouc", "postal_code": "77900", "country": "CZ"}}"#;
        serde_json::from_str(&text.replace(change, to)).unwrap()
    }

    #[test]
    fn what_was_written_is_read() {
        let jana = input("", "");
        assert!(jana.id().is_ok());
        let person = jana.read(Timestamp::parse("2026-11-21T18:00:00Z").unwrap()).unwrap();
        assert_eq!(person.document.unwrap().number, "208154397");
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        let now = Timestamp::parse("2026-11-21T18:00:00Z").unwrap();
        let long = "x".repeat(MAX_TEXT_CHARS + 1);
        for (change, to, field) in [
            ("Nováková", "", "name"),
            ("1988-04-12", "April 1988", "birthdate"),
            ("1988-04-12", "2188-04-12", "birthdate"),
            ("\"Olomouc\", \"document", &format!("\"{long}\", \"document") as &str, "place_of_birth"),
            ("77900", "1", "address"),
            ("\"ID\"", "\"OP\"", "document"),
            ("\"document\"", "\"data_box\": \"abc\", \"document\"", "data_box"),
        ] {
            assert_eq!(input(change, to).read(now), Err(Unreadable(field)), "{to}");
        }
        assert_eq!(input("0191a6de", "jana").id(), Err(Unreadable("id")));
    }
}
