//! Problems as pages and as JSON.

use std::sync::Arc;

use askama::Template;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::resubmit::SecretKind;
use super::{Problem, ResubmitForm};
use crate::request_state::RequestState;
use crate::{FormErrors, Page, View};

#[derive(Template)]
#[template(path = "problem.html")]
struct ProblemPage {
    page: Page,
    what: String,
    next: String,
    href: String,
    button: String,
    again: Option<ResubmitForm>,
    /// The number that people read out: the end of the request's id, which the log has too.
    number: String,
    errors: FormErrors,
}

/// The response of a problem for this visitor.
pub(crate) async fn render(problem: Problem, state: &Arc<RequestState>) -> Response {
    let status = problem.status();
    let mut response = if state.wants_page { page(problem, state).await } else { json(&problem, state) };
    *response.status_mut() = status;
    response
}

/// The problem for a response that has a status and nothing to read.
pub(crate) fn by_status(status: StatusCode) -> Problem {
    let key = match status {
        StatusCode::BAD_REQUEST | StatusCode::UNPROCESSABLE_ENTITY => "problem-bad-request",
        StatusCode::FORBIDDEN => "problem-forbidden",
        StatusCode::NOT_FOUND => "problem-not-found",
        StatusCode::METHOD_NOT_ALLOWED => "problem-method",
        StatusCode::REQUEST_TIMEOUT => "problem-timeout",
        StatusCode::PAYLOAD_TOO_LARGE => "problem-too-large",
        StatusCode::UNSUPPORTED_MEDIA_TYPE => "problem-media-type",
        StatusCode::SERVICE_UNAVAILABLE => "problem-unavailable",
        _ if status.is_client_error() => "problem-bad-request",
        _ => "problem-internal",
    };
    Problem::new(status, key)
}

async fn page(problem: Problem, state: &Arc<RequestState>) -> Response {
    // What keeps a site from answering may be the database, which also knows who is signed in: nobody waits for it twice.
    let page = if problem.0.status == StatusCode::SERVICE_UNAVAILABLE {
        Page::new(Arc::clone(state))
    } else {
        state.personalized_page().await
    };
    let page = if problem.0.not_repeatable || !state.is_get { page.not_repeatable() } else { page };
    let again = state.form().filter(|form| problem.0.offers_resubmit && form.is_whole()).cloned();
    let (what, next) = texts(&problem, state, again.is_some());
    let (href, key) = problem.0.action.clone().unwrap_or(("/".into(), "problem-home"));
    let button = page.text(key).to_string();
    let number = short_number(&state.request_id);
    let errors = FormErrors::new();
    View(ProblemPage { what, next, href: href.into_owned(), button, again, number, errors, page })
        .into_response()
}

fn json(problem: &Problem, state: &RequestState) -> Response {
    let (what, next) = texts(problem, state, false);
    let mut body = problem.0.members.clone();
    body.extend([
        ("type".to_owned(), Value::from(format!("urn:svornik:problem:{}", problem.0.key))),
        ("title".to_owned(), Value::from(what)),
        ("status".to_owned(), json!(problem.0.status.as_u16())),
        ("detail".to_owned(), Value::from(next)),
        ("instance".to_owned(), Value::from(format!("urn:uuid:{}", state.request_id))),
    ]);
    ([(header::CONTENT_TYPE, "application/problem+json")], Value::from(body).to_string()).into_response()
}

/// What happened, and what to do next.
fn texts(problem: &Problem, state: &RequestState, offers_resubmit: bool) -> (String, String) {
    let texts = state.site.translations();
    let fill = |key: &str| {
        let text = texts.text(state.language, key);
        let text = if state.wants_page { text.typeset() } else { text };
        problem.0.arguments.iter().fold(text, |text, (name, value)| value.fill(text, name)).to_string()
    };
    let next_of = |key: &str| format!("{key}.next");
    let mut next = next_of(&problem.0.key);
    if !texts.has(state.language, &next) {
        next = next_of("problem-general");
    }
    let again = format!("{}.again", problem.0.key);
    if offers_resubmit && texts.has(state.language, &again) {
        next = again;
    }
    (fill(&problem.0.key), fill(&next))
}

/// The last digits of an id, in two groups, as they are read out on the telephone: `7756-55DD`.
fn short_number(id: &str) -> String {
    const DIGITS: usize = 8;
    let digits: String = id.chars().filter(char::is_ascii_hexdigit).collect();
    let (first, second) =
        digits[digits.len().saturating_sub(DIGITS)..].split_at(DIGITS.min(digits.len()) / 2);
    format!("{first}-{second}").to_uppercase()
}
