//! The cookie of a browser in which somebody has logged in before.

use axum::http::header::{HeaderName, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::AppendHeaders;
use web::{MaxAge, RequestContext};

use super::{AppState, current_account};
use crate::acts::ClientInfo;

/// A browser that is not used for a year is a stranger again.
const KNOWN_SECONDS: u32 = 365 * 24 * 60 * 60;

/// From where a visitor acts, with what the browser keeps of logins before.
pub(crate) fn client_info(app: &AppState, visitor: &RequestContext, headers: &HeaderMap) -> ClientInfo {
    let known_browser = app.context.site.cookie("known_login").get(headers).map(str::to_owned);
    ClientInfo { known_browser, ..current_account::client_info(visitor) }
}

/// Goes to the browser with the response, so that it is known the next time.
pub(crate) fn keep(app: &AppState, kept: &str) -> Option<AppendHeaders<[(HeaderName, HeaderValue); 1]>> {
    let cookie = app.context.site.cookie("known_login").set(kept, MaxAge::Seconds(KNOWN_SECONDS));
    cookie.map(|cookie| AppendHeaders([(SET_COOKIE, cookie)]))
}
