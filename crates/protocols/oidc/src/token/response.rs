//! What the token endpoint answers.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::AuthorizationDetail;

/// RFC 6749 §5.1 and OIDC Core §3.1.3.3.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TokenResponse<'a> {
    /// The access token.
    pub access_token: Cow<'a, str>,
    /// Always `Bearer` (RFC 6750); compared without case by those who read it.
    pub token_type: Cow<'a, str>,
    /// Seconds the access token lives.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_in: Option<i64>,
    /// A new refresh token; the old one is spent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refresh_token: Option<Cow<'a, str>>,
    /// What was granted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<Cow<'a, str>>,
    /// The ID token.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id_token: Option<Cow<'a, str>>,
    /// The details as granted (RFC 9396 §7).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authorization_details: Vec<AuthorizationDetail>,
}
