//! The userinfo endpoint (OIDC Core §5.3): one read, and those of the claims' source.

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use oidc::{Scope, claims_of_scope};
use serde_json::{Map, Value};

use super::client_auth;
use crate::table::grant::GrantRow;
use crate::tokens::AccessToken;
use crate::{BearerError, ClaimsQuery, Provider, bearer};

pub(crate) async fn by_header(State(provider): State<Provider>, headers: HeaderMap) -> Response {
    match bearer::of_headers(&headers) {
        Ok(Some(token)) => answer(&provider, token).await,
        Ok(None) => BearerError::Missing.into_response(),
        Err(error) => error.into_response(),
    }
}

/// RFC 6750 §2.2: a form may bear the token, but then nothing else may.
pub(crate) async fn by_header_or_form(
    State(provider): State<Provider>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let form = client_auth::form(&headers, &body).ok();
    let in_form = form.as_ref().and_then(|form| form.get("access_token"));
    match (bearer::of_headers(&headers), in_form) {
        (Ok(Some(token)), None) | (Ok(None), Some(token)) => answer(&provider, token).await,
        (Ok(None), None) => BearerError::Missing.into_response(),
        (Ok(Some(_)), Some(_)) => BearerError::Malformed.into_response(),
        (Err(error), _) => error.into_response(),
    }
}

async fn answer(provider: &Provider, token: &str) -> Response {
    let (token, grant) = match provider.grant_behind(token).await {
        Ok(found) => found,
        Err(error) => return error.into_response(),
    };
    // The subject is missing where a client asks with a token of its own.
    let Some(subject) = &grant.subject else { return BearerError::Scope.into_response() };
    let client = match provider.client(&grant.client_id).await {
        Ok(Some(client)) => client,
        Ok(None) => return BearerError::Invalid.into_response(),
        Err(error) => return BearerError::from(error).into_response(),
    };
    let names = names(&grant, token);
    let mut claims = Map::new();
    if !names.is_empty() {
        let wanted = ClaimsQuery { client: &client, subject, names: &names, granted_at: grant.created_at };
        match provider.0.account_provider.claims(wanted).await {
            Ok(values) => claims = only(&names, values),
            Err(error) => return client_auth::Failure::from(error).into_response(),
        }
    }
    claims.insert("sub".to_owned(), provider.subject_for(&client, subject).into());
    client_auth::json(StatusCode::OK, &claims)
}

/// What was released and is covered by this token: a narrower token loses what only the dropped scopes stood for.
fn names(grant: &GrantRow, token: AccessToken) -> Vec<&str> {
    let covered: Scope = grant.scope.of_bits(token.scope_bits);
    let dropped = grant.scope.filtered(|value| !covered.contains(value));
    let is_dropped = |name: &str| dropped.iter().any(|value| claims_of_scope(value).contains(&name));
    grant.userinfo_claims.split_whitespace().filter(|name| !is_dropped(name)).collect()
}

/// Drops claims that were not requested.
pub(super) fn only(names: &[&str], mut values: Map<String, Value>) -> Map<String, Value> {
    values.retain(|name, value| names.contains(&name.as_str()) && !value.is_null());
    values
}
