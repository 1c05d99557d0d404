//! The running hub.

use std::sync::Arc;
use std::time::Duration;

use ::store::{MigrationSet, StoreError};
use axum::Router;
use delivery::Delivery;
use i18n::TranslationsError;
use jobs::Worker;
use openid::{Provider, ProviderConfig, RelyingParty, RelyingPartyError};
use rate_limit::RateLimit;
use runtime::{Dependencies, Outline, PeriodicJob, ProviderOutline, RunningSite, SiteSection};
use thiserror::Error;
use values::Timestamp;

use crate::acts;
use crate::acts::account_provider::HubAccounts;
use crate::acts::own_data::NameCache;
use crate::clients::notices::{self, MobileKeyNotices};
use crate::clients::population::PopulationClient;
use crate::config::{Config, ConfigError};
use crate::context::{Context, UpstreamProvider};
use crate::hashes::Hashes;
use crate::rules::method::MethodId;
use crate::services::Services;
use crate::web::AppState;
use crate::{store, web};

/// The tables of this site and of the platform it stands on. The hub's own come last: its step 0003 reads `web_session`.
pub fn migrations() -> Vec<MigrationSet> {
    vec![
        ::web::MIGRATIONS,
        openid::MIGRATIONS,
        jobs::MIGRATIONS,
        delivery::MIGRATIONS,
        audit::MIGRATIONS,
        store::MIGRATIONS,
    ]
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
    app: AppState,
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
    let mut upstream = Vec::new();
    for method in &config.methods {
        let mut config = method.openid.clone();
        config.userinfo &= !method.capabilities().claims.is_empty();
        let (name, store, http) = (method.id.as_str(), store.clone(), http.clone());
        let relying_party = RelyingParty::open(config, name, &site, store, &master_key, http).await?;
        upstream.push(UpstreamProvider { method: method.id.clone(), relying_party });
    }
    let context = Arc::new(Context {
        services: Services::new(&config),
        store: store.clone(),
        sessions: site.sessions().clone(),
        delivery: Delivery::new("hub", &master_key),
        population: PopulationClient::new(register, config.register.clone()),
        hashes: Hashes::new(&master_key),
        upstream,
        names: NameCache::new(),
        http: http.clone(),
        config,
    });
    let config = &context.config;
    let openid = ProviderConfig { clients: config.clients(), ..config.openid.clone() };
    let accounts = Arc::new(HubAccounts(Arc::clone(&context)));
    let provider = Provider::open(openid, &site, store.clone(), &master_key, http.clone(), accounts).await?;
    let notices = config.methods.iter().filter_map(|method| {
        let (key, relying_party) = (method.mobile_key()?, context.relying_party(&method.id)?);
        Some(MobileKeyNotices::new(http.clone(), key.api.clone(), relying_party.clone()))
    });
    let transports = notices::transports(notices.collect());
    let worker = context.delivery.worker(store, transports, clock);
    let login_limit = Arc::new(RateLimit::per_minute(config.logins_started_per_minute));
    Ok(NationalPoint { app: AppState { context, provider, site, login_limit }, worker })
}

impl runtime::Site for NationalPoint {
    type Settings = Config;

    const RELOADABLE: &'static [&'static str] = &["settings.services"];
    const MOVED: &'static [(&'static str, &'static str)] = &[
        ("register_client", "settings.register_client"),
        ("settings.openid.clients", "settings.services"),
        ("settings.release", "settings.services.release"),
    ];

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
            let key = method.mobile_key();
            let named = [
                ("openid.issuer", issuer),
                ("join", method.join.clone()),
                ("kind.enrol", key.map(|key| key.enrol.clone())),
                ("kind.app", key.and_then(|key| key.app.clone())),
                ("kind.api", key.map(|key| key.api.clone())),
            ];
            links.extend(named.into_iter().filter_map(|(name, url)| Some((format!("{place} {name}"), url?))));
        }
        let highest_level = settings.methods.iter().map(|method| method.level).max();
        let provider = ProviderOutline {
            clients_at: "settings.services",
            clients: settings.clients().into(),
            ..ProviderOutline::of(&settings.openid, highest_level)
        };
        Outline {
            mistakes: settings.check().err().iter().map(ToString::to_string).collect(),
            links,
            provider: Some(provider),
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
        RunningSite {
            endpoints: vec![section.pages(self.router(), &section.settings.site)],
            jobs: self.jobs(),
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
        self.app.context.config.methods.iter().map(|method| &method.id)
    }

    /// Takes the services of another configuration from now on. With a mistake in them everything stays as it was.
    pub fn take_services(&self, config: &Config) -> Result<(), OpenError> {
        config.check()?;
        self.app.provider.reload_clients(config.clients())?;
        self.app.context.services.replace(config);
        Ok(())
    }

    /// Every page and endpoint.
    pub fn router(&self) -> Router {
        web::router(&self.app)
    }

    /// Delivers notices of logins.
    pub fn worker(&self) -> Worker {
        self.worker.clone()
    }

    /// What the hub does from time to time.
    pub(crate) fn jobs(&self) -> Vec<PeriodicJob> {
        let interval = Duration::from_mins(10);
        vec![
            PeriodicJob::on(&self.app.context, "expired rows", interval, |context, now| async move {
                acts::delete_expired::delete_expired(&context, now).await?;
                ::web::delete_expired_pages(&context.store, now).await.map(drop)
            }),
            PeriodicJob::on(
                &self.app.provider,
                "signing keys, grants",
                interval,
                |provider, now| async move { provider.delete_expired(now).await.map(drop) },
            ),
            PeriodicJob::on(&self.app.context, "keys at methods", interval, |context, now| async move {
                for provider in &context.upstream {
                    provider.relying_party.rotate_keys(now).await?;
                }
                Ok::<_, RelyingPartyError>(())
            }),
        ]
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
        let AppState { context, provider, .. } = &self.app;
        acts::accounts::set_blocked(context, provider, (method, account), blocked, now).await
    }

    /// The site, for tests that walk through its pages.
    pub fn site(&self) -> &::web::Site {
        &self.app.site
    }
}
