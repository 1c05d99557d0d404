//! What anybody may ask.

use serde::{Deserialize, Serialize};
use url::Url;

/// The server's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Time {
    /// Now.
    pub server_time_ms: i64,
}

/// Who runs this, and whom people may call (mission A6).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Who runs the Mobile Key.
    pub operator: Option<String>,
    /// Whom people may call.
    pub helpdesk: Helpdesk,
    /// Where people see and disconnect their devices.
    pub portal_url: Url,
    /// The languages that answers come in.
    pub languages: Vec<String>,
}

/// Whom people may call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Helpdesk {
    /// A phone number.
    pub phone: Option<String>,
    /// When somebody answers.
    pub hours: Option<String>,
}
