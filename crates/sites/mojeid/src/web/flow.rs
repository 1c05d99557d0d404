//! A login that a service waits for, from step to step.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use oidc::{AuthorizationError, ClaimsRequest};
use openid::{Interaction, InteractionReason, Release};
use serde::Deserialize;
use sessions::Session;
use values::{AssuranceLevel, SECOND_MS, Timestamp};
use web::{Form, Page, Problem, RequestContext, View};

use super::{AppState, current_account, wait};
use crate::acts::answer::{self, release_of};
use crate::acts::{log_out, queries};
use crate::rules::account::{Account, AccountId};
use crate::rules::consent::RequestedItems;
use crate::rules::login_step::{Current, NextStep, Required, Unreachable, next_step};
use crate::rules::recovery::level_limited_until;

/// Whether PIN3 has identified the account.
const IDENTIFIED: &str = "mojeid_identified";

#[derive(Template)]
#[template(path = "unreachable.html")]
pub(super) struct UnreachablePage {
    pub(super) page: Page,
    pub(super) service: String,
    pub(super) place: String,
    pub(super) why: Unreachable,
    pub(super) interaction: String,
}

#[derive(Deserialize)]
pub(super) struct RefuseForm {
    interaction: String,
    /// The level could not be reached; otherwise the person did not want to go on.
    unreachable: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct SomebodyElseForm {
    interaction: String,
}

/// Leads a person one step on; none is signed in without a session.
pub(super) async fn go_on(
    app: &AppState,
    visitor: &RequestContext,
    session: Option<&Session>,
    interaction: &Interaction,
) -> Result<Response, Problem> {
    let account = account_of(app, session).await?;
    let known = session.zip(account.as_ref());
    match step(interaction, known, visitor.now()) {
        // No session begins before an account is active, so that activation is led to from the login.
        NextStep::Password | NextStep::Activation => Ok(to("/login", interaction)),
        NextStep::Refusal(why) => Ok(unreachable(visitor, interaction, why)),
        NextStep::Passcode => Ok(to("/login/passcode", interaction)),
        NextStep::Done => match known {
            Some((session, account)) => finish(app, session, account, interaction).await,
            None => Ok(to("/login", interaction)),
        },
    }
}

/// The next step of an interaction for whoever is signed in.
pub(super) fn step(
    interaction: &Interaction,
    known: Option<(&Session, &Account)>,
    now: Timestamp,
) -> NextStep {
    let current = known.map(|(session, account)| {
        let limited_until = level_limited_until(account.recovered_at, now);
        let &Session { level, authenticated_at, .. } = session;
        (Current { level, authenticated_at, limited_until }, &account.state)
    });
    next_step(&required(interaction), current.as_ref().map(|(current, state)| (current, *state)))
}

/// What an interaction asks of a login.
pub(super) fn required(interaction: &Interaction) -> Required {
    let Interaction { client, request, reason, begun_at, .. } = interaction;
    let prompt = &request.prompt;
    let level = request.minimum_level().max(client.minimum_level).unwrap_or(AssuranceLevel::Low);
    // Why the page was shown says too little: who was not signed in then may be so now, by a session of before.
    let again = matches!(reason, InteractionReason::LoginAgain | InteractionReason::Selection)
        || prompt.login
        || prompt.select_account;
    let again = again.then_some(*begun_at);
    let by_age = request.max_age_s.map(|age_s| begun_at.plus_ms(-age_s.saturating_mul(SECOND_MS)));
    Required { level, not_before: again.max(by_age), identified: wants_identified(&request.claims) }
}

/// Whether the service says that it can only use an identified account: an essential claim with the one value `true`
/// (OpenID Connect Core §5.5.1). It is told before anything is handed over, not after.
fn wants_identified(claims: &ClaimsRequest) -> bool {
    let required =
        [&claims.userinfo, &claims.id_token].into_iter().filter_map(|claims| claims.get(IDENTIFIED));
    required.flatten().any(|claim| claim.essential && claim.value == Some(true.into()))
}

/// The account that a session belongs to.
pub(super) async fn account_of(
    app: &AppState,
    session: Option<&Session>,
) -> Result<Option<Account>, Problem> {
    match session.map(|session| AccountId::parse(&session.subject)) {
        Some(Ok(id)) => Ok(queries::account(&app.context, &id).await?),
        _ => Ok(None),
    }
}

/// The interaction that a page was opened with.
pub(super) async fn open(app: &AppState, headers: &HeaderMap, id: &str) -> Result<Interaction, Problem> {
    Ok(app.context.provider.interaction(headers, id).await?)
}

/// What a service asks for, as items.
pub(super) fn requested(interaction: &Interaction) -> RequestedItems {
    let items = interaction.request.items();
    RequestedItems::from_claims(items.iter().map(|item| (item.name, item.essential)))
}

/// What people know the asking service as.
pub(super) fn service_name(visitor: &RequestContext, interaction: &Interaction) -> String {
    interaction.client.name(visitor.language()).to_owned()
}

/// Adds the interaction to a path, so that the login goes on there.
pub(super) fn with_interaction(path: &str, interaction: Option<&str>) -> String {
    let Some(id) = interaction else { return path.to_owned() };
    let separator = if path.contains('?') { '&' } else { '?' };
    let query = url::form_urlencoded::Serializer::new(String::new()).append_pair("interaction", id).finish();
    format!("{path}{separator}{query}")
}

pub(super) fn to(path: &str, interaction: &Interaction) -> Response {
    Redirect::to(&with_interaction(path, Some(&interaction.id))).into_response()
}

/// The person gives up, or the level cannot be reached: back to the service with that answer.
pub(super) async fn refuse(
    State(app): State<AppState>,
    headers: HeaderMap,
    Form(form): Form<RefuseForm>,
) -> Result<Response, Problem> {
    let interaction = open(&app, &headers, &form.interaction).await?;
    let error = match form.unreachable {
        Some(_) => AuthorizationError::UnmetAuthenticationRequirements,
        None => AuthorizationError::AccessDenied,
    };
    Ok(answer::refuse(&app.context, &interaction, error).await?.into_response())
}

/// Somebody else is signed in here: they are signed out, and the login begins anew.
pub(super) async fn somebody_else(
    State(app): State<AppState>,
    visitor: RequestContext,
    headers: HeaderMap,
    Form(form): Form<SomebodyElseForm>,
) -> Result<Response, Problem> {
    let interaction = open(&app, &headers, &form.interaction).await?;
    if let Some(session) = visitor.session()
        && let Ok(id) = AccountId::parse(&session.subject)
    {
        log_out::log_out(&app.context, visitor.now(), &id, session, &current_account::client_info(&visitor))
            .await?;
    }
    Ok((app.context.site.delete_session_cookie(), to("/login", &interaction)).into_response())
}

/// Answers the service, or asks what it may have.
async fn finish(
    app: &AppState,
    session: &Session,
    account: &Account,
    interaction: &Interaction,
) -> Result<Response, Problem> {
    let release = if interaction.client.first_party {
        Some(Release::everything(&interaction.request))
    } else {
        remembered(app, account, interaction).await?
    };
    let Some(release) = release else { return Ok(to("/consent", interaction)) };
    Ok(answer::answer(&app.context, session, interaction, release).await?.into_response())
}

async fn remembered(
    app: &AppState,
    account: &Account,
    interaction: &Interaction,
) -> Result<Option<Release>, Problem> {
    if interaction.request.prompt.consent {
        return Ok(None);
    }
    let requested = requested(interaction);
    let consent = queries::consent(&app.context, &account.id, &interaction.client.id).await?;
    let consent = consent.filter(|consent| consent.answers(&requested));
    let release = consent.map(|consent| release_of(&consent, interaction));
    Ok(release.filter(|release| !release.leaves_offline_open(&interaction.request)))
}

fn unreachable(visitor: &RequestContext, interaction: &Interaction, why: Unreachable) -> Response {
    let (service, place) = (service_name(visitor, interaction), interaction.client.domain());
    let page = visitor.page().forms_may_leave();
    let view = View(UnreachablePage { page, service, place, why, interaction: interaction.id.clone() });
    (StatusCode::FORBIDDEN, view).into_response()
}

pub(super) fn too_soon(visitor: &RequestContext, allowed_at: Timestamp) -> Problem {
    let when = wait::when(&visitor.page(), visitor.now(), allowed_at);
    let problem = Problem::new(StatusCode::TOO_MANY_REQUESTS, "problem-passcodes").with("when", when);
    problem.member("retry_after", wait::seconds(visitor.now(), allowed_at).into())
}
