//! The state of a request, which handlers see as [`crate::RequestContext`].

use std::net::IpAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use axum::http::{HeaderMap, Method, header, request::Parts};
use sessions::ClientInfo;
use values::{Language, Timestamp};

use crate::csrf::Csrf;
use crate::flash::{self, Flash};
use crate::http_protocol::ClientAddress;
use crate::middleware::Personalize;
use crate::problem::ResubmitForm;
use crate::{Page, ReturnPath, Site, kept_page, known_browser};

const MAX_USER_AGENT_BYTES: usize = 256;

/// What is known of a request before its handler runs; an `Arc` of it lies in the request's extensions.
#[derive(Debug)]
pub(crate) struct RequestState {
    pub(crate) site: Site,
    pub(crate) at: Timestamp,
    pub(crate) request_id: String,
    pub(crate) language: Language,
    pub(crate) asked_language: Option<Language>,
    pub(crate) path: String,
    pub(crate) query: String,
    pub(crate) wants_page: bool,
    pub(crate) client: ClientInfo,
    pub(crate) session_cookie: Option<String>,
    pub(crate) is_get: bool,
    /// The page of this site from which the request came (`Referer`).
    pub(crate) came_from: Option<ReturnPath>,
    /// Puts the logged-in person on pages that no handler renders.
    pub(crate) personalize: Option<Personalize>,
    form: OnceLock<ResubmitForm>,
    csrf_cookie: Option<String>,
    csrf: OnceLock<Csrf>,
    flash_cookie: Option<String>,
    shown_cookie: Option<String>,
    known: Option<String>,
    flash_was_shown: AtomicBool,
    forms_may_leave: AtomicBool,
}

impl RequestState {
    pub(crate) fn new(site: &Site, parts: &Parts, personalize: Option<Personalize>) -> Self {
        let headers = &parts.headers;
        let cookie = |kind| site.cookie(kind).get(headers).map(str::to_owned);
        let query = parts.uri.query().unwrap_or_default();
        let asked_language = asked_language(query);
        let remembered = site.cookie("lang").get(headers);
        let at = site.clock().now();
        Self {
            site: site.clone(),
            at,
            request_id: random::random_id(at),
            language: i18n::negotiate(asked_language, remembered, text(headers, header::ACCEPT_LANGUAGE)),
            asked_language,
            path: parts.uri.path().to_owned(),
            query: query.to_owned(),
            wants_page: text(headers, header::ACCEPT).is_none_or(|accept| accept.contains("text/html")),
            client: ClientInfo { address: address(site, parts), user_agent: user_agent(headers) },
            session_cookie: site.sessions_if_any().and_then(|_| cookie("session")),
            is_get: parts.method == Method::GET,
            came_from: text(headers, header::REFERER).and_then(|from| came_from(site, from)),
            personalize,
            form: OnceLock::new(),
            csrf_cookie: cookie("csrf"),
            csrf: OnceLock::new(),
            flash_cookie: cookie(flash::COOKIE),
            shown_cookie: cookie(kept_page::COOKIE),
            known: cookie(known_browser::COOKIE)
                .and_then(|cookie| known_browser::key(site.known_browser_hash(), &cookie)),
            flash_was_shown: AtomicBool::new(false),
            forms_may_leave: AtomicBool::new(false),
        }
    }

    /// The token for this visitor's forms, made when a page first asks.
    pub(crate) fn csrf(&self) -> &Csrf {
        self.csrf.get_or_init(|| Csrf::for_cookie(self.site.csrf(), self.csrf_cookie.as_deref()))
    }

    /// The token, if a page asked for it.
    pub(crate) fn csrf_if_used(&self) -> Option<&Csrf> {
        self.csrf.get()
    }

    /// The message for this page, which is not taken as shown.
    pub(crate) fn waiting_flash(&self) -> Option<Flash> {
        flash::read(self, self.flash_cookie.as_deref()?)
    }

    /// The message from the request before; a page that reads it uses it up.
    pub(crate) fn flash(&self) -> Option<Flash> {
        let flash = self.waiting_flash()?;
        self.flash_was_shown.store(true, Ordering::Relaxed);
        Some(flash)
    }

    /// Whether a page has read the message.
    pub(crate) fn flash_was_shown(&self) -> bool {
        self.flash_was_shown.load(Ordering::Relaxed)
    }

    /// The cookie of a browser whose error pages were kept.
    pub(crate) fn shown_cookie(&self) -> Option<&str> {
        self.shown_cookie.as_deref()
    }

    /// Whether somebody has logged in with this browser before.
    pub(crate) fn is_known(&self) -> bool {
        self.known.is_some()
    }

    /// What this browser is counted by if it is known.
    pub(crate) fn known_key(&self) -> Option<&str> {
        self.known.as_deref()
    }

    pub(crate) fn csrf_cookie(&self) -> Option<&str> {
        self.csrf_cookie.as_deref()
    }

    /// Keeps the form of this request, to offer it again if it is refused for a passing reason.
    pub(crate) fn note_form(&self, form: ResubmitForm) {
        // One request has one form.
        let _ = self.form.set(form);
    }

