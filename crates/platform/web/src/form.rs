//! Forms that people send: read within limits, and only from our own pages.

mod choice;
mod errors;

use std::collections::HashMap;

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, StatusCode, header, request::Parts};
use serde::de::DeserializeOwned;

use crate::Problem;
use crate::csrf::{self, CSRF_FIELD, Forgery};
use crate::limits::{MAX_FIELD_BYTES, MAX_FIELD_NAME_BYTES, MAX_FIELDS};
use crate::problem::ResubmitForm;
use crate::request_context::state_of;
use crate::request_state::RequestState;

pub use choice::Choice;
pub use errors::{FieldError, FormErrors};

/// A sent form (`application/x-www-form-urlencoded`) whose CSRF token and origin were checked.
///
/// `T` is a serde struct with a field for each input (unknown ones are passed over; a list of checkboxes is a `Vec`),
/// or [`Fields`].
#[derive(Clone, Copy, Debug)]
pub struct Form<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Form<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &S) -> Result<Self, Problem> {
        let (parts, body) = request.into_parts();
        let state = state_of(&parts)?;
        is_urlencoded(&parts.headers)?;
        let body = body_of(Request::from_parts(parts.clone(), body), app).await?;
        let fields = read_fields(&body)?;
        is_from_our_page(&parts, &state, &fields)?;
        state.note_form(ResubmitForm::of(&parts.uri, &fields, state.site.plain_fields()));
        serde_html_form::from_bytes(&body).map(Self).map_err(|error| {
            tracing::info!(error = loggable(&error.to_string()), "the form cannot be read");
            Problem::bad_request()
        })
    }
}

/// A form that is only a button: `Form(NoFields {}): Form<NoFields>`.
#[derive(Clone, Copy, Debug, serde::Deserialize)]
pub struct NoFields {}

/// The fields of a form by name, for forms whose inputs are not known beforehand.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(from = "HashMap<String, Vec<String>>")]
pub struct Fields(HashMap<String, Vec<String>>);

impl Fields {
    /// The first value of that name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name)?.first().map(String::as_str)
    }

    /// Every value of that name.
    pub fn all(&self, name: &str) -> &[String] {
        self.0.get(name).map_or(&[], Vec::as_slice)
    }

    /// Every name that was sent.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}

impl From<HashMap<String, Vec<String>>> for Fields {
    fn from(fields: HashMap<String, Vec<String>>) -> Self {
        Self(fields)
    }
}

fn is_urlencoded(headers: &HeaderMap) -> Result<(), Problem> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let essence = kind.split(';').next().unwrap_or_default().trim();
    if essence.eq_ignore_ascii_case("application/x-www-form-urlencoded") {
        Ok(())
    } else {
        Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "problem-media-type"))
    }
}

/// `Bytes` keeps the limit set by `DefaultBodyLimit`.
async fn body_of<S: Send + Sync>(request: Request, state: &S) -> Result<Bytes, Problem> {
    Bytes::from_request(request, state).await.map_err(|error| crate::problem::by_status(error.status()))
}

fn read_fields(body: &[u8]) -> Result<Vec<(String, String)>, Problem> {
    let fields: Vec<(String, String)> = form_urlencoded::parse(body)
        .take(MAX_FIELDS + 1)
        .map(|(n, v)| (n.into_owned(), v.into_owned()))
        .collect();
    let too_long =
        |(name, value): &(String, String)| name.len() > MAX_FIELD_NAME_BYTES || value.len() > MAX_FIELD_BYTES;
    if fields.len() > MAX_FIELDS || fields.iter().any(too_long) {
        return Err(Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "problem-too-large"));
    }
    Ok(fields)
}

fn is_from_our_page(parts: &Parts, state: &RequestState, fields: &[(String, String)]) -> Result<(), Problem> {
    let sent = fields.iter().find(|(name, _)| name == CSRF_FIELD).map(|(_, value)| value.as_str());
    let site = &state.site;
    match csrf::verify(site.csrf(), &parts.headers, site.origin(), state.csrf_cookie(), sent) {
        Ok(()) => Ok(()),
        Err(Forgery::OtherSite) => {
            tracing::warn!("a form was sent by another site");
            Err(Problem::new(StatusCode::FORBIDDEN, "problem-other-site"))
        }
        Err(Forgery::Stale) => Err(stale(parts, state, fields)),
    }
}

/// The browser vouches that the form is ours, so it may be offered for sending again.
fn stale(parts: &Parts, state: &RequestState, fields: &[(String, String)]) -> Problem {
    if parts.headers.get("sec-fetch-site").is_some_and(|site| site == "same-origin") {
        state.note_form(ResubmitForm::of(&parts.uri, fields, state.site.plain_fields()));
    }
    Problem::new(StatusCode::FORBIDDEN, "problem-stale-form").offer_resubmit()
}

/// Errors of serde other than a missing field quote the input, which must not reach the log.
fn loggable(error: &str) -> &str {
    if error.starts_with("missing field `") { error } else { "a field has a value that it cannot have" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, serde::Deserialize)]
    #[expect(dead_code, reason = "only errors are looked at")]
    struct Sample {
        kind: Kind,
        note: String,
    }

    #[derive(Debug, serde::Deserialize)]
    enum Kind {
        Person,
    }

    #[test]
    fn what_people_wrote_does_not_show_in_logs() {
        for (body, logged) in [
            ("kind=Person", "missing field `note`"),
            ("note=a&kind=Jana%0ANov%C3%A1kov%C3%A1", "a field has a value that it cannot have"),
        ] {
            let error = serde_html_form::from_bytes::<Sample>(body.as_bytes()).unwrap_err().to_string();
            assert_eq!(loggable(&error), logged, "{error}");
        }
    }
}
