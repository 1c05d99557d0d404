//! Types of the `values` room.

use values::{AssuranceLevel, Language, Timestamp};

use super::{FromValue, Mismatch, ToValue, Value, ValueRef};

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

crate::text_value!(AssuranceLevel, as_str);
crate::text_value!(Language, as_str);
