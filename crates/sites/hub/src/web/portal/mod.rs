//! The portal: what a person sees and does about their own identity (mission: A4, A7).

mod access_log;
mod accounts;
mod attach;
mod current_person;
mod data;
mod devices;
mod history;
mod methods;
mod overview;
mod recently_authenticated;
mod releases;
mod sessions;
mod stored_consents;

use ::web::{MenuPart, Problem};
use axum::Router;
use axum::routing::{get, post};
use serde::Deserialize;

use crate::web::AppState;

pub(super) use current_person::introduce;

/// The parts of the portal, for the navigation.
pub(super) const PARTS: &[MenuPart] = &[
    MenuPart { key: "", links: &[("/portal", "portal-overview", "home")] },
    MenuPart {
        key: "portal-group-login",
        links: &[
            ("/portal/methods", "portal-methods", "key"),
            ("/portal/devices", "portal-devices", "phone"),
            ("/portal/attach", "portal-attach", "scan"),
            ("/portal/sessions", "portal-sessions", "monitor"),
            ("/portal/history", "portal-history", "history"),
        ],
    },
    MenuPart {
        key: "portal-group-data",
        links: &[
            ("/portal/data", "portal-data", "card"),
            ("/portal/releases", "portal-releases", "share"),
            ("/portal/register", "portal-register", "eye"),
        ],
    },
];

pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .route("/portal", get(overview::show))
        .route("/portal/attach", get(attach::show))
        .route("/portal/devices", get(devices::list))
        .route("/portal/devices/{device}/rename", get(devices::ask_name).post(devices::rename))
        .route("/portal/devices/{device}/disconnect", get(devices::warn).post(devices::disconnect))
        .route("/portal/methods", get(methods::show))
        .route("/portal/methods/{account}/disconnect", get(accounts::warn).post(accounts::disconnect))
        .route("/portal/methods/{account}/allow", get(accounts::ask).post(accounts::allow))
        .route("/portal/data", get(data::show))
        .route("/portal/history", get(history::show))
        .route("/portal/releases", get(releases::show))
        .route("/portal/choices/{service}", get(stored_consents::show).post(stored_consents::change))
        .route("/portal/choices/{service}/withdraw", post(stored_consents::withdraw))
        .route("/portal/register", get(access_log::show))
        .route("/portal/sessions", get(sessions::show))
        .route("/portal/sessions/{id}/end", post(sessions::end))
        .route("/portal/sessions/others/end", post(sessions::end_others))
}

/// Where a page of a history begins.
#[derive(Default, Deserialize)]
pub(super) struct View {
    before: Option<String>,
}

impl View {
    /// Ids of entries are made by us; anything else is a spoiled link.
    fn before(&self) -> Result<Option<&str>, Problem> {
        let readable = self.before.as_deref().is_none_or(|id| values::parse_id(id).is_ok());
        if readable { Ok(self.before.as_deref()) } else { Err(Problem::bad_request()) }
    }
}
