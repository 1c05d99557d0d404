//! How a login begins: the list of methods, and the way to the one that was chosen.

use std::sync::Arc;

use ::web::{Page, Problem, RequestContext, View};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use openid::{InteractionReason, RelyingPartyError};
use serde::Deserialize;
use sessions::Session;
use values::Timestamp;

use super::address::{self, Whose};
use super::shown;
use crate::acts::conclude::{Conclusion, conclude};
use crate::acts::purpose::Purpose;
use crate::acts::{Hub, depart as departing, standing};
use crate::rules::method::{Availability, MethodId, Offer, offer};
use crate::rules::proof::ASKED_MS;

#[derive(Template)]
#[template(path = "login.html")]
struct ChoicePage {
    page: Page,
    service: Option<Service>,
    level: String,
    refused: Option<String>,
    /// What is missing though somebody is signed in.
    missing: Option<&'static str>,
    /// A change in the portal wants a proof that is made now.
    wants_proof: bool,
    cards: Vec<Card>,
    none_offered: bool,
    /// Where somebody who has no method yet gets one: its name and the address.
    joins: Vec<(String, String)>,
    interaction: Option<String>,
}

struct Service {
    name: String,
    domain: String,
}

struct Card {
    name: String,
    text: String,
    icon: &'static str,
    availability: Availability,
    href: String,
}

#[derive(Deserialize)]
pub(super) struct Told {
    refused: Option<String>,
    did_not_answer: Option<String>,
    again: Option<String>,
}

/// The list of methods; whoever is signed in well enough goes on at once, unless they want another one.
pub(super) async fn choose(
    State(hub): State<Arc<Hub>>,
    headers: HeaderMap,
    Query(whose): Query<Whose>,
    Query(told): Query<Told>,
    visitor: RequestContext,
) -> Result<Response, Problem> {
    let purpose = whose.purpose(&hub, &headers).await?;
    let session = visitor.session().filter(|session| suffices(&hub, session, &purpose));
    let wants_another = told.again.is_some() || told.refused.is_some() || told.did_not_answer.is_some();
    match session {
        Some(session) if !wants_another => {
            match method_to_ask(&hub, &purpose, session, ASKED_MS, visitor.now()).await? {
                Some(method) => Ok(Redirect::to(&whose.departure(&method)).into_response()),
                None => go_on(&hub, &whose, &purpose, session).await,
            }
        }
        _ => {
            let weak = visitor.session().filter(|_| session.is_none());
            let missing = weak.map(|session| missing(&hub, session, &purpose));
            Ok(View(choice_page(&hub, &whose, &told, &purpose, &visitor, missing)).into_response())
        }
    }
}

/// Leaves for a method.
pub(super) async fn depart(
    State(hub): State<Arc<Hub>>,
    headers: HeaderMap,
    Path(method): Path<String>,
    Query(whose): Query<Whose>,
    visitor: RequestContext,
) -> Result<Response, Problem> {
    hub.limit.check(&visitor.browser_rate_key())?;
    let id = MethodId::parse(&method).map_err(|_| unknown_method(&whose))?;
    let method = hub.desk.method(&id).ok_or_else(|| unknown_method(&whose))?;
    let purpose = whose.purpose(&hub, &headers).await?;
    if method.level < purpose.level() {
        return Ok(Redirect::to(&whose.choice()).into_response());
    }
    let leaving = departing::Leaving {
        method,
        purpose: &purpose,
        errand: &whose.errand(),
        session: visitor.session(),
        language: visitor.language(),
        now: visitor.now(),
    };
    match departing::depart(&hub, &headers, leaving).await {
        Ok(departure) => Ok(departure.into_response()),
        Err(RelyingPartyError::Store(error)) => Err(error.into()),
        Err(error) => {
            tracing::warn!(error = &error as &dyn std::error::Error, method = %id, "a method does not answer");
            Ok(Redirect::to(&whose.choice_without_answer(&id)).into_response())
        }
    }
}

/// The problem of a method that is not offered (any more).
pub(super) fn unknown_method(whose: &Whose) -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "login-method-gone").action(whose.choice(), "other-methods")
}

/// Where whoever is signed in goes.
pub(super) async fn go_on(
    hub: &Hub,
    whose: &Whose,
    purpose: &Purpose,
    session: &Session,
) -> Result<Response, Problem> {
    let Purpose::Service(interaction) = purpose else {
        return Ok(Redirect::to(whose.errand().return_path().as_str()).into_response());
    };
    match conclude(hub, interaction, session).await? {
        Conclusion::Answer(answer) => Ok(answer.into_response()),
        Conclusion::Ask(_) => Ok(Redirect::to(&address::release(&interaction.id)).into_response()),
    }
}

