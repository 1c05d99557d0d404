//! Who is asking: extractors for handlers.

use std::net::IpAddr;
use std::ops::Deref;
use std::sync::Arc;

use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use axum::http::{Method, StatusCode, request::Parts};
use axum::response::{IntoResponse, Redirect, Response};
use values::{Language, Timestamp};

use crate::visit::Visit;
use crate::{Page, Problem, ReturnPath, Session, Site, told};

/// Anyone who opens a page, signed in or not.
#[derive(Clone, Debug)]
pub struct RequestContext {
    visit: Arc<Visit>,
    session: Option<Session>,
}

impl RequestContext {
    /// Someone who is not signed in.
    pub(crate) fn nobody(visit: Visit) -> Self {
        Self { visit: Arc::new(visit), session: None }
    }

    /// The context of a page for this visitor.
    pub fn page(&self) -> Page {
        Page::new(Arc::clone(&self.visit))
    }

    /// The same with name, navigation and logout, if the visitor is signed in.
    pub(crate) async fn page_introduced(&self) -> Page {
        self.visit.page_introduced().await
    }

    /// For a form that was sent by somebody who is not signed in any more: nothing was changed, and after the login they
    /// come back to the page that it stands on.
    pub fn signed_out(&self) -> Problem {
        let back = self.visit.came_from.as_ref().map(ReturnPath::as_str);
        Problem::new(StatusCode::FORBIDDEN, "problem-signed-out").action(self.login(back), "problem-log-in")
    }

    /// The address of the login, and where to go afterwards.
    fn login(&self, back: Option<&str>) -> String {
        let login = self.site().login_path();
        let Some(back) = back else { return login.to_owned() };
        let query = form_urlencoded::Serializer::new(String::new()).append_pair("return_to", back).finish();
        format!("{login}?{query}")
    }

    /// To a page of this site that tells once what has been done ([`Page::told`]): `key` is a text of the site, with `what`
    /// it was done to.
    pub fn tell(&self, path: &str, key: &'static str, what: &str) -> Response {
        told::redirect(&self.visit, path, key, what)
    }

    /// The session, if the visitor is signed in.
    pub fn session(&self) -> Option<&Session> {
        self.session.as_ref()
    }

    /// The language of this request.
    pub fn language(&self) -> Language {
        self.visit.language
    }

    /// What time it was when the request came.
    pub fn now(&self) -> Timestamp {
        self.visit.at
    }

    /// The id that stands in the log, in error pages and in `x-request-id`.
    pub fn request_id(&self) -> &str {
        &self.visit.request_id
    }

    /// What the browser calls itself, at most 256 bytes of ASCII.
    pub fn user_agent(&self) -> &str {
        &self.visit.user_agent
    }

    /// Where the request came from; absent in tests that do not go through a listener.
    pub fn address(&self) -> Option<IpAddr> {
        self.visit.address
    }

    /// The key of this visitor for [`crate::limits::RateLimit`]: the address, IPv6 by its /56.
    pub fn rate_key(&self) -> String {
        crate::limits::address_key(self.visit.address)
    }

    /// The key for limits of what only a login leads to: a browser in which somebody logged in before is counted by itself,
    /// any other by [`RequestContext::rate_key`]. Not for limits against guessing.
    pub fn browser_rate_key(&self) -> String {
        self.visit.known_key().map_or_else(|| self.rate_key(), str::to_owned)
    }

    /// The larger network of an IPv6 address (/48), for limits over many keys of the former kind.
    pub fn network_key(&self) -> Option<String> {
        crate::limits::network_key(self.visit.address)
    }

    /// The site visited.
    pub fn site(&self) -> &Site {
        &self.visit.site
    }

    /// The path and query of this request, to come back to.
    pub fn path_and_query(&self) -> String {
        self.visit.path_and_query()
    }
}

impl<S: Send + Sync> FromRequestParts<S> for RequestContext {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let visit = visit_of(parts)?;
        let session = match (visit.site.sessions_if_any(), &visit.session_cookie) {
            (Some(sessions), Some(cookie)) => sessions.find(visit.at, cookie).await?,
            _ => None,
        };
        if let (Some(sessions), Some(session)) = (visit.site.sessions_if_any(), &session) {
            sessions.note_use(visit.at, session);
        }
        Ok(Self { visit, session })
    }
}

/// A visitor who is signed in; others are sent to the site's login and come back afterwards.
#[derive(Clone, Debug)]
pub struct Authenticated {
    visitor: RequestContext,
    session: Session,
}

impl Authenticated {
    /// The session.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Who is signed in, in the site's own terms.
    pub fn subject(&self) -> &str {
        &self.session.subject
    }
}

impl Deref for Authenticated {
    type Target = RequestContext;

    fn deref(&self) -> &RequestContext {
        &self.visitor
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Authenticated {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        let visitor = <RequestContext as FromRequestParts<S>>::from_request_parts(parts, state)
            .await
            .map_err(IntoResponse::into_response)?;
        match visitor.session.clone() {
            Some(session) => Ok(Self { visitor, session }),
            None if !visitor.visit.wants_page => {
                Err(Problem::new(StatusCode::UNAUTHORIZED, "problem-not-signed-in").into_response())
            }
            None if parts.method == Method::GET => {
                Err(Redirect::to(&visitor.login(Some(&visitor.path_and_query()))).into_response())
            }
            None => Err(visitor.signed_out().into_response()),
        }
    }
}

impl<S: Send + Sync> OptionalFromRequestParts<S> for Authenticated {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Option<Self>, Problem> {
        let visitor = <RequestContext as FromRequestParts<S>>::from_request_parts(parts, state).await?;
        Ok(visitor.session.clone().map(|session| Self { visitor, session }))
    }
}

pub(crate) fn visit_of(parts: &Parts) -> Result<Arc<Visit>, Problem> {
    parts.extensions.get::<Arc<Visit>>().cloned().ok_or_else(|| {
        tracing::error!("a route stands outside Site::finish");
        Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "problem-internal")
    })
}
