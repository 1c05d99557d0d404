//! Browsers in which the person is signed in.

use ::web::{Form, NoFields, Page, Problem};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;

use super::current_person::CurrentPerson;
use crate::acts::sessions;
use crate::web::{AppState, formatting};

#[derive(Template)]
#[template(path = "portal/sessions.html")]
pub(super) struct SessionsPage {
    page: Page,
    sessions: Vec<SessionShown>,
    others: bool,
}

struct SessionShown {
    id: String,
    browser: String,
    since: String,
    last_seen: String,
    level: String,
    this: bool,
}

/// Which one.
#[derive(Deserialize)]
pub(super) struct Which {
    session: String,
}

pub(super) async fn show(
    State(app): State<AppState>,
    person: CurrentPerson,
) -> Result<::web::View<SessionsPage>, Problem> {
    let page = person.page();
    let sessions = sessions::sessions(&app.context, &person.id, person.now()).await?;
    let sessions: Vec<_> = sessions
        .into_iter()
        .map(|session| SessionShown {
            this: session.id == person.session().id,
            browser: browser(&page, &session.user_agent),
            since: page.format_datetime(session.created_at),
            last_seen: page.format_datetime(session.last_seen_at),
            level: formatting::level(&page, session.level),
            id: session.id,
        })
        .collect();
    let others = sessions.iter().any(|session| !session.this);
    Ok(::web::View(SessionsPage { page, sessions, others }))
}

fn browser(page: &Page, user_agent: &str) -> String {
    let name = ::sessions::browser_name(user_agent);
    if name.is_empty() { page.text("history-unknown-browser").to_string() } else { name }
}

/// Ending one that has ended already is no mistake worth a page.
pub(super) async fn end(
    State(app): State<AppState>,
    person: CurrentPerson,
    Form(which): Form<Which>,
) -> Result<Response, Problem> {
    let all = sessions::sessions(&app.context, &person.id, person.now()).await?;
    let ended = all.into_iter().find(|session| session.id == which.session);
    sessions::end(&app.context, &person.id, &which.session, person.now()).await?;
    let name = ended.map(|session| browser(&person.page(), &session.user_agent)).unwrap_or_default();
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
