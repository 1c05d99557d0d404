//! One account by which a person can log in: disconnected, or allowed again (mission: A7).

use std::sync::Arc;

use ::web::{Form, FormErrors, NoFields, Page, Problem, View};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::proven::Proven;
use crate::acts::Hub;
use crate::acts::accounts::{self as acts, Account, AccountError};
use crate::rules::last_method::Consequence;

const LIST: &str = "/portal/methods";

#[derive(Template)]
#[template(path = "portal/linked_account.html")]
struct AccountPage {
    page: Page,
    errors: FormErrors,
    method: String,
    number: String,
    since: String,
    /// Whether it would be allowed again, instead of disconnected.
    allows: bool,
    /// Whether this browser was signed in by it.
    is_own: bool,
    /// Whether nothing is left to log in by.
    is_last: bool,
}

/// The word that the person knows what they do.
#[derive(Deserialize)]
pub(super) struct Confirmed {
    understand: Option<String>,
}

pub(super) async fn warn(
    State(hub): State<Arc<Hub>>,
    Path(number): Path<String>,
    person: Proven,
) -> Result<Response, Problem> {
    warning(&hub, &person, &number, FormErrors::new()).await
}

pub(super) async fn disconnect(
    State(hub): State<Arc<Hub>>,
    Path(number): Path<String>,
    person: Proven,
    Form(sent): Form<Confirmed>,
) -> Result<Response, Problem> {
    let understood = sent.understand.is_some();
    match acts::disconnect(&hub, person.whose_accounts(), &number, understood).await {
        // This browser is logged out too, and told so.
        Ok(account) if account.is_own => Ok(Redirect::to("/logout/done").into_response()),
        Ok(account) => {
            let name = hub.desk.method_name(&account.link.method, person.page().language()).to_owned();
            Ok(person.redirect_with_flash(LIST, "done-account-disconnected", &name).into_response())
        }
        Err(AccountError::LastOne) => {
            let errors = FormErrors::one("understand", "account-understand-error");
            let page = warning(&hub, &person, &number, errors).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn ask(
    State(hub): State<Arc<Hub>>,
    Path(number): Path<String>,
    person: Proven,
) -> Result<Response, Problem> {
    let account = acts::to_allow(&hub, person.whose_accounts(), &number).await?;
    Ok(page(&hub, &person, account, false, FormErrors::new()).into_response())
}

pub(super) async fn allow(
    State(hub): State<Arc<Hub>>,
    Path(number): Path<String>,
    person: Proven,
    Form(NoFields {}): Form<NoFields>,
) -> Result<Response, Problem> {
    let method = acts::allow(&hub, person.whose_accounts(), &number).await?;
    let name = hub.desk.method_name(&method, person.page().language()).to_owned();
    Ok(person.redirect_with_flash(LIST, "done-account-allowed", &name).into_response())
}

async fn warning(hub: &Hub, person: &Proven, number: &str, errors: FormErrors) -> Result<Response, Problem> {
    let (account, left) = acts::to_disconnect(hub, person.whose_accounts(), number).await?;
    let is_last = left == Consequence::NothingRemains;
    Ok(page(hub, person, account, is_last, errors).into_response())
}

fn page(
    hub: &Hub,
    person: &Proven,
    account: Account,
    is_last: bool,
    errors: FormErrors,
) -> View<AccountPage> {
    let page = person.page();
    View(AccountPage {
        errors,
        method: hub.desk.method_name(&account.link.method, page.language()).to_owned(),
        since: page.format_datetime(account.link.linked_at),
        allows: account.may_be_allowed(),
        number: account.number,
        is_own: account.is_own,
        is_last,
        page,
    })
}

impl From<AccountError> for Problem {
    fn from(error: AccountError) -> Self {
        match error {
            AccountError::NoSuchAccount => {
                Self::new(StatusCode::NOT_FOUND, "account-gone").action(LIST, "portal-methods")
            }
            // The form asks; this was sent without its answer.
            AccountError::LastOne => Self::bad_request(),
            AccountError::NotOwn => {
                Self::new(StatusCode::FORBIDDEN, "account-not-own").action(LIST, "portal-methods")
            }
            AccountError::Store(error) => error.into(),
        }
    }
}
