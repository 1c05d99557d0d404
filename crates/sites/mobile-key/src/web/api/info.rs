//! What anybody may ask.

use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use serde_json::{Value, json};
use values::Language;
use web::RequestContext;

use crate::MobileKey;

const OPENAPI: &str = include_str!("../../../assets/openapi.json");

/// The description of this API (OpenAPI 3.1).
pub(super) async fn openapi() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "application/vnd.oai.openapi+json;version=3.1")], OPENAPI)
}

pub(super) async fn time(State(site): State<MobileKey>) -> Json<Value> {
    Json(json!({ "server_time_ms": site.core().now().unix_ms() }))
}

/// Who runs this, and whom people may call (mission A6).
pub(super) async fn config(State(site): State<MobileKey>, visitor: RequestContext) -> Json<Value> {
    let config = site.web().config();
    Json(json!({
        "operator": site.web().operator(visitor.language()),
        "helpdesk": { "phone": config.helpdesk.phone, "hours": config.helpdesk.hours },
        "portal_url": site.portal().as_str(),
        "languages": Language::ALL.map(Language::code),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each route of the API is described, and nothing else.
    #[test]
    fn the_description_names_every_operation() {
        let document: Value = serde_json::from_str(OPENAPI).unwrap();
        let routes = include_str!("mod.rs");
        let mut served: Vec<&str> =
            routes.split(".route(\"").skip(1).filter_map(|r| r.split('"').next()).collect();
        served.retain(|path| *path != "/api/v1/openapi.json");
        let mut described: Vec<&str> =
            document["paths"].as_object().unwrap().keys().map(String::as_str).collect();
        served.sort_unstable();
        described.sort_unstable();
        assert_eq!(served, described);
    }
}
