//! Changing contact data of an identified account (B6).

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use codes::Outcome;
use serde::Deserialize;
use web::{Choice, Form, FormErrors, Page, Problem, View};

use super::owner::{self, Owner};
use super::proof::ContactChange;
use super::told;
use crate::Mojeid;
use crate::acts::change_contact::{ChangeError, Changed};
use crate::acts::identify::Letter;
use crate::rules::contact::Channel;
use crate::rules::contact::EnteredPlace;

#[derive(Template)]
#[template(path = "contact.html")]
pub(super) struct ContactPage {
    pub(super) page: Page,
    pub(super) errors: FormErrors,
    pub(super) form: EnteredPlace,
}

impl ContactPage {
    fn countries(&self) -> Vec<Choice> {
        let country =
            |code: &str, key| Choice::new(code, self.page.text(key)).checked(self.form.country == code);
        vec![country("CZ", "country-cz"), country("SK", "country-sk")]
    }
}

#[derive(Template)]
#[template(path = "change.html")]
pub(super) struct ChangePage {
    pub(super) page: Page,
    pub(super) errors: FormErrors,
    pub(super) channel: Channel,
    pub(super) value: String,
}

#[derive(Template)]
#[template(path = "change_code.html")]
pub(super) struct ChangeCodePage {
    pub(super) page: Page,
    pub(super) errors: FormErrors,
    pub(super) channel: Channel,
    pub(super) to: String,
}

#[derive(Deserialize)]
pub(super) struct ChangeForm {
    #[serde(default)]
    email: String,
    #[serde(default)]
    phone: String,
}

#[derive(Deserialize)]
pub(super) struct CodeForm {
    #[serde(default)]
    code: String,
    /// What came to the present number.
    #[serde(default)]
    present: String,
}

pub(super) async fn show_place(ContactChange(owner): ContactChange) -> Result<Response, Problem> {
    must_be_identified(&owner)?;
    let contact = &owner.account.contact;
    let company = contact.company.as_ref();
    let form = EnteredPlace {
        given_name: contact.name.given().to_owned(),
        family_name: contact.name.family().to_owned(),
        street: contact.address.street().to_owned(),
        city: contact.address.city().to_owned(),
        postal_code: contact.address.postal_code().to_owned(),
        country: contact.address.country().to_string(),
        company_name: company.map(|company| company.name.clone()).unwrap_or_default(),
        company_number: company.map(|company| company.number.to_string()).unwrap_or_default(),
        vat_number: company
            .and_then(|company| company.vat_number.as_ref())
            .map(ToString::to_string)
            .unwrap_or_default(),
    };
    Ok(View(ContactPage { page: owner.page(), errors: FormErrors::new(), form }).into_response())
}

pub(super) async fn change_place(
    State(mojeid): State<Mojeid>,
    ContactChange(owner): ContactChange,
    Form(form): Form<EnteredPlace>,
) -> Result<Response, Problem> {
    let (now, origin) = (owner.now(), owner.origin());
    match mojeid.change_place(now, owner.session(), owner.id(), &form, &origin).await {
        Ok(Changed::Stored) => Ok(Redirect::to("/profile?done=changed").into_response()),
        Ok(Changed::NeedsPin3(letter, cookie)) => {
            let path = match letter {
                Letter::Sent => "/profile?done=letter",
                Letter::TooSoon { .. } | Letter::NotExpected => "/profile?done=letter-later",
            };
            Ok((cookie, Redirect::to(path)).into_response())
        }
        Err(error) => {
            let errors = about(&owner.page(), error)?;
            let view = View(ContactPage { page: owner.page(), errors, form });
            Ok((StatusCode::UNPROCESSABLE_ENTITY, view).into_response())
        }
    }
}

pub(super) async fn show_change(
    ContactChange(owner): ContactChange,
    Path(channel): Path<String>,
) -> Result<Response, Problem> {
    let channel = parse(&channel)?;
    must_be_identified(&owner)?;
    let page = owner.page();
    Ok(View(ChangePage { page, errors: FormErrors::new(), channel, value: String::new() }).into_response())
}

