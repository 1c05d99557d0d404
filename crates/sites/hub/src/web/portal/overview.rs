//! The first page of the portal.

use std::sync::Arc;

use ::web::{Page, Problem};
use askama::Template;
use axum::extract::State;

use super::person::Person;
use crate::acts::{Hub, history, methods, own_data};
use crate::rules::claims::{PersonData, full_name};
use crate::web::shown;

#[derive(Template)]
#[template(path = "portal/overview.html")]
pub(super) struct OverviewPage {
    page: Page,
    name: Option<String>,
    data: Option<Vec<(String, String)>>,
    /// The last one before the present one: a person sees at a glance that it was theirs.
    last: Option<LastLogin>,
    has_mobile_key: bool,
}

struct LastLogin {
    at: String,
    method: String,
    service: String,
}

pub(super) async fn show(
    State(hub): State<Arc<Hub>>,
    person: Person,
) -> Result<::web::View<OverviewPage>, Problem> {
    let page = person.page();
    let data = match own_data::own_data(&hub, person.session()).await {
        Ok(data) => Some(data),
        Err(error) => {
            tracing::warn!(error = &error as &dyn std::error::Error, "the person's data cannot be read");
            None
        }
    };
    let last = history::login_before(&hub, &person.id, person.session()).await?;
    let last = last.map(|login| LastLogin {
        at: page.moment(login.at),
        method: hub.desk.method_name(&login.method, page.language()).to_owned(),
        service: shown::service(&hub.desk, &page, &login.service),
    });
    let states = methods::methods(&hub, &person.id).await?;
    let has_mobile_key = states.iter().any(|state| state.method.is_mobile_key() && state.is_connected());
    let name = data.as_ref().and_then(full_name).or_else(|| person.name().map(str::to_owned));
    let data = data.map(|data| rows(&page, &data));
    Ok(::web::View(OverviewPage { page, name, data, last, has_mobile_key }))
}

fn rows(page: &Page, data: &PersonData) -> Vec<(String, String)> {
    let language = page.language();
    let document = |document: &crate::rules::claims::Document| {
        let kind = match document.kind.as_str() {
            "ID" => "document-identity-card",
            "P" => "document-passport",
            _ => "document-other",
        };
        format!("{} {}", page.text(kind), document.number)
    };
    let values = [
        ("item-given_name", data.given_name.clone()),
        ("item-family_name", data.family_name.clone()),
        ("item-birthdate", data.birthdate.map(|date| date.written(language))),
        ("item-place_of_birth", data.place_of_birth.clone()),
        ("item-address", data.address.as_ref().map(|address| address.shown(language))),
        ("item-document", data.document.as_ref().map(document)),
    ];
    values.into_iter().filter_map(|(key, value)| Some((page.text(key).to_string(), value?))).collect()
}
