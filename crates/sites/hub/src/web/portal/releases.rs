//! What was released to whom, and the remembered choices.

use std::sync::Arc;

use ::web::{Page, Problem};
use askama::Template;
use axum::extract::{Query, State};

use super::View;
use super::person::Person;
use crate::acts::{Hub, choices, history};
use crate::web::shown;

#[derive(Template)]
#[template(path = "portal/releases.html")]
pub(super) struct ReleasesPage {
    page: Page,
    choices: Vec<ChoiceShown>,
    releases: Vec<ReleaseShown>,
    older: Option<String>,
}

struct ChoiceShown {
    service: String,
    href: String,
    items: String,
    since: String,
}

struct ReleaseShown {
    at: String,
    service: String,
    items: String,
}

pub(super) async fn show(
    State(hub): State<Arc<Hub>>,
    Query(view): Query<View>,
    person: Person,
) -> Result<::web::View<ReleasesPage>, Problem> {
    let page = person.page();
    let choices = choices::choices(&hub, &person.id).await?;
    let choices = choices.into_iter().map(|(service, choice, since)| ChoiceShown {
        href: super::choices::path(&service),
        service: shown::service(&hub.desk, &page, &service),
        items: shown::items(&page, &choice.released),
        since: page.format_datetime(since),
    });
    let entries = history::releases(&hub, &person.id, view.before()?).await?;
    let releases = entries.entries.into_iter().map(|release| ReleaseShown {
        at: page.format_datetime(release.at),
        service: shown::service(&hub.desk, &page, &release.service),
        items: shown::items(&page, &release.items),
    });
    Ok(::web::View(ReleasesPage {
        choices: choices.collect(),
        releases: releases.collect(),
        older: entries.older,
        page,
    }))
}