pub(super) async fn ask(
    State(mojeid): State<Mojeid>,
    ContactChange(owner): ContactChange,
    Path(channel): Path<String>,
    Form(form): Form<ChangeForm>,
) -> Result<Response, Problem> {
    let channel = parse(&channel)?;
    let value = match channel {
        Channel::Email => form.email,
        Channel::Phone => form.phone,
    };
    match mojeid.ask_for_change(owner.now(), owner.id(), channel, &value).await {
        Ok(()) => Ok(Redirect::to(&format!("/profile/{}/code", channel.as_str())).into_response()),
        Err(error) => {
            let errors = match error {
                ChangeError::Same => FormErrors::one(channel.as_str(), "change-same"),
                ChangeError::TooSoon { allowed_at } => {
                    let mut errors = FormErrors::new();
                    errors.add(channel.as_str(), "sending-too-soon").at("when", allowed_at);
                    errors
                }
                other => about(&owner.page(), other)?,
            };
            let view = View(ChangePage { page: owner.page(), errors, channel, value });
            Ok((StatusCode::UNPROCESSABLE_ENTITY, view).into_response())
        }
    }
}

pub(super) async fn show_code(
    State(mojeid): State<Mojeid>,
    owner: Owner,
    Path(channel): Path<String>,
) -> Result<Response, Problem> {
    code_page(&mojeid, &owner, parse(&channel)?, FormErrors::new()).await
}

pub(super) async fn confirm(
    State(mojeid): State<Mojeid>,
    owner: Owner,
    Path(channel): Path<String>,
    Form(form): Form<CodeForm>,
) -> Result<Response, Problem> {
    let channel = parse(&channel)?;
    let (now, origin) = (owner.now(), owner.origin());
    let mut errors = FormErrors::new();
    if channel == Channel::Phone {
        let present = mojeid.confirm_present_phone(now, owner.id(), &form.present, &origin).await?;
        if present != Outcome::Redeemed {
            told::about_code(&mut errors, "present", present);
            return code_page(&mojeid, &owner, channel, errors).await;
        }
    }
    let outcome = mojeid.confirm_change(now, owner.id(), channel, &form.code, &origin).await?;
    if outcome == Outcome::Redeemed {
        return Ok(Redirect::to("/profile?done=changed").into_response());
    }
    told::about_code(&mut errors, "code", outcome);
    code_page(&mojeid, &owner, channel, errors).await
}

async fn code_page(
    mojeid: &Mojeid,
    owner: &Owner,
    channel: Channel,
    errors: FormErrors,
) -> Result<Response, Problem> {
    let Some(to) = mojeid.pending_change(owner.id(), channel).await? else {
        return Ok(Redirect::to(&format!("/profile/{}", channel.as_str())).into_response());
    };
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok((status, View(ChangeCodePage { page: owner.page(), errors, channel, to })).into_response())
}

fn about(page: &Page, error: ChangeError) -> Result<FormErrors, Problem> {
    match error {
        ChangeError::Refused(complaints) => {
            let mut errors = FormErrors::new();
            for complaint in complaints {
                told::about_contact(&mut errors, page, complaint);
            }
            Ok(errors)
        }
        ChangeError::Store(error) => Err(error.into()),
        ChangeError::SignedOut => Err(owner::signed_out()),
        ChangeError::NotIdentified | ChangeError::Same | ChangeError::TooSoon { .. } => Err(not_identified()),
    }
}

fn must_be_identified(owner: &Owner) -> Result<(), Problem> {
    if owner.account.state.is_identified() { Ok(()) } else { Err(not_identified()) }
}

fn not_identified() -> Problem {
    Problem::new(StatusCode::FORBIDDEN, "problem-not-identified").action("/settings", "profile-enter-pin3")
}

fn parse(channel: &str) -> Result<Channel, Problem> {
    match channel {
        "email" => Ok(Channel::Email),
        "phone" => Ok(Channel::Phone),
        _ => Err(Problem::not_found()),
    }
}
