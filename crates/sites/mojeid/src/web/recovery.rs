//! Getting back in: a forgotten password, a forgotten user name.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use web::{Form, FormErrors, NoFields, Page, Problem, RequestContext, View};

use super::flow::with_interaction;
use super::{AppState, current_account, form_errors, wait};
use crate::acts::recover::{self, CodeSent, RecoverError, RecoveryLink, RecoveryRequestError};
use crate::rules::field_errors::Reason;
use crate::rules::identifier::LoginNameProblem;

const DONE: &str = "/login?done=recovered";

/// The forgotten password, or the forgotten name.
#[derive(Template)]
#[template(path = "recovery.html")]
pub(crate) struct RecoveryPage {
    pub(crate) page: Page,
    pub(crate) errors: FormErrors,
    pub(crate) what: What,
    pub(crate) value: String,
    /// What waits for the login, after all.
    pub(crate) interaction: Option<String>,
}

/// What was sent, if there was anybody to send it to.
#[derive(Template)]
#[template(path = "recovery_sent.html")]
pub(crate) struct SentPage {
    pub(crate) page: Page,
    pub(crate) what: What,
    pub(crate) interaction: Option<String>,
}

impl RecoveryPage {
    fn href(&self, path: &str) -> String {
        with_interaction(path, self.interaction.as_deref())
    }
}

impl SentPage {
    fn login_href(&self) -> String {
        with_interaction("/login", self.interaction.as_deref())
    }
}

/// The page of the link: code and new password.
#[derive(Template)]
#[template(path = "recovery_link.html")]
pub(crate) struct LinkPage {
    pub(crate) page: Page,
    pub(crate) errors: FormErrors,
    pub(crate) link: String,
    pub(crate) user_name: String,
    pub(crate) to: String,
    /// A code was sent and can be entered.
    pub(crate) waits: bool,
}

/// What was forgotten.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum What {
    #[default]
    Password,
    Name,
}

#[derive(Deserialize)]
pub(crate) struct SentQuery {
    #[serde(default)]
    what: What,
    interaction: Option<String>,
}

#[derive(Deserialize)]
pub(crate) struct RecoveryQuery {
    interaction: Option<String>,
}

#[derive(Deserialize)]
pub(crate) struct AskForm {
    #[serde(default)]
    name: String,
    interaction: Option<String>,
}

#[derive(Deserialize)]
pub(crate) struct NamesForm {
    #[serde(default)]
    email: String,
    interaction: Option<String>,
}

#[derive(Deserialize)]
pub(crate) struct NewPasswordForm {
    #[serde(default)]
    code: String,
    #[serde(default)]
    new_password: String,
}

pub(crate) async fn show(visitor: RequestContext, Query(query): Query<RecoveryQuery>) -> Response {
    form(&visitor, FormErrors::new(), What::Password, String::new(), query.interaction)
}

pub(crate) async fn show_names(visitor: RequestContext, Query(query): Query<RecoveryQuery>) -> Response {
    form(&visitor, FormErrors::new(), What::Name, String::new(), query.interaction)
}

pub(crate) async fn ask(
    State(app): State<AppState>,
    visitor: RequestContext,
    Form(AskForm { name, interaction }): Form<AskForm>,
) -> Result<Response, Problem> {
    match recover::request_recovery(
        &app.context,
        visitor.now(),
        &name,
        &current_account::client_info(&visitor),
    )
    .await
    {
        Ok(()) => Ok(sent_to("/recovery/sent", interaction.as_deref())),
        Err(error) => Ok(form(&visitor, about(&visitor, "name", error)?, What::Password, name, interaction)),
    }
}

pub(crate) async fn ask_names(
    State(app): State<AppState>,
    visitor: RequestContext,
    Form(NamesForm { email, interaction }): Form<NamesForm>,
) -> Result<Response, Problem> {
    match recover::request_user_names(
        &app.context,
        visitor.now(),
        &email,
        &current_account::client_info(&visitor),
    )
    .await
    {
        Ok(()) => Ok(sent_to("/recovery/sent?what=name", interaction.as_deref())),
        Err(error) => Ok(form(&visitor, about(&visitor, "email", error)?, What::Name, email, interaction)),
    }
}

pub(crate) async fn sent(visitor: RequestContext, Query(query): Query<SentQuery>) -> View<SentPage> {
    let SentQuery { what, interaction } = query;
    View(SentPage { page: visitor.page(), what, interaction })
}

