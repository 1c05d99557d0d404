//! The running hub.

use std::sync::Arc;
use std::time::Duration;

use ::store::{MigrationSet, StoreError};
use axum::Router;
use delivery::{Delivery, Worker};
use i18n::TranslationsError;
use openid::{Provider, RelyingParty, RelyingPartyError};
use rate_limit::RateLimit;
use runtime::{Dependencies, Job, Outline, ProviderOutline, RunningSite, SiteSection};
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

/// The hub cannot start.
#[derive(Debug, Error)]
pub enum OpenError {
    /// The configuration contradicts itself.
    #[error("hub: {0}")]
    Config(#[from] ConfigError),
    /// The texts are broken.
    #[error("hub: {0}")]
    Texts(#[from] TranslationsError),
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
/// `register` is the HTTP client that shows the hub's certificate to the population register.
pub async fn open(
    config: Config,
    register: reqwest::Client,
    dependencies: Dependencies,
) -> Result<NationalPoint, OpenError> {
    config.check()?;
    let Dependencies { store, master_key, clock, http } = dependencies;
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

impl runtime::Site for NationalPoint {
    type Settings = Config;

    const RELOADABLE: &'static [&'static str] = &["settings.openid.clients", "settings.release"];
    const MOVED: &'static [(&'static str, &'static str)] = &[("register_client", "settings.register_client")];

    fn migrations() -> Vec<MigrationSet> {
        migrations()
    }

    fn outline(settings: &Config) -> Outline<'_> {
        let mut links = vec![("[hub.settings] register".to_owned(), settings.register.clone())];
        let mut relying_parties = Vec::new();
        for method in &settings.methods {
            let place = format!("[[hub.settings.methods]] {}:", method.id);
            relying_parties.push((format!("{place} openid"), &method.openid));
            let issuer = method.openid.issuer.parse().ok();
            let (enrol, app, api) = match &method.kind {
                MethodKind::Account => (None, None, None),
                MethodKind::MobileKey { enrol, app, api, .. } => {
                    (Some(enrol.clone()), app.clone(), Some(api.clone()))
                }
            };
            let named = [
                ("openid.issuer", issuer),
                ("join", method.join.clone()),
                ("kind.enrol", enrol),
                ("kind.app", app),
                ("kind.api", api),
            ];
            links.extend(named.into_iter().filter_map(|(name, url)| Some((format!("{place} {name}"), url?))));
        }
        let highest_level = settings.methods.iter().map(|method| method.level).max();
        Outline {
            mistakes: settings.check().err().iter().map(ToString::to_string).collect(),
            links,
            provider: Some(ProviderOutline { config: &settings.openid, highest_level }),
            relying_parties,
            client_certificates: vec![(
                "[hub.settings] register_client".to_owned(),
                &settings.register_client,
            )],
            ..Outline::of(&settings.site)
        }
    }

    async fn open(
        _name: &'static str,
        section: &SiteSection<Config>,
        dependencies: Dependencies,
    ) -> Result<Self, runtime::Error> {
        let register = section.settings.register_client.client()?;
        Ok(open(section.settings.clone(), register, dependencies).await?)
    }

    fn running(&self, section: &SiteSection<Config>) -> RunningSite {
        let site = self.clone();
        let due = move |now| {
            let site = site.clone();
            async move { site.run_due_jobs(now).await }
        };
        RunningSite {
            listeners: vec![section.pages(self.router(), &section.settings.site)],
            jobs: vec![Job::new("everything due", Duration::from_mins(1), due)],
            workers: vec![self.worker()],
        }
    }

    fn reload(&self, settings: &Config) -> Result<(), runtime::Error> {
        Ok(self.take_services(settings)?)
    }
}

impl NationalPoint {
    /// The methods of the configuration.
    pub fn methods(&self) -> impl Iterator<Item = &MethodId> {
        self.hub.desk.config.methods.iter().map(|method| &method.id)
    }

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
