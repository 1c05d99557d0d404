//! Browsers in which somebody logged in before. Limits count them by themselves, so that whoever floods from an address keeps
//! out none of those behind it who have been here: the cookie is given at a login only, and nobody can make one up.

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
