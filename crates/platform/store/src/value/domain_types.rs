//! The types of the `values` crate as columns.

use std::borrow::Cow;

use values::{AssuranceLevel, BirthDate, Country, EmailAddress, Language, PhoneNumber, Timestamp, UserName};

use super::{FromValue, Mismatch, ToValue, Value, ValueRef};

crate::text_value!(AssuranceLevel, as_str);
crate::text_value!(Country, as_str);
crate::text_value!(EmailAddress, as_str);
crate::text_value!(Language, as_str);
crate::text_value!(PhoneNumber, as_str);
crate::text_value!(UserName, as_str);

impl ToValue for Timestamp {
    fn to_value(&self) -> Value<'_> {
        Value::Int(self.unix_ms())
    }
}

impl FromValue for Timestamp {
    fn from_value(value: ValueRef<'_>) -> Result<Self, Mismatch> {
        match value {
            ValueRef::Int(ms) => Ok(Self::from_unix_ms(ms)),
            _ => Err(Mismatch::expected("an instant")),
        }
    }
}

impl ToValue for BirthDate {
    fn to_value(&self) -> Value<'_> {
        Value::Text(Cow::Owned(self.to_string()))
    }
}

/// What was entered once was checked against that day's date; here only the form counts.
impl FromValue for BirthDate {
    fn from_value(value: ValueRef<'_>) -> Result<Self, Mismatch> {
        match value {
            ValueRef::Text(text) => text.parse().ok(),
            _ => None,
        }
        .ok_or(Mismatch::expected("a date of birth"))
    }
}
