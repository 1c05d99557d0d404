//! The context that every template holds as its field `page`.

use std::sync::Arc;

use i18n::LocalizedText;
use values::{AssuranceLevel, Language, Timestamp};

use crate::menu::Menu;
use crate::request_state::RequestState;
use crate::{Helpdesk, MenuGroup, MenuPart, ReturnPath, Site};

/// What the shell of a page needs: language, texts, tokens, links. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Page {
    state: Arc<RequestState>,
    person: Option<Arc<str>>,
    menu: Menu,
    is_repeatable: bool,
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
    pub(crate) fn new(state: Arc<RequestState>) -> Self {
        Self { state, person: None, menu: Menu::default(), is_repeatable: true }
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

    /// For a page that opening its address again does not bring back: it has no language switch.
    #[must_use]
    pub(crate) fn not_repeatable(mut self) -> Self {
        self.is_repeatable = false;
        self
    }

    /// For pages of a login that another site waits for, and of a logout that it began: their forms end there, and they
    /// may stand in a popup of that site (see the policy in `headers.rs`).
    #[must_use]
    pub fn forms_may_leave(self) -> Self {
        self.state.let_forms_leave();
        self
    }

    /// A text in the page's language: `{{ page.text("key").with("name", name) }}`.
    #[track_caller]
    pub fn text<'a>(&'a self, key: &'a str) -> LocalizedText<'a> {
        self.state.site.translations().text(self.state.language, key).typeset()
    }

    /// A date, a telephone number or a postal code, in which no line ends.
    pub fn no_break(&self, value: impl std::fmt::Display) -> String {
        i18n::no_break(&value.to_string())
    }

    /// The message of [`crate::RequestContext::redirect_with_flash`], once: what has just been done.
    pub fn flash(&self) -> Option<String> {
        let flash = self.state.flash().filter(|flash| self.has_text(&flash.key))?;
        Some(self.text(&flash.key).with("what", flash.what).to_string())
    }

    /// Whether there is such a text.
    pub fn has_text(&self, key: &str) -> bool {
        self.state.site.translations().has(self.state.language, key)
    }

    /// The name in the header: the configured one or the text `site-name`.
    pub fn brand_name(&self) -> String {
        self.state.site.brand_name(self.state.language)
    }

    /// A time, to the minute, as the page's language writes it.
    pub fn format_datetime(&self, at: Timestamp) -> String {
        i18n::format_datetime(&at.in_prague(self.state.language))
    }

    /// The day of a time.
    pub fn format_date(&self, at: Timestamp) -> String {
        at.written_day_in_prague(self.state.language)
    }

    /// A time of the day, to the minute.
    pub fn format_time(&self, at: Timestamp) -> String {
        at.time_in_prague()
    }

    /// A time, to the second: for histories.
    pub fn format_datetime_exact(&self, at: Timestamp) -> String {
        i18n::format_datetime(&at.in_prague_with_seconds(self.state.language))
    }

    /// The name of a level of assurance.
    pub fn level(&self, level: AssuranceLevel) -> LocalizedText<'_> {
        self.text(match level {
            AssuranceLevel::Low => "level-low",
            AssuranceLevel::Substantial => "level-substantial",
            AssuranceLevel::High => "level-high",
        })
    }

    /// The language of the page.
    pub fn language(&self) -> Language {
        self.state.language
    }

    /// The site whose page it is.
    pub fn site(&self) -> &Site {
        &self.state.site
    }

    /// The value of the hidden field `_csrf`; forms get it by `{{ forms::csrf(page) }}`.
    pub fn csrf(&self) -> &str {
        &self.state.csrf().token
    }

    /// The id of this request.
    pub fn request_id(&self) -> &str {
        &self.state.request_id
    }

    /// The address of an asset, with its content hash: `page.asset("svornik.css")`.
    #[track_caller]
    pub fn asset<'a>(&'a self, name: &'a str) -> &'a str {
        self.state.site.assets().address(name)
    }

    /// Who is signed in, as set by [`Page::signed_in_as`].
    pub fn person(&self) -> Option<&str> {
        self.person.as_deref()
    }

    /// The navigation, as set by [`Page::with_menu`] or [`Page::with_navigation`].
    pub fn menu(&self) -> Vec<MenuGroup> {
        self.menu.at(&self.state.path)
    }

    /// The first letters of a name's first two words: what stands for a service beside its name.
    pub fn initials(&self, name: impl std::fmt::Display) -> String {
        let name = name.to_string();
        let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.take(2).filter_map(|word| word.chars().next()).flat_map(char::to_uppercase).collect()
    }

    /// The documents that the site owes people: pairs of text key and address.
    pub fn legal_links(&self) -> Vec<(&'static str, &str)> {
        let legal = &self.state.site.config().legal;
        let links = [
            ("shell-terms", &legal.terms),
            ("shell-privacy", &legal.privacy),
            ("shell-accessibility", &legal.accessibility),
        ];
        links.into_iter().filter_map(|(key, url)| Some((key, url.as_ref()?.as_str()))).collect()
    }

    /// This page in every language; none for a page that is not repeatable.
    pub fn language_links(&self) -> Vec<LanguageLink> {
        if !self.is_repeatable {
            return Vec::new();
        }
        Language::ALL
            .into_iter()
            .map(|language| LanguageLink {
                code: language.code(),
                own_name: language.own_name(),
                href: self.here_in(language),
                current: language == self.state.language,
            })
            .collect()
    }

    /// The operator's helpdesk (mission A6).
    pub fn helpdesk(&self) -> &Helpdesk {
        &self.state.site.config().helpdesk
    }

    /// A `tel:` address: what people dial, without the spaces.
    pub fn phone_href(&self, phone: &str) -> String {
        format!("tel:{}", phone.replace(|c: char| c != '+' && !c.is_ascii_digit(), ""))
    }

    /// Who runs the site.
    pub fn operator(&self) -> Option<&str> {
        self.state.site.operator(self.state.language)
    }

    /// The demo's front door.
    pub fn front_door(&self) -> Option<&str> {
        self.state.site.config().front_door.as_ref().map(url::Url::as_str)
    }

    fn here_in(&self, language: Language) -> String {
        // A form that is shown again leads to its page in that language, with what it was opened with.
        let (path, query) = self.state.looked_at();
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
