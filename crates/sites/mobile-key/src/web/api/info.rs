//! What anybody may ask.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use mobile_key_api::PHONE_OPENAPI;
use mobile_key_api::phone::{Config, Helpdesk, Time};
use values::Language;
use web::RequestContext;

use crate::web::AppState;

/// The description of this API (OpenAPI 3.1).
pub(super) async fn openapi() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "application/vnd.oai.openapi+json;version=3.1")], PHONE_OPENAPI)
}

pub(super) async fn time(State(app): State<Arc<AppState>>) -> Json<Time> {
    Json(Time { server_time_ms: app.context.now().unix_ms() })
}

/// Who runs this, and whom people may call (mission A6).
pub(super) async fn config(State(app): State<Arc<AppState>>, request: RequestContext) -> Json<Config> {
    let helpdesk = &app.web.config().helpdesk;
    Json(Config {
        operator: app.web.operator(request.language()).map(str::to_owned),
        helpdesk: Helpdesk { phone: helpdesk.phone.clone(), hours: helpdesk.hours.clone() },
        portal_url: app.portal.clone(),
        languages: Language::ALL.map(|language| language.code().to_owned()).to_vec(),
    })
}
