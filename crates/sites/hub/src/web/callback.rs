//! How a login by a method ends: the callback.

use ::web::{Page, Problem, RequestContext};
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use openid::{Identity, Refused, RelyingPartyError};

use super::login::{continue_login, redirect, unknown_method};
use super::{AppState, formatting};
use crate::acts::callback::{self as acts, Browser, Callback, CallbackError, CallbackOutcome};
use crate::acts::start_login::LoginStart;
use crate::config::Method;
use crate::protocol::LoginTarget;
use crate::rules::identification::Unidentified;
use crate::rules::login_state::{LoginQuery, LoginState};
use crate::rules::method::MethodId;

/// The error of a provider when it could not reach the level that was asked for.
const UNMET: &str = "unmet_authentication_requirements";

pub(super) async fn callback(
    State(app): State<AppState>,
    headers: HeaderMap,
    Path(method): Path<String>,
    RawQuery(query): RawQuery,
    visitor: RequestContext,
) -> Result<Response, Problem> {
    let nobody = LoginQuery::default();
    let id = MethodId::parse(&method).map_err(|_| unknown_method(&nobody))?;
    let method = app.context.method(&id).ok_or_else(|| unknown_method(&nobody))?;
    let relying_party = app.context.relying_party(&id).ok_or_else(|| unknown_method(&nobody))?;
    let outcome = match relying_party.callback(&headers, query.as_deref()).await {
        Ok(identity) => finish_login(&app, &headers, method, &identity, &visitor).await,
        Err(RelyingPartyError::Refused(refused)) => refused_by(method, &refused, &visitor.page()),
        Err(error) => Err(error.into()),
    };
    outcome.map_err(Problem::not_repeatable)
}

async fn finish_login(
    app: &AppState,
    headers: &HeaderMap,
    method: &Method,
    identity: &Identity,
    visitor: &RequestContext,
) -> Result<Response, Problem> {
    let state = LoginState::from_text(&identity.payload);
    let query = &state.query;
    let target = query.target(app, headers).await?;
    let browser =
        Browser { user_agent: &visitor.client().user_agent, session: visitor.session(), now: visitor.now() };
    let page = visitor.page();
    let callback = Callback { method, identity, target: &target, state: &state, browser };
    let outcome = acts::callback(&app.context, &app.provider, callback).await;
    match outcome.map_err(|error| problem(error, method, query, &page))? {
        CallbackOutcome::SignedIn { cookie, answer: Some(answer) } => {
            Ok((app.site.session_cookie(&cookie), answer).into_response())
        }
        CallbackOutcome::SignedIn { cookie, answer: None } => {
            let onward = continue_login(app, query, &target, cookie.session()).await?;
            Ok((app.site.session_cookie(&cookie), onward).into_response())
        }
        CallbackOutcome::StepUp => {
            let state = LoginState { stepped_up: true, ..state.clone() };
            start_again(app, headers, method, &target, &state, visitor).await
        }
        CallbackOutcome::LoginAgain => {
            let state = LoginState { started_at_ms: None, stepped_up: false, ..state.clone() };
            start_again(app, headers, method, &target, &state, visitor).await
        }
        CallbackOutcome::Unidentified(reason) => Err(unidentified(reason, method, query, &page)),
        CallbackOutcome::TooLow { reached, asked } => {
            let service = formatting::service(&app.context, &page, &target.service());
            Err(Problem::new(StatusCode::FORBIDDEN, "level-too-low")
                .with("reached", page.level(reached))
                .with("asked", page.level(asked))
                .with("service", service)
                .action(query.choice(), "other-methods"))
        }
    }
}

/// Back to the method at once, as if nobody were signed in here.
async fn start_again(
    app: &AppState,
    headers: &HeaderMap,
    method: &Method,
    target: &LoginTarget,
    state: &LoginState,
    visitor: &RequestContext,
) -> Result<Response, Problem> {
    let (language, now) = (visitor.language(), visitor.now());
    let start = LoginStart { method, target, state, session: None, language, now };
    Ok(redirect(app, headers, start).await?.into_response())
}

/// The person changed their mind, or the method cannot do it now: the other methods are offered.
fn refused_by(method: &Method, refused: &Refused, page: &Page) -> Result<Response, Problem> {
    let state = LoginState::from_text(&refused.payload);
    let query = &state.query;
    tracing::info!(method = %method.id, error = refused.error, "a method refused a login");
    match refused.error.as_str() {
        UNMET if state.stepped_up => Err(unidentified(Unidentified::NotProven, method, query, page)),
        UNMET => Err(Problem::new(StatusCode::FORBIDDEN, "login-level-not-reached")
            .with("method", method.name(page.language()))
            .action(query.choice(), "other-methods")),
        "access_denied" => Ok(Redirect::to(&query.choice_after_refusal(&method.id)).into_response()),
        _ => Ok(Redirect::to(&query.choice_without_answer(&method.id)).into_response()),
    }
}

fn unidentified(reason: Unidentified, method: &Method, query: &LoginQuery, page: &Page) -> Problem {
    let key = match reason {
        Unidentified::NotProven => "unidentified-not-proven",
        Unidentified::DataMissing => "unidentified-data-missing",
        Unidentified::NoMatch => "unidentified-no-match",
        Unidentified::NotAttached => "unidentified-not-attached",
        Unidentified::Changed => "unidentified-changed",
        Unidentified::DisconnectedByPerson => "unidentified-disconnected",
        Unidentified::Blocked => "unidentified-blocked",
    };
    Problem::new(StatusCode::FORBIDDEN, key)
        .with("method", method.name(page.language()))
        .action(query.choice(), "other-methods")
}

fn problem(error: CallbackError, method: &Method, query: &LoginQuery, page: &Page) -> Problem {
    match error {
        CallbackError::Population(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "the register failed");
            Problem::new(StatusCode::SERVICE_UNAVAILABLE, "register-unavailable")
                .action(query.choice(), "retry")
        }
        CallbackError::DoesNotFit => Problem::new(StatusCode::BAD_GATEWAY, "login-does-not-fit")
            .with("method", method.name(page.language()))
            .action(query.choice(), "other-methods"),
        CallbackError::Interaction(error) => error.into(),
        CallbackError::Store(error) => error.into(),
    }
}
