//! The front page.

use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use web::{Page, RequestContext, View};

#[derive(Template)]
#[template(path = "home.html")]
pub(crate) struct HomePage {
    pub(crate) page: Page,
    pub(crate) logged_out: bool,
}

#[derive(Deserialize)]
pub(crate) struct HomeQuery {
    done: Option<String>,
}

pub(crate) async fn show(visitor: RequestContext, Query(query): Query<HomeQuery>) -> Response {
    if visitor.session().is_some() {
        return Redirect::to("/profile").into_response();
    }
    let logged_out = query.done.as_deref() == Some("logged-out");
    View(HomePage { page: visitor.page(), logged_out }).into_response()
}
