//! The authorization endpoint (OIDC Core §3.1.2).
//!
//! A login with a live session and a remembered release costs, beside the read of the session by [`RequestContext`], one read of
//! the release and one write of the grant.

use std::sync::Arc;

use axum::extract::{RawForm, RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use jose::UnverifiedJws;
use oidc::{
    AuthorizationErrorResponse, AuthorizationRequest, Parameters, ResponseMode, ResponseParameters,
    has_request_uri, pushed_request_uri, read_authorization_request,
};
use serde::Deserialize;
use sessions::Session;
use values::Timestamp;
use web::{Problem, RequestContext};

use super::AUTHORIZE;
use crate::decision::{Decision, Situation, decide, level_can_be_reached, prompt_none_error};
use crate::table::request::{self, Kind};
use crate::tokens::{OpaqueHandle, RowId};
use crate::{AuthorizationResponse, Client, Grant, InteractionError, InteractionReason, Provider, Release};

/// Errors shown as a page because no valid redirect URI is known (RFC 6749 §4.1.2.1).
#[derive(Debug, thiserror::Error)]
enum NonRedirectableError {
    #[error("the parameters cannot be read")]
    Malformed,
    #[error("the client is unknown")]
    Client,
    #[error("the redirect URI is not registered")]
    RedirectUri,
    #[error("the pushed request is unknown, expired or used")]
    Pushed,
}

/// A request that passed every check that needs no session.
struct ValidRequest {
    request: AuthorizationRequest,
    pushed: Option<RowId>,
}

pub(crate) async fn get(
    State(provider): State<Provider>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    visitor: RequestContext,
) -> Result<Response, Problem> {
    let query = query.unwrap_or_default();
    let parameters = Parameters::parse(&query).map_err(|_| NonRedirectableError::Malformed)?;
    let client = known_client(&provider, &parameters).await?;
    let (redirect_uri, valid) = if has_request_uri(&parameters) {
        match pushed(&provider, &client, &parameters).await? {
            Ok(valid) => (None, Ok(valid)),
            // A client that told its address as well can be answered.
            Err(refusal) => {
                let redirect_uri = registered_redirect_uri(&client, &parameters);
                (Some(redirect_uri.map_err(|_| NonRedirectableError::Pushed)?), Err(refusal))
            }
        }
    } else {
        let redirect_uri = registered_redirect_uri(&client, &parameters)?;
        let request = read(&provider, &client, redirect_uri, &parameters, false);
        (Some(redirect_uri), request.map(|request| ValidRequest { request, pushed: None }))
    };
    let valid = match valid {
        Ok(valid) => valid,
        Err(refusal) => {
            let redirect_uri = redirect_uri.ok_or(NonRedirectableError::RedirectUri)?;
            let answer = refused(&parameters, redirect_uri, refusal, &provider.0.issuer);
            return Ok(
                AuthorizationResponse::new(answer, &provider.0.site, visitor.language()).into_response()
            );
        }
    };
    respond(&provider, &client, valid, &headers, &visitor, visitor.session()).await
}

/// OIDC Core §3.1.2.1 allows POST. Browsers leave out `SameSite=Lax` cookies when another site posts, so that everybody
/// would seem signed out: the request is turned into a GET, with which they come.
pub(crate) async fn post(RawForm(body): RawForm) -> Result<Response, Problem> {
    let text = std::str::from_utf8(&body).map_err(|_| NonRedirectableError::Malformed)?;
    Parameters::parse(text).map_err(|_| NonRedirectableError::Malformed)?;
    // The parser accepts bytes that have no place in a Location header.
    if !text.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(NonRedirectableError::Malformed.into());
    }
    Ok(Redirect::to(&format!("{AUTHORIZE}?{text}")).into_response())
}

/// RFC 6749 §3.1.2.4.
async fn known_client(provider: &Provider, parameters: &Parameters<'_>) -> Result<Arc<Client>, Problem> {
    let id = parameters.get("client_id").ok_or(NonRedirectableError::Client)?;
    Ok(provider.client(id).await?.ok_or(NonRedirectableError::Client)?)
}

