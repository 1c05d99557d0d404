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

use axum::Router;
use web::AssetFile;

use crate::MobileKey;

/// The script of the pages that wait for a phone, and what it needs to look like.
pub(crate) const ASSETS: &[AssetFile] =
    &[AssetFile { name: "wait.js", bytes: include_bytes!("../../assets/wait.js") }];

pub(crate) fn router(site: &MobileKey) -> Router {
    let routes = Router::new()
        .merge(home::routes())
        .merge(login::routes())
        .merge(enrol::routes())
        .merge(requests::routes())
        .merge(people::routes())
        .merge(api::routes())
        .merge(app::routes())
        .with_state(site.clone())
        .merge(site.provider().router())
        .merge(site.hub().router());
    site.web().router(routes)
}

#[cfg(test)]
mod tests;
