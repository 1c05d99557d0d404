//! The pages for people: what the register is, and how it guards their data.

use askama::Template;
use axum::Router;
use axum::routing::get;
use web::{Page, RequestContext, View};

#[derive(Template)]
#[template(path = "home.html")]
struct HomePage {
    page: Page,
}

pub(crate) fn router(site: &web::Site) -> Router {
    site.router(Router::new().route("/", get(home)))
}

async fn home(visitor: RequestContext) -> View<HomePage> {
    View(HomePage { page: visitor.page() })
}
