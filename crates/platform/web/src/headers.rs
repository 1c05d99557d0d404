//! Security headers. A handler that needs another value sets it itself: these are only for those left unset.

use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};

use crate::cookies::MaxAge;
use crate::request_state::RequestState;

const LANGUAGE_COOKIE_SECONDS: u32 = 365 * 24 * 60 * 60;

pub(crate) const OPENER_POLICY: HeaderName = HeaderName::from_static("cross-origin-opener-policy");

const POLICY: &str = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; script-src 'self'; \
    connect-src 'self'; manifest-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

/// The same for pages of a login that another site waits for. They say nothing of `form-action`: Chromium applies it to
/// every redirect that follows a form, through to the end. What it would have to name nobody knows here: an app's own
/// scheme, a loopback address with a port of the moment (RFC 8252 §7.1, §7.3), or wherever the callback of the service leads
/// next. What it would stop is a form that somebody put into our page; nobody can, because every value is escaped and no
/// page has a script but our own.
const POLICY_LEAVING: &str = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; \
    script-src 'self'; connect-src 'self'; manifest-src 'self'; frame-ancestors 'none'; base-uri 'none'";

/// Adds the policy of a page, which depends on where its forms end.
pub(crate) fn complete_policy(headers: &mut HeaderMap, state: &RequestState) {
    let (policy, opener) =
        if state.forms_may_leave() { (POLICY_LEAVING, "unsafe-none") } else { (POLICY, "same-origin") };
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static(policy));
    headers.entry(OPENER_POLICY).or_insert(HeaderValue::from_static(opener));
}

/// When to come again after a failure of the moment, in seconds: a database is back within some.
const SOON_S: &str = "10";

/// Adds to a response what every response has.
pub(crate) fn complete(status: StatusCode, headers: &mut HeaderMap, state: &RequestState) {
    let secure = state.site.secure();
    // A login may run in a popup of the service, which waits for it to come back. `same-origin` on any page or redirect on
    // the way would cut it off from its opener for good. A redirect has no page that could be got at.
    if status.is_redirection() {
        headers.entry(OPENER_POLICY).or_insert(HeaderValue::from_static("unsafe-none"));
    }
    complete_policy(headers, state);
    // `no-referrer` would turn the Origin of our own forms into `null` (Fetch §3.2).
    let values = [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (header::CACHE_CONTROL, "no-store"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()"),
    ];
    for (name, value) in values {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    if status == StatusCode::SERVICE_UNAVAILABLE {
        headers.entry(header::RETRY_AFTER).or_insert(HeaderValue::from_static(SOON_S));
    }
    // On localhost it would take HTTP away from every other program there.
    if secure && state.site.config().origin.host_str() != Some("localhost") {
        let year = HeaderValue::from_static("max-age=31536000");
        headers.entry(header::STRICT_TRANSPORT_SECURITY).or_insert(year);
    }
    if let Ok(id) = HeaderValue::from_str(&state.request_id) {
        headers.insert("x-request-id", id);
    }
    set_cookies(headers, state);
}

fn set_cookies(headers: &mut HeaderMap, state: &RequestState) {
    let csrf = state
        .csrf_if_used()
        .and_then(|csrf| csrf.new_cookie.as_ref())
        .and_then(|token| state.site.cookie("csrf").set(token.as_str(), MaxAge::Session));
    let language = state.asked_language.and_then(|language| {
        state.site.cookie("lang").set(language.code(), MaxAge::Seconds(LANGUAGE_COOKIE_SECONDS))
    });
    let flash = state.flash_was_shown().then(|| crate::flash::forget(state)).flatten();
    for cookie in [csrf, language, flash].into_iter().flatten() {
        headers.append(header::SET_COOKIE, cookie);
    }
}
