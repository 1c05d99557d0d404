//! Logging out.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use openid::Logout;
use serde::Deserialize;
use web::{Form, Page, Problem, RequestContext, View};

use super::{AppState, current_account};
use crate::acts::log_out;
use crate::rules::account::AccountId;

const LOGGED_OUT: &str = "/?done=logged-out";
const STAYED: &str = "/profile";

#[derive(Template)]
#[template(path = "logout.html")]
pub(crate) struct LogoutPage {
    pub(crate) page: Page,
    pub(crate) service: Option<String>,
    pub(crate) request: Option<String>,
    /// Whether the service that asked gets the browser back.
    pub(crate) returns: bool,
    /// Says that nobody is sent back, because the service has not registered where to.
    pub(crate) stays: Option<&'static str>,
}

#[derive(Deserialize)]
pub(crate) struct LogoutQuery {
    request: Option<String>,
}

#[derive(Deserialize)]
pub(crate) struct LogoutForm {
    request: Option<String>,
    /// The person does not want to be logged out.
    stay: Option<String>,
}

pub(crate) async fn show(
    State(app): State<AppState>,
    visitor: RequestContext,
    headers: HeaderMap,
    Query(LogoutQuery { request }): Query<LogoutQuery>,
) -> Result<Response, Problem> {
    let logout = open(&app, &headers, request.as_deref()).await?;
    if visitor.session().is_none() {
        return Ok(done(logout.as_ref()));
    }
    let stays = logout.as_ref().and_then(Logout::stays_text);
    let returns = logout.as_ref().is_some_and(|logout| logout.return_to().is_some());
    let client = logout.and_then(|logout| logout.client);
    let service = client.map(|client| client.name(visitor.language()).to_owned());
    let page = visitor.page().forms_may_leave();
    Ok(View(LogoutPage { page, service, request, returns, stays }).into_response())
}

pub(crate) async fn end(
    State(app): State<AppState>,
    visitor: RequestContext,
    headers: HeaderMap,
    Form(LogoutForm { request, stay }): Form<LogoutForm>,
) -> Result<Response, Problem> {
    let logout = open(&app, &headers, request.as_deref()).await?;
    if stay.is_some() {
        // Still signed in, and not lost from where the person came.
        return Ok(
            logout.map_or_else(|| Redirect::to(STAYED).into_response(), |logout| logout.refused(STAYED))
        );
    }
    if let Some(session) = visitor.session()
        && let Ok(id) = AccountId::parse(&session.subject)
    {
        log_out::log_out(&app.context, visitor.now(), &id, session, &current_account::client_info(&visitor))
            .await?;
    }
    Ok((app.context.site.delete_session_cookie(), done(logout.as_ref())).into_response())
}

async fn open(app: &AppState, headers: &HeaderMap, request: Option<&str>) -> Result<Option<Logout>, Problem> {
    match request {
        Some(id) => Ok(Some(app.context.provider.logout(headers, id).await?)),
        None => Ok(None),
    }
}

fn done(logout: Option<&Logout>) -> Response {
    match logout {
        Some(logout) => logout.done(LOGGED_OUT),
        None => Redirect::to(LOGGED_OUT).into_response(),
    }
}
