//! Introspection (RFC 7662), for clients that authenticate.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use oidc::TokenError;
use serde::Serialize;
use store::StoreError;
use values::{AssuranceLevel, Timestamp};

use super::client_auth::{self, ClientRequest, Failure};
use crate::Provider;
use crate::table::grant::{self, GrantRow};
use crate::tokens::RowId;

/// RFC 7662 §2.2.
#[derive(Default, Serialize)]
#[serde(default)]
struct Introspection {
    active: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    scope: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    client_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    token_type: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    exp: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    iat: Option<i64>,
    /// As the client of the token sees the person.
    #[serde(skip_serializing_if = "Option::is_none")]
    sub: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    iss: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    acr: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    auth_time: Option<i64>,
}

/// A token with a valid MAC. Whether it is still active is decided by its grant row.
struct Token {
    id: RowId,
    scope_bits: u32,
    expires_at: Option<Timestamp>,
    /// For a refresh token: which one.
    number: Option<i64>,
}

pub(crate) async fn post(State(provider): State<Provider>, request: ClientRequest) -> Response {
    let outcome = introspect(&provider, &request).await;
    request.respond(outcome.map(|introspection| client_auth::json(StatusCode::OK, &introspection)))
}

async fn introspect(provider: &Provider, request: &ClientRequest) -> Result<Introspection, Failure> {
    let (form, who) = request.authenticate(provider).await?;
    // RFC 7662 §2.1: some authorization is required, against scanning.
    if who.client.is_public() {
        return Err(TokenError::InvalidClient.into());
    }
    client_auth::record_alone(provider, who.assertion).await?;
    let text = form.get("token").ok_or(TokenError::InvalidRequest("token is missing"))?;
    let Some(token) = read(provider, text) else { return Ok(Introspection::default()) };
    let now = provider.now();
    let found = provider.0.store.read(|tx| -> Result<_, Failure> {
        let state = grant::state(tx, &token.id)?.filter(|state| now < state.expires_at);
        let current = state.is_some_and(|state| token.number.is_none_or(|number| number == state.refreshed));
        if current { Ok(grant::live(tx, &token.id)?) } else { Ok(None) }
    });
    let Some(row) = found.await? else { return Ok(Introspection::default()) };
    // Another client's token looks to all but resource servers as if it were none.
    if row.client_id != who.client.id && !who.client.may_introspect {
        return Ok(Introspection::default());
    }
    Ok(describe(provider, token, row).await?)
}

fn read(provider: &Provider, text: &str) -> Option<Token> {
    let tokens = &provider.0.tokens;
    if let Some(token) = tokens.read_access_token(text) {
        let alive = provider.now() < token.expires_at;
        let expires_at = Some(token.expires_at);
        return alive.then_some(Token {
            id: token.id,
            scope_bits: token.scope_bits,
            expires_at,
            number: None,
        });
    }
    let token = tokens.read_refresh_token(text)?;
    Some(Token { id: token.id, scope_bits: u32::MAX, expires_at: None, number: Some(token.number) })
}

async fn describe(provider: &Provider, token: Token, row: GrantRow) -> Result<Introspection, StoreError> {
    // The tokens of a client that was removed are worth nothing.
    let Some(client) = provider.client(&row.client_id).await? else { return Ok(Introspection::default()) };
    let subject = row.subject.as_deref().map(|subject| provider.subject_for(&client, subject));
    Ok(Introspection {
        active: true,
        scope: Some(row.scope.of_bits(token.scope_bits).to_string()),
        client_id: Some(row.client_id),
        token_type: token.number.is_none().then_some("Bearer"),
        exp: token.expires_at.map(Timestamp::unix_seconds),
        iat: Some(row.created_at.unix_seconds()),
        sub: subject,
        iss: Some(provider.0.issuer.clone()),
        acr: row.level.map(AssuranceLevel::uri),
        auth_time: row.authenticated_at.map(Timestamp::unix_seconds),
    })
}
