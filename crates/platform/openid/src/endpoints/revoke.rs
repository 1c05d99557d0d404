//! Revocation (RFC 7009): any token of a grant ends the grant.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use oidc::TokenError;

use super::client_auth::{self, ClientRequest, Failure};
use crate::Provider;
use crate::table::grant;

pub(crate) async fn post(State(provider): State<Provider>, request: ClientRequest) -> Response {
    request.respond(revoke(&provider, &request).await.map(|()| StatusCode::OK.into_response()))
}

/// RFC 7009 §2.1, §2.2: a token that is unknown or another client's is answered like one that was revoked, so that nobody
/// can try tokens out.
async fn revoke(provider: &Provider, request: &ClientRequest) -> Result<(), Failure> {
    let (form, who) = request.authenticate(provider).await?;
    let token = form.get("token").ok_or(TokenError::InvalidRequest("token is missing"))?;
    let tokens = &provider.0.tokens;
    let access = tokens.read_access_token(token).map(|token| token.id);
    let id = access.or_else(|| tokens.read_refresh_token(token).map(|token| token.id));
    let Some(id) = id else { return client_auth::record_alone(provider, who.assertion).await };
    let now = provider.now();
    let write = provider.0.store.write(|tx| -> Result<(), Failure> {
        client_auth::record(tx, who.assertion)?;
        grant::revoke(tx, &id, &who.client.id, now)?;
        Ok(())
    });
    write.await
}
