//! The pages of mojeID: extract, call one act, render.

pub(crate) mod activation;
pub(crate) mod consent;
pub(crate) mod contact;
pub(crate) mod current_account;
pub(crate) mod flow;
pub(crate) mod form_errors;
pub(crate) mod formatting;
pub(crate) mod history;
pub(crate) mod home;
pub(crate) mod known_browser;
pub(crate) mod login;
pub(crate) mod logout;
pub(crate) mod message_language;
pub(crate) mod passcode;
pub(crate) mod password;
pub(crate) mod postal_info;
pub(crate) mod profile;
pub(crate) mod prove_contact;
pub(crate) mod reauthentication;
pub(crate) mod recovery;
pub(crate) mod registration;
pub(crate) mod services;
pub(crate) mod sessions;
pub(crate) mod settings;
pub(crate) mod undo;
pub(crate) mod wait;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};

use crate::context::Context;

/// The links under the header of a person who is signed in.
pub(crate) const NAVIGATION: &[(&str, &str)] = &[
    ("/profile", "nav-profile"),
    ("/services", "nav-services"),
    ("/settings", "nav-settings"),
    ("/sessions", "nav-sessions"),
    ("/history", "nav-history"),
];

/// What handlers work with.
#[derive(Clone)]
pub(crate) struct AppState {
    pub(crate) context: Arc<Context>,
}

pub(crate) fn router(app: &AppState) -> Router {
    let pages = Router::new()
        .route("/", get(home::show))
        .route("/registration", get(registration::show).post(registration::register))
        .route("/registration/{form}", get(prove_contact::show).post(prove_contact::enter))
        .route("/activation/{id}", get(activation::show).post(activation::enter))
        .route("/activation/{id}/resend", post(activation::resend))
        .route("/login", get(login::show).post(login::enter))
        .route("/login/passcode", get(passcode::show).post(passcode::enter))
        .route("/login/passcode/resend", post(passcode::resend))
        .route("/proof", get(reauthentication::show).post(reauthentication::enter_password))
        .route("/proof/passcode", post(reauthentication::enter_passcode))
        .route("/proof/resend", post(reauthentication::resend))
        .route("/recovery", get(recovery::show).post(recovery::ask))
        .route("/recovery/name", get(recovery::show_names).post(recovery::ask_names))
        .route("/recovery/sent", get(recovery::sent))
        .route("/recovery/{link}", get(recovery::show_link).post(recovery::recover))
        .route("/recovery/{link}/code", post(recovery::send_code))
        .route("/undo/{link}", get(undo::show_recovery).post(undo::undo_recovery))
        .route("/not-me/{link}", get(undo::show_login).post(undo::deny_login))
        .route("/login/refuse", post(flow::refuse))
        .route("/login/other", post(flow::somebody_else))
        .route("/consent", get(consent::show).post(consent::answer))
        .route("/logout", get(logout::show).post(logout::end))
        .route("/profile", get(profile::show))
        .route("/profile/data", get(postal_info::show).post(postal_info::change))
        .route("/profile/cancel", post(postal_info::cancel))
        .route("/change/{id}", get(postal_info::show_link).post(postal_info::cancel_postal_change_by_link))
        .route("/profile/{channel}", get(contact::show_change).post(contact::ask))
        .route("/profile/{channel}/cancel", post(contact::cancel))
        .route("/profile/{channel}/code", get(contact::show_code).post(contact::confirm))
        .route("/settings", get(settings::show))
        .route("/settings/pin3", post(settings::enter_pin3))
        .route("/settings/letter", post(settings::request_letter))
        .route("/settings/password", get(password::show).post(password::change))
        .route("/settings/language", get(message_language::show).post(message_language::change))
        .route("/.well-known/change-password", get(password::well_known))
        .route("/services", get(services::list))
        .route("/services/{client}", get(services::show).post(services::change))
        .route("/services/{client}/forget", post(services::forget))
        .route("/sessions", get(sessions::list))
        .route("/sessions/others/end", post(sessions::end_others))
        .route("/sessions/{id}/end", post(sessions::end))
        .route("/history", get(history::list))
        .with_state(app.clone());
    let introduced = app.clone();
    let introduce = move |page, session| current_account::introduce(introduced.clone(), page, session);
    app.context.site.personalized_router(pages.merge(app.context.provider.router()), introduce)
}
