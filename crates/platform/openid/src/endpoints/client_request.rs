//! What the endpoints for clients share: reading the form, authenticating, answering.

use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use oidc::{Credentials, CredentialsError, Parameters, ParametersError, TokenError};
use serde::Serialize;
use store::{StoreError, Tx};
use web::RequestContext;
use web::limits::Wait;

use crate::clients::{AssertionId, AuthenticatedClient};
use crate::table::assertion;
use crate::{ClaimsUnavailable, Provider};

/// Why such an endpoint does not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// The error of the protocol.
    #[error(transparent)]
    Token(#[from] TokenError),
    /// The code of an authorization error, for pushed requests (RFC 9126 §2.3).
    #[error(transparent)]
    Authorization(#[from] oidc::AuthorizationErrorResponse),
    /// Too many failures of this client from this address, or too many requests of a public one.
    #[error("too many requests")]
    TooMany(Wait),
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The source of a claim.
    #[error(transparent)]
    Claims(#[from] ClaimsUnavailable),
    /// A signature cannot be made.
    #[error("a signature cannot be made")]
    Signing,
}

/// A form in the body (RFC 6749 §3.2), read as text first because parameters borrow from it.
pub(crate) fn form_text<'a>(headers: &HeaderMap, body: &'a Bytes) -> Result<&'a str, TokenError> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    if !kind.eq_ignore_ascii_case("application/x-www-form-urlencoded") {
        return Err(TokenError::InvalidRequest("the body must be application/x-www-form-urlencoded"));
    }
    std::str::from_utf8(body).map_err(|_| TokenError::InvalidRequest("the body is not UTF-8"))
}

/// The parameters of a form.
pub(crate) fn parameters(text: &str) -> Result<Parameters<'_>, TokenError> {
    Parameters::parse(text).map_err(|error| {
        TokenError::InvalidRequest(match error {
            ParametersError::Duplicate => "a parameter is included more than once",
            ParametersError::TooLong | ParametersError::TooMany => "the request is too long",
            ParametersError::Malformed => "a parameter is malformed",
        })
    })
}

impl Provider {
    /// Who asks. Failures are counted by client and address.
    pub(crate) async fn authenticate(
        &self,
        headers: &HeaderMap,
        form: &Parameters<'_>,
        visitor: &RequestContext,
    ) -> Result<AuthenticatedClient, Failure> {
        let credentials = credentials(headers, form)?;
        let (address, failures) = (visitor.rate_key(), &self.0.failures);
        failures.may_try(credentials.client_id(), &address)?;
        let outcome = self.registry().clients.authenticate(&credentials, self.now()).await;
        if outcome.is_err() {
            failures.count(credentials.client_id(), &address)?;
        }
        Ok(outcome?)
    }
}

fn credentials<'a>(headers: &'a HeaderMap, form: &'a Parameters<'_>) -> Result<Credentials<'a>, TokenError> {
    let mut values = headers.get_all(header::AUTHORIZATION).iter();
    let authorization =
        values.next().map(HeaderValue::to_str).transpose().map_err(|_| TokenError::InvalidClient)?;
    if values.next().is_some() {
        return Err(TokenError::InvalidRequest("more than one Authorization header"));
    }
    Credentials::read(authorization, form).map_err(|error| match error {
        CredentialsError::Several => TokenError::InvalidRequest("more than one way of client authentication"),
        CredentialsError::Malformed | CredentialsError::Missing => TokenError::InvalidClient,
    })
}

/// Counts an assertion once (RFC 7523 §3 point 7), in the transaction of what it was presented for.
pub(crate) fn record(tx: &mut Tx<'_>, assertion: Option<AssertionId>) -> Result<(), Failure> {
    let Some(AssertionId { id, expires_at }) = assertion else { return Ok(()) };
    if assertion::record(tx, &id, expires_at)? { Ok(()) } else { Err(TokenError::InvalidClient.into()) }
}

/// The same where nothing else is written.
pub(crate) async fn record_alone(provider: &Provider, assertion: Option<AssertionId>) -> Result<(), Failure> {
    if assertion.is_none() {
        return Ok(());
    }
    provider.0.store.write(|tx| record(tx, assertion)).await
}

/// JSON that nobody may keep (RFC 6749 §5.1).
pub(crate) fn json(status: StatusCode, body: &impl Serialize) -> Response {
    let Ok(body) = serde_json::to_vec(body) else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    let headers = [
        (header::CONTENT_TYPE, "application/json"),
        (header::CACHE_CONTROL, "no-store"),
        (header::PRAGMA, "no-cache"),
    ];
    (status, headers, body).into_response()
}

impl From<Wait> for Failure {
    fn from(wait: Wait) -> Self {
        Self::TooMany(wait)
    }
}

impl Failure {
    /// The answer; a client that tried the Basic scheme is told so (RFC 6749 §5.2).
    pub(crate) fn answer(self, headers: &HeaderMap) -> Response {
        let mut response = match &self {
            Self::Token(error) => {
                let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::BAD_REQUEST);
                json(status, &error.body())
            }
            Self::Authorization(refusal) => {
                let body = serde_json::json!({
                    "error": refusal.error.code(), "error_description": refusal.description,
                });
                json(StatusCode::BAD_REQUEST, &body)
            }
            Self::TooMany(wait) => {
                let body = serde_json::json!({
                    "error": "temporarily_unavailable", "error_description": "too many requests; see Retry-After",
                });
                let mut response = json(StatusCode::TOO_MANY_REQUESTS, &body);
                response.headers_mut().insert(header::RETRY_AFTER, wait.seconds().into());
                response
            }
            Self::Store(_) | Self::Claims(_) | Self::Signing => {
                tracing::error!(error = &self as &dyn std::error::Error, "an endpoint for clients failed");
                let body = serde_json::json!({ "error": "temporarily_unavailable" });
                json(StatusCode::SERVICE_UNAVAILABLE, &body)
            }
        };
        if response.status() == StatusCode::UNAUTHORIZED && headers.contains_key(header::AUTHORIZATION) {
            let challenge = HeaderValue::from_static(r#"Basic realm="openid", charset="UTF-8""#);
            response.headers_mut().insert(header::WWW_AUTHENTICATE, challenge);
        }
        response
    }
}
