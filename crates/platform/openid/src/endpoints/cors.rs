//! Endpoints that scripts of other origins may call (Fetch §3.2). None of them looks at a cookie, so that any origin may.

use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

pub(crate) async fn open(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let open = [
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (header::ACCESS_CONTROL_EXPOSE_HEADERS, "WWW-Authenticate, Retry-After"),
        (HeaderName::from_static("cross-origin-resource-policy"), "cross-origin"),
    ];
    for (name, value) in open {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

/// What a browser asks before it lets a script ask.
pub(crate) async fn preflight() -> Response {
    let headers = [
        (header::ACCESS_CONTROL_ALLOW_METHODS, "GET, POST"),
        (header::ACCESS_CONTROL_ALLOW_HEADERS, "Authorization, Content-Type"),
        (header::ACCESS_CONTROL_MAX_AGE, "86400"),
    ];
    (StatusCode::NO_CONTENT, headers).into_response()
}

/// A script that used the wrong method can read that it did.
pub(crate) async fn method_not_allowed() -> Response {
    let body = axum::Json(serde_json::json!({
        "error": "invalid_request", "error_description": "this endpoint does not take this method",
    }));
    (StatusCode::METHOD_NOT_ALLOWED, [(header::CACHE_CONTROL, "no-store")], body).into_response()
}
