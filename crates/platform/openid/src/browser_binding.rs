//! The cookie that binds what began in a browser to that browser.

use axum::http::{HeaderMap, HeaderValue};
use secrets::{KeyedHash, MasterKey, Token};
use web::{Cookie, MaxAge};

/// Makes and reads the cookie; what is stored is its keyed hash.
pub(crate) struct BrowserCookie {
    cookie: Cookie,
    hash: KeyedHash,
}

/// A browser, known or new.
pub(crate) struct Browser {
    /// What is stored beside what it began.
    pub(crate) hash: [u8; 32],
    /// To be set if the browser is new.
    pub(crate) cookie: Option<HeaderValue>,
}

impl BrowserCookie {
    pub(crate) fn new(kind: &str, site: &web::Site, master_key: &MasterKey) -> Self {
        Self { cookie: site.cookie(kind), hash: KeyedHash::new(master_key, "openid browser") }
    }

    /// The browser of a request; a new one gets a cookie until it closes.
    pub(crate) fn recognise(&self, headers: &HeaderMap) -> Browser {
        if let Some(value) = self.value(headers) {
            return Browser { hash: self.hash.hash(value.as_bytes()), cookie: None };
        }
        let token = Token::new();
        let cookie = self.cookie.set(token.as_str(), MaxAge::Session);
        Browser { hash: self.hash.hash(token.as_str().as_bytes()), cookie }
    }

    /// Whether the request comes from the browser that has this hash.
    pub(crate) fn is(&self, headers: &HeaderMap, hash: &[u8]) -> bool {
        self.value(headers).is_some_and(|value| self.hash.matches(value.as_bytes(), hash))
    }

    fn value<'a>(&self, headers: &'a HeaderMap) -> Option<&'a str> {
        self.cookie.get(headers).filter(|value| value.len() == Token::TEXT_BYTES)
    }
}
