//! Who has read the person's data in the population register.

use std::sync::Arc;

use ::web::{Page, Problem};
use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;

use super::View;
use super::person::Person;
use crate::acts::Hub;
use crate::acts::own_data::{self, OwnDataError};
use crate::web::shown;

#[derive(Template)]
#[template(path = "portal/register.html")]
pub(super) struct RegisterPage {
    page: Page,
    reads: Vec<ReadShown>,
    older: Option<String>,
}

struct ReadShown {
    at: String,
    on_behalf_of: String,
    reason: String,
    items: String,
}

pub(super) async fn show(
    State(hub): State<Arc<Hub>>,
    Query(view): Query<View>,
    person: Person,
) -> Result<::web::View<RegisterPage>, Problem> {
    let page = person.page();
    let found = own_data::reads(&hub, &person.id, view.before()?).await?;
    let reads = found.reads.into_iter().map(|read| ReadShown {
        at: page.moment(read.at()),
        on_behalf_of: shown::on_behalf_of(&hub.desk, &page, &read.on_behalf_of),
        reason: shown::reason(&page, &read.reason),
        items: shown::items(&page, &read.known_items()),
    });
    Ok(::web::View(RegisterPage { reads: reads.collect(), older: found.next_before, page }))
}

impl From<OwnDataError> for Problem {
    fn from(error: OwnDataError) -> Self {
        match error {
            OwnDataError::Store(error) => error.into(),
            OwnDataError::Unknown | OwnDataError::Register(_) => {
                tracing::warn!(error = &error as &dyn std::error::Error, "the register failed");
                Self::new(StatusCode::SERVICE_UNAVAILABLE, "register-unavailable")
                    .action("/portal", "portal-back")
            }
        }
    }
}
