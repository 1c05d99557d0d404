//! How a login by a method ends: the callback.

use std::sync::Arc;

use ::web::{Page, Problem, RequestContext};
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use openid::{Identity, Refused, RelyingPartyError};

use super::address::Whose;
use super::login::{go_on, unknown_method};
use super::shown;
use crate::acts::arrive::{self as arriving, Arrival, ArriveError, Browser};
use crate::acts::purpose::{Errand, Purpose};
use crate::acts::{Hub, depart as departing};
use crate::config::Method;
use crate::rules::identification::Reason;
use crate::rules::method::MethodId;

/// What a provider says when it could not reach the level that was asked for.
const UNMET: &str = "unmet_authentication_requirements";

pub(super) async fn arrive(
    State(hub): State<Arc<Hub>>,
    headers: HeaderMap,
    Path(method): Path<String>,
    RawQuery(query): RawQuery,
    visitor: RequestContext,
) -> Result<Response, Problem> {
    let nobody = Whose::default();
    let id = MethodId::parse(&method).map_err(|_| unknown_method(&nobody))?;
    let method = hub.desk.method(&id).ok_or_else(|| unknown_method(&nobody))?;
    let relying_party = hub.relying_party(&id).ok_or_else(|| unknown_method(&nobody))?;
    let outcome = match relying_party.callback(&headers, query.as_deref()).await {
        Ok(identity) => take_in(&hub, &headers, method, &identity, &visitor).await,
        Err(RelyingPartyError::Refused(refused)) => refused_by(method, &refused, &visitor.page()),
        Err(error) => Err(error.into()),
    };
    outcome.map_err(Problem::not_repeatable)
}

async fn take_in(
    hub: &Hub,
    headers: &HeaderMap,
    method: &Method,
    identity: &Identity,
    visitor: &RequestContext,
) -> Result<Response, Problem> {
    let errand = Errand::read(&identity.payload);
    let whose = Whose::from(&errand);
    let purpose = whose.purpose(hub, headers).await?;
    let browser =
        Browser { user_agent: &visitor.client().user_agent, session: visitor.session(), now: visitor.now() };
    let page = visitor.page();
    let arrival = arriving::arrive(hub, method, identity, (&purpose, &errand), browser).await;
    match arrival.map_err(|error| problem(error, method, &whose, &page))? {
        Arrival::Authenticated { cookie, answer: Some(answer) } => {
            Ok((hub.site.session_cookie(&cookie), answer).into_response())
        }
        Arrival::Authenticated { cookie, answer: None } => {
            let onward = go_on(hub, &whose, &purpose, cookie.session()).await?;
            Ok((hub.site.session_cookie(&cookie), onward).into_response())
        }
        Arrival::StepUp => {
            let errand = Errand { stepped_up: true, ..errand };
            depart_again(hub, headers, method, &purpose, &errand, visitor).await
        }
        Arrival::LoginAgain => {
            let errand = Errand { left_at_ms: None, stepped_up: false, ..errand };
            depart_again(hub, headers, method, &purpose, &errand, visitor).await
        }
        Arrival::Unidentified(reason) => Err(unidentified(reason, method, &whose, &page)),
        Arrival::TooLow { reached, asked } => {
            let service = purpose.service().map(|service| shown::service(&hub.desk, &page, &service));
            Err(Problem::new(StatusCode::FORBIDDEN, "level-too-low")
                .with("reached", shown::level(&page, reached))
                .with("asked", shown::level(&page, asked))
                .with("service", service.unwrap_or_default())
                .action(whose.choice(), "other-methods"))
        }
    }
}

/// Back to the method at once, as if nobody were signed in here.
async fn depart_again(
    hub: &Hub,
    headers: &HeaderMap,
    method: &Method,
    purpose: &Purpose,
    errand: &Errand,
    visitor: &RequestContext,
) -> Result<Response, Problem> {
    let (language, now) = (visitor.language(), visitor.now());
    let leaving = departing::Leaving { method, purpose, errand, session: None, language, now };
    Ok(departing::depart(hub, headers, leaving).await?.into_response())
}

/// The person changed their mind, or the method cannot do it now: the other methods are offered.
fn refused_by(method: &Method, refused: &Refused, page: &Page) -> Result<Response, Problem> {
    let errand = Errand::read(&refused.payload);
    let whose = Whose::from(&errand);
    tracing::info!(method = %method.id, error = refused.error, "a method refused a login");
    match refused.error.as_str() {
        UNMET if errand.stepped_up => Err(unidentified(Reason::NotProven, method, &whose, page)),
        UNMET => Err(Problem::new(StatusCode::FORBIDDEN, "login-level-not-reached")
            .with("method", method.name(page.language()))
            .action(whose.choice(), "other-methods")),
        "access_denied" => Ok(Redirect::to(&whose.choice_after_refusal(&method.id)).into_response()),
        _ => Ok(Redirect::to(&whose.choice_without_answer(&method.id)).into_response()),
    }
}

fn unidentified(reason: Reason, method: &Method, whose: &Whose, page: &Page) -> Problem {
    let key = match reason {
        Reason::NotProven => "unidentified-not-proven",
        Reason::DataMissing => "unidentified-data-missing",
        Reason::NoMatch => "unidentified-no-match",
        Reason::NotAttached => "unidentified-not-attached",
        Reason::Changed => "unidentified-changed",
        Reason::DisconnectedByPerson => "unidentified-disconnected",
        Reason::Blocked => "unidentified-blocked",
    };
    Problem::new(StatusCode::FORBIDDEN, key)
        .with("method", method.name(page.language()))
        .action(whose.choice(), "other-methods")
}

fn problem(error: ArriveError, method: &Method, whose: &Whose, page: &Page) -> Problem {
    match error {
        ArriveError::Register(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "the register failed");
            Problem::new(StatusCode::SERVICE_UNAVAILABLE, "register-unavailable")
                .action(whose.choice(), "retry")
        }
        ArriveError::DoesNotFit => Problem::new(StatusCode::BAD_GATEWAY, "login-does-not-fit")
            .with("method", method.name(page.language()))
            .action(whose.choice(), "other-methods"),
        ArriveError::Interaction(error) => error.into(),
        ArriveError::Store(error) => error.into(),
    }
}
