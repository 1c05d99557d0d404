//! Changing name, address and company: what waits, and how it is cancelled.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use values::Timestamp;
use web::{Choice, Form, FormErrors, NoFields, Page, Problem, RequestContext, View};

use super::owner::{self, Owner};
use super::proof::{self, ContactChange, ContactForm};
use super::{shown, told, wait};
use crate::Mojeid;
use crate::acts::change_place::{ChangePlaceError, Changed};
use crate::acts::letter::{Letter, Pin3};
use crate::rules::contact::EnteredPlace;
use crate::rules::place_change::{PlaceChange, PlaceChangeId};

#[derive(Template)]
#[template(path = "contact.html")]
pub(super) struct ContactPage {
    pub(super) page: Page,
    pub(super) errors: FormErrors,
    pub(super) form: EnteredPlace,
    /// Whether what PIN3 has proven counts until the new letter's PIN3 is entered.
    pub(super) identified: bool,
    /// What waits already.
    pub(super) waiting: Option<WaitingPlace>,
    /// When a letter can leave, if not at once.
    pub(super) letter_from: Option<String>,
    /// That the form was opened in time.
    pub(super) opened: String,
}

impl ContactPage {
    fn countries(&self) -> Vec<Choice> {
        let country =
            |code: &str, key| Choice::new(code, self.page.text(key)).checked(self.form.country == code);
        vec![country("CZ", "country-cz"), country("SK", "country-sk")]
    }
}

/// A name and address that wait for PIN3, as pages show them.
#[derive(Clone)]
pub(super) struct WaitingPlace {
    pub(super) name: String,
    pub(super) address: String,
    /// What became of the letter.
    pub(super) letter: String,
}

#[derive(Template)]
#[template(path = "cancel.html")]
pub(super) struct CancelPage {
    pub(super) page: Page,
    pub(super) link: PlaceChangeId,
    pub(super) user_name: String,
}

#[derive(Template)]
#[template(path = "cancelled.html")]
pub(super) struct CancelledPage {
    pub(super) page: Page,
    pub(super) user_name: String,
}

pub(super) async fn show(State(mojeid): State<Mojeid>, owner: ContactChange) -> Result<Response, Problem> {
    let change = mojeid.place_change(owner.id()).await?;
    let contact = &owner.account.contact;
    let (name, address) = match &change {
        Some(change) => (&change.name, &change.address),
        None => (&contact.name, &contact.address),
    };
    let company = contact.company.as_ref();
    let form = EnteredPlace {
        given_name: name.given().to_owned(),
        family_name: name.family().to_owned(),
        street: address.street().to_owned(),
        city: address.city().to_owned(),
        postal_code: address.postal_code().to_owned(),
        country: address.country().to_string(),
        company_name: company.map(|company| company.name.clone()).unwrap_or_default(),
        company_number: company.map(|company| company.number.to_string()).unwrap_or_default(),
        vat_number: company
            .and_then(|company| company.vat_number.as_ref())
            .map(ToString::to_string)
            .unwrap_or_default(),
    };
    form_page(&mojeid, &owner, FormErrors::new(), form).await
}

pub(super) async fn change(
    State(mojeid): State<Mojeid>,
    ContactForm(owner, form): ContactForm<EnteredPlace>,
) -> Result<Response, Problem> {
    match mojeid.change_place(owner.now(), owner.session(), &form, &owner.origin()).await {
        Ok(changed) => {
            let done = match changed {
                Changed::Nothing => "nothing",
                Changed::Stored => "changed",
                Changed::Corrected(Letter::Due { .. }) => "corrected-later",
                Changed::Corrected(_) => "corrected",
                Changed::Waits(Letter::Due { .. }) => "waits-later",
                Changed::Waits(_) => "waits",
                Changed::StillWaits => "still-waits",
                Changed::Cancelled => "cancelled",
            };
            Ok(Redirect::to(&format!("/profile?done={done}")).into_response())
        }
        Err(ChangePlaceError::Refused(complaints)) => {
            let (page, mut errors) = (owner.page(), FormErrors::new());
            for complaint in complaints {
                told::about_contact(&mut errors, &page, complaint);
            }
            form_page(&mojeid, &owner, errors, form).await
        }
        Err(ChangePlaceError::NotNow(why)) => Ok(proof::not_now(&owner, why)),
        Err(ChangePlaceError::NotActive) => Err(not_active()),
        Err(ChangePlaceError::Store(error)) => Err(error.into()),
    }
}

