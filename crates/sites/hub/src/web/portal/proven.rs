//! A person who has proved who they are a moment ago: for changes of how they can log in.

use std::ops::Deref;
use std::sync::Arc;

use axum::extract::{FromRef, FromRequestParts};
use axum::http::{Method, request::Parts};
use axum::response::{IntoResponse, Redirect, Response};

use super::person::Person;
use crate::acts::Hub;
use crate::rules::proof::{FRESH_FORM_MS, FRESH_MS, is_fresh};
use crate::web::address::Whose;

/// With all the factors that the portal's level takes. Others are sent to log in once more, and come back to the page.
pub(super) struct Proven(Person);

impl Deref for Proven {
    type Target = Person;

    fn deref(&self) -> &Person {
        &self.0
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Proven
where
    Arc<Hub>: FromRef<S>,
{
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        let person = <Person as FromRequestParts<S>>::from_request_parts(parts, state).await?;
        // Filling in a form takes its time. Nothing says that one was opened: docs/threats-accounts.md, What remains.
        let within_ms = if parts.method == Method::GET { FRESH_MS } else { FRESH_FORM_MS };
        if is_fresh(person.session().authenticated_at, within_ms, person.now()) {
            return Ok(Self(person));
        }
        // The page of each such form has the form's own address.
        Err(Redirect::to(&Whose::proof_for(&person.path())).into_response())
    }
}
