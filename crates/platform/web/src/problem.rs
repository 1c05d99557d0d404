//! Errors as people and programs get them: what happened, what to do next, and the id of the request.

mod render;
mod resubmit;

use std::borrow::Cow;

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use i18n::Argument;
use rate_limit::RateLimited;
use serde_json::{Map, Value};
use store::StoreError;
use values::Timestamp;

pub(crate) use render::{by_status, render};
pub(crate) use resubmit::ResubmitForm;

/// An error page, or `application/problem+json` (RFC 9457) for programs.
///
/// The text of the key says what happened; its attribute `.next` what to do next. The outermost layer renders it in the
/// visitor's language, so a handler just returns it: `Err(Problem::new(StatusCode::GONE, "qr-expired"))`.
#[derive(Clone, Debug)]
#[must_use]
pub struct Problem(Box<Inner>);

#[derive(Clone, Debug)]
struct Inner {
    status: StatusCode,
    key: Cow<'static, str>,
    arguments: Vec<(&'static str, Argument)>,
    action: Option<(Cow<'static, str>, &'static str)>,
    members: Map<String, Value>,
    offers_resubmit: bool,
    not_repeatable: bool,
}

impl Problem {
    /// A problem with the text of a key.
    pub fn new(status: StatusCode, key: impl Into<Cow<'static, str>>) -> Self {
        Self(Box::new(Inner {
            status,
            key: key.into(),
            arguments: Vec::new(),
            action: None,
            members: Map::new(),
            offers_resubmit: false,
            not_repeatable: false,
        }))
    }

    /// 404: there is no such page, or no such thing for this person.
    pub fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "problem-not-found")
    }

    /// 403: the person may not do this.
    pub fn forbidden() -> Self {
        Self::new(StatusCode::FORBIDDEN, "problem-forbidden")
    }

    /// 400: the request cannot be read.
    pub fn bad_request() -> Self {
        Self::new(StatusCode::BAD_REQUEST, "problem-bad-request")
    }

    /// 429: too many tries.
    pub fn too_many_requests(retry_after_seconds: u64) -> Self {
        Self::new(StatusCode::TOO_MANY_REQUESTS, "problem-too-many-requests")
            .member("retry_after", retry_after_seconds.into())
            .offer_resubmit()
    }

    /// 500: our fault. The error goes to the log, never to the visitor.
    pub fn internal(error: &(dyn std::error::Error + 'static)) -> Self {
        tracing::error!(error, "internal error");
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "problem-internal")
    }

    /// Fills the placeable `{ $name }` of the texts.
    pub fn with(mut self, name: &'static str, value: impl std::fmt::Display) -> Self {
        self.0.arguments.push((name, Argument::Text(value.to_string())));
        self
    }

    /// Fills a placeable that chooses a plural form.
    pub fn count(mut self, name: &'static str, number: impl TryInto<i64>) -> Self {
        self.0.arguments.push((name, Argument::Count(number.try_into().unwrap_or(i64::MAX))));
        self
    }

    /// Fills the placeable `{ $name }` with a time, to the minute.
    pub fn at(mut self, name: &'static str, at: Timestamp) -> Self {
        self.0.arguments.push((name, Argument::Minute(at)));
        self
    }

    /// A button that leads on, with the text of a key, in place of the one to the front page.
    pub fn action(mut self, href: impl Into<Cow<'static, str>>, key: &'static str) -> Self {
        self.0.action = Some((href.into(), key));
        self
    }

    /// For a problem that opening the address again does not bring back, because a code or a state counts once: the page has
    /// no language switch.
    pub fn not_repeatable(mut self) -> Self {
        self.0.not_repeatable = true;
        self
    }

    /// An extension member of the JSON form (RFC 9457 §3.2).
    pub fn member(mut self, name: &str, value: Value) -> Self {
        self.0.members.insert(name.to_owned(), value);
        self
    }

    /// Its status.
    pub fn status(&self) -> StatusCode {
        self.0.status
    }

    /// The key of its text.
    pub fn key(&self) -> &str {
        &self.0.key
    }

    pub(crate) fn with_status(mut self, status: StatusCode) -> Self {
        self.0.status = status;
        self
    }

    /// For a form that was refused for a passing reason: the page offers to send it again as it was filled in. The attribute
    /// `.again` of the text then says what to do, if there is one.
    pub fn offer_resubmit(mut self) -> Self {
        self.0.offers_resubmit = true;
        self
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.0.status.into_response();
        if let Some(wait) = self.0.members.get("retry_after").and_then(Value::as_u64) {
            response.headers_mut().insert(header::RETRY_AFTER, wait.into());
        }
        response.extensions_mut().insert(self);
        response
    }
}

impl From<RateLimited> for Problem {
    fn from(limited: RateLimited) -> Self {
        Self::too_many_requests(limited.seconds())
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Unavailable { .. } | StoreError::Conflict | StoreError::Full => {
                tracing::error!(error = &error as &dyn std::error::Error, "the store cannot serve now");
                Self::new(StatusCode::SERVICE_UNAVAILABLE, "problem-unavailable")
            }
            _ => Self::internal(&error),
        }
    }
}
