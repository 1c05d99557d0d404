//! The authorization endpoint (OIDC Core §3.1.2).
//!
//! A login with a live session and a remembered release costs, beside the read of the session by [`RequestContext`], one read of
//! the release and one write of the grant.

use axum::extract::{RawForm, RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use jose::UnverifiedJws;
use oidc::{
    AuthorizationErrorResponse, AuthorizationRequest, Parameters, RequestPolicy, ResponseMode,
    ResponseParameters, has_request_uri, pushed_request_uri, read_authorization_request,
};
use serde::Deserialize;
use values::Timestamp;
use web::{Problem, RequestContext, Session};

use super::AUTHORIZE;
use crate::decision::{Decision, Situation, decide, shown_or_refused};
use crate::minted::{Handle, RowId};
use crate::table::request::{self, Kind};
use crate::{
    AuthorizationResponse, Client, ConsentQuery, Grant, InteractionError, InteractionReason, Pkce, Provider,
    Release,
};

/// Why a request gets a page instead of an answer: nobody is known to whom an answer could go (RFC 6749 §4.1.2.1).
#[derive(Debug, thiserror::Error)]
enum Unanswerable {
    #[error("the parameters cannot be read")]
    Malformed,
    #[error("the client is unknown")]
    Client,
    #[error("the redirect URI is not registered")]
    RedirectUri,
    #[error("the pushed request is unknown, expired or used")]
    Pushed,
}

/// A request that can be decided.
struct Readable {
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
    let parameters = Parameters::parse(&query).map_err(|_| Unanswerable::Malformed)?;
    let client = known_client(&provider, &parameters)?;
    let (redirect_uri, readable) = if has_request_uri(&parameters) {
        match pushed(&provider, &client, &parameters).await? {
            Ok(readable) => (None, Ok(readable)),
            // A client that told its address as well can be answered.
            Err(refusal) => {
                let redirect_uri = registered_redirect_uri(&client, &parameters);
                (Some(redirect_uri.map_err(|_| Unanswerable::Pushed)?), Err(refusal))
            }
        }
    } else {
        let redirect_uri = registered_redirect_uri(&client, &parameters)?;
        let request = plain(&provider, &client, redirect_uri, &parameters);
        (Some(redirect_uri), request.map(|request| Readable { request, pushed: None }))
    };
    let readable = match readable {
        Ok(readable) => readable,
        Err(refusal) => {
            let redirect_uri = redirect_uri.ok_or(Unanswerable::RedirectUri)?;
            let answer = refused(&parameters, redirect_uri, refusal, &provider.0.issuer);
            return Ok(
                AuthorizationResponse::new(answer, &provider.0.site, visitor.language()).into_response()
            );
        }
    };
    decided(&provider, &client, readable, &headers, &visitor, visitor.session()).await
}

/// OIDC Core §3.1.2.1 allows POST. Browsers leave out `SameSite=Lax` cookies when another site posts, so that everybody
/// would seem signed out: the request is turned into a GET, with which they come.
pub(crate) async fn post(RawForm(body): RawForm) -> Result<Response, Problem> {
    let text = std::str::from_utf8(&body).map_err(|_| Unanswerable::Malformed)?;
    Parameters::parse(text).map_err(|_| Unanswerable::Malformed)?;
    // The parser accepts bytes that have no place in a Location header.
    if !text.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(Unanswerable::Malformed.into());
    }
    Ok(Redirect::to(&format!("{AUTHORIZE}?{text}")).into_response())
}

/// RFC 6749 §3.1.2.4.
fn known_client(
    provider: &Provider,
    parameters: &Parameters<'_>,
) -> Result<std::sync::Arc<Client>, Unanswerable> {
    parameters.get("client_id").and_then(|id| provider.client(id)).ok_or(Unanswerable::Client)
}

/// RFC 6749 §3.1.2.3; OIDC Core §3.1.2.1 requires the parameter.
pub(super) fn registered_redirect_uri<'a>(
    client: &Client,
    parameters: &'a Parameters<'_>,
) -> Result<&'a str, Problem> {
    let asked = parameters.get("redirect_uri").ok_or(Unanswerable::RedirectUri)?;
    if client.redirect_uris.iter().any(|registered| registered.matches(asked)) {
        Ok(asked)
    } else {
        Err(Unanswerable::RedirectUri.into())
    }
}

/// A request whose parameters are all here.
fn plain(
    provider: &Provider,
    client: &Client,
    redirect_uri: &str,
    parameters: &Parameters<'_>,
) -> Result<AuthorizationRequest, AuthorizationErrorResponse> {
    if client.require_pushed_authorization_requests {
        let error = oidc::AuthorizationError::InvalidRequest;
        return Err(error.with_description("this client must push its requests (RFC 9126)"));
    }
    read(provider, client, redirect_uri, parameters, false)
}