/// RFC 6749 §3.1.2.3; OIDC Core §3.1.2.1 requires the parameter.
pub(super) fn registered_redirect_uri<'a>(
    client: &Client,
    parameters: &'a Parameters<'_>,
) -> Result<&'a str, Problem> {
    let asked = parameters.get("redirect_uri").ok_or(NonRedirectableError::RedirectUri)?;
    if client.redirect_uris.iter().any(|registered| registered.matches(asked)) {
        Ok(asked)
    } else {
        Err(NonRedirectableError::RedirectUri.into())
    }
}

/// The checks that need no session, and the hint that needs our keys.
pub(super) fn read(
    provider: &Provider,
    client: &Client,
    redirect_uri: &str,
    parameters: &Parameters<'_>,
    pushed: bool,
) -> Result<AuthorizationRequest, AuthorizationErrorResponse> {
    let policy = client.request_policy(pushed);
    let mut request = read_authorization_request(parameters, &client.id, redirect_uri, &policy)?;
    provider.0.account_provider.check_request(&request)?;
    if let Some(hint) = request.id_token_hint.take() {
        let error = oidc::AuthorizationError::InvalidRequest;
        let subject = hinted_subject(provider, client, &hint);
        let subject = subject.ok_or(error.with_description("id_token_hint is not ours, or not yours"))?;
        if request.expected_subject.is_some_and(|asked| asked != subject) {
            return Err(error.with_description("id_token_hint and the sub asked for name two people"));
        }
        request.expected_subject = Some(subject);
    }
    Ok(request)
}

/// OIDC Core §3.1.2.1: the subject of an ID token that we issued to this client; it may have expired.
pub(super) fn hinted_subject(provider: &Provider, client: &Client, hint: &str) -> Option<String> {
    #[derive(Deserialize)]
    struct Hint {
        iss: String,
        sub: String,
        aud: String,
    }
    let keys = provider.0.keyring.keys();
    let payload = UnverifiedJws::parse(hint).ok()?.verify(keys.verifying()).ok()?;
    let hint: Hint = serde_json::from_slice(&payload).ok()?;
    (hint.iss == provider.0.issuer && hint.aud == client.id).then_some(hint.sub)
}

/// A pushed request (RFC 9126 §4): usable by its client until the first code is issued for it. Foreign documents are not
/// fetched (OIDC Core §6.2).
async fn pushed(
    provider: &Provider,
    client: &Client,
    parameters: &Parameters<'_>,
) -> Result<Result<ValidRequest, AuthorizationErrorResponse>, Problem> {
    let Some(handle) = parameters.get("request_uri").and_then(pushed_request_uri) else {
        let foreign = oidc::AuthorizationError::RequestUriNotSupported;
        return Ok(Err(
            foreign.with_description("only a request_uri from the pushed authorization request endpoint")
        ));
    };
    let unusable =
        oidc::AuthorizationError::InvalidRequestUri.with_description("it is unknown, expired or used");
    let Some(id) = provider.0.tokens.read_handle(OpaqueHandle::Pushed, handle) else {
        return Ok(Err(unusable));
    };
    let row = provider.0.store.read(|tx| request::find(tx, Kind::Pushed, &id)).await?;
    let is_usable = |row: &request::RequestRow, now: Timestamp| {
        row.client_id.as_deref() == Some(&client.id) && row.finished_at.is_none() && now < row.expires_at
    };
    match row.filter(|row| is_usable(row, provider.now())) {
        Some(row) => {
            Ok(Ok(ValidRequest { request: crate::pending_requests::from_json(&row.body)?, pushed: Some(id) }))
        }
        None => Ok(Err(unusable)),
    }
}

