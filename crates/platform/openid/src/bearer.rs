//! Access tokens at an API of the site's own (RFC 6750).

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use oidc::Scope;
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

impl IntoResponse for BearerError {
    fn into_response(self) -> Response {
        let (status, challenge) = match self {
            Self::Missing => (StatusCode::UNAUTHORIZED, "Bearer"),
            Self::Malformed => (StatusCode::BAD_REQUEST, r#"Bearer error="invalid_request""#),
            Self::Invalid => (StatusCode::UNAUTHORIZED, r#"Bearer error="invalid_token""#),
            Self::Scope => (StatusCode::FORBIDDEN, r#"Bearer error="insufficient_scope""#),
            Self::Store(error) => return web::Problem::from(error).into_response(),
        };
        (status, [(header::WWW_AUTHENTICATE, challenge)]).into_response()
    }
}
