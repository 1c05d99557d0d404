//! Cookies, each named after its site: browsers share cookies between the ports of one host.

use axum::http::{HeaderMap, HeaderValue, header};

/// A cookie's full name; `__Host-` (RFC 6265bis §4.1.3.2) keeps other hosts and plain HTTP from setting it.
pub(crate) fn name(kind: &str, site: &str, secure: bool) -> String {
    let prefix = if secure { "__Host-" } else { "" };
    format!("{prefix}{kind}_{site}")
}

/// How long a browser keeps a cookie.
#[derive(Clone, Copy)]
pub(crate) enum Keep {
    UntilBrowserCloses,
    Seconds(u32),
}

/// A `Set-Cookie` value. Name and value are made by us: no character needs care.
pub(crate) fn set(name: &str, value: &str, secure: bool, keep: Keep) -> Option<HeaderValue> {
    let mut text = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax");
    if secure {
        text.push_str("; Secure");
    }
    if let Keep::Seconds(seconds) = keep {
        text.push_str("; Max-Age=");
        text.push_str(&seconds.to_string());
    }
    HeaderValue::from_str(&text).ok()
}

/// The value of the first cookie of that name.
pub(crate) fn get<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
        .filter(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_cookie_among_many() {
        let mut headers = HeaderMap::new();
        headers.append(header::COOKIE, HeaderValue::from_static("session_hubx=1; session_hub=2"));
        headers.append(header::COOKIE, HeaderValue::from_static("lang_hub=sk; empty="));
        assert_eq!(get(&headers, "session_hub"), Some("2"));
        assert_eq!(get(&headers, "lang_hub"), Some("sk"));
        assert_eq!(get(&headers, "empty"), None);
        assert_eq!(get(&headers, "hub"), None);
    }

    #[test]
    fn under_tls_cookies_belong_to_the_host() {
        let name = name("session", "hub", true);
        let cookie = set(&name, "x", true, Keep::Seconds(60)).unwrap();
        assert_eq!(cookie, "__Host-session_hub=x; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=60");
    }
}
