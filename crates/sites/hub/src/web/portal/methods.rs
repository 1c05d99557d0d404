//! The methods by which the hub knows the person.

use std::sync::Arc;

use ::web::{Page, Problem};
use askama::Template;
use axum::extract::State;

use super::person::Person;
use crate::acts::{Hub, methods};
use crate::web::shown;

#[derive(Template)]
#[template(path = "portal/methods.html")]
pub(super) struct MethodsPage {
    page: Page,
    methods: Vec<MethodShown>,
}

struct MethodShown {
    name: String,
    level: String,
    connected: bool,
    since: Option<String>,
    last_used: Option<String>,
    is_mobile_key: bool,
}

pub(super) async fn show(
    State(hub): State<Arc<Hub>>,
    person: Person,
) -> Result<::web::View<MethodsPage>, Problem> {
    let page = person.page();
    let states = methods::methods(&hub, &person.id).await?;
    let methods = states.into_iter().map(|state| {
        let bound = state.link.as_ref().map_or(state.method.level, |link| link.bound.min(state.method.level));
        // What is attached to the Mobile Key, and since when, its devices tell; a link alone is no key.
        let link = state.link.as_ref().filter(|_| state.is_connected() && !state.method.is_mobile_key());
        MethodShown {
            name: state.method.name(page.language()).to_owned(),
            level: shown::level(&page, bound),
            connected: state.is_connected(),
            since: link.map(|link| page.moment(link.linked_at)),
            last_used: state.link.as_ref().and_then(|link| link.last_used_at).map(|at| page.moment(at)),
            is_mobile_key: state.method.is_mobile_key(),
        }
    });
    Ok(::web::View(MethodsPage { methods: methods.collect(), page }))
}
