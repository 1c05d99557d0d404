//! The browser goes on: to the hub, to the portal, or back to the beginning.

use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use mobile_key_api::phone::RequestKind;
use serde::Deserialize;
use web::{Form, NoFields, Problem, View};

use super::own::OwnRequest;
use super::page;
use crate::acts::{self, ActError};
use crate::rules::{Refusal, Stage, Termination};
use crate::web::{login, problem};

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
pub(super) async fn go_on(own: OwnRequest) -> Result<Response, Problem> {
    complete_login(&own, None).await
}

/// The phone itself opened this address after an approval that began on it.
pub(super) async fn come_back(
    own: OwnRequest,
    Query(query): Query<ReturnQuery>,
) -> Result<Response, Problem> {
    let request = own.view().await?;
    match (request.kind(), request.stage_at(own.app.context.now())) {
        (RequestKind::Login, Stage::Approved(..)) => complete_login(&own, Some(&query.nonce)).await,
        _ => Ok(View(page::page_of(&own.app, &own.context, &request, &query.nonce)).into_response()),
    }
}

/// „Kódy si odpovídají": the device is the person's from now on.
pub(super) async fn confirm(own: OwnRequest, Form(form): Form<Confirmation>) -> Result<Response, Problem> {
    let nonce = Some(form.nonce.as_str()).filter(|nonce| !nonce.is_empty());
    match acts::confirm(&own.app.context, &own.id, own.returned(nonce)).await {
        // Expired, or confirmed twice: its page says so.
        Ok(()) | Err(ActError::Refused(Refusal::RequestExpired | Refusal::RequestFinished)) => {
            Ok(login::to_page(&own.id).into_response())
        }
        Err(error) => Err(problem::of(error)),
    }
}

/// The codes differ: whoever has the phone is not the person before the browser.
pub(super) async fn differs(own: OwnRequest, Form(NoFields {}): Form<NoFields>) -> Result<Response, Problem> {
    cancel_as(&own, Termination::Refused).await?;
    if matches!(own.view().await?.stage, Stage::Done(_)) {
        let too_late = Problem::new(StatusCode::CONFLICT, "page-already-confirmed");
        return Err(too_late.action(own.app.portal.to_string(), "to-portal"));
    }
    Ok(login::to_page(&own.id).into_response())
}

/// Another method, or not at all: the hub is told, or the portal opened.
pub(super) async fn cancel(own: OwnRequest, Form(NoFields {}): Form<NoFields>) -> Result<Response, Problem> {
    if cancel_as(&own, Termination::Abandoned).await? == RequestKind::Enrolment {
        return Ok(Redirect::to(own.app.portal.as_str()).into_response());
    }
    let interaction = own.interaction().await?;
    let answer = acts::refuse_login(&own.app.context, &own.app.provider, &interaction).await;
    Ok(answer.map_err(problem::of_complete_login)?.into_response())
}

/// Once more from the beginning.
pub(super) async fn again(own: OwnRequest, Form(NoFields {}): Form<NoFields>) -> Result<Response, Problem> {
    match own.view().await?.kind() {
        RequestKind::Enrolment => Ok(Redirect::to("/enrol").into_response()),
        RequestKind::Login => login::anew(&own.app, &own.context, own.interaction().await?).await,
    }
}

async fn cancel_as(own: &OwnRequest, end: Termination) -> Result<RequestKind, Problem> {
    acts::cancel(&own.app.context, &own.id, own.browser(), end).await.map_err(problem::of)
}

async fn complete_login(own: &OwnRequest, nonce: Option<&str>) -> Result<Response, Problem> {
    let interaction = own.interaction().await?;
    let (context, provider) = (&own.app.context, &own.app.provider);
    let answer = acts::complete_login(context, provider, &interaction, &own.id, own.returned(nonce)).await;
    Ok(answer.map_err(problem::of_complete_login)?.into_response())
}
