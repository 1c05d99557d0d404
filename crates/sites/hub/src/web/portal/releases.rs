//! What was released to whom, and the remembered consents.

use ::web::{Page, Problem};
use askama::Template;
use axum::extract::{Query, State};

use super::View;
use super::current_person::CurrentPerson;
use crate::acts::{history, stored_consents};
use crate::web::{AppState, formatting};

#[derive(Template)]
#[template(path = "portal/releases.html")]
pub(super) struct ReleasesPage {
    page: Page,
    consents: Vec<StoredConsentRow>,
    releases: Vec<ReleaseShown>,
    older: Option<String>,
}

struct StoredConsentRow {
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
    State(app): State<AppState>,
    Query(view): Query<View>,
    person: CurrentPerson,
) -> Result<::web::View<ReleasesPage>, Problem> {
    let page = person.page();
    let consents = stored_consents::list(&app.context, &person.id).await?;
    let consents = consents.into_iter().map(|(service, consent, since)| StoredConsentRow {
        href: super::stored_consents::path(&service),
        service: formatting::service(&app.context, &page, &service),
        items: formatting::items(&page, &consent.released),
        since: page.format_datetime(since),
    });
    let entries = history::releases(&app.context, &person.id, view.before()?).await?;
    let releases = entries.entries.into_iter().map(|release| ReleaseShown {
        at: page.format_datetime(release.at),
        service: formatting::service(&app.context, &page, &release.service),
        items: formatting::items(&page, &release.items),
    });
    Ok(::web::View(ReleasesPage {
        consents: consents.collect(),
        releases: releases.collect(),
        older: entries.older,
        page,
    }))
}
