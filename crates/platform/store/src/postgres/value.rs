//! Our values in PostgreSQL's binary format.

use std::error::Error;

use tokio_postgres::types::private::BytesMut;
use tokio_postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};

use crate::{Value, ValueRef};

/// A parameter on its way to the server.
#[derive(Debug)]
pub(crate) struct Param<'a>(pub(crate) Value<'a>);

/// PostgreSQL wants another type than the value has; SQLite would have taken it.
#[derive(Debug, thiserror::Error)]
#[error("the statement wants {wanted}, not {given}")]
struct WrongType {
    wanted: Type,
    given: &'static str,
}

impl ToSql for Param<'_> {
    fn to_sql(&self, wanted: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        match &self.0 {
            Value::Null => Ok(IsNull::Yes),
            Value::Int(number) if *wanted == Type::INT8 => number.to_sql(wanted, out),
            Value::Int(number) if *wanted == Type::INT4 => i32::try_from(*number)?.to_sql(wanted, out),
            Value::Text(text) if is_text(wanted) => text.as_ref().to_sql(wanted, out),
            Value::Bytes(bytes) if *wanted == Type::BYTEA => bytes.as_ref().to_sql(wanted, out),
            other => Err(WrongType { wanted: wanted.clone(), given: name(other) }.into()),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

impl<'a> FromSql<'a> for ValueRef<'a> {
    fn from_sql(ty: &Type, raw: &'a [u8]) -> Result<Self, Box<dyn Error + Sync + Send>> {
        match *ty {
            Type::INT8 => i64::from_sql(ty, raw).map(Self::Int),
            Type::INT4 => i32::from_sql(ty, raw).map(|number| Self::Int(number.into())),
            // SQLite has no booleans either.
            Type::BOOL => bool::from_sql(ty, raw).map(|flag| Self::Int(flag.into())),
            Type::BYTEA => Ok(Self::Bytes(raw)),
            _ => <&str>::from_sql(ty, raw).map(Self::Text),
        }
    }

    fn from_sql_null(_: &Type) -> Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(Self::Null)
    }

    fn accepts(ty: &Type) -> bool {
        is_text(ty) || [Type::INT8, Type::INT4, Type::BOOL, Type::BYTEA].contains(ty)
    }
}

fn is_text(ty: &Type) -> bool {
    [Type::TEXT, Type::VARCHAR, Type::NAME, Type::BPCHAR, Type::UNKNOWN].contains(ty)
}

fn name(value: &Value<'_>) -> &'static str {
    match value {
        Value::Null => "NULL",
        Value::Int(_) => "an integer",
        Value::Text(_) => "text",
        Value::Bytes(_) => "bytes",
    }
}
