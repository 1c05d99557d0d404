//! The front page.

use std::sync::Arc;

use ::web::{Page, View, Visitor};
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};

use super::shown;
use crate::acts::Hub;

#[derive(Template)]
#[template(path = "home.html")]
pub(super) struct HomePage {
    page: Page,
    methods: Vec<Card>,
}

struct Card {
    name: String,
    hint: String,
    level: String,
}

pub(super) async fn show(State(hub): State<Arc<Hub>>, visitor: Visitor) -> Response {
    if visitor.session().is_some() {
        return Redirect::to("/portal").into_response();
    }
    let page = visitor.page();
    let language = page.language();
    let methods = hub.desk.config.methods.iter().map(|method| Card {
        name: method.name(language).to_owned(),
        hint: method.hint(language).to_owned(),
        level: shown::level(&page, method.level),
    });
    View(HomePage { methods: methods.collect(), page }).into_response()
}