fn sent_to(path: &str, interaction: Option<&str>) -> Response {
    Redirect::to(&with_interaction(path, interaction)).into_response()
}

/// Opening the link does nothing: mail programs open links too.
pub(crate) async fn show_link(
    State(app): State<AppState>,
    visitor: RequestContext,
    Path(link): Path<String>,
) -> Result<Response, Problem> {
    link_page(&app, &visitor, link, FormErrors::new()).await
}

pub(crate) async fn send_code(
    State(app): State<AppState>,
    visitor: RequestContext,
    Path(link): Path<String>,
    Form(NoFields {}): Form<NoFields>,
) -> Result<Response, Problem> {
    match recover::send_recovery_code(
        &app.context,
        visitor.now(),
        &link,
        &current_account::client_info(&visitor),
    )
    .await?
    {
        CodeSent::Sent | CodeSent::Gone => Ok(Redirect::to(&format!("/recovery/{link}")).into_response()),
        CodeSent::TooSoon { allowed_at } => {
            let mut errors = FormErrors::new();
            wait::tell(&mut errors, &visitor.page(), "code", "sending-too-soon", visitor.now(), allowed_at);
            link_page(&app, &visitor, link, errors).await
        }
    }
}

pub(crate) async fn recover(
    State(app): State<AppState>,
    visitor: RequestContext,
    Path(link): Path<String>,
    Form(sent): Form<NewPasswordForm>,
) -> Result<Response, Problem> {
    let NewPasswordForm { code, new_password } = &sent;
    let mut errors = FormErrors::new();
    match recover::recover(
        &app.context,
        visitor.now(),
        &link,
        code,
        new_password,
        &current_account::client_info(&visitor),
    )
    .await
    {
        // The same form sent twice comes to where the first one came.
        Ok(()) | Err(RecoverError::Used) => return Ok(Redirect::to(DONE).into_response()),
        Err(RecoverError::Gone) => return Err(gone()),
        Err(RecoverError::Code(outcome)) => form_errors::add_code(&mut errors, "code", outcome),
        Err(RecoverError::New(problem)) => {
            form_errors::add(&mut errors, &visitor.page(), "new_password", problem.reason());
        }
        Err(RecoverError::Password(error)) => return Err(form_errors::busy(error)),
        Err(RecoverError::Store(error)) => return Err(error.into()),
    }
    link_page(&app, &visitor, link, errors).await
}

fn about(
    visitor: &RequestContext,
    field: &'static str,
    error: RecoveryRequestError,
) -> Result<FormErrors, Problem> {
    let (page, mut errors) = (&visitor.page(), FormErrors::new());
    match error {
        RecoveryRequestError::Name(LoginNameProblem::Missing) => {
            form_errors::add(&mut errors, page, field, "empty");
        }
        RecoveryRequestError::Name(LoginNameProblem::OtherProvider) => {
            errors.add(field, "login-other-provider");
        }
        RecoveryRequestError::Name(LoginNameProblem::NotAnIdentifier) => {
            errors.add(field, "login-not-a-name");
        }
        RecoveryRequestError::NotAnEmail => {
            errors.add(field, "error-email-form");
        }
        RecoveryRequestError::TooMany { until } => {
            wait::tell(&mut errors, page, field, "recovery-too-many", visitor.now(), until);
        }
        RecoveryRequestError::Store(error) => return Err(error.into()),
    }
    Ok(errors)
}

fn form(
    visitor: &RequestContext,
    errors: FormErrors,
    what: What,
    value: String,
    interaction: Option<String>,
) -> Response {
    let page = visitor.page();
    (errors.head(), View(RecoveryPage { page, errors, what, value, interaction })).into_response()
}

async fn link_page(
    app: &AppState,
    visitor: &RequestContext,
    link: String,
    errors: FormErrors,
) -> Result<Response, Problem> {
    match recover::recovery(&app.context, visitor.now(), &link).await? {
        RecoveryLink::Gone => Err(gone()),
        RecoveryLink::Used => Ok(Redirect::to(DONE).into_response()),
        RecoveryLink::Open { account, code } => {
            let waits = matches!(code, codes::CodeState::Waiting { .. });
            let (user_name, to) = (account.user_name.to_string(), account.contact.phone.masked());
            let head = errors.head();
            let view = LinkPage { page: visitor.page(), errors, link, user_name, to, waits };
            Ok((head, View(view)).into_response())
        }
    }
}

fn gone() -> Problem {
    Problem::new(StatusCode::GONE, "problem-recovery-gone").action("/recovery", "recovery-title")
}
