//! The login history, and the changes of how a person can log in (mission: A7).

use ::web::{Page, Problem};
use askama::Template;
use axum::extract::{Query, State};
use mobile_key_api::{HistoryEntry, HistoryKind};

use super::View;
use super::current_person::CurrentPerson;
use crate::acts::devices::{self, DevicesError};
use crate::acts::history;
use crate::rules::login::Login;
use crate::rules::method::MethodId;
use crate::store::audit::{Action, Change};
use crate::web::{AppState, formatting};

#[derive(Template)]
#[template(path = "portal/history.html")]
pub(super) struct HistoryPage {
    page: Page,
    logins: Vec<LoginShown>,
    changes: Vec<ChangeShown>,
    older: Option<String>,
}

/// A login in a list.
pub(super) struct LoginShown {
    pub(super) at: String,
    pub(super) service: String,
    pub(super) method: String,
    pub(super) level: String,
    pub(super) browser: String,
    pub(super) outcome: String,
    pub(super) colour: &'static str,
}

struct ChangeShown {
    at: String,
    what: String,
}

pub(super) async fn show(
    State(app): State<AppState>,
    Query(view): Query<View>,
    person: CurrentPerson,
) -> Result<::web::View<HistoryPage>, Problem> {
    let page = person.page();
    let before = view.before()?;
    let entries = history::logins(&app.context, &person.id, before).await?;
    let logins = entries.entries.into_iter().map(|login| LoginShown::of(&app, &page, login)).collect();
    let changes = match before {
        Some(_) => Vec::new(),
        None => changes(&app, &page, &person).await?,
    };
    Ok(::web::View(HistoryPage { logins, changes, older: entries.older, page }))
}

/// The hub's own entries and those of the Mobile Key, which knows each phone by its name; the newest first.
async fn changes(app: &AppState, page: &Page, person: &CurrentPerson) -> Result<Vec<ChangeShown>, Problem> {
    let own = history::changes(&app.context, &person.id).await?;
    let phones = match devices::history(&app.context, &person.id).await {
        Ok(phones) => Some(phones),
        Err(DevicesError::Store(error)) => return Err(error.into()),
        Err(error) => {
            tracing::warn!(error = &error as &dyn std::error::Error, "the history of phones cannot be shown");
            None
        }
    };
    // Where the Mobile Key tells nothing, the hub's own entries stand for its.
    let is_silent = phones.as_ref().is_none_or(Vec::is_empty);
    let own = own.iter().filter(|change| is_silent || !is_of_phone(app, change));
    let own = own.map(|change| (change.at, ChangeShown::of(app, page, change)));
    let phones = phones.iter().flatten();
    let mut all: Vec<_> = own
        .chain(phones.filter_map(|event| Some((event.at(), ChangeShown::of_phone(page, event)?))))
        .collect();
    all.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    Ok(all.into_iter().map(|(_, shown)| shown).collect())
}

/// Whether the Mobile Key's own history has this entry too.
fn is_of_phone(app: &AppState, change: &Change) -> bool {
    let is_key = || app.context.mobile_key().is_some_and(|(method, _)| method.id.as_str() == change.detail);
    change.action == Action::DeviceDisconnected || (change.action == Action::MethodLinked && is_key())
}

impl LoginShown {
    pub(super) fn of(app: &AppState, page: &Page, login: Login) -> Self {
        let (outcome, colour) = formatting::outcome(page, login.outcome);
        let unknown = page.text("history-unknown-browser").to_string();
        Self {
            at: page.format_datetime_exact(login.at),
            service: formatting::service(&app.context, page, &login.service),
            method: app.context.method_name(&login.method, page.language()).to_owned(),
            level: page.level(login.level).to_string(),
            browser: if login.browser.is_empty() { unknown } else { login.browser },
            outcome,
            colour,
        }
    }
}

impl ChangeShown {
    fn of_phone(page: &Page, event: &HistoryEntry) -> Option<Self> {
        let key = match event.kind {
            HistoryKind::Enrolment => "change-device-attached",
            HistoryKind::DeviceBlocked => "change-device-blocked",
            HistoryKind::DeviceDisconnected => "change-this-device-disconnected",
            _ => return None,
        };
        let what =
            page.text(key).with("device", event.device_name.as_deref().unwrap_or_default()).to_string();
        Some(Self { at: page.format_datetime_exact(event.at()), what })
    }

    fn of(app: &AppState, page: &Page, change: &Change) -> Self {
        let key = match change.action {
            Action::MethodLinked => "change-method-linked",
            Action::MethodConfirmed => "change-method-confirmed",
            Action::MethodSuspended => "change-method-suspended",
            Action::MethodDisconnected => "change-method-disconnected",
            Action::MethodAllowed => "change-method-allowed",
            Action::MethodBlocked => "change-method-blocked",
            Action::MethodUnblocked => "change-method-unblocked",
            Action::DeviceDisconnected => "change-device-disconnected",
            _ => "change-session-ended",
        };
        let method = MethodId::parse(&change.detail).ok();
        let name = method.as_ref().map_or("", |id| app.context.method_name(id, page.language()));
        Self {
            at: page.format_datetime_exact(change.at),
            what: page.text(key).with("method", name).to_string(),
        }
    }
}
