//! PIN3 and the password (B8).

use askama::Template;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use values::Timestamp;
use web::{Form, FormErrors, NoFields, Page, Problem, View};

use super::current_account::{self, CurrentAccount};
use super::postal_info::{self, PendingPostalChange};
use super::{AppState, form_errors, formatting, reauthentication, wait};
use crate::acts::change_postal_info::{self, ConfirmPostalChangeError, ConfirmedPostalChange};
use crate::acts::identify::{self, Identification};
use crate::acts::letter::{self, Letter, LetterPin};
use crate::rules::account::{Account, State as AccountState};
use crate::rules::postal_change::PostalChange;
use crate::rules::recovery::contact_locked_until;

#[derive(Template)]
#[template(path = "settings.html")]
pub(crate) struct SettingsPage {
    pub(crate) page: Page,
    pub(crate) errors: FormErrors,
    pub(crate) account: Account,
    pub(crate) pin3: LetterPin,
    pub(crate) change: Option<PostalChange>,
    pub(crate) now: Timestamp,
    pub(crate) done: Option<Done>,
}

/// What was just done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Done {
    Identified,
    Moved,
    Letter,
    Password,
    Language,
    #[serde(other)]
    Other,
}

impl SettingsPage {
    /// What waits for PIN3 of an identified account.
    fn waiting(&self) -> Option<PendingPostalChange> {
        postal_info::waiting(&self.page, self.now, self.change.as_ref(), &self.pin3)
    }

    /// What became of the letter of an account that is not identified.
    fn letter(&self) -> String {
        postal_info::letter(
            &self.page,
            self.now,
            &self.pin3,
            &formatting::account_address(&self.page, &self.account),
        )
    }

    /// Whether a PIN3 is expected.
    fn asks(&self) -> bool {
        !self.account.state.is_identified() || self.change.is_some()
    }

    /// Until when what waits cannot be proven, because access was recovered.
    fn locked_until(&self) -> Option<String> {
        let until = contact_locked_until(self.account.recovered_at, self.now);
        until.filter(|_| self.change.is_some()).map(|until| self.page.format_datetime(until))
    }

    /// Whether there is a PIN3 that can be entered.
    fn can_be_entered(&self) -> bool {
        self.locked_until().is_none() && matches!(self.pin3.newest, codes::CodeState::Waiting { .. })
    }

    fn identified_at(&self) -> Option<String> {
        match &self.account.state {
            AccountState::Identified(identified) => Some(self.page.format_datetime(identified.identified_at)),
            _ => None,
        }
    }

    fn letter_allowed(&self) -> Option<String> {
        self.pin3.allowed_at.map(|at| wait::when(&self.page, self.now, at))
    }
}

#[derive(Deserialize)]
pub(crate) struct SettingsQuery {
    done: Option<Done>,
}

#[derive(Deserialize)]
pub(crate) struct Pin3Form {
    #[serde(default)]
    pin3: String,
}

pub(crate) async fn show(
    State(app): State<AppState>,
    current: CurrentAccount,
    Query(query): Query<SettingsQuery>,
) -> Result<Response, Problem> {
    page(&app, &current, FormErrors::new(), query.done).await
}

pub(crate) async fn enter_pin3(
    State(app): State<AppState>,
    current: CurrentAccount,
    Form(form): Form<Pin3Form>,
) -> Result<Response, Problem> {
    let (now, client) = (current.now(), current.client_info());
    if current.account.state.is_identified() {
        return move_in(&app, &current, &form.pin3).await;
    }
    match identify::identify(&app.context, now, current.id(), &form.pin3, &client).await? {
        Identification::Identified => Ok(Redirect::to("/settings?done=identified").into_response()),
        Identification::NotExpected => Ok(Redirect::to("/settings").into_response()),
        Identification::Refused(rejection) => refused(&app, &current, &form.pin3, rejection).await,
    }
}

/// PIN3 of the letter to a new name or address.
async fn move_in(app: &AppState, current: &CurrentAccount, pin3: &str) -> Result<Response, Problem> {
    let (now, client) = (current.now(), current.client_info());
    match change_postal_info::confirm_postal_change(
        &app.context,
        now,
        current.session(),
        current.id(),
        pin3,
        &client,
    )
    .await
    {
        Ok(ConfirmedPostalChange::In(cookie)) => {
            Ok((app.context.site.session_cookie(&cookie), Redirect::to("/settings?done=moved"))
                .into_response())
        }
        Ok(ConfirmedPostalChange::NotExpected) => Ok(Redirect::to("/settings").into_response()),
        Ok(ConfirmedPostalChange::Refused(rejection)) => refused(app, current, pin3, rejection).await,
        Err(ConfirmPostalChangeError::LoggedOut) => Err(current_account::logged_out()),
        Err(ConfirmPostalChangeError::Refused(why)) => Ok(reauthentication::not_now(current, why)),
        Err(ConfirmPostalChangeError::Store(error)) => Err(error.into()),
    }
}

async fn refused(
    app: &AppState,
    current: &CurrentAccount,
    pin3: &str,
    rejection: codes::CodeRejection,
) -> Result<Response, Problem> {
    let mut errors = FormErrors::new();
    form_errors::add_entered_code(&mut errors, &current.page(), "pin3", "pin3-label", pin3, rejection);
    page(app, current, errors, None).await
}

pub(crate) async fn request_letter(
    State(app): State<AppState>,
    current: CurrentAccount,
    Form(NoFields {}): Form<NoFields>,
) -> Result<Response, Problem> {
    match letter::request_letter(&app.context, current.now(), current.id(), &current.client_info()).await? {
        Letter::Sent | Letter::Due { .. } => Ok(Redirect::to("/settings?done=letter").into_response()),
        Letter::NotExpected => Ok(Redirect::to("/settings").into_response()),
        Letter::TooSoon { allowed_at } => {
            let mut errors = FormErrors::new();
            wait::tell(&mut errors, &current.page(), "letter", "sending-too-soon", current.now(), allowed_at);
            page(&app, &current, errors, None).await
        }
    }
}

async fn page(
    app: &AppState,
    current: &CurrentAccount,
    errors: FormErrors,
    done: Option<Done>,
) -> Result<Response, Problem> {
    let pin3 = letter::letter_pin(&app.context, current.now(), current.id()).await?;
    let head = errors.head();
    let change = change_postal_info::postal_change(&app.context, current.id()).await?;
    let (account, now, page) = (current.account.clone(), current.now(), current.page());
    Ok((head, View(SettingsPage { page, errors, account, pin3, change, now, done })).into_response())
}
