//! The context that every template holds as its field `page`.

use std::sync::Arc;

use values::{Language, Timestamp};

use crate::menu::Menu;
use crate::texts::{Text, typography};
use crate::visit::Visit;
use crate::{Helpdesk, MenuGroup, MenuPart, ReturnPath, Site};

/// What the shell of a page needs: language, texts, tokens, links. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Page {
    visit: Arc<Visit>,
    person: Option<Arc<str>>,
    menu: Menu,
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

impl Page {
    pub(crate) fn new(visit: Arc<Visit>) -> Self {
        Self { visit, person: None, menu: Menu::default(), can_be_had_again: true }
    }

    /// Shows who is signed in, and a button that posts to `/logout`.
    #[must_use]
    pub fn signed_in_as(mut self, name: &str) -> Self {
        self.person = Some(Arc::from(name));
        self
    }

    /// Shows the site's navigation: pairs of path and text key. [`Page::with_menu`] has groups and icons too.
    #[must_use]
    pub fn with_navigation(mut self, links: &'static [(&'static str, &'static str)]) -> Self {
        self.menu = Menu::Plain(links);
        self
    }

    /// Shows the site's navigation, in groups.
    #[must_use]
    pub fn with_menu(mut self, parts: &'static [MenuPart]) -> Self {
        self.menu = Menu::Grouped(parts, Vec::new());
        self
    }

    /// Shows beside a link of [`Page::with_menu`] how much is new there; nothing for 0.
    #[must_use]
    pub fn with_count(mut self, href: &'static str, new: usize) -> Self {
        if let Menu::Grouped(_, counts) = &mut self.menu {
            counts.push((href, new));
        }
        self
    }

    /// For a page that its address does not bring back, in whatever language: it has no language switch.
    #[must_use]
    pub(crate) fn only_once(mut self) -> Self {
        self.can_be_had_again = false;
        self
    }

    /// For pages of a login that another site waits for, and of a logout that it began: their forms end there, and they
    /// may stand in a popup of that site (see the policy in `headers.rs`).
    #[must_use]
    pub fn forms_may_leave(self) -> Self {
        self.visit.let_forms_leave();
        self
    }

    /// A text in the page's language: `{{ page.text("key").with("name", name) }}`.
    #[track_caller]
    pub fn text<'a>(&'a self, key: &'a str) -> Text<'a> {
        self.visit.site.texts().text(self.visit.language, key).typeset()
    }

    /// What is read in one piece, and must not end a line in its middle: a date, a number of a telephone, a postal code.
    pub fn in_one_piece(&self, value: impl std::fmt::Display) -> String {
        typography::in_one_piece(&value.to_string())
    }

    /// What has just been done here ([`crate::RequestContext::tell`]), once.
    pub fn told(&self) -> Option<String> {
        let told = self.visit.told().filter(|told| self.has_text(&told.key))?;
        Some(self.text(&told.key).with("what", told.what).to_string())
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
        typography::moment(&at.in_prague(self.visit.language))
    }

    /// The day of a time.
    pub fn day(&self, at: Timestamp) -> String {
        at.written_day_in_prague(self.visit.language)
    }

    /// A time of the day, to the minute.
    pub fn time(&self, at: Timestamp) -> String {
        at.time_in_prague()
    }

    /// A time, to the second: for histories.
    pub fn exact_moment(&self, at: Timestamp) -> String {
        typography::moment(&at.in_prague_with_seconds(self.visit.language))
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

    /// The address of an asset, with its content hash: `page.asset("svornik.css")`.
    #[track_caller]
    pub fn asset<'a>(&'a self, name: &'a str) -> &'a str {
        self.visit.site.assets().address(name)
    }

    /// Who is signed in, as told by [`Page::signed_in_as`].
    pub fn person(&self) -> Option<&str> {
        self.person.as_deref()
    }

    /// The navigation, as told by [`Page::with_menu`] or [`Page::with_navigation`].
    pub fn menu(&self) -> Vec<MenuGroup> {
        self.menu.at(&self.visit.path)
    }

    /// The first letters of a name's first two words: what stands for a service beside its name.
    pub fn initials(&self, name: impl std::fmt::Display) -> String {
        let name = name.to_string();
        let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.take(2).filter_map(|word| word.chars().next()).flat_map(char::to_uppercase).collect()
    }

    /// The documents that the site owes people: pairs of text key and address.
    pub fn legal_links(&self) -> Vec<(&'static str, &str)> {
        let legal = &self.visit.site.config().legal;
        let links = [
            ("shell-terms", &legal.terms),
            ("shell-privacy", &legal.privacy),
            ("shell-accessibility", &legal.accessibility),
        ];
        links.into_iter().filter_map(|(key, url)| Some((key, url.as_ref()?.as_str()))).collect()
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
        // A form that is shown again leads to its page in that language, with what it was opened with.
        let (path, query) = self.visit.looked_at();
        let others = form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name != "lang");
        let query = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(others)
            .append_pair("lang", language.code())
            .finish();
        // A path that begins with two slashes would be another site; without any, the link stays where it is.
        let path = ReturnPath::parse(path);
        format!("{}?{query}", path.as_ref().map_or("", ReturnPath::as_str))
    }
}
