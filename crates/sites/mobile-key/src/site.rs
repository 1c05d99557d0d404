//! The site and its contract with the binary.

use std::sync::Arc;
use std::time::Duration;

use ::store::MigrationSet;
use axum::Router;
use openid::{Provider, RelyingParty};
use rate_limit::RateLimit;
use runtime::{Dependencies, Outline, PeriodicJob, ProviderOutline, RunningSite, SiteSection};
use values::AssuranceLevel;

use crate::account_provider::Accounts;
use crate::acts;
use crate::config::Config;
use crate::context::Context;
use crate::sse_limiter::SseLimiter;
use crate::web::AppState;

/// The tables of this site.
pub fn migrations() -> Vec<MigrationSet> {
    vec![openid::MIGRATIONS, audit::MIGRATIONS, crate::store::MIGRATIONS]
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
pub struct MobileKey(pub(crate) Arc<AppState>);

/// Makes the site.
pub async fn open(config: Config, dependencies: Dependencies) -> Result<MobileKey, OpenError> {
    let Dependencies { store, master_key, clock, http } = dependencies;
    let context = Context::new(store.clone(), clock.clone(), &master_key, &config.site.origin);
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
        Provider::open(config.openid, &web, store.clone(), &master_key, http.clone(), Arc::new(Accounts))
            .await?;
    let hub = RelyingParty::open(config.hub, "hub", &web, store, &master_key, http).await?;
    let limits = config.limits;
    Ok(MobileKey(Arc::new(AppState {
        context,
        web,
        provider,
        hub,
        portal: config.portal,
        requests: RateLimit::per_minute(limits.requests_per_minute),
        installations: RateLimit::per_hour(limits.installations_per_hour),
        codes: RateLimit::per_minute(limits.codes_per_minute),
        streams: SseLimiter::default(),
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
        crate::web::router(&self.0)
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
                acts::end_overdue(&site.0.context, now).await
            }),
            PeriodicJob::on(self, "expired rows", 10 * MINUTE, |site, now| async move {
                acts::delete_expired(&site.0.context, now).await
            }),
            PeriodicJob::on(self, "signing keys, grants", 10 * MINUTE, |site, now| async move {
                site.provider().delete_expired(now).await.map(drop)
            }),
            PeriodicJob::on(self, "keys at the hub", 10 * MINUTE, |site, now| async move {
                site.0.hub.rotate_keys(now).await
            }),
        ]
    }
}
