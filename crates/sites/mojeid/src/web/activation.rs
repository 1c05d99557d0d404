//! Entering PIN1 and PIN2.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use codes::CodeState;
use serde::Deserialize;
use values::{MINUTE_MS, Timestamp};
use web::{Form, FormErrors, Page, Problem, RequestContext, View};

use super::flow::with_interaction;
use super::{AppState, current_account, form_errors, wait};
use crate::acts::activate::{self, Activation, PendingActivation, PendingPin, Resent};
use crate::rules::account::ActivationId;
use crate::rules::contact::Channel;

/// A code that was sent so short ago was sent just now.
const JUST_NOW_MS: i64 = MINUTE_MS;

#[derive(Template)]
#[template(path = "activation.html")]
pub(crate) struct ActivationPage {
    pub(crate) page: Page,
    pub(crate) errors: FormErrors,
    pub(crate) waiting: PendingActivation,
    pub(crate) interaction: Option<String>,
    pub(crate) now: Timestamp,
}

impl ActivationPage {
    fn action(&self, step: &str) -> String {
        format!("/activation/{}{step}", self.waiting.account.activation)
    }

    fn pin(&self, pin: Channel) -> Option<&PendingPin> {
        self.waiting.pins.iter().find(|waiting| waiting.pin == pin)
    }

    /// Where a PIN was or will be sent.
    fn to(&self, pin: Channel) -> String {
        let contact = &self.waiting.account.contact;
        match pin {
            Channel::Email => contact.email.masked(),
            Channel::Phone => contact.phone.masked(),
        }
    }

    /// Whether there is a code that can be entered.
    const fn can_be_entered(waiting: &PendingPin) -> bool {
        matches!(waiting.newest, CodeState::Waiting { .. })
    }

    fn something_can_be_entered(&self) -> bool {
        self.waiting.pins.iter().any(Self::can_be_entered)
    }

    fn sent_at(&self, waiting: &PendingPin) -> String {
        match waiting.newest {
            CodeState::Waiting { issued_at, .. } => self.page.format_datetime(issued_at),
            _ => String::new(),
        }
    }

    /// Why a PIN cannot be entered.
    fn trouble(waiting: &PendingPin) -> &'static str {
        match (waiting.newest, waiting.pin) {
            (CodeState::Exhausted, Channel::Email) => "activation-pin1-worn-out",
            (CodeState::Exhausted, Channel::Phone) => "activation-pin2-worn-out",
            (CodeState::Expired, Channel::Email) => "activation-pin1-expired",
            (CodeState::Expired, Channel::Phone) => "activation-pin2-expired",
            (_, Channel::Email) => "activation-pin1-not-sent",
            (_, Channel::Phone) => "activation-pin2-not-sent",
        }
    }

    /// Those that were sent again a moment ago: true however often the page is opened.
    fn just_sent(&self) -> Vec<Channel> {
        let registered_at = self.waiting.account.registered_at;
        let is_new = |waiting: &&PendingPin| match waiting.newest {
            CodeState::Waiting { issued_at, .. } => {
                issued_at > registered_at && self.now.since(issued_at) < JUST_NOW_MS
            }
            _ => false,
        };
        self.waiting.pins.iter().filter(is_new).map(|waiting| waiting.pin).collect()
    }

    fn wait_for(&self, waiting: &PendingPin) -> Option<String> {
        waiting.allowed_at.map(|at| wait::when(&self.page, self.now, at))
    }
}

#[derive(Deserialize)]
pub(crate) struct ActivationQuery {
    interaction: Option<String>,
}

#[derive(Deserialize)]
pub(crate) struct PinsForm {
    #[serde(default)]
    pin1: String,
    #[serde(default)]
    pin2: String,
    interaction: Option<String>,
}

#[derive(Deserialize)]
pub(crate) struct ResendForm {
    /// `pin1` or `pin2`; otherwise both that are missing.
    pin: Option<String>,
    interaction: Option<String>,
}

