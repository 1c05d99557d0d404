//! The site and its contract with the binary.

use std::sync::Arc;
use std::time::Duration;

use ::store::{MigrationSet, StoreError};
use axum::Router;
use listener::Proxies;
use runtime::{
    Dependencies, Endpoint, Handler, NamedListener, Outline, PeriodicJob, RunningSite, SiteSection,
};
use secrets::KeyedHash;
use thiserror::Error;
use values::Timestamp;

use crate::acts::{access_log, record};
use crate::config::{ApiListener, Config, ConfigError};
use crate::context::Context;
use crate::rules::person::{Person, PersonId};

/// The tables of this site.
pub fn migrations() -> Vec<MigrationSet> {
    vec![audit::MIGRATIONS, crate::store::MIGRATIONS]
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
    pub(crate) web: ::web::Site,
    pub(crate) config: Arc<Config>,
}

/// The register without pages and API. Cheap to clone.
#[derive(Clone)]
pub struct Register {
    context: Arc<Context>,
}

/// Checks the configuration and makes the site.
pub fn open(config: Config, dependencies: Dependencies) -> Result<Population, OpenError> {
    config.check()?;
    let web = crate::web::site(&config, &dependencies)?;
    Ok(Population { register: Register::new(dependencies), web, config: Arc::new(config) })
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
        let ApiListener { listen, tls } = &section.settings.api;
        let api = Endpoint {
            address: *listen,
            tls: Some(tls.clone()),
            proxies: Proxies::default(),
            handler: Handler::Http(self.api_router()),
        };
        RunningSite {
            endpoints: vec![section.pages(self.router(), &section.settings.site), api],
            jobs: vec![PeriodicJob::on(
                self,
                "expired rows",
                Duration::from_mins(10),
                |site, now| async move { site.delete_expired(now).await.map(drop) },
            )],
            workers: Vec::new(),
        }
    }
}

impl Population {
    /// The pages, for people.
    pub fn router(&self) -> Router {
        crate::web::home::router(&self.web)
    }

    /// The API, for a listener that asks for client certificates.
    pub fn api_router(&self) -> Router {
        crate::web::api::router(self)
    }

    /// The register without pages and API.
    pub fn register(&self) -> &Register {
        &self.register
    }

    /// Deletes what has been kept long enough.
    pub(crate) async fn delete_expired(&self, now: Timestamp) -> Result<u64, StoreError> {
        access_log::delete_expired(self.context(), now, self.config.log_days).await
    }

    pub(crate) fn context(&self) -> &Arc<Context> {
        &self.register.context
    }
}

impl Register {
    /// The register on its database.
    pub fn new(dependencies: Dependencies) -> Self {
        let Dependencies { store, clock, master_key, .. } = dependencies;
        let pairwise = KeyedHash::new(&master_key, "population client person");
        Self { context: Arc::new(Context { store, clock, pairwise }) }
    }

    /// Records a new person under a new identifier.
    pub async fn record_person(&self, person: &Person) -> Result<PersonId, StoreError> {
        record::record_person(&self.context, person).await
    }

    /// Records people, or what has changed about them: all of them or, if it fails, nobody.
    pub async fn record_people(&self, people: &[(PersonId, Person)]) -> Result<(), StoreError> {
        record::record_people(&self.context, people).await
    }
}
