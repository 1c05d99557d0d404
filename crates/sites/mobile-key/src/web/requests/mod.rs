//! The pages of a request, for the browser that began it.

mod events;
mod finish;
mod own;
mod page;

use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use axum::routing::{get, post};
use web::{Problem, RequestContext};

use crate::web::AppState;

pub(super) fn routes(app: &Arc<AppState>) -> Router<Arc<AppState>> {
    Router::new()
        .route("/requests/{id}/continue", get(finish::go_on))
        .route("/requests/{id}/return", get(finish::come_back))
        .route("/requests/{id}/confirm", post(finish::confirm))
        .route("/requests/{id}/differs", post(finish::differs))
        .route("/requests/{id}/cancel", post(finish::cancel))
        .route("/requests/{id}/again", post(finish::again))
        .route_layer(from_fn_with_state(Arc::clone(app), limit))
        .route("/requests/{id}", get(page::show))
        .route("/requests/{id}/events", get(events::stream))
}

/// Only so many ways on in a minute for each network address.
async fn limit(
    State(app): State<Arc<AppState>>,
    context: RequestContext,
    request: Request,
    next: Next,
) -> Result<Response, Problem> {
    app.requests.check(&context.rate_key())?;
    Ok(next.run(request).await)
}
