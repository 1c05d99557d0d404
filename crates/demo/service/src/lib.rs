//! A sample relying party: how an online service logs people in through the hub (mission A1) or by mojeID (B1, B2).
//!
//! It keeps what one login brought for as long as the session lasts, and shows it: the person sees exactly what the
//! service learnt.

mod store;
mod web;

use ::store::{MigrationSet, Store};
use ::web::{BrandColour, Site, SiteConfig};
use axum::Router;
use openid::{RelyingParty, RelyingPartyConfig, RelyingPartyError};
use runtime::{Dependencies, Outline, PeriodicJob, RunningSite, SiteSection};
use serde::Deserialize;
use sessions::SessionLimits;
use std::sync::Arc;
use std::time::Duration;
use values::{AssuranceLevel, Timestamp};

/// One service.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Address and brand.
    pub site: SiteConfig,
    /// What it offers: its own words and picture.
    pub kind: Kind,
    /// At which provider people log in, and as whom this service asks.
    pub login: RelyingPartyConfig,
    /// What kind of provider that is: its texts differ.
    pub through: Through,
    /// The level that people must prove.
    pub level: AssuranceLevel,
    /// Claims without which the service cannot do its task.
    pub essential: Vec<String>,
    /// Claims that people may release or keep.
    pub voluntary: Vec<String>,
}

/// What a service is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A town hall.
    Office,
    /// A library.
    Library,
    /// A shop.
    Shop,
}

/// How people get in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Through {
    /// By the hub, where they choose a method.
    Hub,
    /// By their mojeID account.
    Mojeid,
}

/// The service cannot start.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The texts are broken.
    #[error("service: {0}")]
    Texts(#[from] i18n::TranslationsError),
    /// The relying party cannot be opened.
    #[error("service: {0}")]
    RelyingParty(#[from] RelyingPartyError),
}

/// The running service. Cheap to clone.
#[derive(Clone)]
pub struct Service(Arc<Inner>);

struct Inner {
    config: Config,
    site: Site,
    store: Store,
    login: RelyingParty,
}

/// The tables of this site.
pub fn migrations() -> Vec<MigrationSet> {
    vec![::web::MIGRATIONS, openid::MIGRATIONS, store::MIGRATIONS]
}

/// Makes the service; the name is short and plain, for it becomes part of cookie names.
pub async fn open(
    name: &'static str,
    config: Config,
    dependencies: Dependencies,
) -> Result<Service, OpenError> {
    let Dependencies { store, master_key, clock, http } = dependencies;
    let site = Site::builder(name, config.site.clone(), clock, &master_key)
        .colour(config.kind.colour())
        .locales(i18n::locales!())
        .locales(openid::TEXTS)
        .sessions(store.clone(), SessionLimits::default())
        .login_path("/login")
        .faq(config.through.questions())
        .build()?;
    let login =
        RelyingParty::open(config.login.clone(), name, &site, store.clone(), &master_key, http).await?;
    Ok(Service(Arc::new(Inner { config, site, store, login })))
}

impl runtime::Site for Service {
    type Settings = Config;

    fn migrations() -> Vec<MigrationSet> {
        migrations()
    }

    fn outline(settings: &Config) -> Outline<'_> {
        Outline::of(&settings.site)
    }

    async fn open(
        name: &'static str,
        section: &SiteSection<Config>,
        dependencies: Dependencies,
    ) -> Result<Self, runtime::Error> {
        Ok(open(name, section.settings.clone(), dependencies).await?)
    }

    fn running(&self, section: &SiteSection<Config>) -> RunningSite {
        RunningSite {
            endpoints: vec![section.pages(self.router(), &section.settings.site)],
            jobs: vec![PeriodicJob::on(
                self,
                "expired rows",
                Duration::from_mins(10),
                |site, now| async move { site.delete_expired(now).await },
            )],
            workers: Vec::new(),
        }
    }
}

impl Kind {
    const fn colour(self) -> BrandColour {
        match self {
            Self::Office => BrandColour::GREEN,
            Self::Library => BrandColour::AMBER,
            Self::Shop => BrandColour::BERRY,
        }
    }

    /// The key of its heading.
    pub(crate) const fn title(self) -> &'static str {
        match self {
            Self::Office => "welcome-office",
            Self::Library => "welcome-library",
            Self::Shop => "welcome-shop",
        }
    }

    /// The key of what can be done here.
    pub(crate) const fn lead(self) -> &'static str {
        match self {
            Self::Office => "welcome-office.lead",
            Self::Library => "welcome-library.lead",
            Self::Shop => "welcome-shop.lead",
        }
    }
}

impl Through {
    /// The end of the keys of texts that name the provider.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Hub => "hub",
            Self::Mojeid => "mojeid",
        }
    }

    const fn questions(self) -> &'static [&'static str] {
        match self {
            Self::Hub => &["question-login-hub", "question-data"],
            Self::Mojeid => &["question-login-mojeid", "question-data"],
        }
    }
}

impl Service {
    /// The pages.
    pub fn router(&self) -> Router {
        let routes = web::routes().with_state(self.clone()).merge(self.0.login.router());
        let service = self.clone();
        self.0.site.personalized_router(routes, move |page, session| {
            let Service(service) = service.clone();
            async move { web::introduce(&service, page, &session).await }
        })
    }

    /// Forgets sessions that have ended, and what they brought.
    async fn delete_expired(&self, now: Timestamp) -> Result<(), RelyingPartyError> {
        let Inner { site, store, login, .. } = &*self.0;
        login.rotate_keys(now).await?;
        login.delete_expired(now).await?;
        site.sessions().delete_expired(now).await?;
        ::web::delete_expired_pages(store, now).await?;
        store.in_batches(store::delete_ended).await?;
        Ok(())
    }
}
