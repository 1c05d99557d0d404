//! The middleware around every route of a site: request ids, limits, error pages, security headers, the access log.

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
use futures_util::future::BoxFuture;
use sessions::Session;
use tracing::Instrument;

use crate::limits::{HANDLER_TIMEOUT_MS, MAX_BODY_BYTES};
use crate::request_state::RequestState;
use crate::{Page, Problem, Site, assets, headers, help, kept_page, known_browser, problem};

/// Puts the name, the navigation and the logout of a logged-in person on a page that no handler of the site renders.
#[derive(Clone)]
pub(crate) struct Personalize(Arc<dyn Fn(Page, Session) -> BoxFuture<'static, Page> + Send + Sync>);

impl Personalize {
    pub(crate) fn new<F, R>(personalize: F) -> Self
    where
        F: Fn(Page, Session) -> R + Send + Sync + 'static,
        R: Future<Output = Page> + Send + 'static,
    {
        Self(Arc::new(move |page, session| personalize(page, session).boxed()))
    }

    pub(crate) async fn page(&self, page: Page, session: Session) -> Page {
        (self.0)(page, session).await
    }
}

impl std::fmt::Debug for Personalize {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Personalize")
    }
}

pub(crate) fn router(site: &Site, routes: Router, personalize: Option<Personalize>) -> Router {
    routes
        .route("/assets/{version}/{*file}", get(assets::serve))
        .route("/help", get(help::show))
        .fallback(async || Problem::not_found())
        .method_not_allowed_fallback(async || problem::by_status(StatusCode::METHOD_NOT_ALLOWED))
        .layer(DefaultBodyLimit::max(MAX_BODY_BYTES))
        .layer(middleware::from_fn_with_state((site.clone(), personalize), handle))
}

async fn handle(
    State((site, personalize)): State<(Site, Option<Personalize>)>,
    request: Request,
    next: Next,
) -> Response {
    #[expect(clippy::disallowed_methods, reason = "measures how long the request takes")]
    let start = Instant::now();
    let (mut parts, body) = request.into_parts();
    let state = Arc::new(RequestState::new(&site, &parts, personalize));
    parts.extensions.insert(Arc::clone(&state));
    let method = parts.method.clone();
    // The pattern of the route, never the path itself: paths and queries may tell who a person is.
    let route = parts.extensions.get::<MatchedPath>().cloned();
    let span = tracing::info_span!("request", id = %state.request_id, site = site.name());

    let respond = async {
        if let Some(page) = kept_page::show(&state).await {
            return page;
        }
        let answer = answer(next, Request::from_parts(parts, body)).await;
        let response = render_problem(answer, &state).await;
        kept_page::redirect_to_kept(response, &state).await
    };
    let mut response = respond.instrument(span.clone()).await;
    kept_page::forget_at_login(response.headers_mut(), &state);
    known_browser::note_login(response.headers_mut(), &state);
    headers::complete(response.status(), response.headers_mut(), &state);

    let ms = start.elapsed().as_millis();
    let (route, status) = (route.as_ref().map_or("-", MatchedPath::as_str), response.status().as_u16());
    tracing::info!(target: "access", parent: &span, %method, route, status, ms);
    response
}

/// The handler's response; a handler that panics or takes too long gets an error page as well.
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

/// Renders a [`Problem`] in the language of the request; also errors of the framework, which have no text.
async fn render_problem(mut response: Response, state: &Arc<RequestState>) -> Response {
    let status = response.status();
    let problem = match response.extensions_mut().remove::<Problem>() {
        Some(problem) => problem,
        None if is_bare_error(&response) => problem::by_status(status),
        None => return response,
    };
    let mut page = problem::render(problem.with_status(status), state).await;
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