pub(super) async fn cancel(
    State(mojeid): State<Mojeid>,
    owner: Owner,
    Form(NoFields {}): Form<NoFields>,
) -> Result<Response, Problem> {
    mojeid.cancel_place_change(owner.now(), owner.id(), &owner.origin()).await?;
    Ok(Redirect::to("/profile?done=cancelled").into_response())
}

/// The page behind the link in the message about a change: nobody has to log in to stop it.
pub(super) async fn show_link(
    State(mojeid): State<Mojeid>,
    visitor: RequestContext,
    Path(link): Path<String>,
) -> Result<View<CancelPage>, Problem> {
    let link = parse(&link)?;
    let (account, _) = mojeid.place_change_of_link(&link).await?.ok_or_else(no_longer)?;
    Ok(View(CancelPage { page: visitor.page(), link, user_name: account.user_name.to_string() }))
}

pub(super) async fn cancel_by_link(
    State(mojeid): State<Mojeid>,
    visitor: RequestContext,
    Path(link): Path<String>,
    Form(NoFields {}): Form<NoFields>,
) -> Result<View<CancelledPage>, Problem> {
    let link = parse(&link)?;
    let cancelled = mojeid.cancel_by_link(visitor.now(), &link, &owner::origin(&visitor)).await?;
    let account = cancelled.ok_or_else(no_longer)?;
    Ok(View(CancelledPage { page: visitor.page(), user_name: account.user_name.to_string() }))
}

/// What waits for PIN3, for every page that speaks of the account's data.
pub(super) fn waiting(
    page: &Page,
    now: Timestamp,
    change: Option<&PlaceChange>,
    pin3: &Pin3,
) -> Option<WaitingPlace> {
    let PlaceChange { name, address, .. } = change?;
    let (name, address) = (name.to_string(), shown::address(page, address));
    Some(WaitingPlace { name, letter: letter(page, now, pin3, &address), address })
}

/// What became of the letter that goes to an address.
pub(super) fn letter(page: &Page, now: Timestamp, pin3: &Pin3, address: &str) -> String {
    let text = match (pin3.due_at, pin3.newest) {
        (Some(at), _) => page.text("pin3-due").with("when", wait::when(page, now, at)),
        (None, codes::CodeState::Waiting { issued_at, .. }) => {
            page.text("pin3-sent").with("when", page.format_datetime(issued_at))
        }
        (None, codes::CodeState::Exhausted) => page.text("pin3-worn-out"),
        (None, codes::CodeState::Expired) => page.text("pin3-expired"),
        (None, codes::CodeState::NotIssued | codes::CodeState::Redeemed { .. }) => page.text("pin3-not-sent"),
    };
    text.with("address", address).to_string()
}

async fn form_page(
    mojeid: &Mojeid,
    owner: &Owner,
    errors: FormErrors,
    form: EnteredPlace,
) -> Result<Response, Problem> {
    let (page, now) = (owner.page(), owner.now());
    let change = mojeid.place_change(owner.id()).await?;
    let pin3 = mojeid.pin3(now, owner.id()).await?;
    let waiting = waiting(&page, now, change.as_ref(), &pin3);
    let letter_from = pin3.allowed_at.map(|at| wait::when(&page, now, at));
    let identified = owner.account.state.is_identified();
    let head = errors.head();
    let opened = mojeid.form_mark(owner.session());
    let view = View(ContactPage { page, errors, form, identified, waiting, letter_from, opened });
    Ok((head, view).into_response())
}

fn not_active() -> Problem {
    Problem::new(StatusCode::FORBIDDEN, "problem-not-active").action("/settings", "nav-settings")
}

fn parse(link: &str) -> Result<PlaceChangeId, Problem> {
    PlaceChangeId::parse(link).map_err(|_| no_longer())
}

fn no_longer() -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "problem-change-unknown").action("/profile", "nav-profile")
}
