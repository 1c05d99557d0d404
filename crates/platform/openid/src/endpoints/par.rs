//! Pushed authorization requests (RFC 9126).

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use oidc::TokenError;
use serde_json::json;
use values::SECOND_MS;

use super::authorize;
use super::client_auth::{self, ClientRequest, Failure};
use crate::Provider;
use crate::table::request::{self, Kind, RequestRow};
use crate::tokens::{OpaqueHandle, row_id};

pub(crate) async fn post(State(provider): State<Provider>, request: ClientRequest) -> Response {
    request.respond(push(&provider, &request).await)
}

/// RFC 9126 §2.1: authenticate, refuse `request_uri`, check as the authorization endpoint would. One write.
async fn push(provider: &Provider, pushed: &ClientRequest) -> Result<Response, Failure> {
    let (form, who) = pushed.authenticate(provider).await?;
    // A confidential client may speak for many people from one address.
    if who.client.is_public() {
        provider.0.waiting_limit.check(&pushed.rate_key)?;
    }
    let unregistered = TokenError::InvalidRequest("redirect_uri is not registered");
    let redirect_uri = authorize::registered_redirect_uri(&who.client, &form).map_err(|_| unregistered)?;
    let request = authorize::read(provider, &who.client, redirect_uri, &form, true)?;
    let now = provider.now();
    let row = RequestRow {
        id: row_id(now),
        client_id: Some(who.client.id.clone()),
        browser: None,
        body: crate::pending_requests::to_json(&request)?,
        created_at: now,
        expires_at: now.plus_ms(provider.0.lifetimes.pushed_request_ms),
        finished_at: None,
        answer: None,
    };
    let write = provider.0.store.write(|tx| -> Result<(), Failure> {
        client_auth::record(tx, who.assertion)?;
        Ok(request::insert(tx, Kind::Pushed, &row)?)
    });
    write.await?;
    let handle = provider.0.tokens.handle(OpaqueHandle::Pushed, &row.id);
    let request_uri = format!("urn:ietf:params:oauth:request_uri:{handle}");
    let expires_in = provider.0.lifetimes.pushed_request_ms / SECOND_MS;
    let body = json!({ "request_uri": request_uri, "expires_in": expires_in });
    Ok(client_auth::json(StatusCode::CREATED, &body))
}
