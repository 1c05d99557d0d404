//! Pages that answered a form, kept for some minutes so that they have an address (post, redirect, get).
//!
//! Without it a form with an error is a page that "Back" and "Reload" cannot show again: browsers ask whether to send the
//! form once more, or give up. So an answer that is an error page is put aside, sealed, and the browser is sent to
//! `…?_shown=TOKEN`, where it finds it with the same status. Nobody else does: the key of the row is made of the token, a
//! cookie of the browser and its session. Every login and logout takes that cookie away: whoever uses the browser next is
//! shown nothing.

mod table;

use std::io::{Read, Write};
use std::num::NonZeroU32;
use std::sync::Arc;

use axum::body::{Body, HttpBody as _};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use rate_limit::{RateLimit, address_key};
use secrets::{KeyedHash, MasterKey, Sealer, Token};
use serde::{Deserialize, Serialize};
use store::Store;
use values::MINUTE_MS;

use crate::cookies::MaxAge;
use crate::headers::OPENER_POLICY;
use crate::request_state::RequestState;
use crate::{Problem, problem};

pub(crate) use table::{DELETE_EXPIRED, STEP};

/// The name in the query.
const MARK: &str = "_shown";
/// The cookie of the browser that may see what it typed.
pub(crate) const COOKIE: &str = "shown";
/// How long a page can be shown again.
const KEPT_MS: i64 = 10 * MINUTE_MS;
/// The same, in seconds.
const COOKIE_LIVES_S: u32 = 600;
/// The largest page that is kept; forms are far smaller. A larger one is answered at once.
const MAX_PAGE_BYTES: u64 = 256 * 1024;
/// How many pages are kept for one client address in a minute; further error pages are answered without a redirect.
const MOST_A_MINUTE: NonZeroU32 = NonZeroU32::MIN.saturating_add(59);
/// Statuses of pages that are kept. 413 is not of the form, and 429 would be too many.
const KEPT: [StatusCode; 6] = [
    StatusCode::BAD_REQUEST,
    StatusCode::FORBIDDEN,
    StatusCode::NOT_FOUND,
    StatusCode::CONFLICT,
    StatusCode::GONE,
    StatusCode::UNPROCESSABLE_ENTITY,
];
/// What belongs to a page beside its text, and is not the same for all.
const HEADERS: [HeaderName; 2] = [header::CONTENT_SECURITY_POLICY, OPENER_POLICY];

/// The pages of one site.
pub(crate) struct KeptPages {
    store: Store,
    hash: KeyedHash,
    sealer: Sealer,
    limit: RateLimit,
}

/// A page as it is sealed.
#[derive(Serialize, Deserialize)]
struct Kept {
    status: u16,
    headers: Vec<(String, String)>,
    page: String,
}

impl KeptPages {
    pub(crate) fn new(store: Store, master_key: &MasterKey) -> Self {
        Self {
            store,
            hash: KeyedHash::new(master_key, "web shown"),
            sealer: Sealer::new(master_key, "web shown"),
            limit: RateLimit::per_minute(MOST_A_MINUTE),
        }
    }

    /// The key of the row of a page: only this token opens it, at this path, in this browser and session.
    fn key(&self, state: &RequestState, browser: &str, session: Option<&str>, token: &str) -> [u8; 32] {
        let parts = [token, &state.path, browser, session.unwrap_or_default()];
        self.hash.hash_parts(&parts.map(str::as_bytes))
    }
}

impl std::fmt::Debug for KeptPages {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("KeptPages").finish_non_exhaustive()
    }
}

/// Sends the browser to the address of an error page that answers a form; any other response stays as it is.
pub(crate) async fn redirect_to_kept(mut response: Response, state: &Arc<RequestState>) -> Response {
    let is_kept = state.wants_page && state.form().is_some() && KEPT.contains(&response.status());
    let Some(pages) = state.site.kept_pages().filter(|_| is_kept && is_html(&response)) else {
        return response;
    };
    let is_small = response.body().size_hint().upper().is_some_and(|bytes| bytes <= MAX_PAGE_BYTES);
    if !is_small || pages.limit.check(&address_key(state.client.address)).is_err() {
        return response;
    }
    crate::headers::complete_policy(response.headers_mut(), state);
    let (parts, body) = response.into_parts();
    let page = match axum::body::to_bytes(body, usize::MAX).await {
        Ok(page) => page,
        Err(error) => return problem::render(Problem::internal(&error), state).await,
    };
    let text =
        |name: &HeaderName| Some((name.to_string(), parts.headers.get(name)?.to_str().ok()?.to_owned()));
    let kept = Kept {
        status: parts.status.as_u16(),
        headers: HEADERS.iter().filter_map(text).collect(),
        page: String::from_utf8_lossy(&page).into_owned(),
    };
    let token = Token::new();
    // A login that goes wrong after the password begins a session all the same.
    let begun = state.site.cookie("session").set_in(&parts.headers);
    let known = state.shown_cookie().filter(|_| begun.is_none());
    let browser = known.map_or_else(|| Token::new().as_str().to_owned(), str::to_owned);
    let key = pages.key(state, &browser, begun.or(state.session_cookie.as_deref()), token.as_str());
    let until = state.at.plus_ms(KEPT_MS);
    let stored = match pack(&kept) {
        Some(packed) => {
            let sealed = pages.sealer.seal(&packed, &key);
            pages.store.write(|tx| table::insert(tx, state.at, &key, &sealed, until)).await
        }
        None => return Response::from_parts(parts, Body::from(page)),
    };
    if let Err(error) = stored {
        tracing::warn!(error = &error as &dyn std::error::Error, "an error page was not kept");
        return Response::from_parts(parts, Body::from(page));
    }
    // Once it is forgotten, the address is that of the form's page: what it was opened with is not lost.
    let query = match state.looked_at() {
        (path, query) if path == state.path && state.query.is_empty() => query,
        _ => &state.query,
    };
    let address = marked(&state.path, query, token.as_str());
    let mut redirect = Redirect::to(&address).into_response();
    for (name, value) in &parts.headers {
        if *name == header::SET_COOKIE {
            redirect.headers_mut().append(name.clone(), value.clone());
        }
    }
    if let Some(cookie) = state.site.cookie(COOKIE).set(&browser, MaxAge::Seconds(COOKIE_LIVES_S)) {
        redirect.headers_mut().append(header::SET_COOKIE, cookie);
    }
    redirect
}

