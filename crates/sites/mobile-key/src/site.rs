//! The running site: what its acts and pages share.

use std::sync::Arc;

use ::store::{MigrationSet, Store};
use ::web::limits::RateLimit;
use axum::Router;
use clock::Clock;
use openid::{Provider, RelyingParty};
use secrets::MasterKey;
use url::Url;
use values::Timestamp;

use crate::account_provider::Phones;
use crate::acts::{self, ActError, Core};
use crate::config::Config;
use crate::streams::Streams;

/// The tables of this site.
pub fn migrations() -> Vec<MigrationSet> {
    vec![openid::MIGRATIONS, crate::store::MIGRATIONS]
}

/// What the binary gives the site.
pub struct Parts {
    /// The site's database, opened with [`migrations`].
    pub store: Store,
    /// The installation's key.
    pub master_key: MasterKey,
    /// The world's clock.
    pub clock: Clock,
    /// For asking the hub.
    pub http: reqwest::Client,
}

/// The site cannot start.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The texts are broken.
    #[error("mobile-key: {0}")]
    Texts(#[from] ::web::TextsError),
    /// The OpenID provider.
    #[error("mobile-key: {0}")]
    Provider(#[from] openid::OpenError),
    /// The relying party.
    #[error("mobile-key: {0}")]
    RelyingParty(#[from] openid::RelyingPartyError),
}

/// A job did not come to its end.
#[derive(Debug, thiserror::Error)]
pub enum JobError {
    /// The site's own.
    #[error("mobile-key: {0}")]
    Store(#[from] ::store::StoreError),
    /// The provider's.
    #[error("mobile-key: {0}")]
    Provider(#[from] openid::OpenError),
    /// The relying party's.
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
pub async fn open(config: Config, parts: Parts) -> Result<MobileKey, OpenError> {
    let Parts { store, master_key, clock, http } = parts;
    let core = Core::new(store.clone(), clock.clone(), &master_key, &config.site.origin);
    // No sessions: every login is approved on a phone, so nobody is ever signed in here.
    let web = ::web::Site::builder("mobile-key", config.site, clock, &master_key)
        .colour(::web::BrandColour::VIOLET)
        .texts(::web::locales!())
        .texts(openid::TEXTS)
        .assets(crate::web::ASSETS)
        .plain_fields(&["nonce"])
        .questions(&["help-install", "help-scan", "help-codes", "help-blocked", "help-lost", "help-notices"])
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

    /// Expires requests, blocks devices that ran out of tries, forgets what is kept no longer, rotates signing keys.
    pub async fn run_due_jobs(&self, now: Timestamp) -> Result<(), JobError> {
        match acts::run_due(&self.0.core, now).await {
            Ok(()) => {}
            Err(ActError::Store(error)) => return Err(error.into()),
            Err(ActError::Refused(refusal)) => tracing::error!(%refusal, "a job was refused"),
        }
        self.0.provider.delete_expired(now).await?;
        self.0.hub.rotate_keys(now).await?;
        Ok(())
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
