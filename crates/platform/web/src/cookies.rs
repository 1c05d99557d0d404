//! Cookies, each named after its site: browsers share cookies between the ports of one host.

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponseParts, ResponseParts};

/// A cookie of a site ([`crate::Site::cookie`]): its name, and where it may be sent.
#[derive(Clone, Debug)]
pub struct Cookie {
    name: String,
    secure: bool,
}

/// How long a browser keeps a cookie.
#[derive(Clone, Copy, Debug)]
pub enum MaxAge {
    /// Until it is closed.
    Session,
    /// For so long, in seconds.
    Seconds(u32),
}

impl Cookie {
    /// The cookie of that kind. `__Host-` (RFC 6265bis §4.1.3.2) keeps other hosts and plain HTTP from setting it.
    pub(crate) fn new(kind: &str, site: &str, secure: bool) -> Self {
        let prefix = if secure { "__Host-" } else { "" };
        Self { name: format!("{prefix}{kind}_{site}"), secure }
    }

    /// One of several of its kind.
    #[must_use]
    pub fn numbered(self, id: &str) -> Self {
        Self { name: format!("{}_{id}", self.name), ..self }
    }

    /// A `Set-Cookie` value; `None` if the value has characters that values of cookies cannot have (RFC 6265 §4.1.1).
    pub fn set(&self, value: &str, max_age: MaxAge) -> Option<HeaderValue> {
        let is_octet = |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b'"' | b',' | b';' | b'\\');
        if !value.bytes().all(is_octet) {
            return None;
        }
        let mut text = format!("{}={value}; Path=/; HttpOnly; SameSite=Lax", self.name);
        if self.secure {
            text.push_str("; Secure");
        }
        if let MaxAge::Seconds(seconds) = max_age {
            text.push_str("; Max-Age=");
            text.push_str(&seconds.to_string());
        }
        HeaderValue::from_str(&text).ok()
    }

    /// Whether a response sets it or takes it away.
    pub(crate) fn is_in(&self, response: &HeaderMap) -> bool {
        self.set_in(response).is_some()
    }

    /// The value that a response gives it.
    pub(crate) fn set_in<'a>(&self, response: &'a HeaderMap) -> Option<&'a str> {
        let all = response.get_all(header::SET_COOKIE).iter().filter_map(|value| value.to_str().ok());
        let pairs = all.filter_map(|cookie| cookie.split(';').next());
        pairs.filter_map(|pair| pair.strip_prefix(&self.name)?.strip_prefix('=')).next_back()
    }

    /// The value that the browser sent: of the first cookie of that name.
    pub fn get<'a>(&self, headers: &'a HeaderMap) -> Option<&'a str> {
        headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(';'))
            .find_map(|pair| pair.trim().strip_prefix(&self.name)?.strip_prefix('='))
            .filter(|value| !value.is_empty())
    }
}

/// The session cookie of a response: `(site.session_cookie(&started), Redirect::to("/profile"))`.
#[derive(Clone)]
#[must_use]
pub struct SessionCookie(pub(crate) Option<HeaderValue>);

impl IntoResponseParts for SessionCookie {
    type Error = std::convert::Infallible;

    fn into_response_parts(self, mut parts: ResponseParts) -> Result<ResponseParts, Self::Error> {
        if let Some(cookie) = self.0 {
            parts.headers_mut().append(header::SET_COOKIE, cookie);
        }
        Ok(parts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_cookie_among_many() {
        let mut headers = HeaderMap::new();
        headers.append(header::COOKIE, HeaderValue::from_static("session_hubx=1; session_hub=2"));
        headers.append(header::COOKIE, HeaderValue::from_static("lang_hub=sk; empty_hub="));
        let get = |kind, site| Cookie::new(kind, site, false).get(&headers);
        assert_eq!(get("session", "hub"), Some("2"));
        assert_eq!(get("lang", "hub"), Some("sk"));
        assert_eq!(get("empty", "hub"), None);
        assert_eq!(get("", "hub"), None);
    }

    #[test]
    fn under_tls_cookies_belong_to_the_host() {
        let cookie = Cookie::new("session", "hub", true).numbered("7").set("x", MaxAge::Seconds(60)).unwrap();
        assert_eq!(Cookie::new("session", "hub", true).set("x; Domain=example", MaxAge::Session), None);
        assert_eq!(cookie, "__Host-session_hub_7=x; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=60");
    }
}
