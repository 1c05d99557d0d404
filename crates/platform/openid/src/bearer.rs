//! Access tokens at an API of the site's own (RFC 6750).

use axum::Json;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use oidc::Scope;
use serde_json::json;
use store::StoreError;

/// Who calls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bearer {
    /// The client.
    pub client_id: String,
    /// What the token covers.
    pub scope: Scope,
    /// The person who granted it, in the site's own terms; none for a client on its own behalf.
    pub subject: Option<String>,
}

/// Why a call is refused (RFC 6750 §3.1).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BearerError {
    /// No token at all: nothing but a challenge is answered.
    #[error("no access token")]
    Missing,
    /// `invalid_request`: a malformed header.
    #[error("the access token is not sent as RFC 6750 says")]
    Malformed,
    /// `invalid_token`: unknown, expired, or revoked.
    #[error("the access token is invalid")]
    Invalid,
    /// `insufficient_scope`.
    #[error("the access token does not cover this")]
    Scope,
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl BearerError {
    fn code(&self) -> Option<(StatusCode, &'static str)> {
        match self {
            Self::Missing | Self::Store(_) => None,
            Self::Malformed => Some((StatusCode::BAD_REQUEST, "invalid_request")),
            Self::Invalid => Some((StatusCode::UNAUTHORIZED, "invalid_token")),
            Self::Scope => Some((StatusCode::FORBIDDEN, "insufficient_scope")),
        }
    }
}

impl IntoResponse for BearerError {
    fn into_response(self) -> Response {
        if let Self::Store(error) = self {
            return web::Problem::from(error).into_response();
        }
        let Some((status, code)) = self.code() else {
            // RFC 6750 §3: "MUST be followed by one or more auth-param values".
            let headers = [(header::WWW_AUTHENTICATE, r#"Bearer realm="openid""#)];
            return (StatusCode::UNAUTHORIZED, headers, Json(json!({}))).into_response();
        };
        let challenge = format!(r#"Bearer realm="openid", error="{code}""#);
        let body = Json(json!({ "error": code, "error_description": self.to_string() }));
        (status, [(header::WWW_AUTHENTICATE, challenge)], body).into_response()
    }
}

/// The token in `Authorization: Bearer …` (RFC 6750 §2.1); the scheme is compared without case (RFC 9110 §11.1).
pub(crate) fn of_headers(headers: &HeaderMap) -> Result<Option<&str>, BearerError> {
    let mut values = headers.get_all(header::AUTHORIZATION).iter();
    let Some(value) = values.next() else { return Ok(None) };
    let text = value.to_str().map_err(|_| BearerError::Malformed)?;
    match text.split_once(' ') {
        Some((scheme, token)) if scheme.eq_ignore_ascii_case("Bearer") && values.next().is_none() => {
            Ok(Some(token.trim()))
        }
        _ => Err(BearerError::Malformed),
    }
}
