//! One account by which a person can log in: disconnected, or allowed again (mission: A7).

use std::sync::Arc;

use ::web::{Form, FormErrors, NoFields, Page, Problem, View};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::proven::Proven;
use super::told::tell;
use crate::acts::Hub;
use crate::acts::accounts::{self as acts, Account, AccountError};
use crate::acts::methods;

const LIST: &str = "/portal/methods";

#[derive(Template)]
#[template(path = "portal/linked_account.html")]
struct AccountPage {
    page: Page,
    errors: FormErrors,
    method: String,
    mark: String,
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
    Path(mark): Path<String>,
    person: Proven,
) -> Result<Response, Problem> {
    let account = acts::account(&hub, &person.id, person.session(), &mark).await?;
    if !account.may_be_cut {
        return Err(AccountError::Older.into());
    }
    let is_last = is_last(&hub, &person, &account).await?;
    Ok(page(&hub, &person, account, is_last, FormErrors::new()).into_response())
}

pub(super) async fn cut(
    State(hub): State<Arc<Hub>>,
    Path(mark): Path<String>,
    person: Proven,
    Form(sent): Form<Confirmed>,
) -> Result<Response, Problem> {
    let account = acts::account(&hub, &person.id, person.session(), &mark).await?;
    let is_last = is_last(&hub, &person, &account).await?;
    if is_last && sent.understand.is_none() {
        let errors = FormErrors::one("understand", "disconnect-understand-error");
        let page = page(&hub, &person, account, is_last, errors);
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    let link = acts::cut(&hub, &person.id, person.session(), &mark, person.now()).await?;
    let name = hub.desk.method_name(&link.method, person.page().language()).to_owned();
    Ok(tell(&hub, &person, LIST, "done-account-cut", &name).into_response())
}

pub(super) async fn ask(
    State(hub): State<Arc<Hub>>,
    Path(mark): Path<String>,
    person: Proven,
) -> Result<Response, Problem> {
    let account = acts::account(&hub, &person.id, person.session(), &mark).await?;
    Ok(page(&hub, &person, account, false, FormErrors::new()).into_response())
}

pub(super) async fn allow(
    State(hub): State<Arc<Hub>>,
    Path(mark): Path<String>,
    person: Proven,
    Form(NoFields {}): Form<NoFields>,
) -> Result<Response, Problem> {
    let link = acts::allow(&hub, &person.id, person.session(), &mark, person.now()).await?;
    let name = hub.desk.method_name(&link.method, person.page().language()).to_owned();
    Ok(tell(&hub, &person, LIST, "done-account-allowed", &name).into_response())
}

async fn is_last(hub: &Hub, person: &Proven, account: &Account) -> Result<bool, Problem> {
    let all = acts::accounts(hub, &person.id, person.session()).await?;
    let other_account = all.iter().any(|other| other.mark != account.mark && other.link.cut.is_none());
    let states = methods::methods(hub, &person.id).await?;
    let key = states.iter().any(|state| state.method.is_mobile_key() && state.is_connected());
    Ok(!other_account && !key)
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
        mark: account.mark,
        since: page.moment(account.link.linked_at),
        allows: account.link.cut.is_some(),
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
            AccountError::Older => {
                Self::new(StatusCode::FORBIDDEN, "account-older").action(LIST, "portal-methods")
            }
            AccountError::Store(error) => error.into(),
        }
    }
}
