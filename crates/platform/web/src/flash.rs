//! A message of what has just been done, shown once on the page that follows: [`crate::RequestContext::redirect_with_flash`]
//! and [`crate::Page::flash`].
//!
//! It travels in a cookie, so that no address holds what people call their things. A keyed hash binds it to the session and
//! to the page: nobody else makes a page say anything.

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use values::SECOND_MS;

use crate::cookies::MaxAge;
use crate::request_state::RequestState;

pub(crate) const COOKIE: &str = "told";

/// Long enough for one redirect. The hash covers the end of it too, because a cookie can be kept for longer.
const LIVES_S: u32 = 60;

/// Something that was done, by the key of its text, and what it was done to.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Flash {
    pub(crate) key: String,
    pub(crate) what: String,
}

/// Redirects to the page that shows the message.
pub(crate) fn redirect(state: &RequestState, path: &str, key: &'static str, what: &str) -> Response {
    let mut response = Redirect::to(path).into_response();
    let until = state.at.plus_ms(i64::from(LIVES_S) * SECOND_MS).unix_ms();
    let text = URL_SAFE_NO_PAD.encode(format!("{until} {key} {what}"));
    let proof = URL_SAFE_NO_PAD.encode(state.site.flash_hash().hash(hashed(state, path, &text).as_bytes()));
    let cookie = state.site.cookie(COOKIE).set(&format!("{text}.{proof}"), MaxAge::Seconds(LIVES_S));
    if let Some(cookie) = cookie {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// The message of the cookie, if this site wrote it in this session for this page, a moment ago.
pub(crate) fn read(state: &RequestState, cookie: &str) -> Option<Flash> {
    let (text, given) = cookie.split_once('.')?;
    let given = URL_SAFE_NO_PAD.decode(given).ok()?;
    if !state.site.flash_hash().matches(hashed(state, &state.path, text).as_bytes(), &given) {
        return None;
    }
    let text = String::from_utf8(URL_SAFE_NO_PAD.decode(text).ok()?).ok()?;
    let (until, message) = text.split_once(' ')?;
    let (key, what) = message.split_once(' ')?;
    if until.parse::<i64>().ok()? < state.at.unix_ms() {
        return None;
    }
    Some(Flash { key: key.to_owned(), what: what.to_owned() })
}

/// Deletes the cookie.
pub(crate) fn forget(state: &RequestState) -> Option<HeaderValue> {
    state.site.cookie(COOKIE).set("", MaxAge::Seconds(0))
}

/// What the keyed hash is made of: no part can contain the end of a line.
fn hashed(state: &RequestState, path: &str, text: &str) -> String {
    format!("{}\n{path}\n{text}", state.session_cookie.as_deref().unwrap_or_default())
}
