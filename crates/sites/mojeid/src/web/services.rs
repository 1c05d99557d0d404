//! Which service gets what, and changing it (B2).

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use web::{Choice, Form, FormErrors, NoFields, Page, Problem, View};

use super::current_account::CurrentAccount;
use super::{AppState, formatting};
use crate::acts::{decide, queries};
use crate::rules::consent::Consent;
use crate::rules::items::Item;

#[derive(Template)]
#[template(path = "services.html")]
pub(crate) struct ServicesPage {
    pub(crate) page: Page,
    pub(crate) services: Vec<Service>,
    pub(crate) done: Option<Done>,
}

/// One service as the list shows it.
pub(crate) struct Service {
    /// The client id as a segment of a path.
    pub(crate) path: String,
    pub(crate) name: String,
    pub(crate) granted: String,
    pub(crate) decided_at: String,
    /// Whether it may fetch data while the person is away.
    pub(crate) offline: bool,
}

#[derive(Template)]
#[template(path = "service.html")]
pub(crate) struct ServicePage {
    pub(crate) page: Page,
    pub(crate) errors: FormErrors,
    /// The client id as a segment of a path.
    pub(crate) path: String,
    pub(crate) name: String,
    /// What the service cannot do without: names and values.
    pub(crate) essential: Vec<(String, String)>,
    pub(crate) choices: Vec<Choice>,
    /// Whether it may fetch data while the person is away, if it asked.
    pub(crate) offline: Option<bool>,
}

/// What was just done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Done {
    Saved,
    Forgotten,
    #[serde(other)]
    Other,
}

#[derive(Deserialize)]
pub(crate) struct ServicesQuery {
    done: Option<Done>,
}

#[derive(Deserialize)]
pub(crate) struct ServiceForm {
    #[serde(default)]
    items: Vec<String>,
    offline: Option<String>,
}

pub(crate) async fn list(
    State(app): State<AppState>,
    current: CurrentAccount,
    Query(query): Query<ServicesQuery>,
) -> Result<View<ServicesPage>, Problem> {
    let page = current.page();
    let consents = decide::consents(&app.context, current.id()).await?;
    let mut services = Vec::with_capacity(consents.len());
    for stored in consents {
        services.push(Service {
            name: service_name(&app, &page, &stored.client_id).await?,
            granted: names(&page, &stored.consent.granted),
            decided_at: page.format_datetime(stored.decided_at),
            offline: stored.consent.offline == Some(true),
            path: segment(&stored.client_id),
        });
    }
    Ok(View(ServicesPage { services, page: page.clone(), done: query.done }))
}

pub(crate) async fn show(
    State(app): State<AppState>,
    current: CurrentAccount,
    Path(client_id): Path<String>,
) -> Result<View<ServicePage>, Problem> {
    let consent = queries::consent(&app.context, current.id(), &client_id).await?.ok_or_else(unknown)?;
    let page = current.page();
    let Consent { granted, denied, essential, offline } = consent;
    let value = |item: Item| {
        let value = formatting::item_value(&page, &current.account, item, current.now());
        value.unwrap_or_else(|| page.text("consent-empty").to_string())
    };
    let all: BTreeSet<Item> = granted.iter().chain(&denied).copied().collect();
    let choice = |item: &Item| {
        let choice = Choice::new(item.word(), formatting::item_name(&page, *item));
        choice.hint(value(*item)).checked(granted.contains(item))
    };
    let choices = all.difference(&essential).map(choice).collect();
    let essential =
        essential.iter().map(|item| (formatting::item_name(&page, *item), value(*item))).collect();
    let name = service_name(&app, &page, &client_id).await?;
    let path = segment(&client_id);
    let (page, errors) = (page.clone(), FormErrors::new());
    Ok(View(ServicePage { page, errors, path, name, essential, choices, offline }))
}

pub(crate) async fn change(
    State(app): State<AppState>,
    current: CurrentAccount,
    Path(client_id): Path<String>,
    Form(form): Form<ServiceForm>,
) -> Result<Response, Problem> {
    let selected = form.items.iter().filter_map(|word| Item::from_word(word)).collect();
    let (now, client) = (current.now(), current.client_info());
    if decide::change_consent(
        &app.context,
        now,
        current.id(),
        &client_id,
        &selected,
        form.offline.is_some(),
        &client,
    )
    .await?
    {
        Ok(Redirect::to("/services?done=saved").into_response())
    } else {
        Err(unknown())
    }
}

pub(crate) async fn forget(
    State(app): State<AppState>,
    current: CurrentAccount,
    Path(client_id): Path<String>,
    Form(NoFields {}): Form<NoFields>,
) -> Result<Response, Problem> {
    decide::withdraw_consent(&app.context, current.now(), current.id(), &client_id, &current.client_info())
        .await?;
    Ok(Redirect::to("/services?done=forgotten").into_response())
}

/// What people know a service as; its id, when it is no longer a client.
pub(crate) async fn service_name(app: &AppState, page: &Page, client_id: &str) -> Result<String, Problem> {
    let client = app.context.provider.client(client_id).await?;
    Ok(client.map_or_else(|| client_id.to_owned(), |client| client.name(page.language()).to_owned()))
}

/// The names of items, in a row.
pub(crate) fn names(page: &Page, items: &BTreeSet<Item>) -> String {
    items.iter().map(|item| formatting::item_name(page, *item)).collect::<Vec<_>>().join(", ")
}

/// A client id may contain what a path must not.
fn segment(client_id: &str) -> String {
    let encoded: String = url::form_urlencoded::byte_serialize(client_id.as_bytes()).collect();
    encoded.replace('+', "%20")
}

fn unknown() -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "problem-service-unknown").action("/services", "nav-services")
}