    /// The form that this request sent.
    pub(crate) fn form(&self) -> Option<&ResubmitForm> {
        self.form.get()
    }

    /// A page with the name, the navigation and the logout of the logged-in person.
    pub(crate) async fn personalized_page(self: &Arc<Self>) -> Page {
        let page = Page::new(Arc::clone(self));
        let (Some(personalize), Some(sessions), Some(cookie)) =
            (&self.personalize, self.site.sessions_if_any(), &self.session_cookie)
        else {
            return page;
        };
        match sessions.find(self.at, cookie).await {
            Ok(Some(session)) => personalize.page(page, session).await,
            Ok(None) => page,
            Err(error) => {
                tracing::warn!(
                    error = &error as &dyn std::error::Error,
                    "a page does not know who is signed in"
                );
                page
            }
        }
    }

    /// Path and query of the page that is looked at: of the one that a form stands on, where this request sent a form.
    pub(crate) fn looked_at(&self) -> (&str, &str) {
        match &self.came_from {
            Some(from) if !self.is_get => from.as_str().split_once('?').unwrap_or((from.as_str(), "")),
            _ => (&self.path, &self.query),
        }
    }

    pub(crate) fn path_and_query(&self) -> String {
        if self.query.is_empty() { self.path.clone() } else { format!("{}?{}", self.path, self.query) }
    }

    pub(crate) fn let_forms_leave(&self) {
        self.forms_may_leave.store(true, Ordering::Relaxed);
    }

    pub(crate) fn forms_may_leave(&self) -> bool {
        self.forms_may_leave.load(Ordering::Relaxed)
    }
}

/// `lang` in a query string.
fn asked_language(query: &str) -> Option<Language> {
    let (_, value) = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "lang")?;
    Language::parse(&value).ok()
}

fn text(headers: &HeaderMap, name: header::HeaderName) -> Option<&str> {
    headers.get(name)?.to_str().ok()
}

fn came_from(site: &Site, referrer: &str) -> Option<ReturnPath> {
    let path = referrer.strip_prefix(site.origin())?;
    ReturnPath::parse(&kept_page::without_mark(path)).ok()
}

fn user_agent(headers: &HeaderMap) -> String {
    let mut agent = text(headers, header::USER_AGENT).unwrap_or_default();
    // A header that is `to_str` is ASCII: any byte is a boundary.
    agent = agent.get(..MAX_USER_AGENT_BYTES).unwrap_or(agent);
    agent.to_owned()
}

/// Requests that somebody forwards from this machine or its network, who is not listed as a proxy: everybody would have the
/// proxy's address, and one who guesses would keep all others out.
fn is_a_forgotten_proxy(peer: IpAddr, headers: &HeaderMap) -> bool {
    let is_near = match peer.to_canonical() {
        IpAddr::V4(peer) => peer.is_loopback() || peer.is_private() || peer.is_link_local(),
        IpAddr::V6(peer) => peer.is_loopback() || peer.is_unique_local() || peer.is_unicast_link_local(),
    };
    is_near && headers.contains_key("x-forwarded-for")
}

/// Once for each run of the program.
fn warn_of_a_forgotten_proxy(site: &Site) {
    static ONCE: std::sync::Once = std::sync::Once::new();
    ONCE.call_once(|| {
        tracing::error!(
            site = site.name(),
            "requests come through a proxy, but trusted_proxies does not list it: all visitors count as one \
             address; name the addresses of the proxies before the site"
        );
    });
}

/// The peer, or whom our own proxies name.
fn address(site: &Site, parts: &Parts) -> Option<IpAddr> {
    let ClientAddress(peer) = *parts.extensions.get::<ClientAddress>()?;
    let proxies = &site.config().trusted_proxies;
    if !proxies.contains(peer) && is_a_forgotten_proxy(peer, &parts.headers) {
        warn_of_a_forgotten_proxy(site);
    }
    let forwarded = parts.headers.get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok());
    Some(proxies.client(peer, forwarded))
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn a_query_asks_for_a_language() {
        assert_eq!(asked_language("a=b&lang=sk"), Some(Language::Sk));
        assert_eq!(asked_language("lang=xx"), None);
        assert_eq!(asked_language(""), None);
    }

    /// Finding S-A5.
    #[test]
    fn a_proxy_that_nobody_trusts_is_noticed() {
        let mut forwarded = HeaderMap::new();
        forwarded.insert("x-forwarded-for", HeaderValue::from_static("192.0.2.7"));
        let near = ["127.0.0.1", "::1", "10.1.2.3", "::ffff:172.16.0.1", "fd00::1"];
        for (peer, expected) in near.map(|peer| (peer, true)).into_iter().chain([("192.0.2.1", false)]) {
            let peer = peer.parse().unwrap();
            assert_eq!(is_a_forgotten_proxy(peer, &forwarded), expected, "{peer:?}");
            assert!(!is_a_forgotten_proxy(peer, &HeaderMap::new()), "{peer:?}");
        }
    }
}
