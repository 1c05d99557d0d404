//! The register on the network.

pub(crate) mod api;
mod client;
pub(crate) mod home;

use std::sync::Arc;

use rate_limit::RateLimit;
use runtime::Dependencies;

use crate::config::{Client, Config};
use crate::context::Context;

/// What the handlers of the API share.
pub(crate) struct AppState {
    context: Arc<Context>,
    clients: Vec<Client>,
    /// For each client.
    requests: RateLimit,
}

/// The site around every page and answer.
pub(crate) fn site(
    config: &Config,
    dependencies: &Dependencies,
) -> Result<web::Site, i18n::TranslationsError> {
    web::Site::builder(
        "population",
        config.site.clone(),
        dependencies.clock.clone(),
        &dependencies.master_key,
    )
    .colour(web::BrandColour::SLATE)
    .locales(i18n::locales!())
    .faq(&["question-who-reads", "question-correct", "question-my-log"])
    .build()
}
