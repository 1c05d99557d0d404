//! What has just been done, told once on the page that follows: [`crate::RequestContext::tell`] and [`crate::Page::told`].
//!
//! It travels in a cookie, so that no address holds what people call their things. A keyed hash binds it to the session and
//! to the page: nobody else makes a page say anything.

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::cookies::Keep;
use crate::visit::Visit;

pub(crate) const COOKIE: &str = "told";

/// Long enough for one redirect.
const LIVES_S: u32 = 60;

/// Something that was done, by the key of its text, and what it was done to.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Told {
    pub(crate) key: String,
    pub(crate) what: String,
}

/// To the page that tells it.
pub(crate) fn redirect(visit: &Visit, path: &str, key: &'static str, what: &str) -> Response {
    let mut response = Redirect::to(path).into_response();
    let text = URL_SAFE_NO_PAD.encode(format!("{key} {what}"));
    let proof = URL_SAFE_NO_PAD.encode(visit.site.told_hash().hash(said(visit, path, &text).as_bytes()));
    let cookie = visit.site.cookie(COOKIE).set(&format!("{text}.{proof}"), Keep::Seconds(LIVES_S));
    if let Some(cookie) = cookie {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// What the browser was told to tell here, if this site said so in this session.
pub(crate) fn read(visit: &Visit, cookie: &str) -> Option<Told> {
    let (text, given) = cookie.split_once('.')?;
    let given = URL_SAFE_NO_PAD.decode(given).ok()?;
    if !visit.site.told_hash().matches(said(visit, &visit.path, text).as_bytes(), &given) {
        return None;
    }
    let text = String::from_utf8(URL_SAFE_NO_PAD.decode(text).ok()?).ok()?;
    let (key, what) = text.split_once(' ')?;
    Some(Told { key: key.to_owned(), what: what.to_owned() })
}

/// Makes the browser forget what it has told.
pub(crate) fn forget(visit: &Visit) -> Option<HeaderValue> {
    visit.site.cookie(COOKIE).set("", Keep::Seconds(0))
}

/// What the keyed hash is of: no part can hold the end of a line.
fn said(visit: &Visit, path: &str, text: &str) -> String {
    format!("{}\n{path}\n{text}", visit.session_cookie.as_deref().unwrap_or_default())
}
