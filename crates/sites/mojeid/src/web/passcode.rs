//! The second factor of a login.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use openid::Interaction;
use serde::Deserialize;
use sessions::Session;
use web::{Form, FormErrors, Page, Problem, RequestContext, View};

use super::{AppState, flow, form_errors, known_browser, wait};
use crate::acts::step_up::{self, PasscodePurpose, PasscodeRequested, StepUp};
use crate::rules::account::Account;
use crate::rules::login_step::NextStep;

#[derive(Template)]
#[template(path = "passcode.html")]
pub(crate) struct PasscodePage {
    pub(crate) page: Page,
    pub(crate) errors: FormErrors,
    pub(crate) to: String,
    pub(crate) service: String,
    pub(crate) place: String,
    pub(crate) interaction: String,
    pub(crate) sent_again: bool,
}

#[derive(Deserialize)]
pub(crate) struct PasscodeQuery {
    interaction: String,
    sent: Option<String>,
}

#[derive(Deserialize)]
pub(crate) struct PasscodeForm {
    #[serde(default)]
    passcode: String,
    interaction: String,
}

#[derive(Deserialize)]
pub(crate) struct ResendForm {
    interaction: String,
}

/// Somebody whose password was right and whose passcode is what is missing.
struct Expected {
    interaction: Interaction,
    session: Session,
    account: Account,
}

/// Sends a passcode when none waits to be entered.
pub(crate) async fn show(
    State(app): State<AppState>,
    visitor: RequestContext,
    headers: HeaderMap,
    Query(query): Query<PasscodeQuery>,
) -> Result<Response, Problem> {
    let expected = match expected(&app, &visitor, &headers, &query.interaction).await? {
        Ok(expected) => expected,
        Err(elsewhere) => return Ok(elsewhere),
    };
    match send(&app, &visitor, &headers, &expected, false).await? {
        PasscodeRequested::Sent | PasscodeRequested::Waiting => {
            Ok(page(&visitor, &expected, FormErrors::new(), query.sent.is_some()))
        }
        PasscodeRequested::TooSoon { allowed_at } => Err(flow::too_soon(&visitor, allowed_at)),
        PasscodeRequested::NotPossible => go_on(&app, &visitor, &expected).await,
    }
}

pub(crate) async fn enter(
    State(app): State<AppState>,
    visitor: RequestContext,
    headers: HeaderMap,
    Form(form): Form<PasscodeForm>,
) -> Result<Response, Problem> {
    let expected = match expected(&app, &visitor, &headers, &form.interaction).await? {
        Ok(expected) => expected,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let client = known_browser::client_info(&app, &visitor, &headers);
    let mut errors = FormErrors::new();
    match step_up::step_up(&app.context, visitor.now(), &expected.session, &form.passcode, &client).await? {
        StepUp::In(cookie, kept) => {
            let interaction = &expected.interaction;
            let next = flow::go_on(&app, &visitor, Some(cookie.session()), interaction).await?;
            return Ok((app.context.site.session_cookie(&cookie), known_browser::keep(&app, &kept), next)
                .into_response());
        }
        StepUp::LoggedOut => return flow::go_on(&app, &visitor, None, &expected.interaction).await,
        StepUp::NotPossible => return go_on(&app, &visitor, &expected).await,
        StepUp::TooMany { until } => {
            wait::tell(&mut errors, &visitor.page(), "passcode", "login-too-many", visitor.now(), until);
        }
        StepUp::Refused(outcome) => form_errors::add_code(&mut errors, "passcode", outcome),
    }
    Ok(page(&visitor, &expected, errors, false))
}

pub(crate) async fn resend(
    State(app): State<AppState>,
    visitor: RequestContext,
    headers: HeaderMap,
    Form(form): Form<ResendForm>,
) -> Result<Response, Problem> {
    let expected = match expected(&app, &visitor, &headers, &form.interaction).await? {
        Ok(expected) => expected,
        Err(elsewhere) => return Ok(elsewhere),
    };
    match send(&app, &visitor, &headers, &expected, true).await? {
        PasscodeRequested::Sent | PasscodeRequested::Waiting => {
            Ok(flow::to("/login/passcode?sent=again", &expected.interaction))
        }
        PasscodeRequested::TooSoon { allowed_at } => {
            let mut errors = FormErrors::new();
            wait::tell(
                &mut errors,
                &visitor.page(),
                "passcode",
                "sending-too-soon",
                visitor.now(),
                allowed_at,
            );
            Ok(page(&visitor, &expected, errors, false))
        }
        PasscodeRequested::NotPossible => go_on(&app, &visitor, &expected).await,
    }
}

/// A passcode stands on top of a password: where the password has to come first, it comes first; who is signed in as
/// asked already, by this form sent twice, goes on.
async fn expected(
    app: &AppState,
    visitor: &RequestContext,
    headers: &HeaderMap,
    interaction: &str,
) -> Result<Result<Expected, Response>, Problem> {
    let interaction = flow::open(app, headers, interaction).await?;
    let account = flow::account_of(app, visitor.session()).await?;
    match visitor.session().cloned().zip(account) {
        Some((session, account))
            if flow::step(app, &interaction, Some((&session, &account)), visitor.now())
                == NextStep::Passcode =>
        {
            Ok(Ok(Expected { interaction, session, account }))
        }
        _ => flow::go_on(app, visitor, visitor.session(), &interaction).await.map(Err),
    }
}

async fn go_on(app: &AppState, visitor: &RequestContext, expected: &Expected) -> Result<Response, Problem> {
    flow::go_on(app, visitor, Some(&expected.session), &expected.interaction).await
}

async fn send(
    app: &AppState,
    visitor: &RequestContext,
    headers: &HeaderMap,
    expected: &Expected,
    again: bool,
) -> Result<PasscodeRequested, Problem> {
    let service = Some(expected.interaction.client.name(expected.account.language));
    let purpose = PasscodePurpose::Login { service };
    let client = known_browser::client_info(app, visitor, headers);
    Ok(step_up::send_passcode(&app.context, visitor.now(), &expected.session, purpose, again, &client)
        .await?)
}

fn page(visitor: &RequestContext, expected: &Expected, errors: FormErrors, sent_again: bool) -> Response {
    let head = errors.head();
    let to = expected.account.contact.phone.masked();
    let page = visitor.page().forms_may_leave();
    let (service, place) =
        (flow::service_name(visitor, &expected.interaction), expected.interaction.client.domain());
    let interaction = expected.interaction.id.clone();
    (head, View(PasscodePage { page, errors, to, service, place, interaction, sent_again })).into_response()
}
