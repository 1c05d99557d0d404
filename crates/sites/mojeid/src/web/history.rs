//! What happened to an account: logins, services with what they got, changes.

use askama::Template;
use axum::extract::{Query, State};
use serde::Deserialize;
use web::{Page, Problem, View};

use super::current_account::CurrentAccount;
use super::{AppState, services};
use crate::acts::queries;
use crate::rules::event::{Event, EventId, EventKind};

const ON_ONE_PAGE: usize = 50;

#[derive(Template)]
#[template(path = "history.html")]
pub(crate) struct HistoryPage {
    pub(crate) page: Page,
    pub(crate) entries: Vec<Entry>,
    /// The id that the next page continues after.
    pub(crate) older: Option<String>,
}

/// One line.
pub(crate) struct Entry {
    pub(crate) when: String,
    pub(crate) what: String,
    pub(crate) detail: Option<String>,
    pub(crate) origin: String,
}

#[derive(Deserialize)]
pub(crate) struct HistoryQuery {
    before: Option<String>,
}

pub(crate) async fn list(
    State(app): State<AppState>,
    current: CurrentAccount,
    Query(query): Query<HistoryQuery>,
) -> Result<View<HistoryPage>, Problem> {
    let before = query.before.as_deref().and_then(|id| EventId::parse(id).ok());
    let limit = i64::try_from(ON_ONE_PAGE).unwrap_or(i64::MAX);
    let events = queries::history(&app.context, current.id(), before.as_ref(), limit).await?;
    let older = events.last().filter(|_| events.len() == ON_ONE_PAGE).map(|event| event.id.to_string());
    let page = current.page();
    let mut entries = Vec::with_capacity(events.len());
    for event in &events {
        entries.push(entry(&app, &page, event).await?);
    }
    Ok(View(HistoryPage { page: page.clone(), entries, older }))
}

async fn entry(app: &AppState, page: &Page, event: &Event) -> Result<Entry, Problem> {
    let text = page.text(event.kind.text_key());
    let what = match &event.client_id {
        Some(client_id) => {
            text.with("service", services::service_name(app, page, client_id).await?).to_string()
        }
        None => text.to_string(),
    };
    let browser = event.user_agent.as_deref().map(|user_agent| browser_name(page, user_agent));
    let origin = [event.address.clone(), browser].into_iter().flatten();
    Ok(Entry {
        when: page.format_datetime_exact(event.at),
        what,
        detail: detail(page, event),
        origin: origin.collect::<Vec<_>>().join(" · "),
    })
}

/// The browser by a name from our list: what it calls itself is whatever its owner likes.
pub(crate) fn browser_name(page: &Page, user_agent: &str) -> String {
    match sessions::browser_name(user_agent) {
        name if name.is_empty() => page.text("sessions-unknown").to_string(),
        name => name,
    }
}

/// What a service got, what the person chose for it, or which data were changed.
fn detail(page: &Page, event: &Event) -> Option<String> {
    let (items, nothing) = match event.kind {
        EventKind::ServiceLogin => ("event-service-items", Some("event-service-nothing")),
        EventKind::Consent => ("event-consent-items", Some("event-consent-nothing")),
        // Entries from before this was written down do not say which.
        EventKind::ContactChanged | EventKind::PostalChangeRequested | EventKind::PostalInfoChanged => {
            ("event-changed-items", None)
        }
        _ => return None,
    };
    if event.items.is_empty() {
        return Some(page.text(nothing?).to_string());
    }
    Some(page.text(items).with("items", services::names(page, &event.items)).to_string())
}
