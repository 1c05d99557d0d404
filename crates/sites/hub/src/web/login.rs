//! How a login begins: the list of methods, and the way to the one that was chosen.

use ::web::{Page, Problem, RequestContext, View};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use openid::{AuthorizationRedirect, RelyingPartyError};
use serde::Deserialize;
use sessions::Session;
use values::Timestamp;

use super::{AppState, formatting};
use crate::acts::recheck::{Recheck, recheck};
use crate::acts::start_login::{self, LoginStart};
use crate::protocol::{LoginTarget, Missing};
use crate::rules::login_state::{LoginQuery, LoginState};
use crate::rules::method::{Availability, MethodId, Offer, offer};
use crate::rules::proof::RECHECK_AFTER_MS;

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
    /// For people without a method: its name, and where they get it.
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

/// Why the list is shown once more.
#[derive(Deserialize)]
pub(super) struct Reasons {
    /// The method that refused a login.
    refused: Option<String>,
    /// The method that did not answer.
    did_not_answer: Option<String>,
    /// Somebody is signed in and wants another method.
    again: Option<String>,
}

/// The list of methods; whoever is signed in well enough goes on at once, unless they want another one.
pub(super) async fn choose(
    State(app): State<AppState>,
    headers: HeaderMap,
    Query(query): Query<LoginQuery>,
    Query(reasons): Query<Reasons>,
    visitor: RequestContext,
) -> Result<Response, Problem> {
    let target = query.target(&app, &headers).await?;
    let lacks = |session| target.missing(&app.provider, session);
    let mut missing = visitor.session().and_then(lacks);
    let wants_another =
        reasons.again.is_some() || reasons.refused.is_some() || reasons.did_not_answer.is_some();
    if let Some(session) = visitor.session().filter(|_| missing.is_none() && !wants_another) {
        match recheck_due(&app, &target, session, RECHECK_AFTER_MS, visitor.now()).await? {
            Recheck::NotDue => return continue_login(&app, &query, &target, session).await,
            Recheck::At(method) => return Ok(Redirect::to(&query.start_path(&method)).into_response()),
            Recheck::MethodGone => missing = Some(Missing::Login),
        }
    }
    Ok(View(choice_page(&app, &query, &reasons, &target, &visitor, missing)).into_response())
}

/// Goes to a method.
pub(super) async fn start(
    State(app): State<AppState>,
    headers: HeaderMap,
    Path(method): Path<String>,
    Query(query): Query<LoginQuery>,
    visitor: RequestContext,
) -> Result<Response, Problem> {
    app.login_limit.check(&visitor.browser_rate_key())?;
    let id = MethodId::parse(&method).map_err(|_| unknown_method(&query))?;
    let method = app.context.method(&id).ok_or_else(|| unknown_method(&query))?;
    let target = query.target(&app, &headers).await?;
    if method.level < target.minimum_level() {
        return Ok(Redirect::to(&query.choice()).into_response());
    }
    let start = LoginStart {
        method,
        target: &target,
        state: &LoginState { query: query.clone(), ..LoginState::default() },
        session: visitor.session(),
        language: visitor.language(),
        now: visitor.now(),
    };
    match redirect(&app, &headers, start).await {
        Ok(redirect) => Ok(redirect.into_response()),
        Err(RelyingPartyError::Store(error)) => Err(error.into()),
        Err(error) => {
            tracing::warn!(error = &error as &dyn std::error::Error, method = %id, "a method does not answer");
            Ok(Redirect::to(&query.choice_without_answer(&id)).into_response())
        }
    }
}

/// The browser's way to a method.
pub(super) async fn redirect(
    app: &AppState,
    headers: &HeaderMap,
    start: LoginStart<'_>,
) -> Result<AuthorizationRedirect, RelyingPartyError> {
    let relying_party = app.context.relying_party(&start.method.id);
    let relying_party = relying_party.ok_or(RelyingPartyError::Provider("the method is not configured"))?;
    relying_party.authorize(headers, start_login::start_login(&app.context, start).await?).await
}

/// The problem of a method that is not offered (any more).
pub(super) fn unknown_method(query: &LoginQuery) -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "login-method-gone").action(query.choice(), "other-methods")
}

