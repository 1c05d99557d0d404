//! The portal: what a person sees and does about their own identity (mission: A4, A7).

mod attach;
mod choices;
mod devices;
mod history;
mod methods;
mod overview;
mod person;
mod register;
mod releases;
mod sessions;

use std::sync::Arc;

use ::web::Problem;
use axum::Router;
use axum::routing::{get, post};
use serde::Deserialize;

use crate::acts::Hub;

/// The parts of the portal, for the navigation.
pub(super) const PARTS: &[(&str, &str)] = &[
    ("/portal", "portal-overview"),
    ("/portal/attach", "portal-attach"),
    ("/portal/devices", "portal-devices"),
    ("/portal/methods", "portal-methods"),
    ("/portal/history", "portal-history"),
    ("/portal/releases", "portal-releases"),
    ("/portal/register", "portal-register"),
    ("/portal/sessions", "portal-sessions"),
];

pub(super) fn routes() -> Router<Arc<Hub>> {
    Router::new()
        .route("/portal", get(overview::show))
        .route("/portal/attach", get(attach::show))
        .route("/portal/devices", get(devices::list))
        .route("/portal/devices/{device}/rename", get(devices::ask_name).post(devices::rename))
        .route("/portal/devices/{device}/disconnect", get(devices::warn).post(devices::disconnect))
        .route("/portal/methods", get(methods::show))
        .route("/portal/history", get(history::show))
        .route("/portal/releases", get(releases::show))
        .route("/portal/choices/{service}", get(choices::show).post(choices::change))
        .route("/portal/choices/{service}/withdraw", post(choices::withdraw))
        .route("/portal/register", get(register::show))
        .route("/portal/sessions", get(sessions::show))
        .route("/portal/sessions/end", post(sessions::end))
        .route("/portal/sessions/end-others", post(sessions::end_others))
}

/// Where a page of a history begins, and whether a change has just been saved.
#[derive(Default, Deserialize)]
pub(super) struct View {
    before: Option<String>,
    saved: Option<String>,
}

impl View {
    /// Ids of entries are made by us; anything else is a spoiled link.
    fn before(&self) -> Result<Option<&str>, Problem> {
        let readable = self.before.as_deref().is_none_or(|id| values::parse_id(id).is_ok());
        if readable { Ok(self.before.as_deref()) } else { Err(Problem::bad_request()) }
    }

    fn saved(&self) -> bool {
        self.saved.is_some()
    }
}
