//! Where a person is signed in.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use web::{Form, NoFields, Page, Problem, View};

use super::AppState;
use super::current_account::CurrentAccount;
use super::history::browser_name;
use crate::acts::log_out;

#[derive(Template)]
#[template(path = "sessions.html")]
pub(super) struct SessionsPage {
    pub(super) page: Page,
    pub(super) devices: Vec<Device>,
    pub(super) ended: bool,
}

/// One browser.
pub(super) struct Device {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) this: bool,
    pub(super) since: String,
    pub(super) last_seen: String,
}

#[derive(Deserialize)]
pub(super) struct SessionsQuery {
    done: Option<String>,
}

pub(super) async fn list(
    State(app): State<AppState>,
    current: CurrentAccount,
    Query(query): Query<SessionsQuery>,
) -> Result<View<SessionsPage>, Problem> {
    let page = current.page();
    let sessions = log_out::sessions_of(&app.context, current.now(), current.id()).await?;
    let devices = sessions.into_iter().map(|session| Device {
        this: session.id == current.session().id,
        name: browser_name(&page, &session.user_agent),
        since: page.format_datetime(session.created_at),
        last_seen: page.format_datetime(session.last_seen_at),
        id: session.id,
    });
    Ok(View(SessionsPage { devices: devices.collect(), page: page.clone(), ended: query.done.is_some() }))
}

pub(super) async fn end(
    State(app): State<AppState>,
    current: CurrentAccount,
    Path(id): Path<String>,
    Form(NoFields {}): Form<NoFields>,
) -> Result<Response, Problem> {
    log_out::end_session(&app.context, current.now(), current.id(), &id, &current.client_info()).await?;
    Ok(Redirect::to("/sessions?done=ended").into_response())
}

pub(super) async fn end_others(
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