/// Sends a person who is signed in well enough on: back to the service, to the page of consent, or into the portal.
pub(super) async fn continue_login(
    app: &AppState,
    query: &LoginQuery,
    target: &LoginTarget,
    session: &Session,
) -> Result<Response, Problem> {
    let LoginTarget::Service(_, reply_to) = target else {
        return Ok(Redirect::to(query.return_path().as_str()).into_response());
    };
    match reply_to.resume_alone(&app.provider, session).await? {
        Some(answer) => Ok(answer.into_response()),
        None => Ok(Redirect::to(&query.consent()).into_response()),
    }
}

/// Whether the method that a session stands on has to be asked before the person goes on. (The pages of the portal ask
/// it themselves.)
pub(super) async fn recheck_due(
    app: &AppState,
    target: &LoginTarget,
    session: &Session,
    within_ms: i64,
    now: Timestamp,
) -> Result<Recheck, Problem> {
    match (target, recheck(&app.context, session, within_ms, now).await?) {
        (LoginTarget::Portal { .. }, Recheck::At(_)) => Ok(Recheck::NotDue),
        (_, recheck) => Ok(recheck),
    }
}

/// What the method takes, what its level is good for, and why it cannot be taken.
fn card_text(page: &Page, hint: &str, offer: &Offer<'_>) -> String {
    let obstacle = match offer.availability {
        Availability::Offered => None,
        Availability::BelowLevel => Some(page.text("choice-below-level").to_string()),
        Availability::DidNotAnswer => Some(page.text("choice-did-not-answer").to_string()),
    };
    let words = format!("{}.", formatting::level_in_words(page, offer.max_level));
    let parts = [obstacle, Some(hint.to_owned()), Some(words)];
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Whoever comes to attach a Mobile Key has none yet, most likely: the methods that need no attaching lead.
fn is_for_first_key(app: &AppState, query: &LoginQuery, target: &LoginTarget) -> bool {
    query.return_to.as_deref().is_some_and(|path| path.starts_with("/portal/attach"))
        || app.context.is_enrolling(&target.service())
}

fn choice_page(
    app: &AppState,
    query: &LoginQuery,
    reasons: &Reasons,
    target: &LoginTarget,
    visitor: &RequestContext,
    missing: Option<Missing>,
) -> ChoicePage {
    let page = visitor.page().forms_may_leave();
    let language = page.language();
    let silent = reasons.did_not_answer.as_deref().and_then(|id| MethodId::parse(id).ok());
    let mut methods: Vec<_> = app.context.config.methods.iter().collect();
    if is_for_first_key(app, query, target) {
        methods.sort_by_key(|method| !method.capabilities().identifies);
    }
    let joins = methods
        .iter()
        .filter_map(|method| Some((method.name(language).to_owned(), method.join.as_ref()?.to_string())));
    let joins = joins.collect();
    let methods = methods.into_iter().map(|method| (&method.id, method.level));
    let offers = offer(methods, target.minimum_level(), silent.as_ref());
    let none_offered = offers.iter().all(|offer| offer.availability == Availability::BelowLevel);
    let cards = offers.into_iter().filter_map(|offer| {
        let method = app.context.method(offer.id)?;
        Some(Card {
            name: method.name(language).to_owned(),
            text: card_text(&page, method.hint(language), &offer),
            icon: method.icon.name(),
            availability: offer.availability,
            href: query.start_path(&method.id),
        })
    });
    let refused = reasons.refused.as_deref().and_then(|id| app.context.method(&MethodId::parse(id).ok()?));
    ChoicePage {
        service: target.request().map(|request| Service {
            name: request.name.text(language).to_owned(),
            domain: request.domain.clone(),
        }),
        level: formatting::level_needed(&page, target.minimum_level()),
        refused: refused.map(|method| method.name(language).to_owned()),
        missing: missing.map(|missing| match missing {
            Missing::Level => "choice-level-needed",
            Missing::Login => "choice-login-needed",
        }),
        wants_proof: matches!(target, LoginTarget::Portal { force_login: true }),
        cards: cards.collect(),
        none_offered,
        joins,
        interaction: query.interaction.clone(),
        page,
    }
}
