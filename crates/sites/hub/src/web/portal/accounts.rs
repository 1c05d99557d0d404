//! One account by which a person can log in: disconnected, or allowed again (mission: A7).

use ::web::{FormErrors, NoFields, Page, Problem, View};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::recently_authenticated::{RecentForm, RecentlyAuthenticated};
use crate::acts::accounts::{self as acts, Account, AccountError};
use crate::rules::last_method::Consequence;
use crate::web::AppState;

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
    /// That the page was opened in time.
    opened: String,
}

/// The word that the person knows what they do.
#[derive(Deserialize)]
pub(super) struct Confirmed {
    understand: Option<String>,
}

pub(super) async fn warn(
    State(app): State<AppState>,
    Path(number): Path<String>,
    person: RecentlyAuthenticated,
) -> Result<Response, Problem> {
    warning(&app, &person, &number, FormErrors::new()).await
}

pub(super) async fn disconnect(
    State(app): State<AppState>,
    Path(number): Path<String>,
    RecentForm(person, form): RecentForm<Confirmed>,
) -> Result<Response, Problem> {
    let understood = form.understand.is_some();
    match acts::disconnect(&app.context, &app.provider, person.actor(), &number, understood).await {
        // This browser is logged out too, and told so.
        Ok(account) if account.is_own => Ok(Redirect::to("/logout/done").into_response()),
        Ok(account) => {
            let name = app.context.method_name(&account.link.method, person.page().language()).to_owned();
            Ok(person.redirect_with_flash(LIST, "done-account-disconnected", &name).into_response())
        }
        Err(AccountError::LastOne) => {
            let errors = FormErrors::one("understand", "account-understand-error");
            let page = warning(&app, &person, &number, errors).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn ask(
    State(app): State<AppState>,
    Path(number): Path<String>,
    person: RecentlyAuthenticated,
) -> Result<Response, Problem> {
    let account = acts::to_allow(&app.context, person.actor(), &number).await?;
    Ok(page(&app, &person, account, false, FormErrors::new()).into_response())
}

pub(super) async fn allow(
    State(app): State<AppState>,
    Path(number): Path<String>,
    RecentForm(person, NoFields {}): RecentForm<NoFields>,
) -> Result<Response, Problem> {
    let method = acts::allow(&app.context, &app.provider, person.actor(), &number).await?;
    let name = app.context.method_name(&method, person.page().language()).to_owned();
    Ok(person.redirect_with_flash(LIST, "done-account-allowed", &name).into_response())
}

async fn warning(
    app: &AppState,
    person: &RecentlyAuthenticated,
    number: &str,
    errors: FormErrors,
) -> Result<Response, Problem> {
    let (account, left) = acts::to_disconnect(&app.context, person.actor(), number).await?;
    let is_last = left == Consequence::NothingRemains;
    Ok(page(app, person, account, is_last, errors).into_response())
}

fn page(
    app: &AppState,
    person: &RecentlyAuthenticated,
    account: Account,
    is_last: bool,
    errors: FormErrors,
) -> View<AccountPage> {
    let page = person.page();
    View(AccountPage {
        errors,
        method: app.context.method_name(&account.link.method, page.language()).to_owned(),
        since: page.format_datetime(account.link.linked_at),
        allows: account.may_be_allowed(),
        number: account.number,
        is_own: account.is_own,
        is_last,
        opened: app.context.hashes.form_mark(person.session()),
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
