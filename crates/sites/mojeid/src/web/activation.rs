//! Entering PIN1 and PIN2.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use web::{Form, FormErrors, Page, Problem, View, Visitor};

use super::flow::with_interaction;
use super::{owner, told};
use crate::Mojeid;
use crate::acts::activate::{Activation, Resent};
use crate::rules::account::{Account, ActivationId, Registered, State as AccountState};

#[derive(Template)]
#[template(path = "activation.html")]
pub(super) struct ActivationPage {
    pub(super) page: Page,
    pub(super) errors: FormErrors,
    pub(super) account: Account,
    pub(super) registered: Registered,
    pub(super) interaction: Option<String>,
    pub(super) sent_again: bool,
}

impl ActivationPage {
    fn action(&self, step: &str) -> String {
        format!("/activation/{}{step}", self.registered.activation)
    }
}

#[derive(Deserialize)]
pub(super) struct ActivationQuery {
    interaction: Option<String>,
    sent: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct PinsForm {
    #[serde(default)]
    pin1: String,
    #[serde(default)]
    pin2: String,
    interaction: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct ResendForm {
    interaction: Option<String>,
}

pub(super) async fn show(
    State(mojeid): State<Mojeid>,
    visitor: Visitor,
    Path(id): Path<String>,
    Query(query): Query<ActivationQuery>,
) -> Result<Response, Problem> {
    let sent_again = query.sent.is_some();
    page(&mojeid, &visitor, &parse(&id)?, query.interaction, FormErrors::new(), sent_again).await
}

pub(super) async fn enter(
    State(mojeid): State<Mojeid>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(form): Form<PinsForm>,
) -> Result<Response, Problem> {
    let id = parse(&id)?;
    let origin = owner::origin(&visitor);
    match mojeid.activate(visitor.now(), &id, &form.pin1, &form.pin2, &origin).await? {
        Activation::Unknown => Err(unknown()),
        Activation::Already => Ok(to_login("already", form.interaction.as_deref())),
        Activation::Activated => Ok(to_login("activated", form.interaction.as_deref())),
        Activation::Missing { pin1, pin2 } => {
            let mut errors = FormErrors::new();
            for (field, outcome) in [("pin1", pin1), ("pin2", pin2)] {
                if let Some(outcome) = outcome {
                    told::about_code(&mut errors, field, outcome);
                }
            }
            page(&mojeid, &visitor, &id, form.interaction, errors, false).await
        }
    }
}

pub(super) async fn resend(
    State(mojeid): State<Mojeid>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(form): Form<ResendForm>,
) -> Result<Response, Problem> {
    let id = parse(&id)?;
    match mojeid.resend_pins(visitor.now(), &id, &owner::origin(&visitor)).await? {
        Resent::Unknown => Err(unknown()),
        Resent::Already => Ok(to_login("already", form.interaction.as_deref())),
        Resent::Sent => {
            let path = format!("/activation/{id}?sent=again");
            Ok(Redirect::to(&with_interaction(&path, form.interaction.as_deref())).into_response())
        }
        Resent::TooSoon { allowed_at } => {
            let mut errors = FormErrors::new();
            errors.add("resend", "sending-too-soon").at("when", allowed_at);
            page(&mojeid, &visitor, &id, form.interaction, errors, false).await
        }
    }
}

async fn page(
    mojeid: &Mojeid,
    visitor: &Visitor,
    id: &ActivationId,
    interaction: Option<String>,
    errors: FormErrors,
    sent_again: bool,
) -> Result<Response, Problem> {
    let account = mojeid.account_to_activate(id).await?.ok_or_else(unknown)?;
    let AccountState::Registered(registered) = account.state.clone() else {
        return Ok(to_login("already", interaction.as_deref()));
    };
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = visitor.page();
    let view = View(ActivationPage { page, errors, account, registered, interaction, sent_again });
    Ok((status, view).into_response())
}

fn to_login(done: &str, interaction: Option<&str>) -> Response {
    Redirect::to(&with_interaction(&format!("/login?done={done}"), interaction)).into_response()
}

fn parse(id: &str) -> Result<ActivationId, Problem> {
    ActivationId::parse(id).map_err(|_| unknown())
}

fn unknown() -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "problem-activation-unknown").action("/registration", "home-register")
}
