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
            Ok(page) => {
                let page = with_errors_in_title(page);
                ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], page).into_response()
            }
            Err(error) => Problem::internal(&error).into_response(),
        }
    }
}

/// The title of a page whose form has errors begins with "Chyba: ", for it is what a screen reader says first. The title
/// stands before the form, so the form's summary tells it afterwards.
fn with_errors_in_title(mut page: String) -> String {
    const SUMMARY: &str = "class=\"govuk-error-summary\" tabindex=\"-1\" autofocus data-title=\"";
    const TITLE: &str = "<title>";
    let told = page.split_once(SUMMARY).and_then(|(_, rest)| rest.split('"').next()).map(str::to_owned);
    if let (Some(told), Some(at)) = (told, page.find(TITLE)) {
        page.insert_str(at + TITLE.len(), &told);
    }
    page
}
