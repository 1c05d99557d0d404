//! The page on which a person chooses what a service is given (mission: A1).

use std::sync::Arc;

use ::web::{Choice, Form, FormErrors, Page, Problem, RequestContext, View};
use askama::Template;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use openid::{AuthorizationResponse, Interaction};
use serde::Deserialize;
use sessions::Session;

use super::address::Whose;
use super::login::{method_to_ask, suffices};
use super::shown;
use crate::acts::conclude::{self, Conclusion, Question};
use crate::acts::purpose::Purpose;
use crate::acts::{Hub, history, own_data};
use crate::rules::claims::{PersonData, full_name};
use crate::rules::item::{Item, Items};
use crate::rules::login::Login;
use crate::rules::proof::{ASKED_MS, FRESH_FORM_MS};
use crate::rules::release::{self, Requested};

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
    essential: Vec<(String, String)>,
    voluntary: Vec<Choice>,
    level: String,
    /// Who is signed in: on a shared computer it may be somebody else.
    who: Option<String>,
    /// By what and when they logged in.
    how: Option<(String, String)>,
    another: String,
}

/// Who is signed in, and what would be handed over.
struct Preview {
    data: Option<PersonData>,
    login: Option<Login>,
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
    visitor: RequestContext,
) -> Result<Response, Problem> {
    let purpose = whose.purpose(&hub, &headers).await?;
    let (Purpose::Service(interaction), Some(session)) = (&purpose, visitor.session()) else {
        return Ok(Redirect::to(&whose.choice()).into_response());
    };
    let to_ask = method_to_ask(&hub, &purpose, session, ASKED_MS, visitor.now()).await?;
    if to_ask.is_some() || !suffices(&hub, session, &purpose) {
        return Ok(Redirect::to(&whose.choice()).into_response());
    }
    match conclude::conclude(&hub, interaction, session).await? {
        Conclusion::Answer(answer) => Ok(answer.into_response()),
        Conclusion::Ask(question) => {
            let page = visitor.page().forms_may_leave();
            let items = release::all(&question.requested);
            let data = own_data::preview(&hub, session, &items).await;
            let login = history::of_session(&hub, session).await?;
            let shown = release_page(&hub, page, interaction, &question, session, Preview { data, login });
            Ok(View(ReleasePage { another: whose.another_choice(), ..shown }).into_response())
        }
    }
}

pub(super) async fn decide(
    State(hub): State<Arc<Hub>>,
    headers: HeaderMap,
    visitor: RequestContext,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    let whose = Whose { interaction: Some(sent.interaction.clone()), ..Whose::default() };
    let purpose = whose.purpose(&hub, &headers).await?;
    let (Purpose::Service(interaction), Some(session)) = (&purpose, visitor.session()) else {
        return Ok(Redirect::to(&whose.choice()).into_response());
    };
    if sent.decision.as_deref() == Some("refuse") {
        return Ok(conclude::refuse(&hub, interaction, Some(session), visitor.now()).await?.into_response());
    }
    let to_ask = method_to_ask(&hub, &purpose, session, FRESH_FORM_MS, visitor.now()).await?;
    if to_ask.is_some() || !suffices(&hub, session, &purpose) {
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
    visitor: RequestContext,
    Form(sent): Form<Cancelled>,
) -> Result<AuthorizationResponse, Problem> {
    let interaction = hub.provider.interaction(&headers, &sent.interaction).await?;
    Ok(conclude::refuse(&hub, &interaction, None, visitor.now()).await?)
}

fn release_page(
    hub: &Hub,
    page: Page,
    interaction: &Interaction,
    question: &Question,
    session: &Session,
    preview: Preview,
) -> ReleasePage {
    let (essential, voluntary): (Vec<Requested>, Vec<Requested>) =
        question.requested.iter().copied().partition(|one| one.essential);
    // Without an answer of the register the names of the items stand alone, and the page says so.
    let value = |item: Item| match &preview.data {
        Some(data) => {
            shown::value(&page, data, item).unwrap_or_else(|| page.text("release-not-there").to_string())
        }
        None => String::new(),
    };
    let voluntary = voluntary.into_iter().map(|one| {
        let checked = question.ticked.contains(one.item);
        Choice::new(one.item.name(), shown::item(&page, one.item)).hint(value(one.item)).checked(checked)
    });
    let how = preview.login.map(|login| {
        let method = hub.desk.method_name(&login.method, page.language()).to_owned();
        (method, page.format_datetime(session.authenticated_at))
    });
    ReleasePage {
        errors: FormErrors::new(),
        service: interaction.client.name(page.language()).to_owned(),
        domain: interaction.client.domain(),
        interaction: interaction.id.clone(),
        offline: interaction.offline_text(),
        essential: essential.iter().map(|one| (shown::item(&page, one.item), value(one.item))).collect(),
        voluntary: voluntary.collect(),
        level: shown::level_in_words(&page, session.level),
        who: preview.data.as_ref().and_then(full_name),
        how,
        another: String::new(),
        page,
    }
}
