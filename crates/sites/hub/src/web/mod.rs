//! The hub's pages.

mod callback;
mod consent;
mod formatting;
mod home;
mod login;
mod login_query;
mod logout;
mod portal;

use std::sync::Arc;

use ::store::Store;
use ::web::{BrandColour, Site};
use axum::Router;
use axum::routing::{get, post};
use i18n::{Locales, TranslationsError};
use openid::Provider;
use rate_limit::RateLimit;
use secrets::MasterKey;

use crate::config::Config;
use crate::context::Context;

/// What handlers work with.
#[derive(Clone)]
pub(crate) struct AppState {
    pub(crate) context: Arc<Context>,
    pub(crate) provider: Provider,
    pub(crate) site: Site,
    /// How many logins one visitor may start.
    pub(crate) login_limit: Arc<RateLimit>,
}

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
            "opened",
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
pub(crate) fn router(app: &AppState) -> Router {
    let own = Router::new()
        .route("/", get(home::show))
        .route("/login", get(login::choose))
        .route("/login/with/{method}", get(login::start))
        .route("/login/callback/{method}", get(callback::callback))
        .route("/login/cancel", post(consent::cancel))
        .route("/login/release", get(consent::show).post(consent::decide))
        .route("/logout", get(logout::ask).post(logout::log_out))
        .route("/logout/done", get(logout::next))
        .route("/logout/returned", get(logout::next))
        .merge(portal::routes())
        .with_state(app.clone());
    let upstream = app.context.upstream.iter();
    let own = upstream.fold(own, |routes, provider| routes.merge(provider.relying_party.router()));
    let context = Arc::clone(&app.context);
    let introduce = move |page, session| portal::introduce(Arc::clone(&context), page, session);
    app.site.personalized_router(own.merge(app.provider.router()), introduce)
}
