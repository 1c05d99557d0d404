//! Where a person is signed in.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use web::{Form, NoFields, Page, Problem, SessionList, View};

use super::AppState;
use super::current_account::CurrentAccount;
use crate::acts::log_out;

#[derive(Template)]
#[template(path = "sessions.html")]
pub(crate) struct SessionsPage {
    pub(crate) page: Page,
    pub(crate) list: SessionList,
    pub(crate) ended: bool,
}

#[derive(Deserialize)]
pub(crate) struct SessionsQuery {
    done: Option<String>,
}

pub(crate) async fn list(
    State(app): State<AppState>,
    current: CurrentAccount,
    Query(query): Query<SessionsQuery>,
) -> Result<View<SessionsPage>, Problem> {
    let page = current.page();
    let sessions = log_out::sessions_of(&app.context, current.now(), current.id()).await?;
    let list = SessionList::new(sessions, current.session(), page.text("sessions-unknown"));
    Ok(View(SessionsPage { page: page.clone(), list, ended: query.done.is_some() }))
}

pub(crate) async fn end(
    State(app): State<AppState>,
    current: CurrentAccount,
    Path(id): Path<String>,
    Form(NoFields {}): Form<NoFields>,
) -> Result<Response, Problem> {
    log_out::end_session(&app.context, current.now(), current.id(), &id, &current.client_info()).await?;
    Ok(Redirect::to("/sessions?done=ended").into_response())
}

pub(crate) async fn end_others(
    State(app): State<AppState>,
    current: CurrentAccount,
    Form(NoFields {}): Form<NoFields>,
) -> Result<Response, Problem> {
    log_out::end_other_sessions(
        &app.context,
        current.now(),
        current.id(),
        current.session(),
        &current.client_info(),
    )
    .await?;
    Ok(Redirect::to("/sessions?done=ended").into_response())
}
