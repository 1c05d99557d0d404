//! A browser for tests: it keeps cookies, follows redirects between sites, and fills forms as a person would.
//!
//! No socket is opened: each origin is answered by its router.
//!
//! ```ignore
//! let mut browser = Browser::new().with_site(&site, router);
//! let page = browser.get("http://localhost:8001/login").await;
//! let page = browser.submit(&page, "/login", &[("user_name", "jana"), ("password", "…")]).await;
//! assert!(page.has("Jana"));
//! ```
#![expect(clippy::expect_used, reason = "a test that cannot go on stops")]

mod forms;
mod snapshot;

pub use snapshot::as_read;

use std::collections::{BTreeMap, HashMap};
use std::net::IpAddr;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use clock::Clock;
use http_body_util::BodyExt;
use i18n::Locales;
use secrets::MasterKey;
use tower::ServiceExt;
use url::Url;
use values::{Language, Timestamp};

use crate::request_state::RequestState;
use crate::{ClientAddress, RequestContext, Site, SiteConfig};

pub use forms::FoundForm;

const MAX_REDIRECTS: usize = 20;

/// A site at `http://localhost:8001` without sessions, for tests that only render templates.
pub fn site(name: &'static str, locales: Locales) -> Site {
    let clock = Clock::fixed(Timestamp::from_unix_ms(1_795_000_000_000));
    let config = SiteConfig::at(parse("http://localhost:8001"));
    let site = Site::builder(name, config, clock, &MasterKey::generate()).locales(locales);
    site.build().expect("texts that can be parsed")
}

/// Someone who asked for `/` in a language: `visitor(&site, language).page()` is a context for any template.
pub fn visitor(site: &Site, language: Language) -> RequestContext {
    let uri = format!("/?lang={language}");
    let (parts, ()) = Request::get(uri).body(()).expect("a request").into_parts();
    RequestContext::without_session(RequestState::new(site, &parts, None))
}

/// Someone who asked for `/` from a network address.
pub fn visitor_from(site: &Site, address: IpAddr) -> RequestContext {
    let request = Request::get("/").extension(ClientAddress(address)).body(()).expect("a request");
    RequestContext::without_session(RequestState::new(site, &request.into_parts().0, None))
}

/// A browser with the sites it can reach.
#[derive(Clone, Debug, Default)]
pub struct Browser {
    sites: HashMap<String, Router>,
    /// By host, as browsers do: the ports of one host share them.
    cookies: BTreeMap<(String, String), String>,
    headers: Vec<(&'static str, String)>,
    follow: bool,
}

/// A response that was read to its end.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The address it came from, after redirects.
    pub url: Url,
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body as text; no-break spaces are spaces, for nobody reads the difference.
    pub body: String,
}

impl Browser {
    /// Follows redirects, speaks Czech.
    pub fn new() -> Self {
        Self { follow: true, ..Self::default() }
    }

    /// Can reach a site whose finished router it is.
    #[must_use]
    pub fn with_site(self, site: &Site, router: Router) -> Self {
        self.with_origin(site.origin(), router)
    }

    /// Can reach an origin.
    #[must_use]
    pub fn with_origin(mut self, origin: &str, router: Router) -> Self {
        self.sites.insert(origin.to_owned(), router);
        self
    }

    /// Sends a header with every request: `accept-language`, `authorization`.
    #[must_use]
    pub fn with_header(mut self, name: &'static str, value: &str) -> Self {
        self.headers.retain(|(known, _)| *known != name);
        self.headers.push((name, value.to_owned()));
        self
    }

    /// Shows redirects instead of following them.
    #[must_use]
    pub fn without_redirects(mut self) -> Self {
        self.follow = false;
        self
    }

    /// Opens an address.
    pub async fn get(&mut self, url: &str) -> Answer {
        self.send(Method::GET, parse(url), None, &[]).await
    }

    /// Opens a link of a page: its `href`, relative to the page.
    pub async fn open(&mut self, from: &Answer, href: &str) -> Answer {
        let url = from.url.join(href).expect("a link");
        self.send(Method::GET, url, None, &[]).await
    }

    /// Sends the form of a page whose `action` begins so (or the page's own path), with these fields set and the rest as
    /// they stand on the page. A field named twice is a list.
    pub async fn submit(&mut self, page: &Answer, action: &str, fields: &[(&str, &str)]) -> Answer {
        let form = page.form(action);
        let url = page.url.join(&form.action).expect("an action");
        let body = form.filled(fields);
        if form.method == "get" {
            let mut url = url;
            url.set_query(Some(&body));
            return self.send(Method::GET, url, None, &[]).await;
        }
        let origin = page.url.origin().ascii_serialization();
        let site = if url.origin() == page.url.origin() { "same-origin" } else { "cross-site" };
        let headers = [("origin", origin.as_str()), ("sec-fetch-site", site), ("referer", page.url.as_str())];
        let headers = if site == "same-origin" { &headers[..] } else { &headers[..2] };
        self.send(Method::POST, url, Some(("application/x-www-form-urlencoded", body)), headers).await
    }

    /// Posts fields without having seen a page: what an attacker or a program does.
    pub async fn post(&mut self, url: &str, fields: &[(&str, &str)], headers: &[(&str, &str)]) -> Answer {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        self.send(Method::POST, parse(url), Some(("application/x-www-form-urlencoded", body)), headers).await
    }

