//! One remembered choice: changed or withdrawn.

use std::sync::Arc;

use ::web::{Choice, Form, FormErrors, NoFields, Page, Problem};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use url::form_urlencoded::byte_serialize;

use super::person::Person;
use crate::acts::Hub;
use crate::acts::choices::{self as acts, ChoiceError};
use crate::rules::item::{Item, Items};
use crate::rules::service::ServiceId;
use crate::web::shown;

#[derive(Template)]
#[template(path = "portal/choice.html")]
struct ChoicePage {
    page: Page,
    errors: FormErrors,
    service: String,
    path: String,
    essential: Vec<String>,
    voluntary: Vec<Choice>,
}

/// What was ticked.
#[derive(Deserialize)]
pub(super) struct Ticked {
    #[serde(default)]
    released: Vec<String>,
}

/// The page of a service's choice.
pub(super) fn path(service: &ServiceId) -> String {
    let encoded: String = byte_serialize(service.as_str().as_bytes()).collect();
    format!("/portal/choices/{encoded}")
}

pub(super) async fn show(
    State(hub): State<Arc<Hub>>,
    Path(service): Path<String>,
    person: Person,
) -> Result<Response, Problem> {
    let id = ServiceId::parse(&service).map_err(|_| Problem::not_found())?;
    let (requested, released) = acts::choice(&hub, &person.id, &id).await?;
    let page = person.page();
    let (essential, voluntary): (Vec<_>, Vec<_>) = requested.into_iter().partition(|one| one.essential);
    let voluntary = voluntary.into_iter().map(|one| {
        Choice::new(one.item.name(), shown::item(&page, one.item)).checked(released.contains(one.item))
    });
    let shown = ChoicePage {
        errors: FormErrors::new(),
        service: shown::service(&hub.desk, &page, &id),
        path: path(&id),
        essential: essential.into_iter().map(|one| shown::item(&page, one.item)).collect(),
        voluntary: voluntary.collect(),
        page,
    };
    Ok(::web::View(shown).into_response())
}

pub(super) async fn change(
    State(hub): State<Arc<Hub>>,
    Path(service): Path<String>,
    person: Person,
    Form(sent): Form<Ticked>,
) -> Result<Response, Problem> {
    let id = ServiceId::parse(&service).map_err(|_| Problem::not_found())?;
    let ticked = Items::new(sent.released.iter().filter_map(|name| Item::parse(name).ok()));
    acts::change(&hub, &person.id, &id, &ticked, person.now()).await?;
    let name = shown::service(&hub.desk, &person.page(), &id);
    Ok(person.redirect_with_flash("/portal/releases", "done-choice-changed", &name))
}

pub(super) async fn withdraw(
    State(hub): State<Arc<Hub>>,
    Path(service): Path<String>,
    person: Person,
    Form(NoFields {}): Form<NoFields>,
) -> Result<Response, Problem> {
    let id = ServiceId::parse(&service).map_err(|_| Problem::not_found())?;
    acts::withdraw(&hub, &person.id, &id, person.now()).await?;
    let name = shown::service(&hub.desk, &person.page(), &id);
    Ok(person.redirect_with_flash("/portal/releases", "done-choice-withdrawn", &name))
}

impl From<ChoiceError> for Problem {
    fn from(error: ChoiceError) -> Self {
        match error {
            ChoiceError::NotRemembered => Self::new(StatusCode::NOT_FOUND, "choice-not-remembered")
                .action("/portal/releases", "portal-releases"),
            ChoiceError::Store(error) => error.into(),
        }
    }
}
