//! The phone app: `apps/key/dist`, built by `npm run build` there (docs/mobile-key-protocol.md §5).

mod brand;

use std::collections::HashMap;
use std::io::Write;
use std::sync::{LazyLock, Mutex, PoisonError};

use aws_lc_rs::digest::{SHA256, digest};
use axum::Router;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use flate2::Compression;
use flate2::write::GzEncoder;
use jose::base64url;
use rust_embed::Embed;
use web::{Problem, RequestContext};

use crate::MobileKey;

/// A debug build reads it from the disk.
#[derive(Embed)]
#[folder = "../../../apps/key/dist"]
#[allow_missing = true]
struct Dist;

/// As everywhere, and what a PWA with a camera needs.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; \
    img-src 'self' data: blob:; media-src 'self' blob:; connect-src 'self'; manifest-src 'self'; \
    worker-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
const PERMISSIONS: &str = "camera=(self), publickey-credentials-create=(self), publickey-credentials-get=(self), \
    geolocation=(), microphone=()";
/// Names under it bear a hash of their content.
const HASHED: &str = "assets/";
/// The colours and the typeface of the site.
const BRAND_SHEET: &str = "brand.css";

pub(super) fn routes() -> Router<MobileKey> {
    Router::new()
        .route("/app", get(async || Redirect::permanent("/app/")))
        .route(
            "/app/",
            get(async |visitor: RequestContext, headers: HeaderMap| file("index.html", &visitor, &headers)),
        )
        .route(
            "/app/{*file}",
            get(async |Path(name): Path<String>, visitor: RequestContext, headers: HeaderMap| {
                file(&name, &visitor, &headers)
            }),
        )
}

/// A file as it was built, or, where it bears the site's name or colours, as this site has it.
fn file(name: &str, visitor: &RequestContext, request: &HeaderMap) -> Result<Response, Problem> {
    let page = visitor.page();
    let built = Dist::get(name);
    let text = built.as_ref().and_then(|file| std::str::from_utf8(&file.data).ok());
    let dressed = match (name, text) {
        ("index.html", Some(html)) => Some(brand::shell(&page, html)),
        ("sw.js", Some(script)) => Some(brand::worker(&page, script)),
        ("manifest.webmanifest", Some(json)) => brand::manifest(&page, json.as_bytes()),
        (BRAND_SHEET, _) => Some(brand::sheet(&page)),
        _ => None,
    };
    let (hash, bytes) = match (dressed, built) {
        (Some(text), _) => (sha256(text.as_bytes()), text.into_bytes()),
        (None, Some(file)) => (file.metadata.sha256_hash(), file.data.into_owned()),
        (None, None) if name == "index.html" => {
            return Err(Problem::new(StatusCode::SERVICE_UNAVAILABLE, "page-app-not-built"));
        }
        (None, None) => return Err(Problem::not_found()),
    };
    Ok(answer(name, &hash, bytes, request))
}

fn sha256(bytes: &[u8]) -> [u8; 32] {
    let mut hash = [0; 32];
    hash.copy_from_slice(digest(&SHA256, bytes).as_ref());
    hash
}

fn answer(name: &str, hash: &[u8; 32], bytes: Vec<u8>, request: &HeaderMap) -> Response {
    let tag = format!("\"{}\"", base64url::encode(hash));
    let mut response = if is_same(request, &tag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        body(hash, bytes, &mime(name), request)
    };
    let keep = if name.starts_with(HASHED) { "public, max-age=31536000, immutable" } else { "no-cache" };
    let headers = response.headers_mut();
    let mut set = |name: HeaderName, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    };
    set(header::CONTENT_TYPE, &mime(name));
    set(header::CACHE_CONTROL, keep);
    set(header::ETAG, &tag);
    set(header::VARY, "accept-encoding");
    set(header::CONTENT_SECURITY_POLICY, POLICY);
    set(HeaderName::from_static("permissions-policy"), PERMISSIONS);
    response
}

/// Zipped, if the browser takes it and it is text.
fn body(hash: &[u8; 32], bytes: Vec<u8>, mime: &str, request: &HeaderMap) -> Response {
    let accepts = request.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
    if accepts.is_some_and(|encodings| encodings.contains("gzip"))
        && is_text(mime)
        && let Some(zipped) = zipped(hash, &bytes)
    {
        return ([(header::CONTENT_ENCODING, "gzip")], zipped).into_response();
    }
    bytes.into_response()
}

/// Each file is zipped once.
fn zipped(hash: &[u8; 32], bytes: &[u8]) -> Option<Vec<u8>> {
    static ZIPPED: LazyLock<Mutex<HashMap<[u8; 32], Vec<u8>>>> = LazyLock::new(Mutex::default);
    let mut known = ZIPPED.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(zipped) = known.get(hash) {
        return Some(zipped.clone());
    }
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    let zipped = encoder.write_all(bytes).and_then(|()| encoder.finish()).ok()?;
    known.insert(*hash, zipped.clone());
    Some(zipped)
}

fn mime(name: &str) -> String {
    let mime = mime_guess::from_path(name).first_or_octet_stream();
    match mime.essence_str() {
        "application/manifest+json" => "application/manifest+json".to_owned(),
        text if text.starts_with("text/") => format!("{text}; charset=utf-8"),
        other => other.to_owned(),
    }
}

fn is_text(mime: &str) -> bool {
    mime.starts_with("text/") || ["json", "svg", "javascript"].iter().any(|kind| mime.contains(kind))
}

fn is_same(request: &HeaderMap, tag: &str) -> bool {
    request.get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes())
}
