//! The context that every template holds as its field `page`.

use std::sync::Arc;

use values::{Language, Timestamp};

use crate::texts::Text;
use crate::visit::Visit;
use crate::{Helpdesk, ReturnPath, Site};

/// What the shell of a page needs: language, texts, tokens, links. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Page {
    visit: Arc<Visit>,
    person: Option<Arc<str>>,
    navigation: &'static [(&'static str, &'static str)],
    can_be_had_again: bool,
}

/// One entry of the language switch.
#[derive(Clone, Debug)]
pub struct LanguageLink {
    /// ISO 639-1, for `lang` and `hreflang`.
    pub code: &'static str,
    /// What its speakers call it.
    pub own_name: &'static str,
    /// This page in that language.
    pub href: String,
    /// Whether the page is in it already.
    pub current: bool,
}

/// One entry of the site's navigation.
#[derive(Clone, Copy, Debug)]
pub struct NavigationLink {
    /// The path.
    pub href: &'static str,
    /// The key of its text.
    pub key: &'static str,
    /// Whether the page lies there.
    pub current: bool,
}

impl Page {
    pub(crate) fn new(visit: Arc<Visit>) -> Self {
        Self { visit, person: None, navigation: &[], can_be_had_again: true }
    }

    /// Shows who is signed in, and a button that posts to `/logout`.
    #[must_use]
    pub fn signed_in_as(mut self, name: &str) -> Self {
        self.person = Some(Arc::from(name));
        self
    }

    /// Shows links under the header: pairs of path and text key.
    #[must_use]
    pub fn with_navigation(mut self, links: &'static [(&'static str, &'static str)]) -> Self {
        self.navigation = links;
        self
    }

    /// For a page that its address does not bring back, in whatever language: it has no language switch.
    #[must_use]
    pub(crate) fn only_once(mut self) -> Self {
        self.can_be_had_again = false;
        self
    }

    /// For pages whose forms end at another site (a login, a consent): browsers apply `form-action` to every redirect
    /// that follows the form, so this page's policy must allow other sites.
    #[must_use]
    pub fn forms_may_leave(self) -> Self {
        self.visit.let_forms_leave();
        self
    }

    /// A text in the page's language: `{{ page.text("key").with("name", name) }}`.
    #[track_caller]
    pub fn text<'a>(&'a self, key: &'a str) -> Text<'a> {
        self.visit.site.texts().text(self.visit.language, key)
    }

    /// Whether there is such a text.
    pub fn has_text(&self, key: &str) -> bool {
        self.visit.site.texts().has(self.visit.language, key)
    }

    /// The name in the header: the configured one or the text `site-name`.
    pub fn brand_name(&self) -> String {
        self.visit.site.brand_name(self.visit.language)
    }

    /// A time, to the minute, as the page's language writes it.
    pub fn moment(&self, at: Timestamp) -> String {
        at.in_prague(self.visit.language)
    }

    /// A time, to the second: for histories.
    pub fn exact_moment(&self, at: Timestamp) -> String {
        at.in_prague_with_seconds(self.visit.language)
    }

    /// The language of the page.
    pub fn language(&self) -> Language {
        self.visit.language
    }

    /// The site whose page it is.
    pub fn site(&self) -> &Site {
        &self.visit.site
    }

    /// The value of the hidden field `_csrf`; forms get it by `{{ forms::csrf(page) }}`.
    pub fn csrf(&self) -> &str {
        &self.visit.csrf().token
    }

    /// The id of this request.
    pub fn request_id(&self) -> &str {
        &self.visit.request_id
    }

    /// The colour, for `data-theme`.
    pub fn theme(&self) -> &'static str {
        self.visit.site.theme().as_str()
    }

    /// The address of an asset, with its content hash: `page.asset("svornik.css")`.
    #[track_caller]
    pub fn asset<'a>(&'a self, name: &'a str) -> &'a str {
        self.visit.site.assets().address(name)
    }

    /// Who is signed in, as told by [`Page::signed_in_as`].
    pub fn person(&self) -> Option<&str> {
        self.person.as_deref()
    }

    /// The links told by [`Page::with_navigation`].
    pub fn navigation(&self) -> Vec<NavigationLink> {
        let path = self.visit.path.as_str();
        let longest =
            self.navigation.iter().filter(|(href, _)| lies_under(path, href)).map(|(href, _)| href.len());
        let longest = longest.max();
        self.navigation
            .iter()
            .map(|&(href, key)| NavigationLink {
                href,
                key,
                current: lies_under(path, href) && Some(href.len()) == longest,
            })
            .collect()
    }

    /// This page in every language; none for a page that cannot be had again.
    pub fn language_links(&self) -> Vec<LanguageLink> {
        if !self.can_be_had_again {
            return Vec::new();
        }
        Language::ALL
            .into_iter()
            .map(|language| LanguageLink {
                code: language.code(),
                own_name: language.own_name(),
                href: self.here_in(language),
                current: language == self.visit.language,
            })
            .collect()
    }

    /// The operator's helpdesk (mission A6).
    pub fn helpdesk(&self) -> &Helpdesk {
        &self.visit.site.config().helpdesk
    }

    /// A `tel:` address: what people dial, without the spaces.
    pub fn phone_href(&self, phone: &str) -> String {
        format!("tel:{}", phone.replace(|c: char| c != '+' && !c.is_ascii_digit(), ""))
    }

    /// Who runs the site.
    pub fn operator(&self) -> Option<&str> {
        self.visit.site.operator(self.visit.language)
    }

    /// The demo's front door.
    pub fn front_door(&self) -> Option<&str> {
        self.visit.site.config().front_door.as_ref().map(url::Url::as_str)
    }

    fn here_in(&self, language: Language) -> String {
        let others = form_urlencoded::parse(self.visit.query.as_bytes()).filter(|(name, _)| name != "lang");
        let query = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(others)
            .append_pair("lang", language.code())
            .finish();
        // A path that begins with two slashes would be another site; without any, the link stays where it is.
        let path = ReturnPath::parse(&self.visit.path);
        format!("{}?{query}", path.as_ref().map_or("", ReturnPath::as_str))
    }
}

fn lies_under(path: &str, href: &str) -> bool {
    path == href || path.strip_prefix(href).is_some_and(|rest| href.ends_with('/') || rest.starts_with('/'))
}
