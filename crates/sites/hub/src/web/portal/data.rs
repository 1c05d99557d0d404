//! What the population register keeps about the person, read when the page is opened.

use ::web::{Page, Problem};
use askama::Template;
use axum::extract::State;

use super::current_person::CurrentPerson;
use crate::acts::own_data;
use crate::rules::item::RELEASED;
use crate::web::{AppState, formatting};

#[derive(Template)]
#[template(path = "portal/data.html")]
pub(super) struct DataPage {
    page: Page,
    data: Option<Vec<(String, String)>>,
}

pub(super) async fn show(
    State(app): State<AppState>,
    person: CurrentPerson,
) -> Result<::web::View<DataPage>, Problem> {
    let page = person.page();
    let data = match own_data::own_data(&app.context, person.session()).await {
        Ok(data) => Some(data),
        Err(error) => {
            tracing::warn!(error = &error as &dyn std::error::Error, "the person's data cannot be read");
            None
        }
    };
    let rows = data.map(|data| {
        let rows = RELEASED.into_iter();
        rows.filter_map(|item| Some((formatting::item(&page, item), formatting::value(&page, &data, item)?)))
            .collect()
    });
    Ok(::web::View(DataPage { data: rows, page }))
}
