//! Changing the e-mail address and the telephone number of an identified account (B6).

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use values::PhoneNumber;
use web::{Form, FormErrors, NoFields, Page, Problem, View};

use super::current_account::CurrentAccount;
use super::reauthentication::{self, ContactEditor, ContactEditorForm};
use super::{AppState, form_errors, wait};
use crate::acts::change_contact::{self, ChangeError};
use crate::acts::change_guard;
use crate::rules::contact::Channel;

#[derive(Template)]
#[template(path = "change.html")]
pub(crate) struct ChangePage {
    pub(crate) page: Page,
    pub(crate) errors: FormErrors,
    pub(crate) channel: Channel,
    pub(crate) value: String,
    /// That the form was opened in time.
    pub(crate) opened: String,
}

#[derive(Template)]
#[template(path = "change_code.html")]
pub(crate) struct ChangeCodePage {
    pub(crate) page: Page,
    pub(crate) errors: FormErrors,
    pub(crate) channel: Channel,
    pub(crate) to: String,
    /// The code that went to the present number was entered.
    pub(crate) present_done: bool,
    /// The present number, with its middle left out.
    pub(crate) present: String,
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
pub(crate) struct ChangeForm {
    #[serde(default)]
    email: String,
    #[serde(default)]
    phone: String,
}

#[derive(Deserialize)]
pub(crate) struct CodeForm {
    #[serde(default)]
    code: String,
    /// What came to the present number.
    #[serde(default)]
    present: String,
}

pub(crate) async fn show_change(
    State(app): State<AppState>,
    current: ContactEditor,
    Path(channel): Path<String>,
) -> Result<Response, Problem> {
    let channel = parse(&channel)?;
    must_be_identified(&current)?;
    let (page, opened) = (current.page(), change_guard::form_token(&app.context, current.session()));
    let (errors, value) = (FormErrors::new(), String::new());
    Ok(View(ChangePage { page, errors, channel, value, opened }).into_response())
}

pub(crate) async fn ask(
    State(app): State<AppState>,
    Path(channel): Path<String>,
    ContactEditorForm(current, form): ContactEditorForm<ChangeForm>,
) -> Result<Response, Problem> {
    let channel = parse(&channel)?;
    let value = match channel {
        Channel::Email => form.email,
        Channel::Phone => form.phone,
    };
    match change_contact::request_contact_change(
        &app.context,
        current.now(),
        current.session(),
        channel,
        &value,
    )
    .await
    {
        Ok(()) => Ok(Redirect::to(&format!("/profile/{}/code", channel.as_str())).into_response()),
        Err(ChangeError::Refused(why)) => Ok(reauthentication::not_now(&current, why)),
        Err(error) => {
            let errors = match error {
                ChangeError::Same => FormErrors::one(channel.as_str(), "change-same"),
                ChangeError::TooSoon { allowed_at } => {
                    let mut errors = FormErrors::new();
                    let (page, now) = (current.page(), current.now());
                    wait::tell(&mut errors, &page, channel.as_str(), "sending-too-soon", now, allowed_at);
                    errors
                }
                other => about(&current.page(), other)?,
            };
            let (head, opened) = (errors.head(), change_guard::form_token(&app.context, current.session()));
            let view = View(ChangePage { page: current.page(), errors, channel, value, opened });
            Ok((head, view).into_response())
        }
    }
}

pub(crate) async fn show_code(
    State(app): State<AppState>,
    current: CurrentAccount,
    Path(channel): Path<String>,
) -> Result<Response, Problem> {
    code_page(&app, &current, parse(&channel)?, FormErrors::new()).await
}

pub(crate) async fn confirm(
    State(app): State<AppState>,
    current: ContactEditor,
    Path(channel): Path<String>,
    Form(form): Form<CodeForm>,
) -> Result<Response, Problem> {
    let channel = parse(&channel)?;
    let (now, client) = (current.now(), current.client_info());
    let mut errors = FormErrors::new();
    if channel == Channel::Phone {
        let present = change_contact::confirm_present_phone(
            &app.context,
            now,
            current.session(),
            &form.present,
            &client,
        )
        .await;
        let present = match present {
            Ok(outcome) => outcome,
            Err(why) => return Ok(reauthentication::not_now(&current, why)),
        };
        if let Err(rejection) = present {
            let (label, entered) = ("change-code-present", &form.present);
            form_errors::add_entered_code(&mut errors, &current.page(), "present", label, entered, rejection);
            return code_page(&app, &current, channel, errors).await;
        }
    }
    let changed = change_contact::confirm_contact_change(
        &app.context,
        now,
        current.session(),
        channel,
        &form.code,
        &client,
    )
    .await;
    let outcome = match changed {
        Ok(outcome) => outcome,
        Err(why) => return Ok(reauthentication::not_now(&current, why)),
    };
    let Err(rejection) = outcome else {
        return Ok(Redirect::to("/profile?done=changed").into_response());
    };
    form_errors::add_entered_code(
        &mut errors,
        &current.page(),
        "code",
        label(channel),
        &form.code,
        rejection,
    );
    code_page(&app, &current, channel, errors).await
}

/// Nothing is proven anew for what only leaves everything as it is.
pub(crate) async fn cancel(
    State(app): State<AppState>,
    current: CurrentAccount,
    Path(channel): Path<String>,
    Form(NoFields {}): Form<NoFields>,
) -> Result<Response, Problem> {
    change_contact::cancel_contact_change(&app.context, current.now(), current.id(), parse(&channel)?)
        .await?;
    Ok(Redirect::to("/profile?done=contact-cancelled").into_response())
}

/// A new address or number as people read it.
pub(crate) fn shown(channel: Channel, value: String) -> String {
    match channel {
        Channel::Email => value,
        Channel::Phone => value.parse::<PhoneNumber>().map_or(value, |number| number.shown()),
    }
}

async fn code_page(
    app: &AppState,
    current: &CurrentAccount,
    channel: Channel,
    errors: FormErrors,
) -> Result<Response, Problem> {
    let Some(to) = change_contact::pending_change(&app.context, current.id(), channel).await? else {
        return Ok(Redirect::to(&format!("/profile/{}", channel.as_str())).into_response());
    };
    let head = errors.head();
    let present_done = channel == Channel::Phone
        && change_contact::present_phone_is_proven(&app.context, current.now(), current.id()).await?;
    let to = shown(channel, to);
    let (page, present) = (current.page(), current.account.contact.phone.masked());
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
        ChangeError::Invalid(field_errors) => {
            let mut errors = FormErrors::new();
            form_errors::add_all(&mut errors, page, &field_errors);
            Ok(errors)
        }
        ChangeError::Store(error) => Err(error.into()),
        ChangeError::NotIdentified
        | ChangeError::Same
        | ChangeError::TooSoon { .. }
        | ChangeError::Refused(_) => Err(not_identified()),
    }
}

fn must_be_identified(current: &CurrentAccount) -> Result<(), Problem> {
    if current.account.state.is_identified() { Ok(()) } else { Err(not_identified()) }
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
