//! Browsers in which the person is signed in.

use ::web::{Form, NoFields, Page, Problem, SessionList};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;

use super::current_person::CurrentPerson;
use crate::acts::sessions;
use crate::web::AppState;

#[derive(Template)]
#[template(path = "portal/sessions.html")]
pub(super) struct SessionsPage {
    page: Page,
    list: SessionList,
}

pub(super) async fn show(
    State(app): State<AppState>,
    person: CurrentPerson,
) -> Result<::web::View<SessionsPage>, Problem> {
    let page = person.page();
    Ok(::web::View(SessionsPage { list: list(&app, &person, &page).await?, page }))
}

async fn list(app: &AppState, person: &CurrentPerson, page: &Page) -> Result<SessionList, Problem> {
    let sessions = sessions::sessions(&app.context, &person.id, person.now()).await?;
    Ok(SessionList::new(sessions, person.session(), page.text("history-unknown-browser")).with_levels())
}

/// Ending one that has ended already is no mistake worth a page.
pub(super) async fn end(
    State(app): State<AppState>,
    person: CurrentPerson,
    Path(id): Path<String>,
    Form(NoFields {}): Form<NoFields>,
) -> Result<Response, Problem> {
    let list = list(&app, &person, &person.page()).await?;
    let ended = list.sessions().iter().find(|session| session.id == id);
    sessions::end(&app.context, &person.id, &id, person.now()).await?;
    let name = ended.map(|session| list.browser(session)).unwrap_or_default();
    Ok(person.redirect_with_flash("/portal/sessions", "done-session-ended", &name))
}

pub(super) async fn end_others(
    State(app): State<AppState>,
    person: CurrentPerson,
    Form(NoFields {}): Form<NoFields>,
) -> Result<Response, Problem> {
    sessions::end_others(&app.context, &app.provider, &person.id, person.session(), person.now()).await?;
    Ok(person.redirect_with_flash("/portal/sessions", "done-sessions-ended", ""))
}
