//! A new password.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use web::{Form, FormErrors, Page, Problem, View};

use super::owner::{self, Owner};
use super::told;
use crate::Mojeid;
use crate::acts::change_password::ChangePasswordError;
use crate::acts::login::LoginError;

#[derive(Template)]
#[template(path = "password.html")]
pub(super) struct PasswordPage {
    pub(super) page: Page,
    pub(super) errors: FormErrors,
}

#[derive(Deserialize)]
pub(super) struct PasswordForm {
    #[serde(default)]
    password: String,
    #[serde(default)]
    new_password: String,
}

pub(super) async fn show(owner: Owner) -> View<PasswordPage> {
    View(PasswordPage { page: owner.page(), errors: FormErrors::new() })
}

pub(super) async fn change(
    State(mojeid): State<Mojeid>,
    owner: Owner,
    Form(form): Form<PasswordForm>,
) -> Result<Response, Problem> {
    let (now, origin, session) = (owner.now(), owner.origin(), owner.session());
    let PasswordForm { password, new_password } = &form;
    match mojeid.change_password(now, session, owner.id(), password, new_password, &origin).await {
        Ok(cookie) => Ok((cookie, Redirect::to("/settings?done=password")).into_response()),
        Err(error) => {
            let view = View(PasswordPage { page: owner.page(), errors: about(&owner.page(), error)? });
            Ok((StatusCode::UNPROCESSABLE_ENTITY, view).into_response())
        }
    }
}

fn about(page: &Page, error: ChangePasswordError) -> Result<FormErrors, Problem> {
    let mut errors = FormErrors::new();
    match error {
        ChangePasswordError::Present(LoginError::TooMany { until }) => {
            errors.add("password", "login-too-many").at_second("when", until);
        }
        ChangePasswordError::Present(LoginError::Password(error)) => return Err(told::busy(error)),
        ChangePasswordError::Present(LoginError::Store(error)) | ChangePasswordError::Store(error) => {
            return Err(error.into());
        }
        ChangePasswordError::Present(LoginError::Wrong | LoginError::Name(_)) => {
            errors.add("password", "error-password-wrong");
        }
        ChangePasswordError::New(problem) => {
            told::add(&mut errors, page, "new_password", told::about_password(problem));
        }
        ChangePasswordError::Same => {
            errors.add("new_password", "error-password-same");
        }
        ChangePasswordError::SignedOut => return Err(owner::signed_out()),
        ChangePasswordError::NoAccount => return Err(Problem::not_found()),
    }
    Ok(errors)
}
