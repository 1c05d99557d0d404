//! Which service gets what, and changing it (B2).

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use web::{Choice, Form, FormErrors, NoFields, Page, Problem, View};

use super::owner::Owner;
use super::shown;
use crate::Mojeid;
use crate::rules::items::Item;
use crate::rules::release::Decision;

#[derive(Template)]
#[template(path = "services.html")]
pub(super) struct ServicesPage {
    pub(super) page: Page,
    pub(super) services: Vec<Service>,
    pub(super) done: Option<Done>,
}

/// One service as the list shows it.
pub(super) struct Service {
    /// The client id as a segment of a path.
    pub(super) path: String,
    pub(super) name: String,
    pub(super) given: String,
    pub(super) decided_at: String,
    /// Whether it may fetch data while the person is away.
    pub(super) offline: bool,
}

#[derive(Template)]
#[template(path = "service.html")]
pub(super) struct ServicePage {
    pub(super) page: Page,
    pub(super) errors: FormErrors,
    /// The client id as a segment of a path.
    pub(super) path: String,
    pub(super) name: String,
    /// What the service cannot do without: names and values.
    pub(super) essential: Vec<(String, String)>,
    pub(super) choices: Vec<Choice>,
    /// Whether it may fetch data while the person is away, if it asked.
    pub(super) offline: Option<bool>,
}

/// What was just done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Done {
    Saved,
    Forgotten,
    #[serde(other)]
    Other,
}

#[derive(Deserialize)]
pub(super) struct ServicesQuery {
    done: Option<Done>,
}

#[derive(Deserialize)]
pub(super) struct ServiceForm {
    #[serde(default)]
    items: Vec<String>,
    offline: Option<String>,
}

pub(super) async fn list(
    State(mojeid): State<Mojeid>,
    owner: Owner,
    Query(query): Query<ServicesQuery>,
) -> Result<View<ServicesPage>, Problem> {
    let page = owner.page();
    let decisions = mojeid.decisions(owner.id()).await?;
    let mut services = Vec::with_capacity(decisions.len());
    for consent in decisions {
        services.push(Service {
            name: service_name(&mojeid, &page, &consent.client_id).await?,
            given: names(&page, &consent.decision.given),
            decided_at: page.format_datetime(consent.decided_at),
            offline: consent.decision.offline == Some(true),
            path: segment(&consent.client_id),
        });
    }
    Ok(View(ServicesPage { services, page: page.clone(), done: query.done }))
}

pub(super) async fn show(
    State(mojeid): State<Mojeid>,
    owner: Owner,
    Path(client_id): Path<String>,
) -> Result<View<ServicePage>, Problem> {
    let decision = mojeid.decision(owner.id(), &client_id).await?.ok_or_else(unknown)?;
    let page = owner.page();
    let Decision { given, kept, essential, offline } = decision;
    let value = |item: Item| {
        let value = shown::value_of(&page, &owner.account, item, owner.now());
        value.unwrap_or_else(|| page.text("consent-empty").to_string())
    };
    let all: BTreeSet<Item> = given.iter().chain(&kept).copied().collect();
    let choice = |item: &Item| {
        let choice = Choice::new(item.word(), shown::name_of(&page, *item));
        choice.hint(value(*item)).checked(given.contains(item))
    };
    let choices = all.difference(&essential).map(choice).collect();
    let essential = essential.iter().map(|item| (shown::name_of(&page, *item), value(*item))).collect();
    let name = service_name(&mojeid, &page, &client_id).await?;
    let path = segment(&client_id);
    let (page, errors) = (page.clone(), FormErrors::new());
    Ok(View(ServicePage { page, errors, path, name, essential, choices, offline }))
}

pub(super) async fn change(
    State(mojeid): State<Mojeid>,
    owner: Owner,
    Path(client_id): Path<String>,
    Form(form): Form<ServiceForm>,
) -> Result<Response, Problem> {
    let ticked = form.items.iter().filter_map(|word| Item::from_word(word)).collect();
    let (now, origin) = (owner.now(), owner.origin());
    if mojeid.change_decision(now, owner.id(), &client_id, &ticked, form.offline.is_some(), &origin).await? {
        Ok(Redirect::to("/services?done=saved").into_response())
    } else {
        Err(unknown())
    }
}

pub(super) async fn forget(
    State(mojeid): State<Mojeid>,
    owner: Owner,
    Path(client_id): Path<String>,
    Form(NoFields {}): Form<NoFields>,
) -> Result<Response, Problem> {
    mojeid.forget_decision(owner.now(), owner.id(), &client_id, &owner.origin()).await?;
    Ok(Redirect::to("/services?done=forgotten").into_response())
}

/// What people know a service as; its id, when it is no longer a client.
pub(super) async fn service_name(mojeid: &Mojeid, page: &Page, client_id: &str) -> Result<String, Problem> {
    let client = mojeid.provider().client(client_id).await?;
    Ok(client.map_or_else(|| client_id.to_owned(), |client| client.name(page.language()).to_owned()))
}

/// The names of items, in a row.
pub(super) fn names(page: &Page, items: &BTreeSet<Item>) -> String {
    items.iter().map(|item| shown::name_of(page, *item)).collect::<Vec<_>>().join(", ")
}

/// A client id may contain what a path must not.
fn segment(client_id: &str) -> String {
    let encoded: String = url::form_urlencoded::byte_serialize(client_id.as_bytes()).collect();
    encoded.replace('+', "%20")
}

fn unknown() -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "problem-service-unknown").action("/services", "nav-services")
}
