//! Shows every message that would have left: e-mail, SMS and post of the demo's world.
//!
//! Sites post messages to `/api/messages`; people read them on pages, tests as JSON at the same address. The outbox
//! stands for mail servers, gateways and the post, so it takes one id once, however often it comes.

mod api;
mod message;
mod pages;
mod recipients;
mod store;
mod text;

use ::store::{MigrationSet, Step, Store};
use axum::Router;
use clock::Clock;
use i18n::TranslationsError;
use runtime::{Dependencies, Outline, RunningSite, SiteSection};
use serde::Deserialize;
use web::{BrandColour, Site, SiteConfig};

/// The oldest messages make room for new ones.
const MESSAGES_KEPT: u32 = 10_000;

/// The tables of this site.
pub fn migrations() -> Vec<MigrationSet> {
    vec![MigrationSet {
        component: "outbox",
        steps: &[Step {
            name: "0001_outbox_message",
            sql: include_str!("../migrations/0001_outbox_message.sql"),
        }],
    }]
}

/// The settings of the outbox.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Address and brand.
    pub site: SiteConfig,
}

/// The running outbox.
#[derive(Clone)]
pub struct Outbox {
    site: Site,
    state: AppState,
}

/// What the handlers share.
#[derive(Clone)]
struct AppState {
    store: Store,
    clock: Clock,
    messages_kept: u32,
}

/// Makes the site.
pub fn open(config: SiteConfig, dependencies: Dependencies) -> Result<Outbox, TranslationsError> {
    let Dependencies { store, clock, master_key, .. } = dependencies;
    let site = Site::builder("outbox", config, clock.clone(), &master_key)
        .colour(BrandColour::SLATE)
        .locales(i18n::locales!())
        .faq(&["question-real", "question-missing"])
        .build()?;
    let state = AppState { store, clock, messages_kept: MESSAGES_KEPT };
    Ok(Outbox { site, state })
}

impl runtime::Site for Outbox {
    type Settings = Config;

    fn migrations() -> Vec<MigrationSet> {
        migrations()
    }

    fn outline(settings: &Config) -> Outline<'_> {
        Outline::of(&settings.site)
    }

    async fn open(
        _name: &'static str,
        section: &SiteSection<Config>,
        dependencies: Dependencies,
    ) -> Result<Self, runtime::Error> {
        Ok(open(section.settings.site.clone(), dependencies)?)
    }

    fn running(&self, section: &SiteSection<Config>) -> RunningSite {
        let endpoints = vec![section.pages(self.router(), &section.settings.site)];
        RunningSite { endpoints, ..RunningSite::default() }
    }
}

impl Outbox {
    /// Pages and API.
    pub fn router(&self) -> Router {
        let routes = Router::new().merge(pages::routes()).merge(api::routes()).with_state(self.state.clone());
        self.site.router(routes)
    }

    /// With room for fewer messages, for tests.
    #[must_use]
    pub fn keeping(mut self, messages: u32) -> Self {
        self.state.messages_kept = messages.max(1);
        self
    }
}
