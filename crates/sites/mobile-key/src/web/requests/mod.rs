//! The pages of a request, for the browser that began it.

mod events;
mod finish;
mod page;

use axum::Router;
use axum::routing::{get, post};

use crate::MobileKey;

pub(super) fn routes() -> Router<MobileKey> {
    Router::new()
        .route("/requests/{id}", get(page::show))
        .route("/requests/{id}/events", get(events::stream))
        .route("/requests/{id}/continue", get(finish::go_on))
        .route("/requests/{id}/return", get(finish::come_back))
        .route("/requests/{id}/confirm", post(finish::confirm))
        .route("/requests/{id}/differs", post(finish::differs))
        .route("/requests/{id}/cancel", post(finish::cancel))
        .route("/requests/{id}/again", post(finish::again))
}
