//! Logging out: by the button in the header, or because a service asks.

use std::sync::Arc;

use ::web::{Form, Page, Problem, View, Visitor};
use askama::Template;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use crate::acts::{Hub, sessions};

#[derive(Template)]
#[template(path = "logout.html")]
struct LogoutPage {
    page: Page,
    service: Option<String>,
    logout: String,
}

/// The logout that a service asked for, if one did.
#[derive(Default, Deserialize)]
pub(super) struct Asked {
    logout: Option<String>,
    decision: Option<String>,
}

/// A service asks: does the person want to leave the hub too?
pub(super) async fn ask(
    State(hub): State<Arc<Hub>>,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
    visitor: Visitor,
) -> Result<Response, Problem> {
    let Some(id) = asked.logout else { return Ok(Redirect::to("/").into_response()) };
    let logout = hub.provider.logout(&headers, &id).await?;
    if visitor.session().is_none() {
        return Ok(logout.done("/"));
    }
    let page = visitor.page().forms_may_leave();
    let service = logout.client.as_ref().map(|client| client.name(page.language()).to_owned());
    Ok(View(LogoutPage { page, service, logout: id }).into_response())
}

pub(super) async fn sign_out(
    State(hub): State<Arc<Hub>>,
    headers: HeaderMap,
    visitor: Visitor,
    Form(asked): Form<Asked>,
) -> Result<Response, Problem> {
    let stays = asked.decision.as_deref() == Some("stay");
    if let Some(session) = visitor.session().filter(|_| !stays) {
        sessions::sign_out(&hub, session).await?;
    }
    let next = match &asked.logout {
        Some(id) => hub.provider.logout(&headers, id).await?.done("/"),
        None => Redirect::to("/").into_response(),
    };
    if stays { Ok(next) } else { Ok((hub.site.sessions().forget_cookie(), next).into_response()) }
}
