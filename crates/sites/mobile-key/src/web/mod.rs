//! Routes: extract, call one act, render.

mod api;
mod app;
mod cookie;
mod enrol;
mod home;
mod login;
mod people;
mod problem;
mod qr;
mod requests;
mod sse;

use std::sync::Arc;

use axum::Router;
use openid::{Provider, RelyingParty};
use rate_limit::RateLimit;
use url::Url;
use web::{AssetFile, Site};

use crate::context::Context;
use crate::sse_limiter::SseLimiter;

/// The script of the pages that wait for a phone, and what it needs to look like.
pub(crate) const ASSETS: &[AssetFile] =
    &[AssetFile { name: "wait.js", bytes: include_bytes!("../../assets/wait.js") }];

/// What the handlers share.
pub(crate) struct AppState {
    pub(crate) context: Context,
    pub(crate) web: Site,
    pub(crate) provider: Provider,
    /// The hub as relying party's provider: it says who a person is while enrolling.
    pub(crate) hub: RelyingParty,
    /// The hub's portal.
    pub(crate) portal: Url,
    /// Requests to the phone's API, and ways on from the pages of a request; for each network address.
    pub(crate) requests: RateLimit,
    /// New installations; for each network address.
    pub(crate) installations: RateLimit,
    /// Pages with a QR code; for each network address.
    pub(crate) codes: RateLimit,
    /// Pages that wait for a phone.
    pub(crate) streams: SseLimiter,
}

pub(crate) fn router(app: &Arc<AppState>) -> Router {
    let routes = Router::new()
        .merge(home::routes())
        .merge(login::routes())
        .merge(enrol::routes())
        .merge(requests::routes(app))
        .merge(people::routes())
        .merge(api::routes())
        .merge(app::routes())
        .with_state(Arc::clone(app))
        .merge(app.provider.router())
        .merge(app.hub.router());
    app.web.router(routes)
}