pub(crate) async fn show(
    State(app): State<AppState>,
    visitor: RequestContext,
    Path(id): Path<String>,
    Query(query): Query<ActivationQuery>,
) -> Result<Response, Problem> {
    page(&app, &visitor, &parse(&id)?, query.interaction, FormErrors::new()).await
}

pub(crate) async fn enter(
    State(app): State<AppState>,
    visitor: RequestContext,
    Path(id): Path<String>,
    Form(form): Form<PinsForm>,
) -> Result<Response, Problem> {
    let id = parse(&id)?;
    let client = current_account::client_info(&visitor);
    match activate::activate(&app.context, visitor.now(), &id, &form.pin1, &form.pin2, &client).await? {
        Activation::Unknown => Err(unknown()),
        Activation::Already => Ok(to_login("already", &id, form.interaction.as_deref())),
        Activation::Activated => Ok(to_login("activated", &id, form.interaction.as_deref())),
        Activation::Missing { email, sms } => {
            let mut errors = FormErrors::new();
            let tried =
                [("pin1", "activation-pin1", form.pin1, email), ("pin2", "activation-pin2", form.pin2, sms)];
            for (field, label, entered, outcome) in tried {
                if let Some(outcome) = outcome {
                    form_errors::add_entered_code(
                        &mut errors,
                        &visitor.page(),
                        field,
                        label,
                        &entered,
                        outcome,
                    );
                }
            }
            page(&app, &visitor, &id, form.interaction, errors).await
        }
    }
}

pub(crate) async fn resend(
    State(app): State<AppState>,
    visitor: RequestContext,
    Path(id): Path<String>,
    Form(form): Form<ResendForm>,
) -> Result<Response, Problem> {
    let id = parse(&id)?;
    let only = match form.pin.as_deref() {
        Some("pin1") => Some(Channel::Email),
        Some("pin2") => Some(Channel::Phone),
        _ => None,
    };
    match activate::resend_pins(
        &app.context,
        visitor.now(),
        &id,
        only,
        &current_account::client_info(&visitor),
    )
    .await?
    {
        Resent::Unknown => Err(unknown()),
        Resent::Sent | Resent::Already => {
            let path = format!("/activation/{id}");
            Ok(Redirect::to(&with_interaction(&path, form.interaction.as_deref())).into_response())
        }
        Resent::TooSoon { allowed_at } => {
            let mut errors = FormErrors::new();
            let field = if only == Some(Channel::Phone) { "resend-pin2" } else { "resend-pin1" };
            let now = visitor.now();
            wait::tell(&mut errors, &visitor.page(), field, "sending-too-soon", now, allowed_at);
            page(&app, &visitor, &id, form.interaction, errors).await
        }
    }
}

async fn page(
    app: &AppState,
    visitor: &RequestContext,
    id: &ActivationId,
    interaction: Option<String>,
    errors: FormErrors,
) -> Result<Response, Problem> {
    let Some(waiting) = activate::waiting_for_pins(&app.context, visitor.now(), id).await? else {
        let known = activate::account_to_activate(&app.context, id).await?.is_some();
        return if known { Ok(to_login("already", id, interaction.as_deref())) } else { Err(unknown()) };
    };
    let head = errors.head();
    let (page, now) = (visitor.page(), visitor.now());
    Ok((head, View(ActivationPage { page, errors, waiting, interaction, now })).into_response())
}

/// To the login, which knows by the page's id whose name to fill in.
fn to_login(done: &str, id: &ActivationId, interaction: Option<&str>) -> Response {
    let path = format!("/login?done={done}&activation={id}");
    Redirect::to(&with_interaction(&path, interaction)).into_response()
}

fn parse(id: &str) -> Result<ActivationId, Problem> {
    ActivationId::parse(id).map_err(|_| unknown())
}

fn unknown() -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "problem-activation-unknown").action("/registration", "home-register")
}
