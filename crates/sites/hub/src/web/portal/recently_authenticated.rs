//! A person who authenticated a moment ago: for changes of how they can log in.

use std::ops::Deref;

use ::web::Form;
use axum::extract::{FromRef, FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::current_person::CurrentPerson;
use crate::rules::login_state::LoginQuery;
use crate::rules::proof::{FRESH_FORM_MS, FRESH_MS, is_fresh};
use crate::web::AppState;

/// With all the factors that the portal's level takes. Others are sent to log in once more, and come back to the page.
pub(super) struct RecentlyAuthenticated(CurrentPerson);

/// The form of such a person. It may be sent some minutes later if its page was opened in time: filling it in takes its
/// time.
pub(super) struct RecentForm<F>(pub(super) RecentlyAuthenticated, pub(super) F);

/// A form with the mark of its page.
#[derive(Deserialize)]
struct Marked<F> {
    #[serde(default)]
    opened: String,
    #[serde(flatten)]
    form: F,
}

impl RecentlyAuthenticated {
    #[expect(clippy::result_large_err, reason = "what is answered otherwise")]
    fn within(person: CurrentPerson, within_ms: i64) -> Result<Self, Response> {
        if is_fresh(person.session().authenticated_at, within_ms, person.now()) {
            return Ok(Self(person));
        }
        // The page of each such form has the form's own address.
        Err(Redirect::to(&LoginQuery::authenticate_again(person.path())).into_response())
    }
}

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
        Self::within(person, FRESH_MS)
    }
}

impl<F: DeserializeOwned, S: Send + Sync> FromRequest<S> for RecentForm<F>
where
    AppState: FromRef<S>,
{
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let person = <CurrentPerson as FromRequestParts<S>>::from_request_parts(&mut parts, state).await?;
        let form = Form::<Marked<F>>::from_request(Request::from_parts(parts, body), state).await;
        let Form(Marked { opened, form }) = form.map_err(IntoResponse::into_response)?;
        let in_time = AppState::from_ref(state).context.hashes.is_form_mark(person.session(), &opened);
        let within_ms = if in_time { FRESH_FORM_MS } else { FRESH_MS };
        Ok(Self(RecentlyAuthenticated::within(person, within_ms)?, form))
    }
}
