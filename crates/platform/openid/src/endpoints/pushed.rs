//! Pushed authorization requests (RFC 9126).

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use oidc::TokenError;
use serde_json::json;
use values::SECOND_MS;
use web::RequestContext;

use super::authorize;
use super::client_request::{self, Failure};
use crate::minted::{Handle, row_id};
use crate::table::request::{self, Kind, RequestRow};
use crate::{ClientAuthentication, Provider};

pub(crate) async fn answer(
    State(provider): State<Provider>,
    headers: HeaderMap,
    visitor: RequestContext,
    body: Bytes,
) -> Response {
    match push(&provider, &headers, &visitor, &body).await {
        Ok(request_uri) => {
            let expires_in = provider.0.lifetimes.pushed_request_ms / SECOND_MS;
            let body = json!({ "request_uri": request_uri, "expires_in": expires_in });
            client_request::json(StatusCode::CREATED, &body)
        }
        Err(failure) => failure.answer(&headers),
    }
}

/// RFC 9126 §2.1: authenticate, refuse `request_uri`, check as the authorization endpoint would. One write.
async fn push(
    provider: &Provider,
    headers: &HeaderMap,
    visitor: &RequestContext,
    body: &Bytes,
) -> Result<String, Failure> {
    let form = client_request::parameters(client_request::form_text(headers, body)?)?;
    let who = provider.authenticate(headers, &form, visitor).await?;
    // A confidential client may speak for many people from one address.
    let public = matches!(who.client.authentication, ClientAuthentication::None);
    if public {
        provider.0.waiting_limit.check(&visitor.rate_key())?;
    }
    let unregistered = TokenError::InvalidRequest("redirect_uri is not registered");
    let redirect_uri = authorize::registered_redirect_uri(&who.client, &form).map_err(|_| unregistered)?;
    let request = authorize::read(provider, &who.client, redirect_uri, &form, true)?;
    let now = provider.now();
    let row = RequestRow {
        id: row_id(now),
        client_id: Some(who.client.id.clone()),
        browser: None,
        body: crate::waiting::to_json(&request)?,
        created_at: now,
        expires_at: now.plus_ms(provider.0.lifetimes.pushed_request_ms),
        finished_at: None,
        answer: None,
    };
    let write = provider.0.store.write(|tx| -> Result<(), Failure> {
        client_request::record(tx, who.assertion)?;
        Ok(request::insert(tx, Kind::Pushed, &row)?)
    });
    write.await?;
    let handle = provider.0.mint.handle(Handle::Pushed, &row.id);
    Ok(format!("urn:ietf:params:oauth:request_uri:{handle}"))
}
