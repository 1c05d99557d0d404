//! The running hub.

use std::sync::Arc;

use ::store::{MigrationSet, Store, StoreError};
use ::web::{TextsError, limits::RateLimit};
use axum::Router;
use clock::Clock;
use delivery::{Delivery, Worker};
use openid::{Provider, RelyingParty, RelyingPartyError};
use secrets::MasterKey;
use thiserror::Error;
use values::Timestamp;

use crate::acts::account_provider::People;
use crate::acts::hashes::Hashes;
use crate::acts::own_data::Names;
use crate::acts::{self, Desk, Hub, Party};
use crate::config::{Config, ConfigError, MethodKind};
use crate::neighbours::notices::{KeyNotices, notices_only};
use crate::neighbours::register::Register;
use crate::rules::method::MethodId;
use crate::services::Services;
use crate::{store, web};

/// The tables of this site and of the platform it stands on. The hub's own come last: its step 0003 reads `web_session`.
pub fn migrations() -> Vec<MigrationSet> {
    vec![::web::MIGRATIONS, openid::MIGRATIONS, delivery::MIGRATIONS, store::MIGRATIONS]
}

/// What the binary gives the site.
pub struct Parts {
    /// The site's database, opened with [`migrations`].
    pub store: Store,
    /// The installation's key.
    pub master_key: MasterKey,
    /// The world's clock.
    pub clock: Clock,
    /// For methods and services.
    pub http: reqwest::Client,
    /// For the population register: it shows the hub's certificate.
    pub register: reqwest::Client,
}

/// The hub cannot start.
#[derive(Debug, Error)]
pub enum OpenError {
    /// The configuration contradicts itself.
    #[error("hub: {0}")]
    Config(#[from] ConfigError),
    /// The texts are broken.
    #[error("hub: {0}")]
    Texts(#[from] TextsError),
    /// The provider.
    #[error("hub: {0}")]
    Provider(#[from] openid::OpenError),
    /// A relying party.
    #[error("hub: {0}")]
    RelyingParty(#[from] RelyingPartyError),
}

/// The running hub. Cheap to clone.
#[derive(Clone)]
pub struct NationalPoint {
    hub: Arc<Hub>,
    worker: Worker,
}

/// Checks the configuration, opens both halves of OpenID Connect and makes the site.
pub async fn open(config: Config, parts: Parts) -> Result<NationalPoint, OpenError> {
    config.check()?;
    let Parts { store, master_key, clock, http, register } = parts;
    let site = web::site(&config, &store, &clock, &master_key)?;
    let delivery = Delivery::new("hub", &master_key);
    let register = Register::new(register, config.register.clone());
    let hashes = Hashes::new(&master_key);
    let services = Services::new(&config);
    let desk = Arc::new(Desk { services, config, store: store.clone(), delivery, register, hashes });
    let people = Arc::new(People(Arc::clone(&desk)));
    let openid = desk.config.openid.clone();
    let provider = Provider::open(openid, &site, store.clone(), &master_key, http.clone(), people).await?;
    let mut parties = Vec::new();
    for method in &desk.config.methods {
        // Read once at the start, and needed for as long as the program runs.
        let name: &'static str = method.id.as_str().to_owned().leak();
        let mut config = method.openid.clone();
        // A Mobile Key says in its ID token all that it says.
        config.userinfo &= !method.is_mobile_key();
        let store = store.clone();
        let relying_party = RelyingParty::open(config, name, &site, store, &master_key, http.clone()).await?;
        parties.push(Party { method: method.id.clone(), relying_party });
    }
    let notices = parties.iter().filter_map(|party| {
        let MethodKind::MobileKey { api, .. } = &desk.method(&party.method)?.kind else { return None };
        Some(KeyNotices::new(http.clone(), api.clone(), party.relying_party.clone()))
    });
    let transports = notices_only(notices.collect());
    let worker = Worker::new(desk.delivery.clone(), store, transports, clock);
    let limit = RateLimit::per_minute(desk.config.departures_per_minute);
    let hub = Hub { desk, site, provider, parties, names: Names::new(), http, limit };
    Ok(NationalPoint { hub: Arc::new(hub), worker })
}

impl NationalPoint {
    /// Takes the services of another configuration from now on: clients, and what each may ask for. With a mistake in
    /// them everything stays as it was.
    pub fn take_services(&self, config: &Config) -> Result<(), OpenError> {
        config.check()?;
        self.hub.provider.reload_clients(config.openid.clients.clone())?;
        self.hub.desk.services.replace(config);
        Ok(())
    }

    /// Every page and endpoint.
    pub fn router(&self) -> Router {
        web::router(&self.hub)
    }

    /// Delivers notices of logins.
    pub fn worker(&self) -> Worker {
        self.worker.clone()
    }

    /// Forgets what has been kept long enough, and changes signing keys when their time has come.
    pub async fn run_due_jobs(&self, now: Timestamp) -> Result<(), JobError> {
        acts::forget::forget(&self.hub, now).await?;
        self.hub.provider.delete_expired(now).await?;
        for party in &self.hub.parties {
            party.relying_party.rotate_keys(now).await?;
        }
        Ok(())
    }

    /// Blocks an account of a method, by what its holder and support call it, or allows it again; false if there is no such
    /// account, or nothing to change.
    pub async fn set_blocked(
        &self,
        method: &MethodId,
        account: &str,
        blocked: bool,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        acts::accounts::set_blocked(&self.hub, method, account, blocked, now).await
    }

    /// The site, for tests that walk through its pages.
    pub fn site(&self) -> &::web::Site {
        &self.hub.site
    }
}

/// A due job failed; it is tried again at the next run.
#[derive(Debug, Error)]
pub enum JobError {
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The provider.
    #[error(transparent)]
    Provider(#[from] openid::OpenError),
    /// A relying party.
    #[error(transparent)]
    RelyingParty(#[from] RelyingPartyError),
}
