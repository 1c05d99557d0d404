//! Logging in by user name and password.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use openid::{Interaction, InteractionReason};
use serde::Deserialize;
use values::{HOUR_MS, Timestamp};
use web::{Form, FormErrors, Page, Problem, RequestContext, ReturnPath, View};

use super::flow::{self, with_interaction};
use super::{AppState, form_errors, known_browser, wait};
use crate::acts::activate;
use crate::acts::login::{self, Login, LoginError};
use crate::rules::account::{ActivationId, State as AccountState};
use crate::rules::identifier::LoginNameProblem;
use crate::rules::login_step::NextStep;

/// So long after its activation an account's name is filled in.
const JUST_ACTIVATED_MS: i64 = HOUR_MS;

#[derive(Template)]
#[template(path = "login.html")]
pub(crate) struct LoginPage {
    pub(crate) page: Page,
    pub(crate) errors: FormErrors,
    pub(crate) login_name: String,
    pub(crate) waiting: PendingLogin,
    pub(crate) done: Option<Done>,
    pub(crate) again: bool,
}

/// What goes on after the login.
#[derive(Clone, Default)]
pub(crate) struct PendingLogin {
    /// A service waits: its name.
    pub(crate) service: Option<String>,
    /// Where it is.
    pub(crate) place: String,
    pub(crate) interaction: Option<String>,
    pub(crate) return_to: Option<String>,
}

/// What was done before the person came here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Done {
    Activated,
    Already,
    Recovered,
    #[serde(other)]
    Other,
}

impl LoginPage {
    fn href(&self, path: &str) -> String {
        with_interaction(path, self.waiting.interaction.as_deref())
    }
}

#[derive(Deserialize)]
pub(crate) struct LoginQuery {
    interaction: Option<String>,
    return_to: Option<ReturnPath>,
    done: Option<Done>,
    /// The page on which the account was just activated: its name is filled in.
    activation: Option<String>,
    /// The person says to have an account, although the service asked for a new one.
    account: Option<String>,
}

#[derive(Deserialize)]
pub(crate) struct LoginForm {
    #[serde(default)]
    name: String,
    #[serde(default)]
    password: String,
    interaction: Option<String>,
    return_to: Option<ReturnPath>,
}

pub(crate) async fn show(
    State(app): State<AppState>,
    visitor: RequestContext,
    headers: HeaderMap,
    Query(query): Query<LoginQuery>,
) -> Result<Response, Problem> {
    let interaction = match &query.interaction {
        Some(id) => Some(flow::open(&app, &headers, id).await?),
        None => None,
    };
    let Some(interaction) = interaction else {
        let return_to = query.return_to;
        if visitor.session().is_some() {
            return Ok(Redirect::to(&after_login(return_to)).into_response());
        }
        let waiting =
            PendingLogin { return_to: return_to.map(|path| path.to_string()), ..PendingLogin::default() };
        let name = just_activated(&app, query.activation.as_deref(), visitor.now()).await?;
        return Ok(form(&visitor, FormErrors::new(), name.unwrap_or_default(), waiting, query.done, false));
    };
    let is_new =
        interaction.reason == InteractionReason::Account && query.done.is_none() && query.account.is_none();
    if is_new && visitor.session().is_none() {
        return Ok(flow::to("/registration", &interaction));
    }
    let account = flow::account_of(&app, visitor.session()).await?;
    if flow::step(&app, &interaction, visitor.session().zip(account.as_ref()), visitor.now())
        != NextStep::Password
    {
        return flow::go_on(&app, &visitor, visitor.session(), &interaction).await;
    }
    let name = just_activated(&app, query.activation.as_deref(), visitor.now()).await?;
    let name = name.or_else(|| interaction.request.login_hint.clone()).unwrap_or_default();
    let again = account.is_some();
    let name = account.map_or(name, |account| account.user_name.to_string());
    Ok(form(&visitor, FormErrors::new(), name, waiting(&visitor, &interaction), query.done, again))
}

