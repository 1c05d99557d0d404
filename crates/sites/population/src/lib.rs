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
use std::time::Duration;

use ::store::{MigrationSet, StoreError};
use axum::Router;
use listener::Proxies;
use runtime::{Dependencies, Job, Listener, NamedListener, Outline, Protocol, RunningSite, SiteSection};
use secrets::KeyedHash;
use thiserror::Error;
use values::Timestamp;

use crate::acts::Register;
pub use crate::acts::record::{record_people, record_person};
use crate::config::ConfigError;
pub use crate::config::{ApiListener, CertificateRule, Client, Config};

/// The tables of this site.
pub fn migrations() -> Vec<MigrationSet> {
    vec![crate::store::MIGRATIONS]
}

/// The register cannot start.
#[derive(Debug, Error)]
pub enum OpenError {
    /// The configuration contradicts itself.
    #[error("population: {0}")]
    Config(#[from] ConfigError),
    /// The texts are broken.
    #[error("population: {0}")]
    Texts(#[from] i18n::TranslationsError),
}

/// The running register.
#[derive(Clone)]
pub struct Population {
    register: Register,
    site: ::web::Site,
    config: Arc<Config>,
}

/// Checks the configuration and makes the site.
pub fn open(config: Config, dependencies: Dependencies) -> Result<Population, OpenError> {
    config.check()?;
    let site = web::site(&config, &dependencies)?;
    Ok(Population { register: register(dependencies), site, config: Arc::new(config) })
}

/// The register without pages and API: for acts such as [`record_people`].
pub fn register(dependencies: Dependencies) -> Register {
    let Dependencies { store, clock, master_key, .. } = dependencies;
    Register { store, clock, names: Arc::new(KeyedHash::new(&master_key, "population client person")) }
}

impl runtime::Site for Population {
    type Settings = Config;

    const MOVED: &'static [(&'static str, &'static str)] =
        &[("api_listen", "settings.api.listen"), ("api_tls", "settings.api.tls")];

    fn migrations() -> Vec<MigrationSet> {
        migrations()
    }

    fn outline(settings: &Config) -> Outline<'_> {
        let (place, ApiListener { listen, tls }) = ("[population.settings] api".to_owned(), &settings.api);
        Outline {
            mistakes: settings.check().err().iter().map(ToString::to_string).collect(),
            listeners: vec![NamedListener { place, address: *listen, tls: Some(tls) }],
            ..Outline::of(&settings.site)
        }
    }

    async fn open(
        _name: &'static str,
        section: &SiteSection<Config>,
        dependencies: Dependencies,
    ) -> Result<Self, runtime::Error> {
        Ok(open(section.settings.clone(), dependencies)?)
    }

    fn running(&self, section: &SiteSection<Config>) -> RunningSite {
        let site = self.clone();
        let due = move |now| {
            let site = site.clone();
            async move { site.run_due_jobs(now).await }
        };
        let ApiListener { listen, tls } = &section.settings.api;
        let api = Listener {
            address: *listen,
            tls: Some(tls.clone()),
            proxies: Proxies::default(),
            protocol: Protocol::Http(self.api_router()),
        };
        RunningSite {
            listeners: vec![section.pages(self.router(), &section.settings.site), api],
            jobs: vec![Job::new("everything due", Duration::from_mins(1), due)],
            workers: Vec::new(),
        }
    }
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
