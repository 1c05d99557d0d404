//! What every site is.

use std::net::SocketAddr;

use ::store::{MigrationSet, Store};
use clock::Clock;
use delivery::DeliveryConfig;
use jobs::Worker;
use secrets::MasterKey;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::files::TlsFiles;
use crate::{Endpoint, Error, Handler, Outline, PeriodicJob};

/// A site, and how the binary opens it. The binary gives it its name: that of its TOML table, its database and its log
/// field.
pub trait Site: Sized + Send + Sync + 'static {
    /// Its `[NAME.settings]` table.
    type Settings: DeserializeOwned + Send + Sync + 'static;

    /// Settings that are taken from a changed file without a restart, as paths below the site's table.
    const RELOADABLE: &'static [&'static str] = &[];

    /// Keys that were moved, as paths below the site's table: the old place and the new one.
    const MOVED: &'static [(&'static str, &'static str)] = &[];

    /// Its tables, those of the platform among them.
    fn migrations() -> Vec<MigrationSet>;

    /// What its configuration says, for the checks that all sites have in common.
    fn outline(settings: &Self::Settings) -> Outline<'_>;

    /// Opens it on a database that has its tables. Makes keys where they are missing; nothing listens yet.
    fn open(
        name: &'static str,
        section: &SiteSection<Self::Settings>,
        dependencies: Dependencies,
    ) -> impl Future<Output = Result<Self, Error>> + Send;

    /// What is to be run.
    fn running(&self, section: &SiteSection<Self::Settings>) -> RunningSite;

    /// Takes [`Site::RELOADABLE`] from a changed configuration. After an error everything is as it was.
    fn reload(&self, _settings: &Self::Settings) -> Result<(), Error> {
        Ok(())
    }
}

/// The TOML table of a site.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SiteSection<Settings> {
    /// Address and port of its pages.
    pub listen: SocketAddr,
    /// Without it the site speaks plain HTTP: behind a proxy, or on one machine.
    pub tls: Option<TlsFiles>,
    /// How its messages leave; sites that send none have none.
    pub delivery: Option<DeliveryConfig>,
    /// What only this site has.
    pub settings: Settings,
}

impl<Settings> SiteSection<Settings> {
    /// The endpoint of the site's pages.
    pub fn pages(&self, router: axum::Router, web: &web::SiteConfig) -> Endpoint {
        Endpoint {
            address: self.listen,
            tls: self.tls.clone(),
            proxies: web.trusted_proxies.clone(),
            handler: Handler::Http(router),
        }
    }
}

/// What every site is opened with.
#[derive(Clone)]
pub struct Dependencies {
    /// Its own database, with its tables.
    pub store: Store,
    /// The installation's key.
    pub master_key: MasterKey,
    /// The clock of all sites.
    pub clock: Clock,
    /// For asking other sites and services.
    pub http: reqwest::Client,
}

/// What the binary runs for a site.
#[derive(Default)]
pub struct RunningSite {
    /// Where it answers.
    pub endpoints: Vec<Endpoint>,
    /// What it does from time to time.
    pub jobs: Vec<PeriodicJob>,
    /// What empties its queues.
    pub workers: Vec<Worker>,
}
