//! The endpoints, one file each.

mod authorization_code_grant;
mod authorize;
mod client_auth;
mod cors;
mod discovery;
mod introspect;
mod logout;
mod par;
mod refresh_token_grant;
mod revoke;
mod token;
mod token_grant;
mod userinfo;

use axum::Router;
use axum::http::header;
use axum::middleware;
use axum::routing::{get, post};

use crate::Provider;
use crate::authorization_response;

pub(crate) const AUTHORIZE: &str = "/openid/authorize";
pub(crate) const PAR: &str = "/openid/par";
pub(crate) const TOKEN: &str = "/openid/token";
pub(crate) const USERINFO: &str = "/openid/userinfo";
pub(crate) const KEYS: &str = "/openid/keys";
pub(crate) const REVOKE: &str = "/openid/revoke";
pub(crate) const INTROSPECT: &str = "/openid/introspect";
pub(crate) const LOGOUT: &str = "/openid/logout";
pub(crate) const DISCOVERY: &str = "/.well-known/openid-configuration";
/// The same document for clients that speak OAuth only (RFC 8414 §3).
pub(crate) const OAUTH_DISCOVERY: &str = "/.well-known/oauth-authorization-server";

/// All routes of a provider.
pub(crate) fn router(provider: &Provider) -> Router {
    let mut open = Router::new()
        .route(KEYS, get(discovery::keys).options(cors::preflight))
        .route(TOKEN, post(token::post).options(cors::preflight))
        .route(USERINFO, get(userinfo::by_header).post(userinfo::by_header_or_form).options(cors::preflight))
        .route(REVOKE, post(revoke::post).options(cors::preflight))
        // An app in a browser is a public client, and those push too (RFC 9126 §1).
        .route(PAR, post(par::post).options(cors::preflight));
    for path in discovery::paths(&provider.0.issuer) {
        open = open.route(&path, get(discovery::document).options(cors::preflight));
    }
    let open =
        open.method_not_allowed_fallback(cors::method_not_allowed).layer(middleware::from_fn(cors::open));
    Router::new()
        .route(AUTHORIZE, get(authorize::get).post(authorize::post))
        .route(INTROSPECT, post(introspect::post))
        .route(LOGOUT, get(logout::get).post(logout::post))
        .route(authorization_response::SCRIPT_PATH, get(script))
        .merge(open)
        .with_state(provider.clone())
}

async fn script() -> ([(header::HeaderName, &'static str); 2], &'static str) {
    let headers =
        [(header::CONTENT_TYPE, "text/javascript"), (header::CACHE_CONTROL, "public, max-age=86400")];
    (headers, authorization_response::SCRIPT)
}
