//! The phone's API, `/api/v1` (docs/mobile-key-protocol.md, `mobile_key_api::phone`).

mod call;
mod devices;
mod events;
mod factors;
mod info;
mod notices;
mod requests;

use std::sync::Arc;

use axum::http::StatusCode;
use axum::routing::{any, get, post};
use axum::{Json, Router};

use self::call::{Call, Refused};
use super::AppState;

/// Whatever is not an operation; it too is answered as docs/mobile-key-protocol.md says.
const ELSEWHERE: &str = "/api/v1/{*nothing}";

/// What a handler answers.
type Answer<T> = Result<Json<T>, Refused>;
/// What a handler answers that has nothing to say: 204.
type Done = Result<StatusCode, Refused>;

pub(super) fn routes() -> Router<Arc<AppState>> {
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
        .method_not_allowed_fallback(call::method_not_allowed)
        .route(ELSEWHERE, any(call::not_found))
}
