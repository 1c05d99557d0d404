//! The cookie that binds a request to the browser that began it: a new one for each request, so that nobody can plant
//! theirs beforehand and several requests can wait side by side.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use mobile_key_api::RequestId;
use secrets::Token;
use web::{Cookie, MaxAge, Site};

/// Longer than any request lives, with the time to confirm it and to look at its end.
const KEPT_SECONDS: u32 = 30 * 60;

/// The header that gives it to the browser.
pub(super) fn set(site: &Site, id: &RequestId, token: &Token) -> Option<[(HeaderName, HeaderValue); 1]> {
    let cookie = of(site, id).set(token.as_str(), MaxAge::Seconds(KEPT_SECONDS))?;
    Some([(header::SET_COOKIE, cookie)])
}

/// What the browser brought for this request; empty if nothing.
pub(super) fn get<'a>(site: &Site, headers: &'a HeaderMap, id: &RequestId) -> &'a str {
    of(site, id).get(headers).unwrap_or_default()
}

fn of(site: &Site, id: &RequestId) -> Cookie {
    site.cookie("request").numbered(id.as_str())
}
