//! PIN3 and the password (B8).

use askama::Template;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use values::Timestamp;
use web::{Form, FormErrors, NoFields, Page, Problem, View};

use super::owner::{self, Owner};
use super::place::{self, WaitingPlace};
use super::{proof, shown, told, wait};
use crate::Mojeid;
use crate::acts::change_place::{MoveError, Moved};
use crate::acts::identify::Identification;
use crate::acts::letter::{Letter, Pin3};
use crate::rules::account::{Account, State as AccountState};
use crate::rules::place_change::PlaceChange;
use crate::rules::recovery::contact_locked_until;

#[derive(Template)]
#[template(path = "settings.html")]
pub(super) struct SettingsPage {
    pub(super) page: Page,
    pub(super) errors: FormErrors,
    pub(super) account: Account,
    pub(super) pin3: Pin3,
    pub(super) change: Option<PlaceChange>,
    pub(super) now: Timestamp,
    pub(super) done: Option<Done>,
}

/// What was just done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Done {
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
    fn waiting(&self) -> Option<WaitingPlace> {
        place::waiting(&self.page, self.now, self.change.as_ref(), &self.pin3)
    }

    /// What became of the letter of an account that is not identified.
    fn letter(&self) -> String {
        place::letter(&self.page, self.now, &self.pin3, &shown::address_of(&self.page, &self.account))
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
pub(super) struct SettingsQuery {
    done: Option<Done>,
}

#[derive(Deserialize)]
pub(super) struct Pin3Form {
    #[serde(default)]
    pin3: String,
}

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
    let (now, origin) = (owner.now(), owner.origin());
    if owner.account.state.is_identified() {
        return move_in(&mojeid, &owner, &form.pin3).await;
    }
    match mojeid.identify(now, owner.id(), &form.pin3, &origin).await? {
        Identification::Identified => Ok(Redirect::to("/settings?done=identified").into_response()),
        Identification::NotExpected => Ok(Redirect::to("/settings").into_response()),
        Identification::Refused(rejection) => refused(&mojeid, &owner, &form.pin3, rejection).await,
    }
}

/// PIN3 of the letter to a new name or address.
async fn move_in(mojeid: &Mojeid, owner: &Owner, pin3: &str) -> Result<Response, Problem> {
    let (now, origin) = (owner.now(), owner.origin());
    match mojeid.confirm_place(now, owner.session(), owner.id(), pin3, &origin).await {
        Ok(Moved::In(cookie)) => {
            Ok((mojeid.web().session_cookie(&cookie), Redirect::to("/settings?done=moved")).into_response())
        }
        Ok(Moved::NotExpected) => Ok(Redirect::to("/settings").into_response()),
        Ok(Moved::Refused(rejection)) => refused(mojeid, owner, pin3, rejection).await,
        Err(MoveError::SignedOut) => Err(owner::signed_out()),
        Err(MoveError::NotNow(why)) => Ok(proof::not_now(owner, why)),
        Err(MoveError::Store(error)) => Err(error.into()),
    }
}

async fn refused(
    mojeid: &Mojeid,
    owner: &Owner,
    pin3: &str,
    rejection: codes::CodeRejection,
) -> Result<Response, Problem> {
    let mut errors = FormErrors::new();
    told::about_entered_code(&mut errors, &owner.page(), "pin3", "pin3-label", pin3, rejection);
    page(mojeid, owner, errors, None).await
}

pub(super) async fn ask_for_letter(
    State(mojeid): State<Mojeid>,
    owner: Owner,
    Form(NoFields {}): Form<NoFields>,
) -> Result<Response, Problem> {
    match mojeid.ask_for_letter(owner.now(), owner.id(), &owner.origin()).await? {
        Letter::Sent | Letter::Due { .. } => Ok(Redirect::to("/settings?done=letter").into_response()),
        Letter::NotExpected => Ok(Redirect::to("/settings").into_response()),
        Letter::TooSoon { allowed_at } => {
            let mut errors = FormErrors::new();
            wait::tell(&mut errors, &owner.page(), "letter", "sending-too-soon", owner.now(), allowed_at);
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
    let head = errors.head();
    let change = mojeid.place_change(owner.id()).await?;
    let (account, now, page) = (owner.account.clone(), owner.now(), owner.page());
    Ok((head, View(SettingsPage { page, errors, account, pin3, change, now, done })).into_response())
}
