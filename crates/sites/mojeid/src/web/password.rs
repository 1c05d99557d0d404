//! A new password, for somebody who has just shown the present one and a passcode.

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use web::{FormErrors, Page, Problem, View};

use super::current_account::{self, CurrentAccount};
use super::reauthentication::{self, Reauthenticated, ReauthenticatedForm};
use super::{AppState, form_errors, known_browser};
use crate::acts::change_guard;
use crate::acts::change_password::{self, ChangePasswordError};
use crate::rules::field_errors::Reason;

pub(crate) const PATH: &str = "/settings/password";

#[derive(Template)]
#[template(path = "password.html")]
pub(crate) struct PasswordPage {
    pub(crate) page: Page,
    pub(crate) errors: FormErrors,
    pub(crate) user_name: String,
    /// That the form was opened in time.
    pub(crate) opened: String,
}

#[derive(Deserialize)]
pub(crate) struct PasswordForm {
    #[serde(default)]
    password: String,
    #[serde(default)]
    new_password: String,
}

/// Where password managers look for the form (W3C, A Well-Known URL for Changing Passwords).
pub(crate) async fn well_known() -> Redirect {
    Redirect::to(PATH)
}

pub(crate) async fn show(State(app): State<AppState>, Reauthenticated(current): Reauthenticated) -> Response {
    page(&app, &current, FormErrors::new())
}

pub(crate) async fn change(
    State(app): State<AppState>,
    headers: HeaderMap,
    ReauthenticatedForm(current, form): ReauthenticatedForm<PasswordForm>,
) -> Result<Response, Problem> {
    let client = known_browser::client_info(&app, current.visitor(), &headers);
    let (now, session) = (current.now(), current.session());
    match change_password::change_password(
        &app.context,
        now,
        session,
        &form.password,
        &form.new_password,
        &client,
    )
    .await
    {
        Ok((cookie, kept)) => {
            let next = Redirect::to("/settings?done=password");
            Ok((app.context.site.session_cookie(&cookie), known_browser::keep(&app, &kept), next)
                .into_response())
        }
        Err(ChangePasswordError::Refused(why)) => Ok(reauthentication::not_now(&current, why)),
        Err(error) => Ok(page(&app, &current, about(&current, error)?)),
    }
}

fn about(current: &CurrentAccount, error: ChangePasswordError) -> Result<FormErrors, Problem> {
    let (page, mut errors) = (&current.page(), FormErrors::new());
    match error {
        ChangePasswordError::New(problem) => {
            form_errors::add(&mut errors, page, "new_password", problem.reason());
        }
        ChangePasswordError::Same => {
            errors.add("new_password", "error-password-same");
        }
        ChangePasswordError::Present(error) => reauthentication::about_password(&mut errors, current, error)?,
        ChangePasswordError::Password(error) => return Err(form_errors::busy(error)),
        ChangePasswordError::Store(error) => return Err(error.into()),
        ChangePasswordError::LoggedOut | ChangePasswordError::Refused(_) => {
            return Err(current_account::logged_out());
        }
    }
    Ok(errors)
}

fn page(app: &AppState, current: &CurrentAccount, errors: FormErrors) -> Response {
    let head = errors.head();
    let user_name = current.account.user_name.to_string();
    let opened = change_guard::form_token(&app.context, current.session());
    (head, View(PasswordPage { page: current.page(), errors, user_name, opened })).into_response()
}
