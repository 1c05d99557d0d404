//! A web site: its address, brand, translations, sessions and helpdesk.

use std::sync::Arc;

use axum::Router;
use clock::Clock;
use i18n::{Locales, Translations, TranslationsError};
use listener::Proxies;
use secrets::{KeyedHash, MasterKey};
use serde::Deserialize;
use sessions::{Session, SessionLimits, Sessions, StartedSession};
use store::Store;
use url::Url;
use values::{Label, Language};

use crate::assets::{AssetFile, Assets};
use crate::brand::BrandColour;
use crate::cookies::{Cookie, MaxAge};
use crate::kept_page::KeptPages;
use crate::middleware::{self, Personalize};
use crate::{Page, SessionCookie};

/// `site` in the settings of a site: `[mojeid.settings]` has `site = { origin = "https://mojeid.example" }`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SiteConfig {
    /// The public address without a path: `https://mojeid.example`.
    pub origin: Url,
    /// Shown instead of the text `site-name`.
    #[serde(default)]
    pub brand_name: Option<Label>,
    /// The one colour from which all others are derived, such as `#2362a2`; without it the site has its own.
    #[serde(default)]
    pub colour: Option<BrandColour>,
    /// Who runs the site; shown in the footer.
    #[serde(default)]
    pub operator: Option<Label>,
    /// The documents that the site owes people; shown in the footer.
    #[serde(default)]
    pub legal: Legal,
    /// Whom people may ask (mission A6).
    #[serde(default)]
    pub helpdesk: Helpdesk,
    /// The page that explains the demo's world; absent outside the demo.
    #[serde(default)]
    pub front_door: Option<Url>,
    /// The reverse proxies of our own that stand before the site: what they say of `X-Forwarded-For` is believed.
    #[serde(default)]
    pub trusted_proxies: Proxies,
}

impl SiteConfig {
    /// A site at an address, everything else left out.
    pub fn at(origin: Url) -> Self {
        Self {
            origin,
            brand_name: None,
            colour: None,
            operator: None,
            legal: Legal::default(),
            helpdesk: Helpdesk::default(),
            front_door: None,
            trusted_proxies: Proxies::default(),
        }
    }
}

/// The helpdesk of the operator (mission A6).
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Helpdesk {
    /// As people dial it.
    #[serde(default)]
    pub phone: Option<String>,
    /// Where people may write.
    #[serde(default)]
    pub email: Option<String>,
    /// When somebody answers on working days: `8:00–18:00`.
    #[serde(default)]
    pub hours: Option<String>,
}

/// Where people read what they agree to, what becomes of their data, and who can use the site.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Legal {
    /// The terms of use.
    #[serde(default)]
    pub terms: Option<Url>,
    /// What becomes of personal data (GDPR, articles 13 and 14).
    #[serde(default)]
    pub privacy: Option<Url>,
    /// The statement on accessibility (in the Czech Republic: act 99/2019).
    #[serde(default)]
    pub accessibility: Option<Url>,
}

/// The texts of every site: the page shell, error pages, help.
pub const SHARED: Locales = i18n::locales!();

/// A site as every page, extractor and error page sees it. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Site(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    name: &'static str,
    colour: BrandColour,
    config: SiteConfig,
    origin: String,
    translations: Translations,
    assets: Assets,
    sessions: Option<Sessions>,
    login_path: &'static str,
    faq: &'static [&'static str],
    csrf: KeyedHash,
    flash_hash: KeyedHash,
    known_browser_hash: KeyedHash,
    kept_pages: Option<KeptPages>,
    plain_fields: &'static [&'static str],
    clock: Clock,
}

