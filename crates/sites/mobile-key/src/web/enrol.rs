//! Enrolment begins in the browser: the hub says who the person is (mission A4).

use std::sync::Arc;

use axum::Router;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use mobile_key_api::phone::Identity;
use oidc::{ClaimRequest, ClaimsRequest, Prompt};
use openid::{AuthenticationRequest, Identity as Known, RelyingPartyError};
use values::AssuranceLevel;
use web::{Problem, RequestContext};

use super::{cookie, login, problem};
use crate::acts::{self, NewEnrolment};
use crate::rules::{PersonId, Refusal};
use crate::web::AppState;

pub(super) fn routes() -> Router<Arc<AppState>> {
    Router::new().route("/enrol", get(begin)).route("/enrol/callback", get(callback))
}

async fn begin(
    State(app): State<Arc<AppState>>,
    visitor: RequestContext,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    app.codes.check(&visitor.rate_key())?;
    let asked = ["given_name", "family_name", "birthdate"]
        .map(|name| (name.to_owned(), Some(ClaimRequest { essential: true, ..ClaimRequest::default() })));
    let begin = AuthenticationRequest {
        minimum_level: Some(AssuranceLevel::Substantial),
        // A session that somebody found open, here or at a method, attaches no phone: the person proves it now, with both
        // factors, and the answer has to say that it was since.
        prompt: Prompt { login: true, ..Prompt::default() },
        claims: ClaimsRequest { userinfo: asked.into_iter().collect(), ..ClaimsRequest::default() },
        language: Some(visitor.language()),
        ..AuthenticationRequest::default()
    };
    Ok(app.hub.authorize(&headers, begin).await?.into_response())
}

async fn callback(
    State(app): State<Arc<AppState>>,
    visitor: RequestContext,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let known = app.hub.callback(&headers, query.as_deref()).await.map_err(|error| refused(&app, error))?;
    let person = PersonId::parse(&known.subject)
        .map_err(|_| Problem::new(StatusCode::BAD_GATEWAY, "page-enrol-incomplete"))?;
    let identity =
        identity_of(&known).ok_or_else(|| Problem::new(StatusCode::BAD_GATEWAY, "page-enrol-incomplete"))?;
    let new = NewEnrolment {
        person: &person,
        login_level: known.level.unwrap_or(AssuranceLevel::Low),
        identity: &identity,
        browser: &sessions::browser_name(&visitor.client().user_agent),
    };
    let begun = acts::begin_enrolment(&app.context, new).await;
    let (id, token) = begun.map_err(|error| to_portal(&app, problem::of(error)))?;
    Ok((cookie::set(&app.web, &id, &token), login::to_page(&id)).into_response())
}

/// Whoever changed their mind at the hub goes back to its portal.
fn refused(app: &AppState, error: RelyingPartyError) -> Problem {
    match error {
        RelyingPartyError::Refused(refused) if refused.error == "access_denied" => {
            to_portal(app, Problem::new(StatusCode::FORBIDDEN, "page-enrol-refused"))
        }
        // OpenID Connect Context Unmet Authentication Requirements 1.0.
        RelyingPartyError::Refused(refused) if refused.error == "unmet_authentication_requirements" => {
            to_portal(app, problem::of(Refusal::LevelTooLow.into()))
        }
        error => to_portal(app, error.into()),
    }
}

fn to_portal(app: &AppState, problem: Problem) -> Problem {
    problem.action(app.portal.to_string(), "to-portal").not_repeatable()
}

fn identity_of(known: &Known) -> Option<Identity> {
    let text = |name| known.text(name).filter(|text| !text.is_empty()).map(str::to_owned);
    Some(Identity {
        given_name: text("given_name")?,
        family_name: text("family_name")?,
        birthdate: text("birthdate")?,
    })
}
