//! What is wrong with the fields of a form.
//!
//! A field is named as its input, a reason as its texts: pages show `error-FIELD-REASON`, or `error-REASON` where fields
//! share a text.

use values::{
    BirthDateError, EmailAddressError, LineError, NameError, PhoneNumberError, PostalCodeError, UserNameError,
};

use super::company::CompanyNumberError;
use super::password::PasswordProblem;

/// The errors of a form, in the order of its fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldErrors(Vec<FieldError>);

/// One error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The name of the input.
    pub field: &'static str,
    /// Why it is refused.
    pub reason: &'static str,
}

/// An error whose reason a form can show.
pub(crate) trait Reason {
    fn reason(&self) -> &'static str;
}

impl FieldErrors {
    /// A single error.
    pub(crate) fn one(field: &'static str, reason: &'static str) -> Self {
        Self(vec![FieldError { field, reason }])
    }

    pub(crate) fn add(&mut self, field: &'static str, reason: &'static str) {
        self.0.push(FieldError { field, reason });
    }

    /// The value, or none and its error beside the field.
    pub(crate) fn check<T, E: Reason>(&mut self, field: &'static str, parsed: Result<T, E>) -> Option<T> {
        parsed.map_err(|error| self.add(field, error.reason())).ok()
    }

    /// The value if there is one, which is so where there is no error.
    pub(crate) fn ok<T>(self, value: Option<T>) -> Result<T, Self> {
        value.ok_or(self)
    }

    /// These errors before those.
    #[must_use]
    pub(crate) fn followed_by(mut self, others: Self) -> Self {
        self.0.extend(others.0);
        self
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = FieldError> {
        self.0.iter().copied()
    }

    pub(crate) fn contains(&self, field: &str, reason: &str) -> bool {
        self.iter().any(|error| error.field == field && error.reason == reason)
    }
}

impl FieldErrors {
    /// Another reason in place of one.
    pub(crate) fn replace(&mut self, field: &str, reason: &str, by: &'static str) {
        let found = self.0.iter_mut().filter(|error| error.field == field && error.reason == reason);
        found.for_each(|error| error.reason = by);
    }
}

impl FromIterator<FieldError> for FieldErrors {
    fn from_iter<I: IntoIterator<Item = FieldError>>(errors: I) -> Self {
        Self(errors.into_iter().collect())
    }
}

macro_rules! reasons {
    ($($error:ident { $($pattern:pat => $reason:literal,)+ })+) => {
        $(impl Reason for $error {
            fn reason(&self) -> &'static str {
                match self {
                    $($pattern => $reason,)+
                }
            }
        })+
    };
}

reasons! {
    UserNameError {
        Self::Empty => "empty",
        Self::TooLong { .. } => "long",
        Self::Character(_) | Self::Hyphen => "form",
        Self::Reserved => "reserved",
    }
    PasswordProblem {
        Self::Missing => "empty",
        Self::TooShort => "password-short",
        Self::TooLong => "password-long",
        Self::OwnName => "password-own-name",
        Self::TooSimple => "password-simple",
    }
    NameError {
        Self::Empty => "empty",
        Self::TooLong { .. } | Self::Character => "form",
        Self::NotLatin => "not-latin",
    }
    BirthDateError {
        Self::Empty => "empty",
        Self::InFuture => "future",
        Self::NoSuchDay => "no-such-day",
        Self::Incomplete => "incomplete",
        Self::Format | Self::TooLongAgo => "form",
    }
    EmailAddressError {
        Self::Empty => "empty",
        _ => "form",
    }
    PhoneNumberError {
        Self::Empty => "empty",
        Self::NotCzechOrSlovak | Self::NotMobile => "country",
        Self::TooShort => "short",
        Self::TooLong => "long",
        Self::NotDigits(_) => "characters",
        Self::NoCountryCode | Self::Unassigned => "form",
    }
    LineError {
        Self::Empty => "empty",
        Self::TooLong { .. } | Self::ControlCharacter => "line",
        Self::NotLatin => "not-latin",
    }
    PostalCodeError {
        Self::Empty => "empty",
        Self::OtherCountry => "country",
        _ => "form",
    }
    CompanyNumberError {
        Self => "form",
    }
}
