//! The page on which a person chooses what a service is given (mission: A1).

use ::web::{Choice, Form, FormErrors, Page, Problem, RequestContext, View};
use askama::Template;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use sessions::Session;

use super::login::recheck_due;
use super::{AppState, formatting};
use crate::acts::consent;
use crate::acts::recheck::Recheck;
use crate::acts::{history, own_data};
use crate::protocol::{AuthorizationResponse, LoginTarget, ReplyTo};
use crate::rules::claims::{PersonData, full_name};
use crate::rules::item::{Item, Items};
use crate::rules::login::Login;
use crate::rules::login_state::LoginQuery;
use crate::rules::proof::{FRESH_FORM_MS, RECHECK_AFTER_MS};
use crate::rules::release::{self, Requested};
use crate::rules::service_request::ServiceRequest;

#[derive(Template)]
#[template(path = "consent.html")]
struct ConsentPage {
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

/// What was selected, and which button was pressed.
#[derive(Deserialize)]
pub(super) struct ConsentForm {
    interaction: String,
    #[serde(default)]
    released: Vec<String>,
    remember: Option<String>,
    decision: Option<String>,
}

/// Which request is given up.
#[derive(Deserialize)]
pub(super) struct CancelForm {
    interaction: String,
}

pub(super) async fn show(
    State(app): State<AppState>,
    headers: HeaderMap,
    Query(query): Query<LoginQuery>,
    visitor: RequestContext,
) -> Result<Response, Problem> {
    let target = query.target(&app, &headers).await?;
    let Some((request, reply_to, session)) = waiting(&app, &target, &visitor, RECHECK_AFTER_MS).await? else {
        return Ok(Redirect::to(&query.choice()).into_response());
    };
    if let Some(answer) = reply_to.resume_alone(&app.provider, session).await? {
        return Ok(answer.into_response());
    }
    let preselected = consent::preselected(&app.context, request, session).await?;
    let page = visitor.page().forms_may_leave();
    let data = own_data::preview(&app.context, session, &release::all(&request.requested)).await;
    let login = history::of_session(&app.context, session).await?;
    let preview = Preview { data, login };
    let shown = consent_page(&app, page, (request, reply_to), &preselected, session, preview);
    Ok(View(ConsentPage { another: query.another_choice(), ..shown }).into_response())
}

pub(super) async fn decide(
    State(app): State<AppState>,
    headers: HeaderMap,
    visitor: RequestContext,
    Form(form): Form<ConsentForm>,
) -> Result<Response, Problem> {
    let query = LoginQuery::of_interaction(&form.interaction);
    let target = query.target(&app, &headers).await?;
    if form.decision.as_deref() == Some("refuse")
        && let (LoginTarget::Service(request, reply_to), Some(session)) = (&target, visitor.session())
    {
        return Ok(refuse(&app, (request, reply_to), Some(session), &visitor).await?.into_response());
    }
    let Some((request, reply_to, session)) = waiting(&app, &target, &visitor, FRESH_FORM_MS).await? else {
        return Ok(Redirect::to(&query.choice()).into_response());
    };
    let selected = Items::new(form.released.iter().filter_map(|name| Item::parse(name).ok()));
    let choice = (&selected, form.remember.is_some());
    let request = (request, reply_to);
    let answer =
        consent::give_consent(&app.context, &app.provider, request, session, choice, visitor.now()).await?;
    Ok(answer.into_response())
}

/// The person goes back to the service without logging in.
pub(super) async fn cancel(
    State(app): State<AppState>,
    headers: HeaderMap,
    visitor: RequestContext,
    Form(form): Form<CancelForm>,
) -> Result<AuthorizationResponse, Problem> {
    match LoginQuery::of_interaction(&form.interaction).target(&app, &headers).await? {
        LoginTarget::Service(request, reply_to) => refuse(&app, (&request, &reply_to), None, &visitor).await,
        LoginTarget::Portal { .. } => Err(Problem::not_found()),
    }
}

async fn refuse(
    app: &AppState,
    request: (&ServiceRequest, &ReplyTo),
    session: Option<&Session>,
    visitor: &RequestContext,
) -> Result<AuthorizationResponse, Problem> {
    Ok(consent::refuse_consent(&app.context, &app.provider, request, session, visitor.now()).await?)
}

/// The service that waits and the session that will do for it; otherwise the person goes back to the list of methods.
async fn waiting<'a>(
    app: &AppState,
    target: &'a LoginTarget,
    visitor: &'a RequestContext,
    within_ms: i64,
) -> Result<Option<(&'a ServiceRequest, &'a ReplyTo, &'a Session)>, Problem> {
    let (LoginTarget::Service(request, reply_to), Some(session)) = (target, visitor.session()) else {
        return Ok(None);
    };
    let recheck = recheck_due(app, target, session, within_ms, visitor.now()).await?;
    let will_do = recheck == Recheck::NotDue && target.missing(&app.provider, session).is_none();
    Ok(will_do.then_some((request, reply_to, session)))
}

fn consent_page(
    app: &AppState,
    page: Page,
    (request, reply_to): (&ServiceRequest, &ReplyTo),
    preselected: &Items,
    session: &Session,
    preview: Preview,
) -> ConsentPage {
    let (essential, voluntary): (Vec<Requested>, Vec<Requested>) =
        request.requested.iter().copied().partition(|one| one.essential);
    // Without an answer of the register the names of the items stand alone, and the page says so.
    let value = |item: Item| match &preview.data {
        Some(data) => {
            formatting::value(&page, data, item).unwrap_or_else(|| page.text("release-not-there").to_string())
        }
        None => String::new(),
    };
    let voluntary = voluntary.into_iter().map(|one| {
        let checked = preselected.contains(one.item);
        Choice::new(one.item.name(), formatting::item(&page, one.item)).hint(value(one.item)).checked(checked)
    });
    let how = preview.login.map(|login| {
        let method = app.context.method_name(&login.method, page.language()).to_owned();
        (method, page.format_datetime(session.authenticated_at))
    });
    ConsentPage {
        errors: FormErrors::new(),
        service: request.name.text(page.language()).to_owned(),
        domain: request.domain.clone(),
        interaction: reply_to.id().to_owned(),
        offline: reply_to.offline_text(),
        essential: essential.iter().map(|one| (formatting::item(&page, one.item), value(one.item))).collect(),
        voluntary: voluntary.collect(),
        level: formatting::level_in_words(&page, session.level),
        who: preview.data.as_ref().and_then(full_name),
        how,
        another: String::new(),
        page,
    }
}
