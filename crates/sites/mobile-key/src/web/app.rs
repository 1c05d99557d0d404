//! The phone app: `apps/key/dist`, built by `npm run build` there (docs/mobile-key-protocol.md §5).

mod brand;

use std::sync::Arc;

use axum::Router;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{Redirect, Response};
use axum::routing::get;
use rust_embed::Embed;
use web::{Problem, RequestContext, StaticFile};

use crate::web::AppState;

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

pub(super) fn routes() -> Router<Arc<AppState>> {
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
    let file = match (dressed, built) {
        (Some(text), _) => StaticFile::new(name, text),
        (None, Some(file)) => StaticFile::embedded(name, file),
        (None, None) if name == "index.html" => {
            return Err(Problem::new(StatusCode::SERVICE_UNAVAILABLE, "page-app-not-built"));
        }
        (None, None) => return Err(Problem::not_found()),
    };
    let mut response = file.respond(request, name.starts_with(HASHED));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(HeaderName::from_static("permissions-policy"), HeaderValue::from_static(PERMISSIONS));
    Ok(response)
}
