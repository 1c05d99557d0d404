//! For requests that scripts of our own pages send.

use axum::extract::FromRequestParts;
use axum::http::{StatusCode, request::Parts};

use crate::request_context::state_of;
use crate::{Problem, csrf};

/// Lets in only requests from this site's own pages, by what browsers say of themselves (Fetch Metadata, `Origin`).
/// For JSON that changes something; forms have [`crate::Form`].
#[derive(Clone, Copy, Debug)]
pub struct SameOrigin;

impl<S: Send + Sync> FromRequestParts<S> for SameOrigin {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let state = state_of(parts)?;
        csrf::from_this_origin(&parts.headers, state.site.origin())
            .map(|()| Self)
            .map_err(|_| Problem::new(StatusCode::FORBIDDEN, "problem-other-site"))
    }
}
