//! Enrolment begins in the browser: the hub says who the person is (mission A4).

use axum::Router;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use oidc::{ClaimRequest, ClaimsRequest, Prompt};
use openid::{AuthenticationRequest, Identity as Known, RelyingPartyError};
use values::AssuranceLevel;
use web::{Problem, RequestContext};

use super::{cookie, login, problem};
use crate::MobileKey;
use crate::acts::{self, NewEnrolment};
use crate::rules::{Identity, PersonId, Refusal};

pub(super) fn routes() -> Router<MobileKey> {
    Router::new().route("/enrol", get(begin)).route("/enrol/callback", get(callback))
}

async fn begin(
    State(site): State<MobileKey>,
    visitor: RequestContext,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    site.codes().check(&visitor.rate_key())?;
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
    Ok(site.hub().authorize(&headers, begin).await?.into_response())
}

async fn callback(
    State(site): State<MobileKey>,
    visitor: RequestContext,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let known =
        site.hub().callback(&headers, query.as_deref()).await.map_err(|error| refused(&site, error))?;
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
    let begun = acts::begin_enrolment(site.core(), new).await;
    let (id, token) = begun.map_err(|error| to_portal(&site, problem::of(error)))?;
    Ok((cookie::set(site.web(), &id, &token), login::to_page(&id)).into_response())
}

/// Whoever changed their mind at the hub goes back to its portal.
fn refused(site: &MobileKey, error: RelyingPartyError) -> Problem {
    match error {
        RelyingPartyError::Refused(refused) if refused.error == "access_denied" => {
            to_portal(site, Problem::new(StatusCode::FORBIDDEN, "page-enrol-refused"))
        }
        // OpenID Connect Core Unmet Authentication Requirements 1.0.
        RelyingPartyError::Refused(refused) if refused.error == "unmet_authentication_requirements" => {
            to_portal(site, problem::of(Refusal::LevelTooLow.into()))
        }
        error => to_portal(site, error.into()),
    }
}

fn to_portal(site: &MobileKey, problem: Problem) -> Problem {
    problem.action(site.portal().to_string(), "to-portal").not_repeatable()
}

fn identity_of(known: &Known) -> Option<Identity> {
    let text = |name| known.text(name).filter(|text| !text.is_empty()).map(str::to_owned);
    Some(Identity {
        given_name: text("given_name")?,
        family_name: text("family_name")?,
        birthdate: text("birthdate")?,
    })
}
