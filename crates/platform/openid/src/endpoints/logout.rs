//! Logout that a client begins (OpenID Connect RP-Initiated Logout 1.0).

use std::sync::Arc;

use axum::extract::{RawForm, RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use jose::UnverifiedJws;
use oidc::{LogoutRequest, Parameters, read_logout_request};
use serde::Deserialize;
use store::StoreError;
use url::Url;
use web::{Problem, RequestContext};

use super::LOGOUT;
use crate::{Client, Provider};

pub(crate) async fn get(
    State(provider): State<Provider>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    visitor: RequestContext,
) -> Result<Response, Problem> {
    let query = query.unwrap_or_default();
    let parameters = Parameters::parse(&query).map_err(|_| malformed())?;
    let asked = read_logout_request(&parameters);
    let client = client(&provider, &asked).await?;
    let return_to = return_to(client.as_deref(), &asked);
    if visitor.session().is_none()
        && let Some(return_to) = &return_to
    {
        return Ok(Redirect::to(return_to).into_response());
    }
    provider.0.waiting_limit.check(&super::authorize::waiting_rate_key(&visitor))?;
    let stays_here = return_to.is_none() && asked.post_logout_redirect_uri.is_some();
    let language = asked.ui_locales.first().copied();
    let sent = provider.begin_logout(&headers, client.as_deref(), return_to, stays_here, language).await?;
    Ok(sent.into_response())
}

/// As with the authorization endpoint: cookies come with a GET only.
pub(crate) async fn post(RawForm(body): RawForm) -> Result<Response, Problem> {
    let text = std::str::from_utf8(&body).map_err(|_| malformed())?;
    Parameters::parse(text).map_err(|_| malformed())?;
    if !text.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(malformed());
    }
    Ok(Redirect::to(&format!("{LOGOUT}?{text}")).into_response())
}

/// RP-Initiated Logout §2: who asks, by `client_id` or by an ID token of ours. Where both are there and name two, nobody
/// is known; the person is asked all the same whether they want to log out.
async fn client(provider: &Provider, asked: &LogoutRequest) -> Result<Option<Arc<Client>>, StoreError> {
    let hinted = asked.id_token_hint.as_deref().map(|hint| hinted_client(provider, hint));
    match (hinted, &asked.client_id) {
        (Some(Some(hinted)), Some(named)) if hinted != *named => Ok(None),
        (_, Some(named)) => provider.client(named).await,
        (Some(Some(hinted)), None) => provider.client(&hinted).await,
        (_, None) => Ok(None),
    }
}

/// RP-Initiated Logout §3: the address must be registered, and somebody must be known who registered it. Otherwise the
/// browser goes nowhere.
fn return_to(client: Option<&Client>, asked: &LogoutRequest) -> Option<String> {
    let uri = asked.post_logout_redirect_uri.as_ref()?;
    if !client?.post_logout_redirect_uris.iter().any(|registered| registered.matches(uri)) {
        return None;
    }
    let mut url = Url::parse(uri).ok()?;
    if let Some(state) = &asked.state {
        url.query_pairs_mut().append_pair("state", state);
    }
    Some(url.into())
}

/// The client to which we issued an ID token, expired or not.
fn hinted_client(provider: &Provider, hint: &str) -> Option<String> {
    #[derive(Deserialize)]
    struct Hint {
        iss: String,
        aud: String,
    }
    let keys = provider.0.keyring.keys();
    let payload = UnverifiedJws::parse(hint).ok()?.verify(keys.verifying()).ok()?;
    let hint: Hint = serde_json::from_slice(&payload).ok()?;
    (hint.iss == provider.0.issuer).then_some(hint.aud)
}

fn malformed() -> Problem {
    Problem::new(StatusCode::BAD_REQUEST, "openid-logout-malformed")
}
