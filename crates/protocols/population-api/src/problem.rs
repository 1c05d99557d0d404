//! Why a request was refused.

use serde::{Deserialize, Serialize};

/// The stable `code` of a problem document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ProblemCode {
    /// 401: no certificate, or one of no client.
    UnknownClient,
    /// 403: the client may not read an item that it asked for.
    ItemsNotAllowed,
    /// 404: nobody fits, or more than one person does.
    NoMatch,
    /// 404: this client has identified nobody by that identifier.
    UnknownPerson,
    /// 422: the member that `field` names is missing or cannot be read.
    Invalid,
}

impl ProblemCode {
    /// The code on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::UnknownClient => "unknown_client",
            Self::ItemsNotAllowed => "items_not_allowed",
            Self::NoMatch => "no_match",
            Self::UnknownPerson => "unknown_person",
            Self::Invalid => "invalid",
        }
    }
}
