//! The running site: what its acts and pages share.

use std::sync::Arc;
use std::time::Duration;

use ::store::MigrationSet;
use axum::Router;
use openid::{Provider, RelyingParty};
use rate_limit::RateLimit;
use runtime::{Dependencies, Outline, PeriodicJob, ProviderOutline, RunningSite, SiteSection};
use url::Url;
use values::AssuranceLevel;

use crate::account_provider::Phones;
use crate::acts::{self, Core};
use crate::config::Config;
use crate::streams::Streams;

/// The tables of this site.
pub fn migrations() -> Vec<MigrationSet> {
    vec![openid::MIGRATIONS, crate::store::MIGRATIONS]
}

/// The site cannot start.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The texts are broken.
    #[error("mobile-key: {0}")]
    Texts(#[from] i18n::TranslationsError),
    /// The OpenID provider.
    #[error("mobile-key: {0}")]
    Provider(#[from] openid::OpenError),
    /// The relying party.
    #[error("mobile-key: {0}")]
    RelyingParty(#[from] openid::RelyingPartyError),
}

/// The running site. Cheap to clone.
#[derive(Clone)]
pub struct MobileKey(Arc<Inner>);

struct Inner {
    core: Core,
    web: ::web::Site,
    provider: Provider,
    hub: RelyingParty,
    portal: Url,
    requests: RateLimit,
    installations: RateLimit,
    codes: RateLimit,
    streams: Streams,
}

/// Makes the site.
pub async fn open(config: Config, dependencies: Dependencies) -> Result<MobileKey, OpenError> {
    let Dependencies { store, master_key, clock, http } = dependencies;
    let core = Core::new(store.clone(), clock.clone(), &master_key, &config.site.origin);
    // No sessions: every login is approved on a phone, so nobody is ever signed in here.
    let web = ::web::Site::builder("mobile-key", config.site, clock, &master_key)
        .colour(::web::BrandColour::VIOLET)
        .locales(i18n::locales!())
        .locales(openid::TEXTS)
        .assets(crate::web::ASSETS)
        .plain_fields(&["nonce"])
        .faq(&["help-install", "help-scan", "help-codes", "help-blocked", "help-lost", "help-notices"])
        .build()?;
    let provider =
        Provider::open(config.openid, &web, store.clone(), &master_key, http.clone(), Arc::new(Phones))
            .await?;
    let hub = RelyingParty::open(config.hub, "hub", &web, store, &master_key, http).await?;
    let limits = config.limits;
    Ok(MobileKey(Arc::new(Inner {
        core,
        web,
        provider,
        hub,
        portal: config.portal,
        requests: RateLimit::per_minute(limits.requests_per_minute),
        installations: RateLimit::per_hour(limits.installations_per_hour),
        codes: RateLimit::per_minute(limits.codes_per_minute),
        streams: Streams::default(),
    })))
}

impl runtime::Site for MobileKey {
    type Settings = Config;

    const RELOADABLE: &'static [&'static str] = &["settings.openid.clients"];

    fn migrations() -> Vec<MigrationSet> {
        migrations()
    }

    fn outline(settings: &Config) -> Outline<'_> {
        let named =
            [("portal", Some(settings.portal.clone())), ("hub.issuer", settings.hub.issuer.parse().ok())];
        let links =
            named.into_iter().filter_map(|(name, url)| Some((format!("[mobile_key.settings] {name}"), url?)));
        let highest_level = Some(AssuranceLevel::High);
        Outline {
            links: links.collect(),
            provider: Some(ProviderOutline::of(&settings.openid, highest_level)),
            relying_parties: vec![("[mobile_key.settings] hub".to_owned(), &settings.hub)],
            ..Outline::of(&settings.site)
        }
    }

    async fn open(
        _name: &'static str,
        section: &SiteSection<Config>,
        dependencies: Dependencies,
    ) -> Result<Self, runtime::Error> {
        Ok(open(section.settings.clone(), dependencies).await?)
    }

    fn running(&self, section: &SiteSection<Config>) -> RunningSite {
        RunningSite {
            endpoints: vec![section.pages(self.router(), &section.settings.site)],
            jobs: self.jobs(),
            workers: Vec::new(),
        }
    }

    fn reload(&self, settings: &Config) -> Result<(), runtime::Error> {
        Ok(self.provider().reload_clients(settings.openid.clients.clone())?)
    }
}

impl MobileKey {
    /// The pages, the phone's API and the app, the hub's API, the OpenID provider.
    pub fn router(&self) -> Router {
        crate::web::router(self)
    }

    /// Its web site.
    pub fn web(&self) -> &::web::Site {
        &self.0.web
    }

    /// Its OpenID provider.
    pub fn provider(&self) -> &Provider {
        &self.0.provider
    }

    /// What the site does from time to time.
    pub(crate) fn jobs(&self) -> Vec<PeriodicJob> {
        const MINUTE: Duration = Duration::from_mins(1);
        vec![
            PeriodicJob::on(self, "overdue requests and devices", MINUTE, |site, now| async move {
                acts::run_due(site.core(), now).await
            }),
            PeriodicJob::on(self, "expired rows", 10 * MINUTE, |site, now| async move {
                acts::delete_expired(site.core(), now).await
            }),
            PeriodicJob::on(self, "signing keys, grants", 10 * MINUTE, |site, now| async move {
                site.provider().delete_expired(now).await.map(drop)
            }),
            PeriodicJob::on(self, "keys at the hub", 10 * MINUTE, |site, now| async move {
                site.hub().rotate_keys(now).await
            }),
        ]
    }

    pub(crate) fn core(&self) -> &Core {
        &self.0.core
    }

    pub(crate) fn hub(&self) -> &RelyingParty {
        &self.0.hub
    }

    pub(crate) fn portal(&self) -> &Url {
        &self.0.portal
    }

    /// Requests to the phone's API, and ways on from the pages of a request.
    pub(crate) fn requests(&self) -> &RateLimit {
        &self.0.requests
    }

    /// New installations.
    pub(crate) fn installations(&self) -> &RateLimit {
        &self.0.installations
    }

    /// Pages with a QR code.
    pub(crate) fn codes(&self) -> &RateLimit {
        &self.0.codes
    }

    /// Streams of pages that wait.
    pub(crate) fn streams(&self) -> &Streams {
        &self.0.streams
    }
}