/// The checks that need no session, and the hint that needs our keys.
pub(super) fn read(
    provider: &Provider,
    client: &Client,
    redirect_uri: &str,
    parameters: &Parameters<'_>,
    pushed: bool,
) -> Result<AuthorizationRequest, AuthorizationErrorResponse> {
    let pkce_required = client.pkce == Pkce::Required;
    let detail_types = &client.authorization_details_types;
    let rules = RequestPolicy { scope: &client.scope, detail_types, pushed, pkce_required };
    let mut request = read_authorization_request(parameters, &client.id, redirect_uri, &rules)?;
    provider.0.account_provider.check(&request)?;
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
) -> Result<Result<Readable, AuthorizationErrorResponse>, Problem> {
    let Some(handle) = parameters.get("request_uri").and_then(pushed_request_uri) else {
        let foreign = oidc::AuthorizationError::RequestUriNotSupported;
        return Ok(Err(
            foreign.with_description("only a request_uri from the pushed authorization request endpoint")
        ));
    };
    let unusable =
        oidc::AuthorizationError::InvalidRequestUri.with_description("it is unknown, expired or used");
    let Some(id) = provider.0.mint.read_handle(Handle::Pushed, handle) else { return Ok(Err(unusable)) };
    let row = provider.0.store.read(|tx| request::find(tx, Kind::Pushed, &id)).await?;
    let is_usable = |row: &request::RequestRow, now: Timestamp| {
        row.client_id.as_deref() == Some(&client.id) && row.finished_at.is_none() && now < row.expires_at
    };
    match row.filter(|row| is_usable(row, provider.now())) {
        Some(row) => Ok(Ok(Readable { request: crate::waiting::from_json(&row.body)?, pushed: Some(id) })),
        None => Ok(Err(unusable)),
    }
}

async fn decided(
    provider: &Provider,
    client: &Client,
    readable: Readable,
    headers: &HeaderMap,
    visitor: &RequestContext,
    session: Option<&Session>,
) -> Result<Response, Problem> {
    let Readable { request, pushed } = readable;
    let now = provider.now();
    let subject = match (session, &request.expected_subject) {
        (Some(session), Some(_)) => Some(provider.subject_for(client, &session.subject)),
        _ => None,
    };
    let situation = Situation {
        client,
        request: &request,
        session,
        subject: subject.as_deref(),
        levels: provider.0.account_provider.capabilities().levels,
        begun_at: now,
        now,
    };
    let mut decision = decide(&situation);
    let mut release = None;
    if let (Decision::AskRelease, Some(session)) = (&decision, session) {
        let asked = ConsentQuery { client, request: &request, session, now };
        release = provider.0.store.read(|tx| provider.0.account_provider.stored_consent(tx, &asked)).await?;
        let is_open = |release: &Release| release.leaves_offline_open(&request) && !request.prompt.none;
        if release.as_ref().is_none_or(is_open) {
            decision = shown_or_refused(InteractionReason::Consent, &request);
        }
    }
    match decision {
        Decision::Refuse(refusal) => {
            let answer = request.refused(refusal, &provider.0.issuer);
            Ok(AuthorizationResponse::new(answer, &provider.0.site, visitor.language()).into_response())
        }
        Decision::Show(need) => {
            provider.0.waiting_limit.check(&waits_as(visitor))?;
            let language = visitor.language();
            let sent = provider.begin_interaction(headers, client, request, need, language, pushed).await?;
            Ok(sent.into_response())
        }
        Decision::AskRelease | Decision::GrantEverything => {
            let Some(session) = session else { return Err(Problem::bad_request()) };
            let release = release.unwrap_or_else(|| Release::everything(&request));
            let grant = Grant::from_session(session, release);
            let subject = provider.subject_for(client, &session.subject);
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
                    let readable = Readable { request, pushed };
                    return Box::pin(decided(provider, client, readable, headers, visitor, None)).await;
                }
                issued => issued?,
            }
            let answer = request.granted(provider.0.mint.code(code), &provider.0.issuer);
            Ok(AuthorizationResponse::new(answer, &provider.0.site, visitor.language()).into_response())
        }
    }
}

/// By whom requests that wait are counted: by an address, but who is signed in by the session, and a browser in which
/// somebody logged in before by itself, so that strangers at the same address keep neither from going on.
pub(super) fn waits_as(visitor: &RequestContext) -> String {
    visitor.session().map_or_else(|| visitor.browser_rate_key(), |session| format!("session {}", session.id))
}

/// The answer to a request that is known to come from a registered address and cannot be read otherwise.
fn refused(
    parameters: &Parameters<'_>,
    redirect_uri: &str,
    refusal: AuthorizationErrorResponse,
    issuer: &str,
) -> ResponseParameters {
    let mode = match parameters.get("response_mode") {
        Some("form_post") => ResponseMode::FormPost,
        _ => ResponseMode::Query,
    };
    let error = vec![
        ("error", refusal.error.code().to_owned()),
        ("error_description", refusal.description.to_owned()),
    ];
    ResponseParameters::new(redirect_uri, mode, parameters.get("state"), issuer, error)
}

impl From<Unanswerable> for Problem {
    fn from(reason: Unanswerable) -> Self {
        tracing::info!(%reason, "an authorization request got a page");
        match reason {
            Unanswerable::Malformed => Self::new(StatusCode::BAD_REQUEST, "openid-request-malformed"),
            Unanswerable::Client => Self::new(StatusCode::BAD_REQUEST, "openid-client-unknown"),
            Unanswerable::RedirectUri => Self::new(StatusCode::BAD_REQUEST, "openid-redirect-uri"),
            Unanswerable::Pushed => Self::new(StatusCode::BAD_REQUEST, "openid-pushed-request-expired"),
        }
    }
}
