//! Changing the e-mail address and the telephone number of an identified account (B6).

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use values::PhoneNumber;
use web::{Form, FormErrors, NoFields, Page, Problem, View};

use super::owner::Owner;
use super::proof::{self, ContactChange, ContactForm};
use super::{told, wait};
use crate::Mojeid;
use crate::acts::change_contact::ChangeError;
use crate::rules::contact::Channel;

#[derive(Template)]
#[template(path = "change.html")]
pub(super) struct ChangePage {
    pub(super) page: Page,
    pub(super) errors: FormErrors,
    pub(super) channel: Channel,
    pub(super) value: String,
    /// That the form was opened in time.
    pub(super) opened: String,
}

#[derive(Template)]
#[template(path = "change_code.html")]
pub(super) struct ChangeCodePage {
    pub(super) page: Page,
    pub(super) errors: FormErrors,
    pub(super) channel: Channel,
    pub(super) to: String,
    /// The code that went to the present number was entered.
    pub(super) present_done: bool,
    /// The present number, with its middle left out.
    pub(super) present: String,
}

impl ChangeCodePage {
    /// What the code to the new address or number is called.
    const fn label(&self) -> &'static str {
        label(self.channel)
    }

    const fn other(&self) -> &'static str {
        match self.channel {
            Channel::Email => "change-other-email",
            Channel::Phone => "change-other-phone",
        }
    }
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

pub(super) async fn show_change(
    State(mojeid): State<Mojeid>,
    owner: ContactChange,
    Path(channel): Path<String>,
) -> Result<Response, Problem> {
    let channel = parse(&channel)?;
    must_be_identified(&owner)?;
    let (page, opened) = (owner.page(), mojeid.form_mark(owner.session()));
    let (errors, value) = (FormErrors::new(), String::new());
    Ok(View(ChangePage { page, errors, channel, value, opened }).into_response())
}

pub(super) async fn ask(
    State(mojeid): State<Mojeid>,
    Path(channel): Path<String>,
    ContactForm(owner, form): ContactForm<ChangeForm>,
) -> Result<Response, Problem> {
    let channel = parse(&channel)?;
    let value = match channel {
        Channel::Email => form.email,
        Channel::Phone => form.phone,
    };
    match mojeid.ask_for_change(owner.now(), owner.session(), channel, &value).await {
        Ok(()) => Ok(Redirect::to(&format!("/profile/{}/code", channel.as_str())).into_response()),
        Err(ChangeError::NotNow(why)) => Ok(proof::not_now(&owner, why)),
        Err(error) => {
            let errors = match error {
                ChangeError::Same => FormErrors::one(channel.as_str(), "change-same"),
                ChangeError::TooSoon { allowed_at } => {
                    let mut errors = FormErrors::new();
                    let (page, now) = (owner.page(), owner.now());
                    wait::tell(&mut errors, &page, channel.as_str(), "sending-too-soon", now, allowed_at);
                    errors
                }
                other => about(&owner.page(), other)?,
            };
            let (head, opened) = (errors.head(), mojeid.form_mark(owner.session()));
            let view = View(ChangePage { page: owner.page(), errors, channel, value, opened });
            Ok((head, view).into_response())
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
    owner: ContactChange,
    Path(channel): Path<String>,
    Form(form): Form<CodeForm>,
) -> Result<Response, Problem> {
    let channel = parse(&channel)?;
    let (now, origin) = (owner.now(), owner.origin());
    let mut errors = FormErrors::new();
    if channel == Channel::Phone {
        let present = mojeid.confirm_present_phone(now, owner.session(), &form.present, &origin).await;
        let present = match present {
            Ok(outcome) => outcome,
            Err(why) => return Ok(proof::not_now(&owner, why)),
        };
        if let Err(rejection) = present {
            let (label, entered) = ("change-code-present", &form.present);
            told::about_entered_code(&mut errors, &owner.page(), "present", label, entered, rejection);
            return code_page(&mojeid, &owner, channel, errors).await;
        }
    }
    let changed = mojeid.confirm_change(now, owner.session(), channel, &form.code, &origin).await;
    let outcome = match changed {
        Ok(outcome) => outcome,
        Err(why) => return Ok(proof::not_now(&owner, why)),
    };
    let Err(rejection) = outcome else {
        return Ok(Redirect::to("/profile?done=changed").into_response());
    };
    told::about_entered_code(&mut errors, &owner.page(), "code", label(channel), &form.code, rejection);
    code_page(&mojeid, &owner, channel, errors).await
}

/// Nothing is proven anew for what only leaves everything as it is.
pub(super) async fn cancel(
    State(mojeid): State<Mojeid>,
    owner: Owner,
    Path(channel): Path<String>,
    Form(NoFields {}): Form<NoFields>,
) -> Result<Response, Problem> {
    mojeid.cancel_change(owner.now(), owner.id(), parse(&channel)?).await?;
    Ok(Redirect::to("/profile?done=contact-cancelled").into_response())
}

/// A new address or number as people read it.
pub(super) fn shown(channel: Channel, value: String) -> String {
    match channel {
        Channel::Email => value,
        Channel::Phone => value.parse::<PhoneNumber>().map_or(value, |number| number.shown()),
    }
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
    let head = errors.head();
    let present_done =
        channel == Channel::Phone && mojeid.present_phone_is_proven(owner.now(), owner.id()).await?;
    let to = shown(channel, to);
    let (page, present) = (owner.page(), owner.account.contact.phone.masked());
    Ok((head, View(ChangeCodePage { page, errors, channel, to, present_done, present })).into_response())
}

const fn label(channel: Channel) -> &'static str {
    match channel {
        Channel::Email => "change-code-email",
        Channel::Phone => "change-code-phone",
    }
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
        ChangeError::NotIdentified
        | ChangeError::Same
        | ChangeError::TooSoon { .. }
        | ChangeError::NotNow(_) => Err(not_identified()),
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
