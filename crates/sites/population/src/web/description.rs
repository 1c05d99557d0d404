//! What a client sends when it looks for a person.

use axum::http::StatusCode;
use serde::Deserialize;
use values::{BirthDate, PersonName, Timestamp, line};
use web::Problem;

use crate::acts::Purpose;
use crate::rules::matching::Description;
use crate::rules::written::{LONGEST_TEXT_CHARS, Unreadable, WrittenAddress, WrittenDocument};

/// `POST /api/v1/identify`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct IdentifyRequest {
    given_name: String,
    family_name: String,
    birthdate: String,
    address: Option<WrittenAddress>,
    document: Option<WrittenDocument>,
    #[serde(flatten)]
    purpose: PurposeSent,
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
        let address = self.address.map(|address| address.read()).transpose().map_err(unreadable)?;
        let document = self.document.map(|document| document.read()).transpose().map_err(unreadable)?;
        Ok((Description { name, birth_date, address, document }, self.purpose.read()?))
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

fn unreadable(Unreadable(field): Unreadable) -> Problem {
    invalid(field)
}

/// A field that cannot be read, by name: programs say what they sent, never what it was.
pub(crate) fn invalid(field: &'static str) -> Problem {
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "api-invalid")
        .with("field", field)
        .member("code", "invalid".into())
        .member("field", field.into())
}
