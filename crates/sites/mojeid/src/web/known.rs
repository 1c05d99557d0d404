//! The cookie of a browser in which somebody has logged in before.

use axum::http::header::{HeaderName, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::AppendHeaders;
use web::{MaxAge, RequestContext};

use super::owner;
use crate::Mojeid;
use crate::acts::Origin;

/// A browser that is not used for a year is a stranger again.
const KNOWN_SECONDS: u32 = 365 * 24 * 60 * 60;

/// From where a visitor acts, with what the browser keeps of logins before.
pub(super) fn origin(mojeid: &Mojeid, visitor: &RequestContext, headers: &HeaderMap) -> Origin {
    let known_browser = mojeid.web().cookie("known").get(headers).map(str::to_owned);
    Origin { known_browser, ..owner::origin(visitor) }
}

/// Goes to the browser with the response, so that it is known the next time.
pub(super) fn keep(mojeid: &Mojeid, kept: &str) -> Option<AppendHeaders<[(HeaderName, HeaderValue); 1]>> {
    let cookie = mojeid.web().cookie("known").set(kept, MaxAge::Seconds(KNOWN_SECONDS));
    cookie.map(|cookie| AppendHeaders([(SET_COOKIE, cookie)]))
}