/// The method that a session stands on and that has to be asked once more before a service is served. (The pages of the
/// portal see to it themselves.)
pub(super) async fn method_to_ask(
    hub: &Hub,
    purpose: &Purpose,
    session: &Session,
    within_ms: i64,
    now: Timestamp,
) -> Result<Option<MethodId>, Problem> {
    match purpose {
        Purpose::Service(_) => Ok(standing::method_to_ask(hub, session, within_ms, now).await?),
        Purpose::Portal { .. } => Ok(None),
    }
}

/// Whether a session will do for this login; what to release may still be open.
pub(super) fn suffices(hub: &Hub, session: &Session, purpose: &Purpose) -> bool {
    match purpose {
        Purpose::Portal { proof } => session.level >= purpose.level() && !proof,
        Purpose::Service(interaction) => {
            matches!(
                hub.provider.missing(interaction, Some(session)),
                None | Some(InteractionReason::Consent)
            )
        }
    }
}

/// What a session lacks that will not do.
fn missing(hub: &Hub, session: &Session, purpose: &Purpose) -> &'static str {
    let is_level = match purpose {
        Purpose::Portal { .. } => session.level < purpose.level(),
        Purpose::Service(interaction) => {
            hub.provider.missing(interaction, Some(session)) == Some(InteractionReason::HigherLevel)
        }
    };
    if is_level { "choice-level-needed" } else { "choice-login-needed" }
}

/// What it takes, what it is good for, and what stands in its way.
fn card_text(page: &Page, hint: &str, offer: &Offer<'_>) -> String {
    let obstacle = match offer.availability {
        Availability::Offered => None,
        Availability::BelowLevel => Some(page.text("choice-below-level").to_string()),
        Availability::DidNotAnswer => Some(page.text("choice-did-not-answer").to_string()),
    };
    let words = format!("{}.", shown::level_in_words(page, offer.bound));
    let parts = [obstacle, Some(hint.to_owned()), Some(words)];
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Whoever comes to attach a Mobile Key has none yet, most likely: the other methods lead.
fn is_for_first_key(hub: &Hub, whose: &Whose, purpose: &Purpose) -> bool {
    whose.return_to.as_deref().is_some_and(|path| path.starts_with("/portal/attach"))
        || purpose.service().is_some_and(|service| hub.desk.is_enrolling(&service))
}

fn choice_page(
    hub: &Hub,
    whose: &Whose,
    told: &Told,
    purpose: &Purpose,
    visitor: &RequestContext,
    missing: Option<&'static str>,
) -> ChoicePage {
    let page = visitor.page().forms_may_leave();
    let language = page.language();
    let silent = told.did_not_answer.as_deref().and_then(|id| MethodId::parse(id).ok());
    let mut methods: Vec<_> = hub.desk.config.methods.iter().collect();
    if is_for_first_key(hub, whose, purpose) {
        methods.sort_by_key(|method| method.is_mobile_key());
    }
    let joins = methods
        .iter()
        .filter_map(|method| Some((method.name(language).to_owned(), method.join.as_ref()?.to_string())));
    let joins = joins.collect();
    let methods = methods.into_iter().map(|method| (&method.id, method.level));
    let offers = offer(methods, purpose.level(), silent.as_ref());
    let none_offered = offers.iter().all(|offer| offer.availability == Availability::BelowLevel);
    let cards = offers.into_iter().filter_map(|offer| {
        let method = hub.desk.method(offer.id)?;
        Some(Card {
            name: method.name(language).to_owned(),
            text: card_text(&page, method.hint(language), &offer),
            icon: method.icon.name(),
            availability: offer.availability,
            href: whose.departure(&method.id),
        })
    });
    let refused = told.refused.as_deref().and_then(|id| hub.desk.method(&MethodId::parse(id).ok()?));
    ChoicePage {
        service: purpose.interaction().map(|interaction| Service {
            name: interaction.client.name(language).to_owned(),
            domain: interaction.client.domain(),
        }),
        level: shown::level_needed(&page, purpose.level()),
        refused: refused.map(|method| method.name(language).to_owned()),
        missing,
        wants_proof: matches!(purpose, Purpose::Portal { proof: true }),
        cards: cards.collect(),
        none_offered,
        joins,
        interaction: whose.interaction.clone(),
        page,
    }
}
