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
    /// Seconds the access token lives; some providers write it as a text.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "seconds")]
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

/// RFC 6749 §5.1 only recommends the field: what cannot be read is as if it were missing.
fn seconds<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<i64>, D::Error> {
    let value = serde_json::Value::deserialize(deserializer)?;
    let text = value.as_str().map(str::trim);
    Ok(value.as_i64().or_else(|| text?.parse().ok()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Finding Q2.
    #[test]
    fn a_lifetime_is_read_however_it_is_written() {
        for (written, read) in
            [("300", Some(300)), (r#""300""#, Some(300)), ("null", None), (r#""soon""#, None)]
        {
            let json = format!(r#"{{"access_token":"a","token_type":"Bearer","expires_in":{written}}}"#);
            let response: TokenResponse<'_> = serde_json::from_str(&json).unwrap();
            assert_eq!(response.expires_in, read, "{written}");
        }
    }
}
