//! The register on the network.

pub(crate) mod api;
mod caller;
mod description;
mod given;
pub(crate) mod pages;

use runtime::Dependencies;

use crate::Config;

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
