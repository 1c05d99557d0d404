//! What stands around every route of a site.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::{DefaultBodyLimit, MatchedPath, Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use futures_util::FutureExt;
use tracing::Instrument;

use crate::limits::{HANDLER_TIMEOUT_MS, MAX_BODY_BYTES};
use crate::visit::Visit;
use crate::{Problem, Site, assets, headers, help, problem};

pub(crate) fn finish(site: &Site, routes: Router) -> Router {
    routes
        .route("/assets/{version}/{*file}", get(assets::serve))
        .route("/help", get(help::show))
        .fallback(async || Problem::not_found())
        .method_not_allowed_fallback(async || problem::by_status(StatusCode::METHOD_NOT_ALLOWED))
        .layer(DefaultBodyLimit::max(MAX_BODY_BYTES))
        .layer(middleware::from_fn_with_state(site.clone(), around))
}

async fn around(State(site): State<Site>, request: Request, next: Next) -> Response {
    #[expect(clippy::disallowed_methods, reason = "measures how long the request takes")]
    let start = Instant::now();
    let (mut parts, body) = request.into_parts();
    let visit = Arc::new(Visit::new(&site, &parts));
    parts.extensions.insert(Arc::clone(&visit));
    let method = parts.method.clone();
    // The pattern of the route, never the path itself: paths and queries may tell who a person is.
    let route = parts.extensions.get::<MatchedPath>().cloned();
    let span = tracing::info_span!("request", id = %visit.request_id, site = site.name());

    let answer = answer(next, Request::from_parts(parts, body)).instrument(span.clone()).await;
    let mut response = finish_response(answer, &visit);
    headers::complete(response.status(), response.headers_mut(), &visit);

    let ms = start.elapsed().as_millis();
    let (route, status) = (route.as_ref().map_or("-", MatchedPath::as_str), response.status().as_u16());
    tracing::info!(target: "access", parent: &span, %method, route, status, ms);
    response
}

/// The handler's response; one that panics or takes too long is a problem like others.
async fn answer(next: Next, request: Request) -> Response {
    let handler = AssertUnwindSafe(next.run(request)).catch_unwind();
    match tokio::time::timeout(Duration::from_millis(HANDLER_TIMEOUT_MS), handler).await {
        Ok(Ok(response)) => response,
        Ok(Err(_)) => {
            tracing::error!("a handler panicked");
            problem::by_status(StatusCode::INTERNAL_SERVER_ERROR).into_response()
        }
        Err(_) => {
            tracing::error!("a handler took too long");
            Problem::new(StatusCode::SERVICE_UNAVAILABLE, "problem-timeout").into_response()
        }
    }
}

/// Problems get their text here, where the language is known; so do bare errors of the framework.
fn finish_response(mut response: Response, visit: &Arc<Visit>) -> Response {
    let status = response.status();
    let told = match response.extensions_mut().remove::<Problem>() {
        Some(problem) => problem,
        None if is_bare_error(&response) => problem::by_status(status),
        None => return response,
    };
    let mut page = problem::render(told.with_status(status), visit);
    for (name, value) in response.headers() {
        if name != header::CONTENT_TYPE && name != header::CONTENT_LENGTH {
            page.headers_mut().append(name.clone(), value.clone());
        }
    }
    page
}

fn is_bare_error(response: &Response) -> bool {
    let status = response.status();
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    (status.is_client_error() || status.is_server_error())
        && kind.is_none_or(|kind| kind.starts_with("text/plain"))
}
