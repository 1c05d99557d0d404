//! Revocation (RFC 7009): any token of a grant ends the grant.

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use oidc::TokenError;
use web::RequestContext;

use super::client_request::{self, Failure};
use crate::Provider;
use crate::table::grant;

pub(crate) async fn answer(
    State(provider): State<Provider>,
    headers: HeaderMap,
    visitor: RequestContext,
    body: Bytes,
) -> Response {
    match revoke(&provider, &headers, &visitor, &body).await {
        Ok(()) => StatusCode::OK.into_response(),
        Err(failure) => failure.answer(&headers),
    }
}

/// RFC 7009 §2.1, §2.2: a token that is unknown or another client's is answered like one that was revoked, so that nobody
/// can try tokens out.
async fn revoke(
    provider: &Provider,
    headers: &HeaderMap,
    visitor: &RequestContext,
    body: &Bytes,
) -> Result<(), Failure> {
    let form = client_request::parameters(client_request::form_text(headers, body)?)?;
    let who = provider.authenticate(headers, &form, visitor).await?;
    let token = form.get("token").ok_or(TokenError::InvalidRequest("token is missing"))?;
    let mint = &provider.0.mint;
    let access = mint.read_access_token(token).map(|token| token.id);
    let id = access.or_else(|| mint.read_refresh_token(token).map(|token| token.id));
    let Some(id) = id else { return client_request::record_alone(provider, who.assertion).await };
    let now = provider.now();
    let write = provider.0.store.write(|tx| -> Result<(), Failure> {
        client_request::record(tx, who.assertion)?;
        grant::revoke(tx, &id, &who.client.id, now)?;
        Ok(())
    });
    write.await
}
