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

use super::current_account::CurrentAccount;
use super::{AppState, flow, formatting};
use crate::acts::{answer, queries};
use crate::rules::account::Account;
use crate::rules::consent::{Consent, Need, RequestedItems};
use crate::rules::items::Item;
use crate::rules::login_step::NextStep;

#[derive(Template)]
#[template(path = "consent.html")]
pub(crate) struct ConsentPage {
    pub(crate) page: Page,
    pub(crate) service: String,
    pub(crate) domain: String,
    pub(crate) errors: FormErrors,
    /// What the service cannot do without: names and values.
    pub(crate) essential: Vec<(String, String)>,
    /// What the person may keep.
    pub(crate) choices: Vec<Choice>,
    /// Says that the service wants to fetch data while the person is away.
    pub(crate) offline: Option<&'static str>,
    pub(crate) interaction: String,
    /// Whose account it is: name and user name.
    pub(crate) whose: (String, String),
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
pub(crate) struct ConsentQuery {
    interaction: String,
}

#[derive(Deserialize)]
pub(crate) struct ConsentForm {
    interaction: String,
    #[serde(default)]
    items: Vec<String>,
}

pub(crate) async fn show(
    State(app): State<AppState>,
    current: CurrentAccount,
    headers: HeaderMap,
    Query(query): Query<ConsentQuery>,
) -> Result<Response, Problem> {
    let interaction = flow::open(&app, &headers, &query.interaction).await?;
    if let Some(elsewhere) = not_yet(&app, &current, &interaction).await? {
        return Ok(elsewhere);
    }
    let earlier = queries::consent(&app.context, current.id(), &interaction.client.id).await?;
    let page = current.visitor().page().forms_may_leave();
    let requested = flow::requested(&interaction);
    let essential = essential(&page, &current.account, &requested, current.now());
    let choices = choices(&page, &current.account, &requested, earlier.as_ref(), current.now());
    let (service, domain) =
        (flow::service_name(current.visitor(), &interaction), interaction.client.domain());
    let offline = interaction.offline_text();
    let (errors, interaction) = (FormErrors::new(), query.interaction);
    let whose = (current.account.contact.name.to_string(), current.account.user_name.to_string());
    let view =
        View(ConsentPage { page, service, domain, errors, essential, choices, offline, interaction, whose });
    Ok(view.into_response())
}

pub(crate) async fn answer(
    State(app): State<AppState>,
    current: CurrentAccount,
    headers: HeaderMap,
    Form(form): Form<ConsentForm>,
) -> Result<Response, Problem> {
    let interaction = flow::open(&app, &headers, &form.interaction).await?;
    if let Some(elsewhere) = not_yet(&app, &current, &interaction).await? {
        return Ok(elsewhere);
    }
    let selected: BTreeSet<Item> = form.items.iter().filter_map(|word| Item::from_word(word)).collect();
    // The page speaks of offline access where the service asks for it.
    let offline = interaction.request.scope.has_offline_access().then_some(true);
    let consent = Consent { offline, ..Consent::new(&flow::requested(&interaction), &selected) };
    let whose = (current.id(), current.session());
    let answer = answer::consent_and_authorize(
        &app.context,
        current.now(),
        whose,
        &interaction,
        &consent,
        &current.client_info(),
    )
    .await?;
    Ok(answer.into_response())
}

/// Nobody decides before being logged in as the service asked.
async fn not_yet(
    app: &AppState,
    current: &CurrentAccount,
    interaction: &Interaction,
) -> Result<Option<Response>, Problem> {
    if flow::step(app, interaction, Some((current.session(), &current.account)), current.now())
        == NextStep::Done
    {
        return Ok(None);
    }
    flow::go_on(app, current.visitor(), Some(current.session()), interaction).await.map(Some)
}

/// Names and values of what the service cannot do without.
fn essential(
    page: &Page,
    account: &Account,
    requested: &RequestedItems,
    now: Timestamp,
) -> Vec<(String, String)> {
    let essential = requested.iter().filter(|(_, need)| *need == Need::Essential);
    essential.map(|(item, _)| (formatting::item_name(page, item), value(page, account, item, now))).collect()
}

/// Ticked is only what the person has given to this service before: who has not decided has not agreed.
fn choices(
    page: &Page,
    account: &Account,
    requested: &RequestedItems,
    earlier: Option<&Consent>,
    now: Timestamp,
) -> Vec<Choice> {
    let was_given = |item| earlier.is_some_and(|consent| consent.granted.contains(&item));
    let voluntary = requested.iter().filter(|(_, need)| *need == Need::Voluntary);
    let choice = |(item, _): (Item, Need)| {
        let choice = Choice::new(item.word(), formatting::item_name(page, item));
        choice.hint(value(page, account, item, now)).checked(was_given(item))
    };
    voluntary.map(choice).collect()
}

fn value(page: &Page, account: &Account, item: Item, now: Timestamp) -> String {
    let value = formatting::item_value(page, account, item, now);
    value.unwrap_or_else(|| page.text("consent-empty").to_string())
}
