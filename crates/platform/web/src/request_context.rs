//! Extractors for handlers: the context of a request, and the session of a logged-in person.

use std::ops::Deref;
use std::sync::Arc;

use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use axum::http::{Method, StatusCode, request::Parts};
use axum::response::{IntoResponse, Redirect, Response};
use sessions::{ClientInfo, Session};
use values::{Language, Timestamp};

use crate::request_state::RequestState;
use crate::{Page, Problem, ReturnPath, Site, flash};

/// The context of a request, with the session if the client is logged in.
#[derive(Clone, Debug)]
pub struct RequestContext {
    state: Arc<RequestState>,
    session: Option<Session>,
}

impl RequestContext {
    /// A request without a session.
    #[cfg(any(test, feature = "testing"))]
    pub(crate) fn without_session(state: RequestState) -> Self {
        Self { state: Arc::new(state), session: None }
    }

    /// The page context for templates.
    pub fn page(&self) -> Page {
        Page::new(Arc::clone(&self.state))
    }

    /// The same with name, navigation and logout, if somebody is logged in.
    pub(crate) async fn personalized_page(&self) -> Page {
        self.state.personalized_page().await
    }

    /// The answer to a form whose session has ended: nothing was changed, and the login leads back to the page of the form.
    pub fn signed_out(&self) -> Problem {
        let back = self.state.came_from.as_ref().map(ReturnPath::as_str);
        Problem::new(StatusCode::FORBIDDEN, "problem-signed-out").action(self.login(back), "problem-log-in")
    }

    /// The path of the login, which leads back to `back`.
    fn login(&self, back: Option<&str>) -> String {
        let login = self.site().login_path();
        let Some(back) = back else { return login.to_owned() };
        let query = form_urlencoded::Serializer::new(String::new()).append_pair("return_to", back).finish();
        format!("{login}?{query}")
    }

    /// Whether a message waits for this page ([`Page::flash`]). Asking does not take it as shown.
    pub fn has_flash(&self) -> bool {
        self.state.waiting_flash().is_some()
    }

    /// Redirects to a page of this site that shows once what has been done ([`Page::flash`]): the text `key`, in which
    /// `{ $what }` is filled.
    pub fn redirect_with_flash(&self, path: &str, key: &'static str, what: &str) -> Response {
        flash::redirect(&self.state, path, key, what)
    }

    /// The session, if somebody is logged in.
    pub fn session(&self) -> Option<&Session> {
        self.session.as_ref()
    }

    /// The language of this request.
    pub fn language(&self) -> Language {
        self.state.language
    }

    /// When the request came.
    pub fn now(&self) -> Timestamp {
        self.state.at
    }

    /// The id that stands in the log, in error pages and in `x-request-id`.
    pub fn request_id(&self) -> &str {
        &self.state.request_id
    }

    /// The client's address and browser.
    pub fn client(&self) -> &ClientInfo {
        &self.state.client
    }

    /// The client's key for rate limits: its address, IPv6 by the /56 network.
    pub fn rate_key(&self) -> String {
        self.state.client.address_key()
    }

    /// The key for limits of pages that only a login leads to: a browser in which somebody has logged in before counts by
    /// itself, any other by [`RequestContext::rate_key`]. Not for limits against guessing.
    pub fn browser_rate_key(&self) -> String {
        self.state.known_key().map_or_else(|| self.rate_key(), str::to_owned)
    }

    /// The site.
    pub fn site(&self) -> &Site {
        &self.state.site
    }

    /// The path and query of this request, to come back to.
    pub fn path_and_query(&self) -> String {
        self.state.path_and_query()
    }
}

impl<S: Send + Sync> FromRequestParts<S> for RequestContext {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let state = state_of(parts)?;
        let session = match (state.site.sessions_if_any(), &state.session_cookie) {
            (Some(sessions), Some(cookie)) => sessions.find(state.at, cookie).await?,
            _ => None,
        };
        if let (Some(sessions), Some(session)) = (state.site.sessions_if_any(), &session) {
            sessions.note_use(state.at, session);
        }
        Ok(Self { state, session })
    }
}

/// A logged-in person. Others are redirected to the site's login, which leads back here.
#[derive(Clone, Debug)]
pub struct Authenticated {
    request: RequestContext,
    session: Session,
}

impl Authenticated {
    /// The session.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// The person, by the site's own id.
    pub fn subject(&self) -> &str {
        &self.session.subject
    }
}

impl Deref for Authenticated {
    type Target = RequestContext;

    fn deref(&self) -> &RequestContext {
        &self.request
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Authenticated {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        let request = <RequestContext as FromRequestParts<S>>::from_request_parts(parts, state)
            .await
            .map_err(IntoResponse::into_response)?;
        match request.session.clone() {
            Some(session) => Ok(Self { request, session }),
            None if !request.state.wants_page => {
                Err(Problem::new(StatusCode::UNAUTHORIZED, "problem-not-signed-in").into_response())
            }
            None if parts.method == Method::GET => {
                Err(Redirect::to(&request.login(Some(&request.path_and_query()))).into_response())
            }
            None => Err(request.signed_out().into_response()),
        }
    }
}

impl<S: Send + Sync> OptionalFromRequestParts<S> for Authenticated {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Option<Self>, Problem> {
        let request = <RequestContext as FromRequestParts<S>>::from_request_parts(parts, state).await?;
        Ok(request.session.clone().map(|session| Self { request, session }))
    }
}

pub(crate) fn state_of(parts: &Parts) -> Result<Arc<RequestState>, Problem> {
    parts.extensions.get::<Arc<RequestState>>().cloned().ok_or_else(|| {
        tracing::error!("a route stands outside Site::router");
        Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "problem-internal")
    })
}
