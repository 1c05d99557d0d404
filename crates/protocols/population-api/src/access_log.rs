//! Who has read a person's data: for the person.

use serde::{Deserialize, Serialize};
use values::Timestamp;

use crate::Items;

/// A page of a person's access log, the newest entry first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AccessLog {
    /// At most 50 entries.
    pub reads: Vec<AccessLogEntry>,
    /// `before` of the next page; null where there is none.
    pub next_before: Option<String>,
}

/// One read of a person's data, or one search for the person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AccessLogEntry {
    /// A UUID; later entries have greater ones.
    pub id: String,
    /// When, in Unix milliseconds.
    pub at_ms: i64,
    /// The client of the register.
    pub client: String,
    /// The service that the client asked for.
    pub on_behalf_of: String,
    /// Why, in the client's words.
    pub reason: String,
    /// What was read; nothing when the person was only looked for.
    pub items: Items,
}

impl AccessLogEntry {
    /// When it was.
    pub fn at(&self) -> Timestamp {
        Timestamp::from_unix_ms(self.at_ms)
    }
}
