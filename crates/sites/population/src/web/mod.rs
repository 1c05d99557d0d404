//! The register on the network.

pub(crate) mod api;
mod caller;
mod description;
mod given;
pub(crate) mod pages;

use crate::{Config, Parts};

/// The site around every page and answer.
pub(crate) fn site(config: &Config, parts: &Parts) -> Result<web::Site, web::TextsError> {
    web::Site::builder("population", config.site.clone(), parts.clock.clone(), &parts.master_key)
        .colour(web::BrandColour::SLATE)
        .texts(web::locales!())
        .questions(&["question-who-reads", "question-correct", "question-my-log"])
        .build()
}
