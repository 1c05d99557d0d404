//! The login history (mission: A7).

use std::sync::Arc;

use ::web::{Page, Problem};
use askama::Template;
use axum::extract::{Query, State};

use super::View;
use super::person::Person;
use crate::acts::{Hub, history};
use crate::web::shown;

#[derive(Template)]
#[template(path = "portal/history.html")]
pub(super) struct HistoryPage {
    page: Page,
    logins: Vec<LoginShown>,
    older: Option<String>,
}

struct LoginShown {
    at: String,
    service: String,
    method: String,
    level: String,
    browser: String,
    outcome: String,
    colour: &'static str,
}

pub(super) async fn show(
    State(hub): State<Arc<Hub>>,
    Query(view): Query<View>,
    person: Person,
) -> Result<::web::View<HistoryPage>, Problem> {
    let page = person.page();
    let entries = history::logins(&hub, &person.id, view.before()?).await?;
    let logins = entries.entries.into_iter().map(|login| {
        let (outcome, colour) = shown::outcome(&page, login.outcome);
        let unknown = page.text("history-unknown-browser").to_string();
        LoginShown {
            at: page.exact_moment(login.at),
            service: shown::service(&hub.desk, &page, &login.service),
            method: hub.desk.method_name(&login.method, page.language()).to_owned(),
            level: shown::level(&page, login.level),
            browser: if login.browser.is_empty() { unknown } else { login.browser },
            outcome,
            colour,
        }
    });
    Ok(::web::View(HistoryPage { logins: logins.collect(), older: entries.older, page }))
}
