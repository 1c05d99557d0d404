//! The cookie that binds what began in a browser to that browser.

use axum::http::{HeaderMap, HeaderValue, header};
use secrets::{KeyedHash, MasterKey, Token};

/// Makes and reads the cookie; what is stored is its keyed hash.
pub(crate) struct BrowserCookie {
    name: String,
    secure: bool,
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
    /// `__Host-` (RFC 6265bis §4.1.3.2) keeps other hosts and plain HTTP from setting it.
    pub(crate) fn new(kind: &str, site: &web::Site, master_key: &MasterKey) -> Self {
        let secure = site.secure();
        let prefix = if secure { "__Host-" } else { "" };
        let hash = KeyedHash::new(master_key, "openid browser");
        Self { name: format!("{prefix}{kind}_{}", site.name()), secure, hash }
    }

    /// The browser of a request; a new one gets a cookie until it closes.
    pub(crate) fn recognise(&self, headers: &HeaderMap) -> Browser {
        if let Some(value) = self.value(headers) {
            return Browser { hash: self.hash.hash(value.as_bytes()), cookie: None };
        }
        let token = Token::new();
        let secure = if self.secure { "; Secure" } else { "" };
        let cookie = format!("{}={}; Path=/; HttpOnly; SameSite=Lax{secure}", self.name, token.as_str());
        let cookie = HeaderValue::from_str(&cookie).ok();
        Browser { hash: self.hash.hash(token.as_str().as_bytes()), cookie }
    }

    /// Whether the request comes from the browser that has this hash.
    pub(crate) fn is(&self, headers: &HeaderMap, hash: &[u8]) -> bool {
        self.value(headers).is_some_and(|value| self.hash.matches(value.as_bytes(), hash))
    }

    fn value<'a>(&self, headers: &'a HeaderMap) -> Option<&'a str> {
        headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(';'))
            .find_map(|pair| pair.trim().strip_prefix(self.name.as_str())?.strip_prefix('='))
            .filter(|value| value.len() == Token::TEXT_BYTES)
    }
}
