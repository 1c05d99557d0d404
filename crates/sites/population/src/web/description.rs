//! What a client sends when it looks for a person.

use axum::http::StatusCode;
use serde::Deserialize;
use values::{BirthDate, PersonName, PostalAddress, Timestamp, line};
use web::Problem;

use crate::acts::Purpose;
use crate::rules::matching::Description;
use crate::rules::person::{Document, DocumentKind};

const LONGEST_TEXT_CHARS: usize = 200;
const LONGEST_DOCUMENT_NUMBER_CHARS: usize = 40;

/// `POST /api/v1/identify`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct IdentifyRequest {
    given_name: String,
    family_name: String,
    birthdate: String,
    address: Option<AddressSent>,
    document: Option<DocumentSent>,
    #[serde(flatten)]
    purpose: PurposeSent,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AddressSent {
    street: String,
    city: String,
    postal_code: String,
    country: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DocumentSent {
    kind: String,
    number: String,
}

/// Why a client asks, and for whom.
#[derive(Deserialize)]
pub(crate) struct PurposeSent {
    reason: String,
    on_behalf_of: String,
}

impl IdentifyRequest {
    pub(crate) fn read(self, now: Timestamp) -> Result<(Description, Purpose), Problem> {
        let name =
            PersonName::parse(&self.given_name, &self.family_name).map_err(|_| invalid("given_name"))?;
        let birth_date = BirthDate::parse(&self.birthdate, now).map_err(|_| invalid("birthdate"))?;
        let address = self.address.map(AddressSent::read).transpose()?;
        let document = self.document.map(DocumentSent::read).transpose()?;
        Ok((Description { name, birth_date, address, document }, self.purpose.read()?))
    }
}

impl AddressSent {
    fn read(self) -> Result<PostalAddress, Problem> {
        PostalAddress::parse(&self.street, &self.city, &self.postal_code, &self.country)
            .map_err(|_| invalid("address"))
    }
}

impl DocumentSent {
    fn read(self) -> Result<Document, Problem> {
        let kind = DocumentKind::parse(&self.kind).ok_or_else(|| invalid("document"))?;
        let number = line(&self.number, LONGEST_DOCUMENT_NUMBER_CHARS).map_err(|_| invalid("document"))?;
        Ok(Document { kind, number: number.replace(' ', "") })
    }
}

impl PurposeSent {
    pub(crate) fn read(self) -> Result<Purpose, Problem> {
        let text = |text: &str, field| line(text, LONGEST_TEXT_CHARS).map_err(|_| invalid(field));
        Ok(Purpose {
            reason: text(&self.reason, "reason")?,
            on_behalf_of: text(&self.on_behalf_of, "on_behalf_of")?,
        })
    }
}

/// A field that cannot be read, by name: programs say what they sent, never what it was.
pub(crate) fn invalid(field: &'static str) -> Problem {
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "api-invalid")
        .with("field", field)
        .member("code", "invalid".into())
        .member("field", field.into())
}
