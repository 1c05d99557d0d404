//! What a service gets: item by item (B2).

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use openid::Interaction;
use serde::Deserialize;
use values::Timestamp;
use web::{Choice, Form, FormErrors, Page, Problem, View};

use super::owner::Owner;
use super::{flow, shown};
use crate::Mojeid;
use crate::rules::account::Account;
use crate::rules::items::Item;
use crate::rules::release::{Decision, Need, Wishes};
use crate::rules::step::Step;

#[derive(Template)]
#[template(path = "consent.html")]
pub(super) struct ConsentPage {
    pub(super) page: Page,
    pub(super) service: String,
    pub(super) domain: String,
    pub(super) errors: FormErrors,
    /// What the service cannot do without: names and values.
    pub(super) essential: Vec<(String, String)>,
    /// What the person may keep.
    pub(super) choices: Vec<Choice>,
    /// Says that the service wants to fetch data while the person is away.
    pub(super) offline: Option<&'static str>,
    pub(super) interaction: String,
    /// Whose account it is: name and user name.
    pub(super) whose: (String, String),
}

impl ConsentPage {
    /// What becomes of the decision.
    const fn remembered(&self) -> &'static str {
        match (self.essential.is_empty(), self.choices.is_empty()) {
            (_, false) => "consent-remember",
            (false, true) => "consent-remember-all",
            (true, true) => "consent-remember-nothing",
        }
    }
}

#[derive(Deserialize)]
pub(super) struct ConsentQuery {
    interaction: String,
}

#[derive(Deserialize)]
pub(super) struct ConsentForm {
    interaction: String,
    #[serde(default)]
    items: Vec<String>,
}

pub(super) async fn show(
    State(mojeid): State<Mojeid>,
    owner: Owner,
    headers: HeaderMap,
    Query(query): Query<ConsentQuery>,
) -> Result<Response, Problem> {
    let interaction = flow::open(&mojeid, &headers, &query.interaction).await?;
    if let Some(elsewhere) = not_yet(&mojeid, &owner, &interaction).await? {
        return Ok(elsewhere);
    }
    let earlier = mojeid.decision(owner.id(), &interaction.client.id).await?;
    let page = owner.visitor().page().forms_may_leave();
    let wishes = flow::wishes(&interaction);
    let essential = essential(&page, &owner.account, &wishes, owner.now());
    let choices = choices(&page, &owner.account, &wishes, earlier.as_ref(), owner.now());
    let (service, domain) = (flow::service_name(owner.visitor(), &interaction), interaction.client.domain());
    let offline = interaction.offline_text();
    let (errors, interaction) = (FormErrors::new(), query.interaction);
    let whose = (owner.account.contact.name.to_string(), owner.account.user_name.to_string());
    let view =
        View(ConsentPage { page, service, domain, errors, essential, choices, offline, interaction, whose });
    Ok(view.into_response())
}

pub(super) async fn answer(
    State(mojeid): State<Mojeid>,
    owner: Owner,
    headers: HeaderMap,
    Form(form): Form<ConsentForm>,
) -> Result<Response, Problem> {
    let interaction = flow::open(&mojeid, &headers, &form.interaction).await?;
    if let Some(elsewhere) = not_yet(&mojeid, &owner, &interaction).await? {
        return Ok(elsewhere);
    }
    let ticked: BTreeSet<Item> = form.items.iter().filter_map(|word| Item::from_word(word)).collect();
    // The page speaks of offline access where the service asks for it.
    let offline = interaction.request.scope.has_offline_access().then_some(true);
    let decision = Decision { offline, ..Decision::new(&flow::wishes(&interaction), &ticked) };
    let whose = (owner.id(), owner.session());
    let answer =
        mojeid.decide_and_answer(owner.now(), whose, &interaction, &decision, &owner.origin()).await?;
    Ok(answer.into_response())
}

/// Nobody decides before being logged in as the service asked.
async fn not_yet(
    mojeid: &Mojeid,
    owner: &Owner,
    interaction: &Interaction,
) -> Result<Option<Response>, Problem> {
    if flow::step(interaction, Some((owner.session(), &owner.account)), owner.now()) == Step::Done {
        return Ok(None);
    }
    flow::go_on(mojeid, owner.visitor(), Some(owner.session()), interaction).await.map(Some)
}

/// Names and values of what the service cannot do without.
fn essential(page: &Page, account: &Account, wishes: &Wishes, now: Timestamp) -> Vec<(String, String)> {
    let essential = wishes.iter().filter(|(_, need)| *need == Need::Essential);
    essential.map(|(item, _)| (shown::name_of(page, item), value(page, account, item, now))).collect()
}

/// Ticked is only what the person has given to this service before: who has not decided has not agreed.
fn choices(
    page: &Page,
    account: &Account,
    wishes: &Wishes,
    earlier: Option<&Decision>,
    now: Timestamp,
) -> Vec<Choice> {
    let was_given = |item| earlier.is_some_and(|decision| decision.given.contains(&item));
    let voluntary = wishes.iter().filter(|(_, need)| *need == Need::Voluntary);
    let choice = |(item, _): (Item, Need)| {
        let choice = Choice::new(item.word(), shown::name_of(page, item));
        choice.hint(value(page, account, item, now)).checked(was_given(item))
    };
    voluntary.map(choice).collect()
}

fn value(page: &Page, account: &Account, item: Item, now: Timestamp) -> String {
    let value = shown::value_of(page, account, item, now);
    value.unwrap_or_else(|| page.text("consent-empty").to_string())
}
