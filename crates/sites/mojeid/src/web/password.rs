//! A new password, for somebody who has just shown the present one and a passcode.

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use web::{FormErrors, Page, Problem, View};

use super::owner::{self, Owner};
use super::proof::{self, Proven, ProvenForm};
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
    /// That the form was opened in time.
    pub(super) opened: String,
}

#[derive(Deserialize)]
pub(super) struct PasswordForm {
    #[serde(default)]
    password: String,
    #[serde(default)]
    new_password: String,
}

/// Where password managers look for the form (W3C, A Well-Known URL for Changing Passwords).
pub(super) async fn well_known() -> Redirect {
    Redirect::to(PATH)
}

pub(super) async fn show(State(mojeid): State<Mojeid>, Proven(owner): Proven) -> Response {
    page(&mojeid, &owner, FormErrors::new())
}

pub(super) async fn change(
    State(mojeid): State<Mojeid>,
    headers: HeaderMap,
    ProvenForm(owner, form): ProvenForm<PasswordForm>,
) -> Result<Response, Problem> {
    let origin = known::origin(&mojeid, owner.visitor(), &headers);
    let (now, session) = (owner.now(), owner.session());
    match mojeid.change_password(now, session, &form.password, &form.new_password, &origin).await {
        Ok((cookie, kept)) => {
            let next = Redirect::to("/settings?done=password");
            Ok((mojeid.web().session_cookie(&cookie), known::keep(&mojeid, &kept), next).into_response())
        }
        Err(ChangePasswordError::NotNow(why)) => Ok(proof::not_now(&owner, why)),
        Err(error) => Ok(page(&mojeid, &owner, about(&owner, error)?)),
    }
}

fn about(owner: &Owner, error: ChangePasswordError) -> Result<FormErrors, Problem> {
    let (page, mut errors) = (&owner.page(), FormErrors::new());
    match error {
        ChangePasswordError::New(problem) => {
            told::add(&mut errors, page, "new_password", told::about_password(problem));
        }
        ChangePasswordError::Same => {
            errors.add("new_password", "error-password-same");
        }
        ChangePasswordError::Present(error) => proof::about_password(&mut errors, owner, error)?,
        ChangePasswordError::Password(error) => return Err(told::busy(error)),
        ChangePasswordError::Store(error) => return Err(error.into()),
        ChangePasswordError::SignedOut | ChangePasswordError::NotNow(_) => return Err(owner::signed_out()),
    }
    Ok(errors)
}

fn page(mojeid: &Mojeid, owner: &Owner, errors: FormErrors) -> Response {
    let head = errors.head();
    let user_name = owner.account.user_name.to_string();
    let opened = mojeid.form_mark(owner.session());
    (head, View(PasswordPage { page: owner.page(), errors, user_name, opened })).into_response()
}
