//! Security headers. A handler that needs another value sets it itself: these are only for those left unset.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

use crate::cookies::Keep;
use crate::visit::Visit;

const LANGUAGE_COOKIE_SECONDS: u32 = 365 * 24 * 60 * 60;

const POLICY: &str = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; script-src 'self'; \
    connect-src 'self'; manifest-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

/// The same for pages whose forms end at another site. Plain HTTP elsewhere is allowed only when we are on it too.
const POLICY_LEAVING: &str = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; \
    script-src 'self'; connect-src 'self'; manifest-src 'self'; frame-ancestors 'none'; base-uri 'none'; \
    form-action 'self' https:";
const POLICY_LEAVING_PLAIN: &str = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; \
    script-src 'self'; connect-src 'self'; manifest-src 'self'; frame-ancestors 'none'; base-uri 'none'; \
    form-action 'self' https: http:";

/// Adds to a response what every response has.
pub(crate) fn complete(headers: &mut HeaderMap, visit: &Visit) {
    let secure = visit.site.secure();
    let policy = match (visit.forms_may_leave(), secure) {
        (false, _) => POLICY,
        (true, true) => POLICY_LEAVING,
        (true, false) => POLICY_LEAVING_PLAIN,
    };
    // `no-referrer` would turn the Origin of our own forms into `null` (Fetch §3.2).
    let values = [
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (header::CACHE_CONTROL, "no-store"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()"),
    ];
    for (name, value) in values {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    // On localhost it would take HTTP away from every other program there.
    if secure && visit.site.config().origin.host_str() != Some("localhost") {
        let year = HeaderValue::from_static("max-age=31536000");
        headers.entry(header::STRICT_TRANSPORT_SECURITY).or_insert(year);
    }
    if let Ok(id) = HeaderValue::from_str(&visit.request_id) {
        headers.insert("x-request-id", id);
    }
    set_cookies(headers, visit);
}

fn set_cookies(headers: &mut HeaderMap, visit: &Visit) {
    let csrf = visit
        .csrf_if_used()
        .and_then(|csrf| csrf.new_cookie.as_ref())
        .and_then(|token| visit.site.cookie("csrf").set(token.as_str(), Keep::UntilBrowserCloses));
    let language = visit.asked_language.and_then(|language| {
        visit.site.cookie("lang").set(language.code(), Keep::Seconds(LANGUAGE_COOKIE_SECONDS))
    });
    for cookie in [csrf, language].into_iter().flatten() {
        headers.append(header::SET_COOKIE, cookie);
    }
}
