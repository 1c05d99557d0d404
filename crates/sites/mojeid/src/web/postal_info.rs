//! Changing name, address and company: what waits, and how it is cancelled.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use values::Timestamp;
use web::{Choice, Form, FormErrors, NoFields, Page, Problem, RequestContext, View};

use super::current_account::{self, CurrentAccount};
use super::reauthentication::{self, ContactEditor, ContactEditorForm};
use super::{AppState, form_errors, formatting, wait};
use crate::acts::change_guard;
use crate::acts::change_postal_info::{self, ChangePostalInfoError, PostalInfoChanged};
use crate::acts::letter::{self, Letter, LetterPin};
use crate::rules::contact::ContactForm;
use crate::rules::postal_change::{PostalChange, PostalChangeId};

#[derive(Template)]
#[template(path = "contact.html")]
pub(crate) struct ContactPage {
    pub(crate) page: Page,
    pub(crate) errors: FormErrors,
    pub(crate) form: ContactForm,
    /// Whether what PIN3 has proven counts until the new letter's PIN3 is entered.
    pub(crate) identified: bool,
    /// What waits already.
    pub(crate) waiting: Option<PendingPostalChange>,
    /// When a letter can leave, if not at once.
    pub(crate) letter_from: Option<String>,
    /// That the form was opened in time.
    pub(crate) opened: String,
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
pub(crate) struct PendingPostalChange {
    pub(crate) name: String,
    pub(crate) address: String,
    /// What became of the letter.
    pub(crate) letter: String,
}

#[derive(Template)]
#[template(path = "cancel.html")]
pub(crate) struct CancelPage {
    pub(crate) page: Page,
    pub(crate) link: PostalChangeId,
    pub(crate) user_name: String,
}

#[derive(Template)]
#[template(path = "cancelled.html")]
pub(crate) struct CancelledPage {
    pub(crate) page: Page,
    pub(crate) user_name: String,
}

pub(crate) async fn show(State(app): State<AppState>, current: ContactEditor) -> Result<Response, Problem> {
    let change = change_postal_info::postal_change(&app.context, current.id()).await?;
    let contact = &current.account.contact;
    let (name, address) = match &change {
        Some(change) => (&change.name, &change.address),
        None => (&contact.name, &contact.address),
    };
    let company = contact.company.as_ref();
    let form = ContactForm {
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
    form_page(&app, &current, FormErrors::new(), form).await
}

pub(crate) async fn change(
    State(app): State<AppState>,
    ContactEditorForm(current, form): ContactEditorForm<ContactForm>,
) -> Result<Response, Problem> {
    match change_postal_info::change_postal_info(
        &app.context,
        current.now(),
        current.session(),
        &form,
        &current.client_info(),
    )
    .await
    {
        Ok(changed) => {
            let done = match changed {
                PostalInfoChanged::Nothing => "nothing",
                PostalInfoChanged::Stored => "changed",
                PostalInfoChanged::Corrected(Letter::Due { .. }) => "corrected-later",
                PostalInfoChanged::Corrected(_) => "corrected",
                PostalInfoChanged::Pending(Letter::Due { .. }) => "waits-later",
                PostalInfoChanged::Pending(_) => "waits",
                PostalInfoChanged::StillPending => "still-waits",
                PostalInfoChanged::Cancelled => "cancelled",
            };
            Ok(Redirect::to(&format!("/profile?done={done}")).into_response())
        }
        Err(ChangePostalInfoError::Invalid(field_errors)) => {
            let (page, mut errors) = (current.page(), FormErrors::new());
            form_errors::add_all(&mut errors, &page, &field_errors);
            form_page(&app, &current, errors, form).await
        }
        Err(ChangePostalInfoError::Refused(why)) => Ok(reauthentication::not_now(&current, why)),
        Err(ChangePostalInfoError::NotActive) => Err(not_active()),
        Err(ChangePostalInfoError::Store(error)) => Err(error.into()),
    }
}

pub(crate) async fn cancel(
    State(app): State<AppState>,
    current: CurrentAccount,
    Form(NoFields {}): Form<NoFields>,
) -> Result<Response, Problem> {
    change_postal_info::cancel_postal_change(
        &app.context,
        current.now(),
        current.id(),
        &current.client_info(),
    )
    .await?;
    Ok(Redirect::to("/profile?done=cancelled").into_response())
}

/// The page behind the link in the message about a change: nobody has to log in to stop it.
pub(crate) async fn show_link(
    State(app): State<AppState>,
    visitor: RequestContext,
    Path(link): Path<String>,
) -> Result<View<CancelPage>, Problem> {
    let link = parse(&link)?;
    let (account, _) =
        change_postal_info::postal_change_by_link(&app.context, &link).await?.ok_or_else(no_longer)?;
    Ok(View(CancelPage { page: visitor.page(), link, user_name: account.user_name.to_string() }))
}

pub(crate) async fn cancel_postal_change_by_link(
    State(app): State<AppState>,
    visitor: RequestContext,
    Path(link): Path<String>,
    Form(NoFields {}): Form<NoFields>,
) -> Result<View<CancelledPage>, Problem> {
    let link = parse(&link)?;
    let cancelled = change_postal_info::cancel_postal_change_by_link(
        &app.context,
        visitor.now(),
        &link,
        &current_account::client_info(&visitor),
    )
    .await?;
    let account = cancelled.ok_or_else(no_longer)?;
    Ok(View(CancelledPage { page: visitor.page(), user_name: account.user_name.to_string() }))
}

/// What waits for PIN3, for every page that speaks of the account's data.
pub(crate) fn waiting(
    page: &Page,
    now: Timestamp,
    change: Option<&PostalChange>,
    pin3: &LetterPin,
) -> Option<PendingPostalChange> {
    let PostalChange { name, address, .. } = change?;
    let (name, address) = (name.to_string(), formatting::address(page, address));
    Some(PendingPostalChange { name, letter: letter(page, now, pin3, &address), address })
}

/// What became of the letter that goes to an address.
pub(crate) fn letter(page: &Page, now: Timestamp, pin3: &LetterPin, address: &str) -> String {
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
    app: &AppState,
    current: &CurrentAccount,
    errors: FormErrors,
    form: ContactForm,
) -> Result<Response, Problem> {
    let (page, now) = (current.page(), current.now());
    let change = change_postal_info::postal_change(&app.context, current.id()).await?;
    let pin3 = letter::letter_pin(&app.context, now, current.id()).await?;
    let waiting = waiting(&page, now, change.as_ref(), &pin3);
    let letter_from = pin3.allowed_at.map(|at| wait::when(&page, now, at));
    let identified = current.account.state.is_identified();
    let head = errors.head();
    let opened = change_guard::form_token(&app.context, current.session());
    let view = View(ContactPage { page, errors, form, identified, waiting, letter_from, opened });
    Ok((head, view).into_response())
}

fn not_active() -> Problem {
    Problem::new(StatusCode::FORBIDDEN, "problem-not-active").action("/settings", "nav-settings")
}

fn parse(link: &str) -> Result<PostalChangeId, Problem> {
    PostalChangeId::parse(link).map_err(|_| no_longer())
}

fn no_longer() -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "problem-change-unknown").action("/profile", "nav-profile")
}
