//! The page on which a person chooses what a service is given (mission: A1).

use std::sync::Arc;

use ::web::{Choice, Form, FormErrors, Page, Problem, View, Visitor};
use askama::Template;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use openid::{Answer, Interaction};
use serde::Deserialize;

use super::address::Whose;
use super::login::suffices;
use super::shown;
use crate::acts::conclude::{self, Conclusion, Question};
use crate::acts::purpose::Purpose;
use crate::acts::{Hub, own_data};
use crate::rules::item::{Item, Items};
use crate::rules::release::Requested;

#[derive(Template)]
#[template(path = "release.html")]
struct ReleasePage {
    page: Page,
    errors: FormErrors,
    service: String,
    domain: String,
    interaction: String,
    /// Says that the service wants to fetch data while the person is away.
    offline: Option<&'static str>,
    essential: Vec<String>,
    voluntary: Vec<Choice>,
    level: String,
    /// Who is signed in: on a shared computer it may be somebody else.
    who: Option<Arc<str>>,
    another: String,
}

/// What was ticked, and which button was pressed.
#[derive(Deserialize)]
pub(super) struct Sent {
    interaction: String,
    #[serde(default)]
    released: Vec<String>,
    remember: Option<String>,
    decision: Option<String>,
}

/// Which interaction.
#[derive(Deserialize)]
pub(super) struct Cancelled {
    interaction: String,
}

pub(super) async fn show(
    State(hub): State<Arc<Hub>>,
    headers: HeaderMap,
    Query(whose): Query<Whose>,
    visitor: Visitor,
) -> Result<Response, Problem> {
    let purpose = whose.purpose(&hub, &headers).await?;
    let (Purpose::Service(interaction), Some(session)) = (&purpose, visitor.session()) else {
        return Ok(Redirect::to(&whose.choice()).into_response());
    };
    if !suffices(&hub, session, &purpose) {
        return Ok(Redirect::to(&whose.choice()).into_response());
    }
    match conclude::conclude(&hub, interaction, session).await? {
        Conclusion::Answer(answer) => Ok(answer.into_response()),
        Conclusion::Ask(question) => {
            let level = session.level;
            let page = visitor.page().forms_may_leave();
            let level = shown::level(&page, level);
            let who = own_data::known_name(&hub, session);
            let another = whose.another_choice();
            Ok(View(release_page(page, interaction, &question, level, who, another)).into_response())
        }
    }
}

pub(super) async fn decide(
    State(hub): State<Arc<Hub>>,
    headers: HeaderMap,
    visitor: Visitor,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    let whose = Whose { interaction: Some(sent.interaction.clone()), return_to: None };
    let purpose = whose.purpose(&hub, &headers).await?;
    let (Purpose::Service(interaction), Some(session)) = (&purpose, visitor.session()) else {
        return Ok(Redirect::to(&whose.choice()).into_response());
    };
    if sent.decision.as_deref() == Some("refuse") {
        return Ok(conclude::refuse(&hub, interaction, Some(session), visitor.now()).await?.into_response());
    }
    if !suffices(&hub, session, &purpose) {
        return Ok(Redirect::to(&whose.choice()).into_response());
    }
    let ticked = Items::new(sent.released.iter().filter_map(|name| Item::parse(name).ok()));
    let remember = sent.remember.is_some();
    let answer = conclude::release(&hub, interaction, session, &ticked, remember, visitor.now()).await?;
    Ok(answer.into_response())
}

/// The person goes back to the service without logging in.
pub(super) async fn cancel(
    State(hub): State<Arc<Hub>>,
    headers: HeaderMap,
    visitor: Visitor,
    Form(sent): Form<Cancelled>,
) -> Result<Answer, Problem> {
    let interaction = hub.provider.interaction(&headers, &sent.interaction).await?;
    Ok(conclude::refuse(&hub, &interaction, None, visitor.now()).await?)
}

fn release_page(
    page: Page,
    interaction: &Interaction,
    question: &Question,
    level: String,
    who: Option<Arc<str>>,
    another: String,
) -> ReleasePage {
    let (essential, voluntary): (Vec<Requested>, Vec<Requested>) =
        question.requested.iter().copied().partition(|one| one.essential);
    let voluntary = voluntary.into_iter().map(|one| {
        let checked = question.ticked.contains(one.item);
        Choice::new(one.item.name(), shown::item(&page, one.item)).checked(checked)
    });
    ReleasePage {
        errors: FormErrors::new(),
        service: interaction.client.name(page.language()).to_owned(),
        domain: interaction.client.domain(),
        interaction: interaction.id.clone(),
        offline: interaction.offline_text(),
        essential: essential.into_iter().map(|one| shown::item(&page, one.item)).collect(),
        voluntary: voluntary.collect(),
        level,
        who,
        another,
        page,
    }
}