/// Deletes the cookie when a session begins or ends, so that the next user of the browser does not see what was typed.
pub(crate) fn forget_at_login(headers: &mut HeaderMap, state: &RequestState) {
    let cookie = state.site.cookie(COOKIE);
    let changes = state.site.cookie("session").is_in(headers) && !cookie.is_in(headers);
    if let Some(forgotten) =
        cookie.set("", MaxAge::Seconds(0)).filter(|_| changes && state.shown_cookie().is_some())
    {
        headers.append(header::SET_COOKIE, forgotten);
    }
}

/// The page that a form was answered by, when its address is opened; once it is forgotten, the page without it.
pub(crate) async fn show(state: &Arc<RequestState>) -> Option<Response> {
    let pages = state.site.kept_pages()?;
    let token = form_urlencoded::parse(state.query.as_bytes()).find(|(name, _)| name == MARK);
    let (_, token) = token.filter(|_| state.is_get)?;
    let Some(browser) = state.shown_cookie() else { return Some(plain(state)) };
    let key = pages.key(state, browser, state.session_cookie.as_deref(), &token);
    let found = pages.store.read(|tx| table::find(tx, state.at, &key)).await;
    let kept = match found {
        Ok(Some(sealed)) => pages.sealer.open(&sealed, &key).ok().and_then(|packed| unpack(&packed)),
        Ok(None) => None,
        Err(error) => return Some(Problem::from(error).into_response()),
    };
    let Some(kept) = kept else { return Some(plain(state)) };
    let mut response = Body::from(kept.page).into_response();
    *response.status_mut() = StatusCode::from_u16(kept.status).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    for (name, value) in kept.headers {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            headers.insert(name, value);
        }
    }
    Some(response)
}

/// To the page as it is for everybody.
fn plain(state: &RequestState) -> Response {
    Redirect::to(&without_mark(&state.path_and_query())).into_response()
}

/// A path and query without the token of a shown page.
pub(crate) fn without_mark(path_and_query: &str) -> String {
    match path_and_query.split_once('?') {
        Some((path, query)) if query.contains(MARK) => with_query(path, query, None),
        _ => path_and_query.to_owned(),
    }
}

fn marked(path: &str, query: &str, token: &str) -> String {
    with_query(path, query, Some(token))
}

fn with_query(path: &str, query: &str, token: Option<&str>) -> String {
    let others = form_urlencoded::parse(query.as_bytes())
        .filter(|(name, _)| name != MARK && (token.is_none() || name != "lang"));
    let mut serializer = form_urlencoded::Serializer::new(String::new());
    serializer.extend_pairs(others);
    if let Some(token) = token {
        serializer.append_pair(MARK, token);
    }
    let query = serializer.finish();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

fn is_html(response: &Response) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("text/html"))
}

fn pack(kept: &Kept) -> Option<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(&serde_json::to_vec(kept).ok()?).ok()?;
    encoder.finish().ok()
}

fn unpack(packed: &[u8]) -> Option<Kept> {
    let mut text = Vec::new();
    GzDecoder::new(packed).take(4 * MAX_PAGE_BYTES).read_to_end(&mut text).ok()?;
    serde_json::from_slice(&text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_comes_and_goes() {
        assert_eq!(marked("/a", "", "t"), "/a?_shown=t");
        assert_eq!(marked("/a", "b=1&_shown=old", "t"), "/a?b=1&_shown=t");
        assert_eq!(without_mark("/a?b=1&_shown=t"), "/a?b=1");
        assert_eq!(without_mark("/a?_shown=t"), "/a");
        assert_eq!(without_mark("/a?b=%C5%99&c"), "/a?b=%C5%99&c");
    }
}
