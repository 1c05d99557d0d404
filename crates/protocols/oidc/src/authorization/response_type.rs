//! What the authorization endpoint is asked for.

use serde::{Deserialize, Serialize};

/// `response_type` (OAuth 2.0 Multiple Response Types §3): the code and nothing else (RFC 9700 §2.1.2).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ResponseType {
    /// A code, to be exchanged at the token endpoint.
    #[default]
    Code,
}

impl ResponseType {
    /// Every response type.
    pub const ALL: [Self; 1] = [Self::Code];

    /// Every response type: what a client may ask for if nothing else is said.
    pub fn all() -> Vec<Self> {
        Self::ALL.to_vec()
    }

    /// The value of the parameter.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Code => "code",
        }
    }

    /// Reads the value of the parameter.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.as_str() == text)
    }
}
