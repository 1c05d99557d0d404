//! A login that a service waits for, from step to step.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use oidc::{AuthorizationError, ClaimsRequest};
use openid::{Interaction, InteractionReason, Next};
use serde::Deserialize;
use sessions::Session;
use values::{AssuranceLevel, Timestamp};
use web::{Form, Page, Problem, RequestContext, View};

use super::{AppState, current_account, wait};
use crate::acts::{answer, log_out, queries};
use crate::rules::account::{Account, AccountId};
use crate::rules::consent::RequestedItems;
use crate::rules::login_step::{NextStep, Required, Unreachable, unreachable_for};
use crate::rules::recovery::level_limited_until;

/// Whether PIN3 has identified the account.
const IDENTIFIED: &str = "mojeid_identified";

#[derive(Template)]
#[template(path = "unreachable.html")]
pub(crate) struct UnreachablePage {
    pub(crate) page: Page,
    pub(crate) service: String,
    pub(crate) place: String,
    pub(crate) why: Unreachable,
    pub(crate) interaction: String,
}

#[derive(Deserialize)]
pub(crate) struct RefuseForm {
    interaction: String,
    /// The level could not be reached; otherwise the person did not want to go on.
    unreachable: Option<String>,
}

#[derive(Deserialize)]
pub(crate) struct SomebodyElseForm {
    interaction: String,
}

/// Leads a person one step on; none is signed in without a session.
pub(crate) async fn go_on(
    app: &AppState,
    visitor: &RequestContext,
    session: Option<&Session>,
    interaction: &Interaction,
) -> Result<Response, Problem> {
    let account = account_of(app, session).await?;
    let known = session.zip(account.as_ref());
    match step(app, interaction, known, visitor.now()) {
        NextStep::Refusal(why) => return Ok(unreachable(visitor, interaction, why)),
        // No session begins before an account is active, so that activation is led to from the login.
        NextStep::Activation => return Ok(to("/login", interaction)),
        NextStep::Password | NextStep::Passcode | NextStep::Done => {}
    }
    let session = known.map(|(session, _)| session);
    Ok(match app.context.provider.resume_alone(interaction, session).await? {
        Next::Answer(response) => response.into_response(),
        Next::Consent => to("/consent", interaction),
        Next::Login(InteractionReason::HigherLevel) => to("/login/passcode", interaction),
        Next::Login(_) => to("/login", interaction),
    })
}

/// The next step of an interaction for whoever is signed in.
pub(crate) fn step(
    app: &AppState,
    interaction: &Interaction,
    known: Option<(&Session, &Account)>,
    now: Timestamp,
) -> NextStep {
    let Some((session, account)) = known else { return NextStep::Password };
    if !account.state.is_active() {
        return NextStep::Activation;
    }
    let level = interaction.minimum_level().unwrap_or(AssuranceLevel::Low);
    let required = Required { level, identified: wants_identified(&interaction.request.claims) };
    let limited_until = level_limited_until(account.recovered_at, now);
    if let Some(why) = unreachable_for(required, account.state, limited_until) {
        return NextStep::Refusal(why);
    }
    match app.context.provider.missing(interaction, Some(session)) {
        None | Some(InteractionReason::Consent) => NextStep::Done,
        Some(InteractionReason::HigherLevel) => NextStep::Passcode,
        Some(_) => NextStep::Password,
    }
}

/// Whether the service says that it can only use an identified account: an essential claim with the one value `true`
/// (OpenID Connect Core §5.5.1). It is told before anything is handed over, not after.
fn wants_identified(claims: &ClaimsRequest) -> bool {
    let required =
        [&claims.userinfo, &claims.id_token].into_iter().filter_map(|claims| claims.get(IDENTIFIED));
    required.flatten().any(|claim| claim.essential && claim.value == Some(true.into()))
}

/// The account that a session belongs to.
pub(crate) async fn account_of(
    app: &AppState,
    session: Option<&Session>,
) -> Result<Option<Account>, Problem> {
    match session.map(|session| AccountId::parse(&session.subject)) {
        Some(Ok(id)) => Ok(queries::account(&app.context, &id).await?),
        _ => Ok(None),
    }
}

/// The interaction that a page was opened with. Who is sent to register and has an account goes on with that.
pub(crate) async fn open(app: &AppState, headers: &HeaderMap, id: &str) -> Result<Interaction, Problem> {
    Ok(app.context.provider.interaction(headers, id).await?.with_existing_account())
}

/// What a service asks for, as items.
pub(crate) fn requested(interaction: &Interaction) -> RequestedItems {
    let items = interaction.request.items();
    RequestedItems::from_claims(items.iter().map(|item| (item.name, item.essential)))
}

/// What people know the asking service as.
pub(crate) fn service_name(visitor: &RequestContext, interaction: &Interaction) -> String {
    interaction.client.name(visitor.language()).to_owned()
}

/// Adds the interaction to a path, so that the login goes on there.
pub(crate) fn with_interaction(path: &str, interaction: Option<&str>) -> String {
    let Some(id) = interaction else { return path.to_owned() };
    let separator = if path.contains('?') { '&' } else { '?' };
    let query = url::form_urlencoded::Serializer::new(String::new()).append_pair("interaction", id).finish();
    format!("{path}{separator}{query}")
}

pub(crate) fn to(path: &str, interaction: &Interaction) -> Response {
    Redirect::to(&with_interaction(path, Some(&interaction.id))).into_response()
}

/// The person gives up, or the level cannot be reached: back to the service with that answer.
pub(crate) async fn refuse(
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
pub(crate) async fn somebody_else(
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

fn unreachable(visitor: &RequestContext, interaction: &Interaction, why: Unreachable) -> Response {
    let (service, place) = (service_name(visitor, interaction), interaction.client.domain());
    let page = visitor.page().forms_may_leave();
    let view = View(UnreachablePage { page, service, place, why, interaction: interaction.id.clone() });
    (StatusCode::FORBIDDEN, view).into_response()
}

pub(crate) fn too_soon(visitor: &RequestContext, allowed_at: Timestamp) -> Problem {
    let when = wait::when(&visitor.page(), visitor.now(), allowed_at);
    let problem = Problem::new(StatusCode::TOO_MANY_REQUESTS, "problem-passcodes").with("when", when);
    problem.member("retry_after", wait::seconds(visitor.now(), allowed_at).into())
}
