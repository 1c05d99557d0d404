//! The front page: what a Mobile Key is, and where to get one.

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::get;
use serde::Deserialize;
use web::{Page, Problem, RequestContext, View};

use crate::web::AppState;

pub(super) fn routes() -> Router<Arc<AppState>> {
    Router::new().route("/", get(home)).route("/logout", get(logout))
}

#[derive(Template)]
#[template(path = "home.html")]
struct HomePage {
    page: Page,
    portal: String,
}

#[derive(Deserialize)]
struct LogoutQuery {
    logout: String,
}

async fn home(State(app): State<Arc<AppState>>, visitor: RequestContext) -> View<HomePage> {
    View(HomePage { page: visitor.page(), portal: app.portal.to_string() })
}

/// Nobody is ever signed in here, so a logout is done at once.
async fn logout(
    State(app): State<Arc<AppState>>,
    headers: HeaderMap,
    Query(query): Query<LogoutQuery>,
) -> Result<Response, Problem> {
    Ok(app.provider.logout(&headers, &query.logout).await?.done("/"))
}