/// Answers the client, or sends the person to a page of the site.
async fn respond(
    provider: &Provider,
    client: &Client,
    valid: ValidRequest,
    headers: &HeaderMap,
    visitor: &RequestContext,
    session: Option<&Session>,
) -> Result<Response, Problem> {
    let ValidRequest { request, pushed } = valid;
    let subject = provider.expected_subject(client, &request, session);
    let (subject, now) = (subject.as_deref(), provider.now());
    let situation = Situation { client, request: &request, session, subject, begun_at: None, now };
    let levels = provider.0.account_provider.capabilities().levels;
    let granted = match level_can_be_reached(client, &request, levels) {
        Err(error) => Err(error),
        Ok(()) => match decide(&situation) {
            Decision::Interact(reason) => Ok(Err(reason)),
            Decision::ReleaseEverything(session) => {
                Ok(Ok(Grant::from_session(session, Release::everything(&request))))
            }
            Decision::AskConsent(session) => {
                let consented = provider.0.store.read(|tx| provider.consented(tx, &situation, session));
                Ok(consented.await?.ok_or(InteractionReason::Consent))
            }
        },
    };
    let response = match granted {
        Err(error) => request.refused(error, &provider.0.issuer),
        Ok(Err(reason)) if request.prompt.none => {
            request.refused(prompt_none_error(reason), &provider.0.issuer)
        }
        Ok(Err(reason)) => {
            provider.0.waiting_limit.check(&waiting_rate_key(visitor))?;
            let language = visitor.language();
            let page = provider.begin_interaction(headers, client, request, reason, language, pushed).await?;
            return Ok(page.into_response());
        }
        Ok(Ok(grant)) => {
            let subject = provider.subject_for(client, &grant.subject);
            let code = provider.new_code(&request, &grant);
            let issued = provider.0.store.write(|tx| -> Result<(), InteractionError> {
                if let Some(pushed) = &pushed {
                    provider.finish_pushed(tx, pushed)?;
                }
                provider.issue(tx, client, &request, &grant, &subject, code)
            });
            match issued.await {
                // Signed out in this very moment: nobody is signed in.
                Err(InteractionError::SignedOut) => {
                    let valid = ValidRequest { request, pushed };
                    return Box::pin(respond(provider, client, valid, headers, visitor, None)).await;
                }
                issued => issued?,
            }
            request.granted(provider.0.tokens.code(code), &provider.0.issuer)
        }
    };
    Ok(AuthorizationResponse::new(response, &provider.0.site, visitor.language()).into_response())
}

/// By whom requests that wait are counted: by an address, but who is signed in by the session, and a browser in which
/// somebody logged in before by itself, so that strangers at the same address keep neither from going on.
pub(super) fn waiting_rate_key(visitor: &RequestContext) -> String {
    visitor.session().map_or_else(|| visitor.browser_rate_key(), |session| format!("session {}", session.id))
}

/// The answer to a request that is known to come from a registered address and cannot be read otherwise.
fn refused(
    parameters: &Parameters<'_>,
    redirect_uri: &str,
    refusal: AuthorizationErrorResponse,
    issuer: &str,
) -> ResponseParameters {
    let mode = parameters.get("response_mode").and_then(ResponseMode::parse).unwrap_or_default();
    let error = vec![
        ("error", refusal.error.code().to_owned()),
        ("error_description", refusal.description.to_owned()),
    ];
    ResponseParameters::new(redirect_uri, mode, parameters.get("state"), issuer, error)
}

impl From<NonRedirectableError> for Problem {
    fn from(reason: NonRedirectableError) -> Self {
        tracing::info!(%reason, "an authorization request got a page");
        match reason {
            NonRedirectableError::Malformed => Self::new(StatusCode::BAD_REQUEST, "openid-request-malformed"),
            NonRedirectableError::Client => Self::new(StatusCode::BAD_REQUEST, "openid-client-unknown"),
            NonRedirectableError::RedirectUri => Self::new(StatusCode::BAD_REQUEST, "openid-redirect-uri"),
            NonRedirectableError::Pushed => {
                Self::new(StatusCode::BAD_REQUEST, "openid-pushed-request-expired")
            }
        }
    }
}
