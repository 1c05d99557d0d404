//! The hub's pages.

mod address;
mod home;
mod login;
mod login_outcome;
mod logout;
mod portal;
mod release;
mod shown;

use std::sync::Arc;

use ::store::Store;
use ::web::{BrandColour, Site};
use axum::Router;
use axum::routing::{get, post};
use i18n::{Locales, TranslationsError};
use secrets::MasterKey;

use crate::acts::Hub;
use crate::config::Config;

/// The texts of the hub.
pub(crate) const TEXTS: Locales = i18n::locales!();

/// The site around every page.
pub(crate) fn site(
    config: &Config,
    store: &Store,
    clock: &clock::Clock,
    master_key: &MasterKey,
) -> Result<Site, TranslationsError> {
    Site::builder("hub", config.site.clone(), clock.clone(), master_key)
        .colour(BrandColour::BLUE)
        .locales(TEXTS)
        .locales(openid::TEXTS)
        .sessions(store.clone(), config.sessions)
        .login_path("/login")
        .plain_fields(&[
            "decision",
            "interaction",
            "logout",
            "name",
            "released",
            "remember",
            "session",
            "understand",
        ])
        .faq(&[
            "question-what",
            "question-methods",
            "question-data",
            "question-lost-phone",
            "question-level",
            "question-unknown-login",
            "question-logout",
        ])
        .build()
}

/// Every route of the hub.
pub(crate) fn router(hub: &Arc<Hub>) -> Router {
    let own = Router::new()
        .route("/", get(home::show))
        .route("/login", get(login::choose))
        .route("/login/with/{method}", get(login::depart))
        .route("/login/callback/{method}", get(login_outcome::arrive))
        .route("/login/cancel", post(release::cancel))
        .route("/login/release", get(release::show).post(release::decide))
        .route("/logout", get(logout::ask).post(logout::sign_out))
        .route("/logout/done", get(logout::go_on))
        .route("/logout/returned", get(logout::go_on))
        .merge(portal::routes())
        .with_state(Arc::clone(hub));
    let parties = hub.parties.iter().fold(own, |routes, party| routes.merge(party.relying_party.router()));
    let known = Arc::clone(hub);
    let introduce = move |page, session| portal::introduce(Arc::clone(&known), page, session);
    hub.site.personalized_router(parties.merge(hub.provider.router()), introduce)
}
