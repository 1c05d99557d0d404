//! The front page.

use ::web::{Page, RequestContext, View};
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};

use super::{AppState, formatting};
use crate::rules::login_state::LoginQuery;

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
    icon: &'static str,
    /// Where a login to the portal by it begins.
    href: String,
    /// Where people without an account get one.
    join: Option<String>,
}

pub(super) async fn show(State(app): State<AppState>, visitor: RequestContext) -> Response {
    if visitor.session().is_some() {
        return Redirect::to("/portal").into_response();
    }
    let page = visitor.page();
    let language = page.language();
    let methods = app.context.config.methods.iter().map(|method| Card {
        name: method.name(language).to_owned(),
        hint: method.hint(language).to_owned(),
        level: formatting::level_in_words(&page, method.level),
        icon: method.icon.name(),
        href: LoginQuery::default().start_path(&method.id),
        join: method.join.as_ref().map(ToString::to_string),
    });
    View(HomePage { methods: methods.collect(), page }).into_response()
}
