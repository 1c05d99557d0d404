//! The endpoints, one file each.

mod authorize;
mod client_request;
mod cors;
mod discovery;
mod introspect;
mod logout;
mod pushed;
mod redeem;
mod refresh;
mod revoke;
mod token;
mod userinfo;

use axum::Router;
use axum::http::header;
use axum::middleware;
use axum::routing::{get, post};

use crate::Provider;
use crate::answer;

pub(crate) use discovery::metadata;

pub(crate) const AUTHORIZE: &str = "/openid/authorize";
pub(crate) const PUSHED: &str = "/openid/par";
pub(crate) const TOKEN: &str = "/openid/token";
pub(crate) const USERINFO: &str = "/openid/userinfo";
pub(crate) const KEYS: &str = "/openid/keys";
pub(crate) const REVOKE: &str = "/openid/revoke";
pub(crate) const INTROSPECT: &str = "/openid/introspect";
pub(crate) const LOGOUT: &str = "/openid/logout";
pub(crate) const DISCOVERY: &str = "/.well-known/openid-configuration";

/// All routes of a provider.
pub(crate) fn router(provider: &Provider) -> Router {
    let mut open = Router::new()
        .route(DISCOVERY, get(discovery::document).options(cors::preflight))
        .route(KEYS, get(discovery::keys).options(cors::preflight))
        .route(TOKEN, post(token::answer).options(cors::preflight))
        .route(USERINFO, get(userinfo::by_header).post(userinfo::by_header_or_form).options(cors::preflight))
        .route(REVOKE, post(revoke::answer).options(cors::preflight));
    // Discovery 1.0 §4.1: the document lies under the issuer's own path.
    if let Some(path) = discovery::path_under_issuer(&provider.0.issuer) {
        open = open.route(&path, get(discovery::document).options(cors::preflight));
    }
    let open = open.layer(middleware::from_fn(cors::open));
    Router::new()
        .route(AUTHORIZE, get(authorize::get).post(authorize::post))
        .route(PUSHED, post(pushed::answer))
        .route(INTROSPECT, post(introspect::answer))
        .route(LOGOUT, get(logout::get).post(logout::post))
        .route(answer::SCRIPT_PATH, get(script))
        .merge(open)
        .with_state(provider.clone())
}

async fn script() -> ([(header::HeaderName, &'static str); 2], &'static str) {
    let headers =
        [(header::CONTENT_TYPE, "text/javascript"), (header::CACHE_CONTROL, "public, max-age=86400")];
    (headers, answer::SCRIPT)
}
