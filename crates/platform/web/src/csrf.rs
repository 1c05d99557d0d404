//! Cross-site request forgery: a token in the form, bound by a keyed hash to a cookie that other sites cannot read or
//! (under TLS, by its `__Host-` name) write; and the browser's own word on where the request came from.

use axum::http::{HeaderMap, header};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use secrets::{KeyedHash, Token};

/// The name of the hidden field.
pub const CSRF_FIELD: &str = "_csrf";

const COOKIE_CHARS: usize = 43;

/// A visitor's cookie and the token that goes with it.
#[derive(Debug)]
pub(crate) struct Csrf {
    pub(crate) new_cookie: Option<Token>,
    pub(crate) token: String,
}

impl Csrf {
    pub(crate) fn for_cookie(key: &KeyedHash, cookie: Option<&str>) -> Self {
        if let Some(cookie) = cookie.filter(|cookie| cookie.len() == COOKIE_CHARS) {
            return Self { new_cookie: None, token: token(key, cookie) };
        }
        let cookie = Token::new();
        let token = token(key, cookie.as_str());
        Self { new_cookie: Some(cookie), token }
    }
}

/// Why a form is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Forgery {
    /// The browser says that another site sent it.
    OtherSite,
    /// It comes from here, but its token is missing, or its cookie was forgotten since.
    Stale,
}

/// Whether a form with this token came from a page that this visitor was shown.
pub(crate) fn verify(
    key: &KeyedHash,
    headers: &HeaderMap,
    origin: &str,
    cookie: Option<&str>,
    sent: Option<&str>,
) -> Result<(), Forgery> {
    from_this_origin(headers, origin)?;
    let (Some(cookie), Some(sent)) = (cookie, sent) else { return Err(Forgery::Stale) };
    let sent = URL_SAFE_NO_PAD.decode(sent).ok().and_then(|bytes| <[u8; 32]>::try_from(bytes).ok());
    match sent {
        Some(sent) if key.matches(cookie.as_bytes(), &sent) => Ok(()),
        _ => Err(Forgery::Stale),
    }
}

/// Fetch Metadata first, else `Origin`; old browsers that send neither are left to the token.
pub(crate) fn from_this_origin(headers: &HeaderMap, origin: &str) -> Result<(), Forgery> {
    if let Some(site) = headers.get("sec-fetch-site") {
        return if site == "same-origin" || site == "none" { Ok(()) } else { Err(Forgery::OtherSite) };
    }
    match headers.get(header::ORIGIN) {
        Some(value) if value.as_bytes() != origin.as_bytes() => Err(Forgery::OtherSite),
        _ => Ok(()),
    }
}

fn token(key: &KeyedHash, cookie: &str) -> String {
    URL_SAFE_NO_PAD.encode(key.hash(cookie.as_bytes()))
}
