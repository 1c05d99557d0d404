//! The second factor of a login.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use openid::Interaction;
use serde::Deserialize;
use web::{Form, FormErrors, Page, Problem, View};

use super::flow;
use super::owner::Owner;
use super::told;
use crate::Mojeid;
use crate::acts::step_up::{Passcode, SteppedUp};
use crate::rules::step::Step;

#[derive(Template)]
#[template(path = "passcode.html")]
pub(super) struct PasscodePage {
    pub(super) page: Page,
    pub(super) errors: FormErrors,
    pub(super) to: String,
    pub(super) interaction: String,
    pub(super) sent_again: bool,
}

#[derive(Deserialize)]
pub(super) struct PasscodeQuery {
    interaction: String,
    sent: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct PasscodeForm {
    #[serde(default)]
    passcode: String,
    interaction: String,
}

#[derive(Deserialize)]
pub(super) struct ResendForm {
    interaction: String,
}

pub(super) async fn show(owner: Owner, Query(query): Query<PasscodeQuery>) -> Response {
    page(&owner, query.interaction, FormErrors::new(), query.sent.is_some())
}

pub(super) async fn enter(
    State(mojeid): State<Mojeid>,
    owner: Owner,
    headers: HeaderMap,
    Form(form): Form<PasscodeForm>,
) -> Result<Response, Problem> {
    let interaction = flow::open(&mojeid, &headers, &form.interaction).await?;
    if let Some(elsewhere) = not_now(&mojeid, &owner, &interaction).await? {
        return Ok(elsewhere);
    }
    let (now, origin) = (owner.now(), owner.origin());
    match mojeid.step_up(now, owner.id(), owner.session(), &form.passcode, &origin).await? {
        SteppedUp::In(cookie) => {
            let next = flow::go_on(&mojeid, owner.visitor(), Some(cookie.session()), &interaction).await?;
            Ok((cookie, next).into_response())
        }
        SteppedUp::SignedOut => flow::go_on(&mojeid, owner.visitor(), None, &interaction).await,
        SteppedUp::NotPossible => {
            flow::go_on(&mojeid, owner.visitor(), Some(owner.session()), &interaction).await
        }
        SteppedUp::TooMany { until } => {
            let mut errors = FormErrors::new();
            errors.add("passcode", "login-too-many").at_second("when", until);
            Ok(page(&owner, form.interaction, errors, false))
        }
        SteppedUp::Refused(outcome) => {
            let mut errors = FormErrors::new();
            told::about_code(&mut errors, "passcode", outcome);
            Ok(page(&owner, form.interaction, errors, false))
        }
    }
}

pub(super) async fn resend(
    State(mojeid): State<Mojeid>,
    owner: Owner,
    headers: HeaderMap,
    Form(form): Form<ResendForm>,
) -> Result<Response, Problem> {
    let interaction = flow::open(&mojeid, &headers, &form.interaction).await?;
    if let Some(elsewhere) = not_now(&mojeid, &owner, &interaction).await? {
        return Ok(elsewhere);
    }
    match mojeid.send_passcode(owner.now(), owner.id(), true, &owner.origin()).await? {
        Passcode::Sent | Passcode::Waiting => Ok(flow::to("/login/passcode?sent=again", &interaction)),
        Passcode::TooSoon { allowed_at } => {
            let mut errors = FormErrors::new();
            errors.add("passcode", "sending-too-soon").at("when", allowed_at);
            Ok(page(&owner, form.interaction, errors, false))
        }
        Passcode::NotPossible => {
            flow::go_on(&mojeid, owner.visitor(), Some(owner.session()), &interaction).await
        }
    }
}

/// A passcode stands on top of a password: where the password has to come first, it comes first.
async fn not_now(
    mojeid: &Mojeid,
    owner: &Owner,
    interaction: &Interaction,
) -> Result<Option<Response>, Problem> {
    if flow::step(interaction, Some((owner.session(), &owner.account))) == Step::Passcode {
        return Ok(None);
    }
    flow::go_on(mojeid, owner.visitor(), Some(owner.session()), interaction).await.map(Some)
}

fn page(owner: &Owner, interaction: String, errors: FormErrors, sent_again: bool) -> Response {
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let to = owner.account.contact.phone.masked();
    let page = owner.visitor().page().forms_may_leave();
    (status, View(PasscodePage { page, errors, to, interaction, sent_again })).into_response()
}
