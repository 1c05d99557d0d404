//! Errors of a form, by field.

use std::borrow::Cow;
use std::fmt;

use axum::http::{Response, StatusCode, header};
use i18n::{Argument, LocalizedText};
use values::Timestamp;

use crate::Page;

/// The complaints about a form, in the order in which its fields stand on the page.
#[derive(Clone, Debug, Default)]
pub struct FormErrors(Vec<FieldError>);

/// A complaint about one field.
#[derive(Clone, Debug)]
pub struct FieldError {
    field: &'static str,
    key: Cow<'static, str>,
    arguments: Vec<(&'static str, Argument)>,
    is_wait: bool,
    wait_seconds: Option<u64>,
}

impl FormErrors {
    /// No complaint yet.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// A single complaint.
    pub fn one(field: &'static str, key: impl Into<Cow<'static, str>>) -> Self {
        let mut errors = Self::new();
        errors.add(field, key);
        errors
    }

    /// Complains about a field with the text of a key; `.with` on the result fills placeables.
    pub fn add(&mut self, field: &'static str, key: impl Into<Cow<'static, str>>) -> &mut FieldError {
        let at = self.0.len();
        self.0.push(FieldError {
            field,
            key: key.into(),
            arguments: Vec::new(),
            is_wait: false,
            wait_seconds: None,
        });
        &mut self.0[at]
    }

    /// Adds a text that only says when to try again; nothing has to be corrected.
    pub fn add_wait(&mut self, field: &'static str, key: &'static str) -> &mut FieldError {
        let error = self.add(field, key);
        error.is_wait = true;
        error
    }

    /// The value, or a complaint about the field: `errors.check("email", EmailAddress::parse(&text), |_| "error-email")`.
    pub fn check<T, E>(
        &mut self,
        field: &'static str,
        parsed: Result<T, E>,
        key: impl FnOnce(E) -> &'static str,
    ) -> Option<T> {
        match parsed {
            Ok(value) => Some(value),
            Err(error) => {
                self.add(field, key(error));
                None
            }
        }
    }

    /// Whether there is nothing to complain about.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// With which status the form's page is answered: 422 if there is something to complain about, 429 if nothing is wrong
    /// but that it came too soon ([`FieldError::seconds`]).
    pub fn status(&self) -> StatusCode {
        match self.wait_seconds() {
            _ if self.is_empty() => StatusCode::OK,
            Some(_) => StatusCode::TOO_MANY_REQUESTS,
            None => StatusCode::UNPROCESSABLE_ENTITY,
        }
    }

    /// That status, and `Retry-After` with 429, to be put before the form's page.
    pub fn head(&self) -> Response<()> {
        let mut head = Response::new(());
        *head.status_mut() = self.status();
        if let Some(seconds) = self.wait_seconds() {
            head.headers_mut().insert(header::RETRY_AFTER, seconds.into());
        }
        head
    }

    /// Nothing if anything is to be corrected.
    fn wait_seconds(&self) -> Option<u64> {
        let all: Option<Vec<_>> = self.0.iter().map(|error| error.wait_seconds).collect();
        all?.into_iter().max()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether nothing has to be corrected: every text only says when to try again.
    pub fn only_waits(&self) -> bool {
        self.0.iter().all(|error| error.is_wait)
    }

    /// Every complaint.
    pub fn iter(&self) -> std::slice::Iter<'_, FieldError> {
        self.0.iter()
    }

    /// Whether there is a complaint about a field.
    pub fn has(&self, field: &str) -> bool {
        self.0.iter().any(|error| error.field == field)
    }

    /// The complaint about a field, in the page's language.
    pub fn of<'a>(&'a self, field: &str, page: &'a Page) -> Option<LocalizedText<'a>> {
        self.0.iter().find(|error| error.field == field).map(|error| error.text(page))
    }
}

impl<'a> IntoIterator for &'a FormErrors {
    type Item = &'a FieldError;
    type IntoIter = std::slice::Iter<'a, FieldError>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl FieldError {
    /// Fills the placeable `{ $name }`.
    pub fn with(&mut self, name: &'static str, value: impl fmt::Display) -> &mut Self {
        self.arguments.push((name, Argument::Text(value.to_string())));
        self
    }

    /// Fills the placeable `{ $name }` with the time, to the minute, when to try again.
    pub fn at(&mut self, name: &'static str, at: Timestamp) -> &mut Self {
        self.arguments.push((name, Argument::Minute(at)));
        self.is_wait = true;
        self
    }

    /// The same to the second: for waits that may be short.
    pub fn at_second(&mut self, name: &'static str, at: Timestamp) -> &mut Self {
        self.arguments.push((name, Argument::Second(at)));
        self.is_wait = true;
        self
    }

    /// How long to wait, for programs.
    pub const fn seconds(&mut self, seconds: u64) -> &mut Self {
        self.wait_seconds = Some(seconds);
        self
    }

    /// The name of the input.
    pub fn field(&self) -> &'static str {
        self.field
    }

    /// The key of the text.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The complaint in the page's language.
    pub fn text<'a>(&'a self, page: &'a Page) -> LocalizedText<'a> {
        let text = page.text(&self.key);
        self.arguments.iter().fold(text, |text, (name, value)| value.fill(text, name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_with_complaints_is_not_accepted_and_waiting_is_nothing_to_correct() {
        let mut errors = FormErrors::new();
        assert_eq!(errors.status(), StatusCode::OK);
        errors.add_wait("code", "too-soon").with("when", "in a minute");
        assert_eq!(errors.status(), StatusCode::UNPROCESSABLE_ENTITY);
        errors.add("code", "too-soon").at("when", Timestamp::from_unix_ms(0));
        assert!(errors.only_waits());
        errors.add("code", "wrong").with("left", 4);
        assert!(!errors.only_waits());
    }

    /// Finding O-49.
    #[test]
    fn a_form_that_came_too_soon_is_too_many() {
        let mut errors = FormErrors::new();
        errors.add_wait("name", "too-many").seconds(30);
        let head = errors.head();
        assert_eq!(head.status(), StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(head.headers()[header::RETRY_AFTER], "30");
        errors.add("name", "wrong");
        let head = errors.head();
        assert_eq!(head.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(head.headers().is_empty());
    }
}
