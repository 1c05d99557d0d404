//! Answers that the browser takes back to a client.

use axum::response::{IntoResponse, Redirect, Response};
use oidc::AuthorizationAnswer;

/// An answer on its way through the browser: a redirect, or a form that posts itself. Return it from the handler after the
/// transaction has committed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub struct Answer(pub(crate) AuthorizationAnswer);

impl Answer {
    /// The address of a redirect; for answers by form, that of the form without its fields.
    pub fn url(&self) -> String {
        self.0.url()
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        Redirect::to(&self.0.url()).into_response()
    }
}
