//! PIN3 and the password (B8).

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use web::{Form, FormErrors, Page, Problem, View};

use super::owner::Owner;
use super::{shown, told};
use crate::Mojeid;
use crate::acts::identify::{Identification, Letter, Pin3};
use crate::rules::account::{Account, State as AccountState};

#[derive(Template)]
#[template(path = "settings.html")]
pub(super) struct SettingsPage {
    pub(super) page: Page,
    pub(super) errors: FormErrors,
    pub(super) account: Account,
    pub(super) pin3: Pin3,
    pub(super) done: Option<Done>,
}

/// What was just done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Done {
    Identified,
    Letter,
    Password,
    Language,
    #[serde(other)]
    Other,
}

impl SettingsPage {
    fn address(&self) -> String {
        shown::address_of(&self.page, &self.account)
    }

    /// When the letter whose PIN3 counts was sent.
    fn sent_at(&self) -> Option<String> {
        match self.pin3.newest {
            codes::State::Waiting { issued_at, .. } => Some(self.page.moment(issued_at)),
            _ => None,
        }
    }

    fn identified_at(&self) -> Option<String> {
        match &self.account.state {
            AccountState::Identified(identified) => Some(self.page.moment(identified.identified_at)),
            _ => None,
        }
    }

    fn letter_allowed_at(&self) -> Option<String> {
        self.pin3.allowed_at.map(|at| self.page.moment(at))
    }
}

#[derive(Deserialize)]
pub(super) struct SettingsQuery {
    done: Option<Done>,
}

#[derive(Deserialize)]
pub(super) struct Pin3Form {
    #[serde(default)]
    pin3: String,
}

/// A form that is only a button.
#[derive(Deserialize)]
pub(super) struct Button {}

pub(super) async fn show(
    State(mojeid): State<Mojeid>,
    owner: Owner,
    Query(query): Query<SettingsQuery>,
) -> Result<Response, Problem> {
    page(&mojeid, &owner, FormErrors::new(), query.done).await
}

pub(super) async fn enter_pin3(
    State(mojeid): State<Mojeid>,
    owner: Owner,
    Form(form): Form<Pin3Form>,
) -> Result<Response, Problem> {
    match mojeid.identify(owner.now(), owner.id(), &form.pin3, &owner.origin()).await? {
        Identification::Identified => Ok(Redirect::to("/settings?done=identified").into_response()),
        Identification::NotExpected => Ok(Redirect::to("/settings").into_response()),
        Identification::Refused(outcome) => {
            let mut errors = FormErrors::new();
            told::about_code(&mut errors, "pin3", outcome);
            page(&mojeid, &owner, errors, None).await
        }
    }
}

pub(super) async fn ask_for_letter(
    State(mojeid): State<Mojeid>,
    owner: Owner,
    Form(Button {}): Form<Button>,
) -> Result<Response, Problem> {
    match mojeid.ask_for_letter(owner.now(), owner.id(), &owner.origin()).await? {
        Letter::Sent => Ok(Redirect::to("/settings?done=letter").into_response()),
        Letter::NotExpected => Ok(Redirect::to("/settings").into_response()),
        Letter::TooSoon { allowed_at } => {
            let mut errors = FormErrors::new();
            errors.add("letter", "sending-too-soon").at("when", allowed_at);
            page(&mojeid, &owner, errors, None).await
        }
    }
}

async fn page(
    mojeid: &Mojeid,
    owner: &Owner,
    errors: FormErrors,
    done: Option<Done>,
) -> Result<Response, Problem> {
    let pin3 = mojeid.pin3(owner.now(), owner.id()).await?;
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let account = owner.account.clone();
    Ok((status, View(SettingsPage { page: owner.page(), errors, account, pin3, done })).into_response())
}
