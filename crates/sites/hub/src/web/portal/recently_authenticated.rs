//! A person who authenticated a moment ago: for changes of how they can log in.

use std::ops::Deref;

use axum::extract::{FromRef, FromRequestParts};
use axum::http::{Method, request::Parts};
use axum::response::{IntoResponse, Redirect, Response};

use super::current_person::CurrentPerson;
use crate::rules::login_state::LoginQuery;
use crate::rules::proof::{FRESH_FORM_MS, FRESH_MS, is_fresh};
use crate::web::AppState;

/// With all the factors that the portal's level takes. Others are sent to log in once more, and come back to the page.
pub(super) struct RecentlyAuthenticated(CurrentPerson);

impl Deref for RecentlyAuthenticated {
    type Target = CurrentPerson;

    fn deref(&self) -> &CurrentPerson {
        &self.0
    }
}

impl<S: Send + Sync> FromRequestParts<S> for RecentlyAuthenticated
where
    AppState: FromRef<S>,
{
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        let person = <CurrentPerson as FromRequestParts<S>>::from_request_parts(parts, state).await?;
        // Filling in a form takes its time. Nothing says that one was opened: docs/threats-accounts.md, What remains.
        let within_ms = if parts.method == Method::GET { FRESH_MS } else { FRESH_FORM_MS };
        if is_fresh(person.session().authenticated_at, within_ms, person.now()) {
            return Ok(Self(person));
        }
        // The page of each such form has the form's own address.
        Err(Redirect::to(&LoginQuery::authenticate_again(person.path())).into_response())
    }
}
