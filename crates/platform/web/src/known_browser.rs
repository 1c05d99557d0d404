//! Browsers in which somebody has logged in before. Rate limits count each of them by itself, so that a flood from an address
//! does not lock out known browsers behind it. The cookie is set at a login only and bears a keyed hash.

use axum::http::{HeaderMap, HeaderValue, header};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use secrets::{KeyedHash, Token};

use crate::Site;
use crate::cookies::MaxAge;
use crate::request_state::RequestState;

pub(crate) const COOKIE: &str = "known";

/// Half a year: people log in to the state a few times a year.
const COOKIE_LIVES_S: u32 = 180 * 86_400;

/// What such a browser is counted by, from its cookie.
pub(crate) fn key(hash: &KeyedHash, cookie: &str) -> Option<String> {
    let (token, proof) = cookie.split_once('.')?;
    let proof = URL_SAFE_NO_PAD.decode(proof).ok()?;
    hash.matches(token.as_bytes(), &proof).then(|| format!("browser {token}"))
}

/// Gives the cookie to a browser that has none, with the response that begins a session.
pub(crate) fn note_login(headers: &mut HeaderMap, state: &RequestState) {
    let begins = state.site.cookie("session").set_in(headers).is_some_and(|value| !value.is_empty());
    if let Some(cookie) =
        begins.then_some(()).filter(|()| !state.is_known()).and_then(|()| new_cookie(&state.site))
    {
        headers.append(header::SET_COOKIE, cookie);
    }
}

fn new_cookie(site: &Site) -> Option<HeaderValue> {
    let token = Token::new();
    let proof = URL_SAFE_NO_PAD.encode(site.known_browser_hash().hash(token.as_str().as_bytes()));
    site.cookie(COOKIE).set(&format!("{}.{proof}", token.as_str()), MaxAge::Seconds(COOKIE_LIVES_S))
}
