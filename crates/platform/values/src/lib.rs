//! What people and organisations are called and reached by: parsed once, valid ever after.
//!
//! Every type has `parse`, `Display`, `FromStr` and serde as text, and `parse` reads what `Display` writes.
//! Errors say which rule was broken, so that a page can say it too.

mod assurance;
mod id;
mod language;
mod text;
mod timestamp;

pub use assurance::{AssuranceLevel, AssuranceLevelError};
pub use id::{ID_RANDOM_BYTES, IdError, new_id, parse_id};
pub use language::{Language, LanguageError};
#[doc(hidden)]
pub use text::deserialize as deserialize_text;
#[doc(hidden)]
pub use serde;
pub use timestamp::{DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, Timestamp, TimestampError};
