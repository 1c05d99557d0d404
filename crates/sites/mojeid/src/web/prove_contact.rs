//! Proving an e-mail address or number that another account used without ever proving it (B5).

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use web::{Form, FormErrors, Page, Problem, RequestContext, View};

use super::flow::with_interaction;
use super::{AppState, current_account, form_errors, registration};
use crate::acts::prove_contact::{self, ProofOutcome, SubmittedFormStatus};
use crate::rules::account::{Account, ActivationId};
use crate::rules::contact::Channel;
use crate::rules::submitted_form::{FormId, ToProve};

#[derive(Template)]
#[template(path = "prove_contact.html")]
pub(crate) struct ProvePage {
    pub(crate) page: Page,
    pub(crate) errors: FormErrors,
    pub(crate) form_id: FormId,
    pub(crate) account: Account,
    pub(crate) to_prove: ToProve,
    pub(crate) interaction: Option<String>,
}

impl ProvePage {
    /// Whether the channel is still to be proven.
    fn asks(&self, channel: Channel) -> bool {
        self.to_prove.of(channel).is_some_and(|proof| proof.proven_at.is_none())
    }

    fn is_proven(&self, channel: Channel) -> bool {
        self.to_prove.of(channel).is_some_and(|proof| proof.proven_at.is_some())
    }

    fn back(&self) -> String {
        with_interaction("/registration", self.interaction.as_deref())
    }
}

#[derive(Deserialize)]
pub(crate) struct ProveQuery {
    interaction: Option<String>,
}

#[derive(Deserialize)]
pub(crate) struct ProveForm {
    #[serde(default)]
    email_code: String,
    #[serde(default)]
    phone_code: String,
    interaction: Option<String>,
}

pub(crate) async fn show(
    State(app): State<AppState>,
    visitor: RequestContext,
    Path(id): Path<String>,
    Query(query): Query<ProveQuery>,
) -> Result<Response, Problem> {
    page(&app, &visitor, parse(&id)?, query.interaction, FormErrors::new()).await
}

pub(crate) async fn enter(
    State(app): State<AppState>,
    visitor: RequestContext,
    Path(id): Path<String>,
    Form(form): Form<ProveForm>,
) -> Result<Response, Problem> {
    let (id, client, shown) = (parse(&id)?, current_account::client_info(&visitor), visitor.page());
    let mut errors = FormErrors::new();
    match prove_contact::prove_contact(
        &app.context,
        visitor.now(),
        &id,
        &form.email_code,
        &form.phone_code,
        &client,
    )
    .await
    {
        Ok(ProofOutcome::Unknown) => return Err(unknown()),
        Ok(ProofOutcome::Registered(activation)) => {
            return Ok(registered(&activation, form.interaction.as_deref()));
        }
        Ok(ProofOutcome::Missing { email, phone }) => {
            let tried = [
                ("email_code", "prove-email-code", &form.email_code, email),
                ("phone_code", "prove-phone-code", &form.phone_code, phone),
            ];
            for (field, label, entered, outcome) in tried {
                if let Some(outcome) = outcome {
                    form_errors::add_entered_code(&mut errors, &shown, field, label, entered, outcome);
                }
            }
        }
        // Meanwhile somebody else took the name, or proved the address or number.
        Err(error) => registration::about(&mut errors, &shown, visitor.now(), error)?,
    }
    page(&app, &visitor, id, form.interaction, errors).await
}

async fn page(
    app: &AppState,
    visitor: &RequestContext,
    form_id: FormId,
    interaction: Option<String>,
    errors: FormErrors,
) -> Result<Response, Problem> {
    let (to_prove, account) = match prove_contact::waiting_form(&app.context, visitor.now(), &form_id).await?
    {
        SubmittedFormStatus::Unknown => return Err(unknown()),
        SubmittedFormStatus::Registered(activation) => {
            return Ok(registered(&activation, interaction.as_deref()));
        }
        SubmittedFormStatus::Codes { to_prove, account } => (to_prove, *account),
    };
    let head = errors.head();
    let page = visitor.page();
    Ok((head, View(ProvePage { page, errors, form_id, account, to_prove, interaction })).into_response())
}

fn registered(activation: &ActivationId, interaction: Option<&str>) -> Response {
    Redirect::to(&with_interaction(&format!("/activation/{activation}"), interaction)).into_response()
}

fn parse(id: &str) -> Result<FormId, Problem> {
    FormId::parse(id).map_err(|_| unknown())
}

fn unknown() -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "problem-registration-unknown")
        .action("/registration", "home-register")
}
