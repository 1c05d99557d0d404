//! The errors of the token endpoint, and of those that answer like it (PAR, revocation, introspection).

use serde::{Deserialize, Serialize};

/// RFC 6749 §5.2, one variant per code; RFC 9396 §5 and OIDC Core §3.1.2.6 add those that only pushed requests see.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    /// A parameter is missing, repeated, or malformed.
    #[error("invalid_request: {0}")]
    InvalidRequest(&'static str),
    /// The client is unknown or its authentication failed; nothing more is said.
    #[error("invalid_client")]
    InvalidClient,
    /// The code or refresh token is invalid, expired, revoked, was used, or belongs to another client.
    #[error("invalid_grant: {0}")]
    InvalidGrant(&'static str),
    /// The client may not use this grant type.
    #[error("unauthorized_client")]
    UnauthorizedClient,
    /// The grant type is not supported.
    #[error("unsupported_grant_type")]
    UnsupportedGrantType,
    /// The scope is malformed or exceeds what was granted.
    #[error("invalid_scope")]
    InvalidScope,
}

/// The JSON of an error response.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TokenErrorBody {
    /// The code.
    pub error: String,
    /// A hint for the developer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error_description: Option<String>,
}

impl TokenError {
    /// The value of `error`.
    pub fn code(self) -> &'static str {
        match self {
            Self::InvalidRequest(_) => "invalid_request",
            Self::InvalidClient => "invalid_client",
            Self::InvalidGrant(_) => "invalid_grant",
            Self::UnauthorizedClient => "unauthorized_client",
            Self::UnsupportedGrantType => "unsupported_grant_type",
            Self::InvalidScope => "invalid_scope",
        }
    }

    /// The value of `error_description`.
    pub fn description(self) -> &'static str {
        match self {
            Self::InvalidRequest(description) | Self::InvalidGrant(description) => description,
            Self::InvalidClient => "client authentication failed",
            Self::UnauthorizedClient => "this client may not do that",
            Self::UnsupportedGrantType => "authorization_code, refresh_token or client_credentials",
            Self::InvalidScope => "the scope is malformed or was not granted",
        }
    }

    /// RFC 6749 §5.2: 400, but 401 where the client could not be authenticated.
    pub fn status(self) -> u16 {
        if self == Self::InvalidClient { 401 } else { 400 }
    }

    /// The JSON.
    pub fn body(self) -> TokenErrorBody {
        TokenErrorBody {
            error: self.code().to_owned(),
            error_description: Some(self.description().to_owned()),
        }
    }
}
