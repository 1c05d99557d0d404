//! The browser goes on: to the hub, to the portal, or back to the beginning.

use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use openid::Interaction;
use serde::Deserialize;
use web::{Form, NoFields, Problem, RequestContext, View};

use super::page;
use crate::MobileKey;
use crate::acts::{self, ActError};
use crate::rules::{About, End, Kind, Refusal, RequestId, Service, Stage};
use crate::web::{cookie, login, problem};

#[derive(Deserialize)]
pub(super) struct ReturnQuery {
    nonce: String,
}

#[derive(Deserialize)]
pub(super) struct Confirmation {
    #[serde(default)]
    nonce: String,
}

/// The phone approved: the login is fetched, once, and the hub gets its answer.
pub(super) async fn go_on(
    State(site): State<MobileKey>,
    visitor: RequestContext,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    site.requests().check(&visitor.rate_key())?;
    hand_over(&site, &headers, &page::parse(&id)?, None).await
}

/// The phone itself opened this address after an approval that began on it.
pub(super) async fn come_back(
    State(site): State<MobileKey>,
    visitor: RequestContext,
    headers: HeaderMap,
    Path(id): Path<String>,
    Query(query): Query<ReturnQuery>,
) -> Result<Response, Problem> {
    site.requests().check(&visitor.rate_key())?;
    let id = page::parse(&id)?;
    let browser = cookie::browser(site.web(), &headers, &id, Some(&query.nonce));
    let request = acts::view(site.core(), &id, browser).await.map_err(problem::of)?;
    match (request.kind(), request.stage_at(site.core().now())) {
        (Kind::Login, Stage::Approved(..)) => hand_over(&site, &headers, &id, Some(&query.nonce)).await,
        _ => Ok(View(page::page_of(&site, &visitor, &request, &query.nonce)).into_response()),
    }
}

/// „Kódy si odpovídají": the device is the person's from now on.
pub(super) async fn confirm(
    State(site): State<MobileKey>,
    visitor: RequestContext,
    headers: HeaderMap,
    Path(id): Path<String>,
    Form(confirmation): Form<Confirmation>,
) -> Result<Response, Problem> {
    site.requests().check(&visitor.rate_key())?;
    let id = page::parse(&id)?;
    let nonce = Some(confirmation.nonce.as_str()).filter(|nonce| !nonce.is_empty());
    let browser = cookie::browser(site.web(), &headers, &id, nonce);
    match acts::confirm(site.core(), &id, browser).await {
        // Expired, or confirmed twice: its page says so.
        Ok(()) | Err(ActError::Refused(Refusal::RequestExpired | Refusal::RequestFinished)) => {
            Ok(login::to_page(&id).into_response())
        }
        Err(error) => Err(problem::of(error)),
    }
}

/// The codes differ: whoever has the phone is not the person before the browser.
pub(super) async fn differs(
    State(site): State<MobileKey>,
    visitor: RequestContext,
    headers: HeaderMap,
    Path(id): Path<String>,
    Form(NoFields {}): Form<NoFields>,
) -> Result<Response, Problem> {
    site.requests().check(&visitor.rate_key())?;
    let id = page::parse(&id)?;
    let browser = cookie::browser(site.web(), &headers, &id, None);
    acts::cancel(site.core(), &id, browser, End::Refused).await.map_err(problem::of)?;
    let request = acts::view(site.core(), &id, browser).await.map_err(problem::of)?;
    if matches!(request.stage, Stage::Done(_)) {
        let too_late = Problem::new(StatusCode::CONFLICT, "page-already-confirmed");
        return Err(too_late.action(site.portal().to_string(), "to-portal"));
    }
    Ok(login::to_page(&id).into_response())
}

/// Another method, or not at all: the hub is told, or the portal opened.
pub(super) async fn cancel(
    State(site): State<MobileKey>,
    visitor: RequestContext,
    headers: HeaderMap,
    Path(id): Path<String>,
    Form(NoFields {}): Form<NoFields>,
) -> Result<Response, Problem> {
    site.requests().check(&visitor.rate_key())?;
    let id = page::parse(&id)?;
    let browser = cookie::browser(site.web(), &headers, &id, None);
    let kind = acts::cancel(site.core(), &id, browser, End::Abandoned).await.map_err(problem::of)?;
    if kind == Kind::Enrolment {
        return Ok(Redirect::to(site.portal().as_str()).into_response());
    }
    let interaction = interaction(&site, &headers, &id, browser).await?;
    let answer = acts::hand_back(site.core(), site.provider(), &interaction).await;
    Ok(answer.map_err(problem::of_hand_over)?.into_response())
}

/// Once more from the beginning.
pub(super) async fn again(
    State(site): State<MobileKey>,
    visitor: RequestContext,
    headers: HeaderMap,
    Path(id): Path<String>,
    Form(NoFields {}): Form<NoFields>,
) -> Result<Response, Problem> {
    site.requests().check(&visitor.rate_key())?;
    let id = page::parse(&id)?;
    let browser = cookie::browser(site.web(), &headers, &id, None);
    let request = acts::view(site.core(), &id, browser).await.map_err(problem::of)?;
    match request.kind() {
        Kind::Enrolment => Ok(Redirect::to("/enrol").into_response()),
        Kind::Login => {
            let interaction = interaction(&site, &headers, &id, browser).await?;
            login::anew(&site, &visitor, interaction).await
        }
    }
}

/// The login that a request belongs to. When it took too long, the page leads back to the service, which begins anew.
async fn interaction(
    site: &MobileKey,
    headers: &HeaderMap,
    id: &RequestId,
    browser: acts::Browser<'_>,
) -> Result<Interaction, Problem> {
    let interaction = acts::interaction_of(site.core(), id, browser).await.map_err(problem::of)?;
    match site.provider().interaction(headers, &interaction).await {
        Ok(interaction) => Ok(interaction),
        Err(error) => {
            let request = acts::view(site.core(), id, browser).await.map_err(problem::of)?;
            let over = Problem::from(error);
            match request.about {
                About::Login { service: Service { uri: Some(uri), .. }, .. } => {
                    Err(over.action(uri, "to-service"))
                }
                _ => Err(over),
            }
        }
    }
}

async fn hand_over(
    site: &MobileKey,
    headers: &HeaderMap,
    id: &RequestId,
    nonce: Option<&str>,
) -> Result<Response, Problem> {
    let browser = cookie::browser(site.web(), headers, id, nonce);
    let interaction = interaction(site, headers, id, browser).await?;
    let answer = acts::hand_over(site.core(), site.provider(), &interaction, id, browser).await;
    Ok(answer.map_err(problem::of_hand_over)?.into_response())
}
