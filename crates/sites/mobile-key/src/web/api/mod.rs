//! The phone's API, `/api/v1` (docs/mobile-key-protocol.md).

mod call;
mod devices;
mod events;
mod factors;
mod info;
mod notices;
mod requests;
mod view;

use axum::Router;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get, post};

use crate::MobileKey;
use call::Call;

/// Whatever is not an operation; it too is answered as docs/mobile-key-protocol.md says.
const ELSEWHERE: &str = "/api/v1/{*nothing}";

/// What a handler answers.
type Outcome = Result<Response, call::Refused>;

pub(super) fn routes() -> Router<MobileKey> {
    Router::new()
        .route("/api/v1/openapi.json", get(info::openapi))
        .route("/api/v1/time", get(info::time))
        .route("/api/v1/config", get(info::config))
        .route("/api/v1/devices", post(devices::install))
        .route("/api/v1/oprf", post(factors::evaluate))
        .route("/api/v1/factor", post(factors::set_knowledge))
        .route("/api/v1/factor/webauthn/options", post(factors::webauthn_options))
        .route("/api/v1/factor/webauthn", post(factors::set_biometrics))
        .route("/api/v1/requests/claim", post(requests::claim))
        .route("/api/v1/requests/decide", post(requests::decide))
        .route("/api/v1/requests/state", post(requests::state))
        .route("/api/v1/requests/abandon", post(requests::abandon))
        .route("/api/v1/me", post(devices::me))
        .route("/api/v1/devices/list", post(devices::list))
        .route("/api/v1/devices/rename", post(devices::rename))
        .route("/api/v1/devices/disconnect", post(devices::disconnect))
        .route("/api/v1/history", post(notices::history))
        .route("/api/v1/notices", post(notices::notices))
        .route("/api/v1/notices/settings", post(notices::settings))
        .route("/api/v1/tickets", post(events::ticket))
        .route("/api/v1/events", get(events::stream))
        .method_not_allowed_fallback(call::wrong_method)
        .route(ELSEWHERE, any(call::nothing_here))
}

/// 204: it is done, and there is nothing to say.
fn done() -> Response {
    StatusCode::NO_CONTENT.into_response()
}

#[cfg(test)]
mod tests;
