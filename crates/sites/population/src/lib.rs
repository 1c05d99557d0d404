//! The population register: reference data about people, and a log of every read.
//!
//! Two listeners: pages for people, and a JSON API for clients that prove themselves by a certificate. A client sees
//! only people whom it has identified itself, each under a name of its own.

pub mod acts;
mod config;
pub mod rules;
mod store;
mod web;

use std::sync::Arc;

use ::store::{MigrationSet, Store, StoreError};
use axum::Router;
use clock::Clock;
use secrets::{KeyedHash, MasterKey};
use thiserror::Error;
use values::Timestamp;

use crate::acts::Register;
pub use crate::acts::record::{record_people, record_person};
use crate::config::ConfigError;
pub use crate::config::{CertificateRule, Client, Config};

/// The tables of this site.
pub fn migrations() -> Vec<MigrationSet> {
    vec![crate::store::MIGRATIONS]
}

/// What the binary gives the site.
pub struct Parts {
    /// The site's database, opened with [`migrations`].
    pub store: Store,
    /// The installation's key.
    pub master_key: MasterKey,
    /// The world's clock.
    pub clock: Clock,
}

/// The register cannot start.
#[derive(Debug, Error)]
pub enum OpenError {
    /// The configuration contradicts itself.
    #[error("population: {0}")]
    Config(#[from] ConfigError),
    /// The texts are broken.
    #[error("population: {0}")]
    Texts(#[from] ::web::TextsError),
}

/// The running register.
#[derive(Clone)]
pub struct Population {
    register: Register,
    site: ::web::Site,
    config: Arc<Config>,
}

/// Checks the configuration and makes the site.
pub fn open(config: Config, parts: Parts) -> Result<Population, OpenError> {
    config.check()?;
    let site = web::site(&config, &parts)?;
    let names = Arc::new(KeyedHash::new(&parts.master_key, "population client person"));
    let register = Register { store: parts.store, clock: parts.clock, names };
    Ok(Population { register, site, config: Arc::new(config) })
}

impl Population {
    /// The pages, for people.
    pub fn router(&self) -> Router {
        web::pages::router(&self.site)
    }

    /// The API, for a listener that asks for client certificates.
    pub fn api_router(&self) -> Router {
        web::api::router(self)
    }

    /// For acts such as [`record_person`].
    pub fn register(&self) -> &Register {
        &self.register
    }

    /// Forgets what has been kept long enough.
    pub async fn run_due_jobs(&self, now: Timestamp) -> Result<(), StoreError> {
        acts::forget::forget_old_reads(&self.register, now, self.config.log_days).await?;
        Ok(())
    }
}