impl Site {
    /// Begins a site; `name` is short and plain (`mojeid`), for it becomes part of cookie names.
    pub fn builder(
        name: &'static str,
        config: SiteConfig,
        clock: Clock,
        master_key: &MasterKey,
    ) -> SiteBuilder {
        SiteBuilder {
            name,
            master_key: master_key.clone(),
            config,
            clock,
            csrf: KeyedHash::new(master_key, "web csrf"),
            flash_hash: KeyedHash::new(master_key, "web told"),
            known_browser_hash: KeyedHash::new(master_key, "web known browser"),
            colour: BrandColour::default(),
            locales: vec![SHARED],
            assets: Vec::new(),
            sessions: None,
            login_path: "/login",
            faq: &[],
            plain_fields: &[],
        }
    }

    /// The router of a site: its routes, and what every site has: `/assets`, `/help`, error pages, security headers, request
    /// ids, limits, the access log.
    pub fn router(&self, routes: Router) -> Router {
        middleware::router(self, routes, None)
    }

    /// The same for a site where people log in: `personalize` puts a person's name and the site's navigation on a page that no
    /// handler renders, such as an error or the help.
    ///
    /// ```ignore
    /// site.personalized_router(routes, move |page, session| {
    ///     let hub = hub.clone();
    ///     async move { page.signed_in_as(&hub.name_of(&session).await).with_menu(MENU) }
    /// })
    /// ```
    pub fn personalized_router<F, R>(&self, routes: Router, personalize: F) -> Router
    where
        F: Fn(Page, Session) -> R + Send + Sync + 'static,
        R: Future<Output = Page> + Send + 'static,
    {
        middleware::router(self, routes, Some(Personalize::new(personalize)))
    }

    /// The short name, as in cookies.
    pub fn name(&self) -> &'static str {
        self.0.name
    }

    /// `https://mojeid.example`, without a slash at the end.
    pub fn origin(&self) -> &str {
        &self.0.origin
    }

    /// The public address of a path: `site.url("/login")`.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.0.origin)
    }

    /// Whether people reach the site over TLS.
    pub fn secure(&self) -> bool {
        self.0.config.origin.scheme() == "https"
    }

    /// Its cookie of a kind.
    pub fn cookie(&self, kind: &str) -> Cookie {
        Cookie::new(kind, self.name(), self.secure())
    }

    /// The configuration it was made from.
    pub fn config(&self) -> &SiteConfig {
        &self.0.config
    }

    /// What people know it as: the configured name or the text `site-name`.
    pub fn brand_name(&self, language: Language) -> String {
        match &self.0.config.brand_name {
            Some(name) => name.text(language).to_owned(),
            None => self.0.translations.text(language, "site-name").to_string(),
        }
    }

    /// Who runs it.
    pub fn operator(&self, language: Language) -> Option<&str> {
        self.0.config.operator.as_ref().map(|operator| operator.text(language))
    }

    /// Its colour: the configured one or its own.
    pub fn colour(&self) -> BrandColour {
        self.0.colour
    }

    /// Its texts.
    pub fn translations(&self) -> &Translations {
        &self.0.translations
    }

    /// The clock.
    pub fn clock(&self) -> &Clock {
        &self.0.clock
    }

    /// Its sessions.
    ///
    /// # Panics
    /// When the site was built without [`SiteBuilder::sessions`]: a mistake in the program, not of a visitor.
    #[expect(clippy::expect_used, reason = "a mistake in the program, found by its first test")]
    pub fn sessions(&self) -> &Sessions {
        self.0.sessions.as_ref().expect("the site was built with sessions")
    }

    /// Gives the browser the token of a session that begins.
    pub fn session_cookie(&self, started: &StartedSession) -> SessionCookie {
        SessionCookie(self.cookie("session").set(started.token().as_str(), MaxAge::Session))
    }

    /// Deletes the browser's session cookie, after [`Sessions::end`].
    pub fn delete_session_cookie(&self) -> SessionCookie {
        SessionCookie(self.cookie("session").set("", MaxAge::Seconds(0)))
    }

    pub(crate) fn sessions_if_any(&self) -> Option<&Sessions> {
        self.0.sessions.as_ref()
    }

    /// Pages that answered a form; a site without sessions, hence without a store of its own, keeps none.
    pub(crate) fn kept_pages(&self) -> Option<&KeptPages> {
        self.0.kept_pages.as_ref()
    }

    pub(crate) fn plain_fields(&self) -> &'static [&'static str] {
        self.0.plain_fields
    }

    pub(crate) fn assets(&self) -> &Assets {
        &self.0.assets
    }

    pub(crate) fn login_path(&self) -> &'static str {
        self.0.login_path
    }

    pub(crate) fn faq(&self) -> &'static [&'static str] {
        self.0.faq
    }

    pub(crate) fn csrf(&self) -> &KeyedHash {
        &self.0.csrf
    }

    pub(crate) fn flash_hash(&self) -> &KeyedHash {
        &self.0.flash_hash
    }

    pub(crate) fn known_browser_hash(&self) -> &KeyedHash {
        &self.0.known_browser_hash
    }
}

