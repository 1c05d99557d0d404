//! From template to response.

use askama::Template;
use axum::http::header;
use axum::response::{IntoResponse, Response};

use crate::Problem;

/// Renders a template as a page.
#[derive(Clone, Copy, Debug)]
#[must_use]
pub struct View<T>(pub T);

impl<T: Template> IntoResponse for View<T> {
    fn into_response(self) -> Response {
        match self.0.render() {
            Ok(page) => ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], page).into_response(),
            Err(error) => Problem::internal(&error).into_response(),
        }
    }
}