/// The user name of an account that was activated a moment ago on this page, which showed it too.
async fn just_activated(
    app: &AppState,
    activation: Option<&str>,
    now: Timestamp,
) -> Result<Option<String>, Problem> {
    let Some(id) = activation.and_then(|id| ActivationId::parse(id).ok()) else { return Ok(None) };
    let account = activate::account_to_activate(&app.context, &id).await?;
    Ok(account.and_then(|account| match account.state {
        AccountState::Active(active) if now.since(active.activated_at) < JUST_ACTIVATED_MS => {
            Some(account.user_name.to_string())
        }
        _ => None,
    }))
}

pub(crate) async fn enter(
    State(app): State<AppState>,
    visitor: RequestContext,
    headers: HeaderMap,
    Form(LoginForm { name, password, interaction, return_to }): Form<LoginForm>,
) -> Result<Response, Problem> {
    let interaction = match &interaction {
        Some(id) => Some(flow::open(&app, &headers, id).await?),
        None => None,
    };
    let client = known_browser::client_info(&app, &visitor, &headers);
    match login::login(&app.context, visitor.now(), &name, &password, &client, visitor.session()).await {
        Ok(Login::In(cookie, kept)) => {
            let known = known_browser::keep(&app, &kept);
            let next = match &interaction {
                Some(interaction) => flow::go_on(&app, &visitor, Some(cookie.session()), interaction).await?,
                None => Redirect::to(&after_login(return_to)).into_response(),
            };
            Ok((app.context.site.session_cookie(&cookie), known, next).into_response())
        }
        Ok(Login::NotActive(activation)) => {
            let id = interaction.map(|interaction| interaction.id);
            let path = format!("/activation/{activation}");
            Ok(Redirect::to(&with_interaction(&path, id.as_deref())).into_response())
        }
        Err(error) => {
            let errors = about(&visitor, error)?;
            let waiting = match &interaction {
                Some(interaction) => waiting(&visitor, interaction),
                None => PendingLogin {
                    return_to: return_to.map(|path| path.to_string()),
                    ..PendingLogin::default()
                },
            };
            Ok(form(&visitor, errors, name, waiting, None, false))
        }
    }
}

fn about(visitor: &RequestContext, error: LoginError) -> Result<FormErrors, Problem> {
    let (page, mut errors) = (&visitor.page(), FormErrors::new());
    match error {
        LoginError::Name(LoginNameProblem::Missing) => errors.add("name", "error-name-empty"),
        LoginError::Name(LoginNameProblem::OtherProvider) => errors.add("name", "login-other-provider"),
        LoginError::Name(LoginNameProblem::NotAnIdentifier) => errors.add("name", "login-not-a-name"),
        LoginError::NoPassword => errors.add("password", "error-password-empty"),
        LoginError::Wrong => errors.add("name", "login-wrong"),
        LoginError::Blocked => errors.add("name", "login-blocked"),
        LoginError::TooMany { until } => {
            wait::tell(&mut errors, page, "name", "login-too-many", visitor.now(), until);
            return Ok(errors);
        }
        LoginError::Password(error) => return Err(form_errors::busy(error)),
        LoginError::Store(error) => return Err(error.into()),
    };
    Ok(errors)
}

fn form(
    visitor: &RequestContext,
    errors: FormErrors,
    login_name: String,
    waiting: PendingLogin,
    done: Option<Done>,
    again: bool,
) -> Response {
    let head = errors.head();
    let page = visitor.page();
    let page = if waiting.interaction.is_some() { page.forms_may_leave() } else { page };
    (head, View(LoginPage { page, errors, login_name, waiting, done, again })).into_response()
}

fn waiting(visitor: &RequestContext, interaction: &Interaction) -> PendingLogin {
    PendingLogin {
        service: Some(flow::service_name(visitor, interaction)),
        place: interaction.client.domain(),
        interaction: Some(interaction.id.clone()),
        return_to: None,
    }
}

fn after_login(return_to: Option<ReturnPath>) -> String {
    return_to.map_or_else(|| "/profile".to_owned(), |path| path.to_string())
}