/// Collects what a [`Site`] needs.
#[must_use]
pub struct SiteBuilder {
    name: &'static str,
    master_key: MasterKey,
    config: SiteConfig,
    clock: Clock,
    csrf: KeyedHash,
    flash_hash: KeyedHash,
    known_browser_hash: KeyedHash,
    plain_fields: &'static [&'static str],
    colour: BrandColour,
    locales: Vec<Locales>,
    assets: Vec<AssetFile>,
    sessions: Option<(Sessions, KeptPages)>,
    login_path: &'static str,
    faq: &'static [&'static str],
}

impl SiteBuilder {
    /// The site's own colour, where the configuration names none.
    pub fn colour(mut self, colour: BrandColour) -> Self {
        self.colour = colour;
        self
    }

    /// The site's texts; they must have `site-name`. May be called once for each crate whose pages the site mounts.
    pub fn locales(mut self, locales: Locales) -> Self {
        self.locales.push(locales);
        self
    }

    /// Files of the site's own, served at [`crate::Page::asset`].
    pub fn assets(mut self, files: &[AssetFile]) -> Self {
        self.assets.extend_from_slice(files);
        self
    }

    /// Lets people log in; the store must have [`crate::MIGRATIONS`].
    pub fn sessions(mut self, store: Store, limits: SessionLimits) -> Self {
        let kept_pages = KeptPages::new(store.clone(), &self.master_key);
        self.sessions = Some((Sessions::new(store, &self.master_key, limits), kept_pages));
        self
    }

    /// Where [`crate::Authenticated`] sends people who are not; `/login` if not told.
    pub fn login_path(mut self, path: &'static str) -> Self {
        self.login_path = path;
        self
    }

    /// Keys of the faq on the help page; the answer is the attribute `.answer` of each.
    pub fn faq(mut self, keys: &'static [&'static str]) -> Self {
        self.faq = keys;
        self
    }

    /// The fields of its forms that are no secrets: a form that was refused for a reason of the moment is offered again
    /// with them as they were filled in. A form with any other field is not, unless it is a password or a code, which is
    /// asked for again.
    pub fn plain_fields(mut self, names: &'static [&'static str]) -> Self {
        self.plain_fields = names;
        self
    }

    /// The site, when its texts are good.
    pub fn build(self) -> Result<Site, TranslationsError> {
        let origin = self.config.origin.origin().ascii_serialization();
        let colour = self.config.colour.unwrap_or(self.colour);
        let (sessions, kept_pages) = self.sessions.unzip();
        Ok(Site(Arc::new(Inner {
            name: self.name,
            colour,
            config: self.config,
            origin,
            translations: Translations::load(&self.locales)?,
            assets: Assets::new(&self.assets, colour),
            sessions,
            login_path: self.login_path,
            faq: self.faq,
            csrf: self.csrf,
            flash_hash: self.flash_hash,
            known_browser_hash: self.known_browser_hash,
            kept_pages,
            plain_fields: self.plain_fields,
            clock: self.clock,
        })))
    }
}
