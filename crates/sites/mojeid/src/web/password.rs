//! A new password, for somebody who has just shown the present one and a passcode.

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use web::{Form, FormErrors, Page, Problem, View};

use super::owner::{self, Owner};
use super::proof::{self, Proven};
use super::{known, told};
use crate::Mojeid;
use crate::acts::change_password::ChangePasswordError;

pub(super) const PATH: &str = "/settings/password";

#[derive(Template)]
#[template(path = "password.html")]
pub(super) struct PasswordPage {
    pub(super) page: Page,
    pub(super) errors: FormErrors,
    pub(super) user_name: String,
}

#[derive(Deserialize)]
pub(super) struct PasswordForm {
    #[serde(default)]
    new_password: String,
}

/// Where password managers look for the form (W3C, A Well-Known URL for Changing Passwords).
pub(super) async fn well_known() -> Redirect {
    Redirect::to(PATH)
}

pub(super) async fn show(Proven(owner): Proven) -> Response {
    page(&owner, FormErrors::new())
}

pub(super) async fn change(
    State(mojeid): State<Mojeid>,
    Proven(owner): Proven,
    headers: HeaderMap,
    Form(form): Form<PasswordForm>,
) -> Result<Response, Problem> {
    let origin = known::origin(&mojeid, owner.visitor(), &headers);
    match mojeid.change_password(owner.now(), owner.session(), &form.new_password, &origin).await {
        Ok((cookie, kept)) => {
            let next = Redirect::to("/settings?done=password");
            Ok((cookie, known::keep(&mojeid, &kept), next).into_response())
        }
        Err(ChangePasswordError::NotNow(why)) => Ok(proof::not_now(&owner, why)),
        Err(error) => Ok(page(&owner, about(&owner.page(), error)?)),
    }
}

fn about(page: &Page, error: ChangePasswordError) -> Result<FormErrors, Problem> {
    let mut errors = FormErrors::new();
    match error {
        ChangePasswordError::New(problem) => {
            told::add(&mut errors, page, "new_password", told::about_password(problem));
        }
        ChangePasswordError::Same => {
            errors.add("new_password", "error-password-same");
        }
        ChangePasswordError::Password(error) => return Err(told::busy(error)),
        ChangePasswordError::Store(error) => return Err(error.into()),
        ChangePasswordError::SignedOut | ChangePasswordError::NotNow(_) => return Err(owner::signed_out()),
    }
    Ok(errors)
}

fn page(owner: &Owner, errors: FormErrors) -> Response {
    let status = errors.status();
    let user_name = owner.account.user_name.to_string();
    (status, View(PasswordPage { page: owner.page(), errors, user_name })).into_response()
}
