//! The login history, and the changes of how a person can log in (mission: A7).

use std::sync::Arc;

use ::web::{Page, Problem};
use askama::Template;
use axum::extract::{Query, State};

use super::View;
use super::person::Person;
use crate::acts::{Hub, history};
use crate::rules::login::Login;
use crate::rules::method::MethodId;
use crate::store::audit::{Action, Change};
use crate::web::shown;

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
    State(hub): State<Arc<Hub>>,
    Query(view): Query<View>,
    person: Person,
) -> Result<::web::View<HistoryPage>, Problem> {
    let page = person.page();
    let before = view.before()?;
    let entries = history::logins(&hub, &person.id, before).await?;
    let logins = entries.entries.into_iter().map(|login| LoginShown::of(&hub, &page, login)).collect();
    let changes = match before {
        Some(_) => Vec::new(),
        None => history::changes(&hub, &person.id).await?,
    };
    let changes = changes.into_iter().map(|change| ChangeShown::of(&hub, &page, &change)).collect();
    Ok(::web::View(HistoryPage { logins, changes, older: entries.older, page }))
}

impl LoginShown {
    pub(super) fn of(hub: &Hub, page: &Page, login: Login) -> Self {
        let (outcome, colour) = shown::outcome(page, login.outcome);
        let unknown = page.text("history-unknown-browser").to_string();
        Self {
            at: page.exact_moment(login.at),
            service: shown::service(&hub.desk, page, &login.service),
            method: hub.desk.method_name(&login.method, page.language()).to_owned(),
            level: shown::level(page, login.level),
            browser: if login.browser.is_empty() { unknown } else { login.browser },
            outcome,
            colour,
        }
    }
}

impl ChangeShown {
    fn of(hub: &Hub, page: &Page, change: &Change) -> Self {
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
        let name = method.as_ref().map_or("", |id| hub.desk.method_name(id, page.language()));
        Self { at: page.exact_moment(change.at), what: page.text(key).with("method", name).to_string() }
    }
}
