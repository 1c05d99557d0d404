//! What the endpoints for clients share: reading the form, client authentication, answering.

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use oidc::{
    AuthorizationErrorResponse, Credentials, CredentialsError, Parameters, ParametersError, TokenError,
};
use rate_limit::RateLimited;
use serde::Serialize;
use serde_json::json;
use store::{StoreError, Tx};
use web::RequestContext;

use crate::client_authenticator::{AssertionId, AuthenticatedClient};
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
    Authorization(#[from] AuthorizationErrorResponse),
    /// Too many failures of this client from this address, or too many requests of a public one.
    #[error("too many requests")]
    TooMany(RateLimited),
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

/// A request to an endpoint for clients. Client authentication reads all of it; what else may prove a client later (a
/// certificate of the connection, RFC 8705) belongs here.
pub(crate) struct ClientRequest {
    headers: HeaderMap,
    body: Bytes,
    /// What limits of one address are counted by.
    pub(crate) rate_key: String,
}

impl<S: Send + Sync> FromRequest<S> for ClientRequest {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let context = RequestContext::from_request_parts(&mut parts, state).await;
        let rate_key = context.map_err(IntoResponse::into_response)?.rate_key();
        let headers = parts.headers.clone();
        let body = Bytes::from_request(Request::from_parts(parts, body), state).await;
        Ok(Self { headers, body: body.map_err(IntoResponse::into_response)?, rate_key })
    }
}

impl ClientRequest {
    /// The form, and the client that has proved who it is. Failures are counted by client and address.
    pub(crate) async fn authenticate(
        &self,
        provider: &Provider,
    ) -> Result<(Parameters<'_>, AuthenticatedClient), Failure> {
        let form = form(&self.headers, &self.body)?;
        let credentials = self.credentials(&form)?;
        let failures = &provider.0.failures;
        failures.check(credentials.client_id(), &self.rate_key)?;
        let outcome = authenticate(provider, &credentials).await;
        if let Err(Failure::Token(_)) = &outcome {
            failures.count(credentials.client_id(), &self.rate_key)?;
        }
        let client = outcome?;
        Ok((form, client))
    }

    /// The response of the endpoint; a client that tried the Basic scheme is told so (RFC 6749 §5.2).
    pub(crate) fn respond(&self, outcome: Result<Response, Failure>) -> Response {
        outcome.unwrap_or_else(|failure| {
            let mut response = failure.into_response();
            if response.status() == StatusCode::UNAUTHORIZED
                && self.headers.contains_key(header::AUTHORIZATION)
            {
                let challenge = HeaderValue::from_static(r#"Basic realm="openid", charset="UTF-8""#);
                response.headers_mut().insert(header::WWW_AUTHENTICATE, challenge);
            }
            response
        })
    }

    fn credentials<'a>(&'a self, form: &'a Parameters<'_>) -> Result<Credentials<'a>, TokenError> {
        let mut values = self.headers.get_all(header::AUTHORIZATION).iter();
        let authorization =
            values.next().map(HeaderValue::to_str).transpose().map_err(|_| TokenError::InvalidClient)?;
        if values.next().is_some() {
            return Err(TokenError::InvalidRequest("more than one Authorization header"));
        }
        Credentials::read(authorization, form).map_err(|error| match error {
            CredentialsError::Several => {
                TokenError::InvalidRequest("more than one way of client authentication")
            }
            CredentialsError::Malformed | CredentialsError::Missing => TokenError::InvalidClient,
        })
    }
}

/// A Basic header that its client did not encode counts as it stands, too.
async fn authenticate(
    provider: &Provider,
    credentials: &Credentials<'_>,
) -> Result<AuthenticatedClient, Failure> {
    let outcome = prove(provider, credentials).await;
    match (&outcome, credentials.unencoded()) {
        (Err(Failure::Token(_)), Some(unencoded)) => prove(provider, &unencoded).await,
        _ => outcome,
    }
}

async fn prove(provider: &Provider, credentials: &Credentials<'_>) -> Result<AuthenticatedClient, Failure> {
    let clients = &provider.0.clients;
    let client = clients.find(credentials.client_id()).await?.ok_or(TokenError::InvalidClient)?;
    Ok(clients.authenticator.authenticate(&client, credentials, provider.now()).await?)
}

/// A form in the body (RFC 6749 §3.2).
pub(crate) fn form<'a>(headers: &HeaderMap, body: &'a Bytes) -> Result<Parameters<'a>, TokenError> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    if !kind.eq_ignore_ascii_case("application/x-www-form-urlencoded") {
        return Err(TokenError::InvalidRequest("the body must be application/x-www-form-urlencoded"));
    }
    let text = std::str::from_utf8(body).map_err(|_| TokenError::InvalidRequest("the body is not UTF-8"))?;
    Parameters::parse(text).map_err(|error| {
        TokenError::InvalidRequest(match error {
            ParametersError::Duplicate => "a parameter is included more than once",
            ParametersError::TooLong | ParametersError::TooMany => "the request is too long",
            ParametersError::Malformed => "a parameter is malformed",
        })
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

impl From<RateLimited> for Failure {
    fn from(wait: RateLimited) -> Self {
        Self::TooMany(wait)
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        match &self {
            Self::Token(error) => {
                let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::BAD_REQUEST);
                json(status, &error.body())
            }
            Self::Authorization(AuthorizationErrorResponse { error, description }) => {
                let body = json!({ "error": error.code(), "error_description": description });
                json(StatusCode::BAD_REQUEST, &body)
            }
            Self::TooMany(wait) => {
                let body = json!({
                    "error": "temporarily_unavailable", "error_description": "too many requests; see Retry-After",
                });
                let mut response = json(StatusCode::TOO_MANY_REQUESTS, &body);
                response.headers_mut().insert(header::RETRY_AFTER, wait.seconds().into());
                response
            }
            Self::Store(_) | Self::Claims(_) | Self::Signing => {
                tracing::error!(error = &self as &dyn std::error::Error, "an endpoint for clients failed");
                json(StatusCode::SERVICE_UNAVAILABLE, &json!({ "error": "temporarily_unavailable" }))
            }
        }
    }
}
