//! The cookie that binds a request to the browser that began it: a new one for each request, so that nobody can plant
//! theirs beforehand and several requests can wait side by side.

use axum::http::{HeaderMap, HeaderName, header};
use secrets::Token;
use web::Site;

use crate::acts::Browser;
use crate::rules::RequestId;

/// Longer than any request lives, with the time to confirm it and to look at its end.
const KEPT_SECONDS: u32 = 30 * 60;

/// The header that gives it to the browser.
pub(super) fn set(site: &Site, id: &RequestId, token: &Token) -> [(HeaderName, String); 1] {
    let secure = if site.secure() { "; Secure" } else { "" };
    let cookie = format!(
        "{}={}; Path=/; HttpOnly; SameSite=Lax; Max-Age={KEPT_SECONDS}{secure}",
        name(site, id),
        token.as_str()
    );
    [(header::SET_COOKIE, cookie)]
}

/// The browser that asks, as far as this request is concerned.
pub(super) fn browser<'a>(
    site: &Site,
    headers: &'a HeaderMap,
    id: &RequestId,
    nonce: Option<&'a str>,
) -> Browser<'a> {
    let name = name(site, id);
    let cookie = headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .find_map(|pair| pair.trim().strip_prefix(name.as_str())?.strip_prefix('='));
    Browser { cookie: cookie.unwrap_or_default(), nonce }
}

/// `__Host-` (RFC 6265bis §4.1.3.2) keeps other hosts and plain HTTP from setting it.
fn name(site: &Site, id: &RequestId) -> String {
    let prefix = if site.secure() { "__Host-" } else { "" };
    format!("{prefix}request_{}_{id}", site.name())
}