    /// Sends JSON as a script of the same origin does.
    pub async fn send_json(&mut self, method: Method, url: &str, body: &serde_json::Value) -> Answer {
        let headers = [("sec-fetch-site", "same-origin"), ("accept", "application/json")];
        self.send(method, parse(url), Some(("application/json", body.to_string())), &headers).await
    }

    /// The value of a cookie.
    pub fn cookie(&self, host: &str, name: &str) -> Option<&str> {
        self.cookies.get(&(host.to_owned(), name.to_owned())).map(String::as_str)
    }

    /// Puts a cookie into the browser, as an attacker might.
    pub fn set_cookie(&mut self, host: &str, name: &str, value: &str) {
        self.cookies.insert((host.to_owned(), name.to_owned()), value.to_owned());
    }

    /// Forgets every cookie.
    pub fn forget_cookies(&mut self) {
        self.cookies.clear();
    }

    async fn send(
        &mut self,
        method: Method,
        url: Url,
        body: Option<(&str, String)>,
        headers: &[(&str, &str)],
    ) -> Answer {
        let mut answer = self.send_once(method, url, body, headers).await;
        for _ in 0..MAX_REDIRECTS {
            match answer.location() {
                Some(next) if self.follow => answer = self.send_once(Method::GET, next, None, &[]).await,
                _ => return answer,
            }
        }
        panic!("too many redirects, the last to {:?}", answer.location());
    }

    async fn send_once(
        &mut self,
        method: Method,
        url: Url,
        body: Option<(&str, String)>,
        headers: &[(&str, &str)],
    ) -> Answer {
        let origin = url.origin().ascii_serialization();
        let Some(router) = self.sites.get(&origin).cloned() else {
            // Left the sites under test: what matters is where to.
            return Answer { url, status: StatusCode::OK, headers: HeaderMap::new(), body: String::new() };
        };
        let target = &url[url::Position::BeforePath..url::Position::AfterQuery];
        let mut request = Request::builder().method(method).uri(target).header(header::HOST, url.authority());
        let defaults = [("accept", "text/html"), ("accept-language", "cs"), ("user-agent", "Test browser")];
        let own = self.headers.iter().map(|(name, value)| (*name, value.as_str()));
        let mut all: BTreeMap<&str, &str> = defaults.into_iter().chain(own).collect();
        all.extend(headers.iter().copied());
        for (name, value) in all {
            request = request.header(name, value);
        }
        let host = url.host_str().unwrap_or_default().to_owned();
        let cookies: Vec<String> = self
            .cookies
            .iter()
            .filter(|((of, _), _)| *of == host)
            .map(|((_, name), value)| format!("{name}={value}"))
            .collect();
        if !cookies.is_empty() {
            request = request.header(header::COOKIE, cookies.join("; "));
        }
        let request = match body {
            Some((kind, body)) => request.header(header::CONTENT_TYPE, kind).body(Body::from(body)),
            None => request.body(Body::empty()),
        };
        let response = router.oneshot(request.expect("a request")).await.expect("routers do not fail");
        let (parts, body) = response.into_parts();
        self.keep_cookies(&host, &parts.headers);
        let bytes = body.collect().await.expect("a body").to_bytes();
        let body = String::from_utf8_lossy(&bytes).replace('\u{a0}', " ");
        Answer { url, status: parts.status, headers: parts.headers, body }
    }

    fn keep_cookies(&mut self, host: &str, headers: &HeaderMap) {
        for cookie in headers.get_all(header::SET_COOKIE) {
            let text = cookie.to_str().expect("an ASCII cookie");
            let (name, value) =
                text.split(';').next().and_then(|pair| pair.split_once('=')).expect("name=value");
            let key = (host.to_owned(), name.to_owned());
            if value.is_empty() || text.contains("Max-Age=0") {
                self.cookies.remove(&key);
            } else {
                self.cookies.insert(key, value.to_owned());
            }
        }
    }
}

impl Answer {
    /// Whether the text stands in the body, as a person would read it (entities resolved).
    pub fn has(&self, text: &str) -> bool {
        self.body.contains(text) || forms::unescape(&self.body).contains(text)
    }

    /// Where it redirects to.
    pub fn location(&self) -> Option<Url> {
        let location = self.headers.get(header::LOCATION)?.to_str().ok()?;
        self.status.is_redirection().then(|| self.url.join(location).ok()).flatten()
    }

    /// A header's text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The body as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("not JSON ({error}): {}", self.body))
    }

    /// The form whose action begins so; a form without an action has that of the page.
    pub fn form(&self, action: &str) -> FoundForm {
        let forms = forms::forms(&self.body, self.url.path());
        let found = forms.iter().find(|form| form.action.starts_with(action)).cloned();
        found.unwrap_or_else(|| {
            let actions: Vec<_> = forms.iter().map(|form| form.action.as_str()).collect();
            panic!("{} ({}) has no form {action:?}, only {actions:?}:\n{}", self.url, self.status, self.body)
        })
    }

    /// Every address that the page links to.
    pub fn links(&self) -> Vec<String> {
        forms::links(&self.body)
    }
}

fn parse(url: &str) -> Url {
    Url::parse(url).unwrap_or_else(|error| panic!("{url}: {error}"))
}
