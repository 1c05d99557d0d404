//! What goes into statements and comes out of rows: text, integers, bytes and NULL.

mod domain_types;
mod sql_types;

use std::borrow::Cow;

/// A parameter of a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value<'a> {
    /// NULL.
    Null,
    /// BIGINT.
    Int(i64),
    /// TEXT.
    Text(Cow<'a, str>),
    /// BYTEA.
    Bytes(Cow<'a, [u8]>),
}

/// A column of a row, borrowed from the engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueRef<'a> {
    /// NULL.
    Null,
    /// BIGINT.
    Int(i64),
    /// TEXT.
    Text(&'a str),
    /// BYTEA.
    Bytes(&'a [u8]),
}

/// Something that a statement can take as a parameter.
pub trait ToValue {
    /// As a column would hold it.
    fn to_value(&self) -> Value<'_>;
}

/// Something that can be read from a column.
pub trait FromValue: Sized {
    /// Parses what the column holds.
    fn from_value(value: ValueRef<'_>) -> Result<Self, Mismatch>;
}

/// A column holds a value of another type or form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mismatch {
    /// The expected type or form: `an integer`.
    pub expected: &'static str,
}

impl Mismatch {
    /// Names the expected type or form, for the operator who has to look at the row.
    pub const fn expected(expected: &'static str) -> Self {
        Self { expected }
    }
}

/// Lets a newtype stand in statements and rows as text. It needs `Display` and `parse(&str) -> Result<Self, _>`;
/// with `text_value!(Type, as_str)` the parameter is borrowed and `Display` is not needed.
///
/// ```
/// values::id_type!(pub LetterId);
/// store::text_value!(LetterId, as_str);
/// ```
#[macro_export]
macro_rules! text_value {
    ($type:ty) => {
        impl $crate::ToValue for $type {
            fn to_value(&self) -> $crate::Value<'_> {
                $crate::Value::Text(::std::borrow::Cow::Owned(::std::string::ToString::to_string(self)))
            }
        }
        $crate::text_value!(@from $type);
    };
    ($type:ty, as_str) => {
        impl $crate::ToValue for $type {
            fn to_value(&self) -> $crate::Value<'_> {
                $crate::Value::Text(::std::borrow::Cow::Borrowed(self.as_str()))
            }
        }
        $crate::text_value!(@from $type);
    };
    (@from $type:ty) => {
        impl $crate::FromValue for $type {
            fn from_value(value: $crate::ValueRef<'_>) -> ::std::result::Result<Self, $crate::Mismatch> {
                match value {
                    $crate::ValueRef::Text(text) => <$type>::parse(text).ok(),
                    _ => ::std::option::Option::None,
                }
                .ok_or($crate::Mismatch::expected(::std::stringify!($type)))
            }
        }
    };
}
