//! One stored consent: changed or withdrawn.

use ::web::{Choice, Form, FormErrors, NoFields, Page, Problem};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use url::form_urlencoded::byte_serialize;

use super::current_person::CurrentPerson;
use crate::acts::stored_consents::{self as acts, StoredConsentError};
use crate::rules::item::{Item, Items};
use crate::rules::service::ServiceId;
use crate::web::{AppState, formatting};

#[derive(Template)]
#[template(path = "portal/stored_consent.html")]
struct StoredConsentPage {
    page: Page,
    errors: FormErrors,
    service: String,
    path: String,
    essential: Vec<String>,
    voluntary: Vec<Choice>,
}

/// What was selected.
#[derive(Deserialize)]
pub(super) struct SelectedItems {
    #[serde(default)]
    released: Vec<String>,
}

/// The page of the consent to a service.
pub(super) fn path(service: &ServiceId) -> String {
    let encoded: String = byte_serialize(service.as_str().as_bytes()).collect();
    format!("/portal/choices/{encoded}")
}

pub(super) async fn show(
    State(app): State<AppState>,
    Path(service): Path<String>,
    person: CurrentPerson,
) -> Result<Response, Problem> {
    let id = ServiceId::parse(&service).map_err(|_| Problem::not_found())?;
    let (requested, released) = acts::get(&app.context, &person.id, &id).await?;
    let page = person.page();
    let (essential, voluntary): (Vec<_>, Vec<_>) = requested.into_iter().partition(|one| one.essential);
    let voluntary = voluntary.into_iter().map(|one| {
        Choice::new(one.item.name(), formatting::item(&page, one.item)).checked(released.contains(one.item))
    });
    let shown = StoredConsentPage {
        errors: FormErrors::new(),
        service: formatting::service(&app.context, &page, &id),
        path: path(&id),
        essential: essential.into_iter().map(|one| formatting::item(&page, one.item)).collect(),
        voluntary: voluntary.collect(),
        page,
    };
    Ok(::web::View(shown).into_response())
}

pub(super) async fn change(
    State(app): State<AppState>,
    Path(service): Path<String>,
    person: CurrentPerson,
    Form(form): Form<SelectedItems>,
) -> Result<Response, Problem> {
    let id = ServiceId::parse(&service).map_err(|_| Problem::not_found())?;
    let selected = Items::new(form.released.iter().filter_map(|name| Item::parse(name).ok()));
    acts::change(&app.context, &app.provider, (&person.id, &id), &selected, person.now()).await?;
    let name = formatting::service(&app.context, &person.page(), &id);
    Ok(person.redirect_with_flash("/portal/releases", "done-choice-changed", &name))
}

pub(super) async fn withdraw(
    State(app): State<AppState>,
    Path(service): Path<String>,
    person: CurrentPerson,
    Form(NoFields {}): Form<NoFields>,
) -> Result<Response, Problem> {
    let id = ServiceId::parse(&service).map_err(|_| Problem::not_found())?;
    acts::withdraw(&app.context, &app.provider, (&person.id, &id), person.now()).await?;
    let name = formatting::service(&app.context, &person.page(), &id);
    Ok(person.redirect_with_flash("/portal/releases", "done-choice-withdrawn", &name))
}

impl From<StoredConsentError> for Problem {
    fn from(error: StoredConsentError) -> Self {
        match error {
            StoredConsentError::NotStored => Self::new(StatusCode::NOT_FOUND, "choice-not-remembered")
                .action("/portal/releases", "portal-releases"),
            StoredConsentError::Store(error) => error.into(),
        }
    }
}
