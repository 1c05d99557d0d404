//! Before somebody changes how they log in or are reached, they prove again who they are: by password and passcode.
//!
//! A handler that takes [`Reauthenticated`] in place of [`CurrentAccount`] is open only to people who did so a few minutes
//! ago. Others are sent to `/proof`, and from there back.

use std::ops::Deref;

use askama::Template;
use axum::extract::{FromRef, FromRequest, FromRequestParts, Query, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use values::Timestamp;
use web::{Form, FormErrors, Page, Problem, ReturnPath, View};

use super::current_account::{self, CurrentAccount};
use super::{AppState, form_errors, known_browser, password, wait};
use crate::acts::change_guard::{self, ChangeRefused};
use crate::acts::login::LoginError;
use crate::acts::reauthenticate::{self, ReauthenticateError};
use crate::acts::step_up::{self, PasscodePurpose, PasscodeRequested, StepUp};
use crate::rules::reauthentication::{self, FRESH_FORM_MS, FRESH_MS, MissingFactor};
use crate::rules::recovery::contact_locked_until;

/// Somebody signed in who has shown password and passcode a few minutes ago, whatever session was open before.
pub(crate) struct Reauthenticated(pub(crate) CurrentAccount);

impl Deref for Reauthenticated {
    type Target = CurrentAccount;

    fn deref(&self) -> &CurrentAccount {
        &self.0
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Reauthenticated
where
    AppState: FromRef<S>,
{
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        let current = <CurrentAccount as FromRequestParts<S>>::from_request_parts(parts, state).await?;
        proven_within(current, FRESH_MS).map(Self)
    }
}

/// The form of somebody who has shown both a few minutes ago, or some minutes more if its page was opened in time: filling
/// it in takes its time.
pub(crate) struct ReauthenticatedForm<F>(pub(crate) CurrentAccount, pub(crate) F);

/// A form, with what its page bore.
#[derive(Deserialize)]
struct Opened<F> {
    #[serde(default)]
    opened: String,
    #[serde(flatten)]
    form: F,
}

impl<F: DeserializeOwned, S: Send + Sync> FromRequest<S> for ReauthenticatedForm<F>
where
    AppState: FromRef<S>,
{
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let current = <CurrentAccount as FromRequestParts<S>>::from_request_parts(&mut parts, state).await?;
        let sent = Form::<Opened<F>>::from_request(Request::from_parts(parts, body), state).await;
        let Form(Opened { opened, form }) = sent.map_err(IntoResponse::into_response)?;
        let app = AppState::from_ref(state);
        let in_time = change_guard::is_form_token(&app.context, current.session(), &opened);
        let current = proven_within(current, if in_time { FRESH_FORM_MS } else { FRESH_MS })?;
        Ok(Self(current, form))
    }
}

#[expect(clippy::result_large_err, reason = "what is answered otherwise")]
fn proven_within(current: CurrentAccount, within_ms: i64) -> Result<CurrentAccount, Response> {
    if missing(&current, within_ms).is_none() {
        return Ok(current);
    }
    let back = current.visitor().path_and_query();
    Err(Redirect::to(&proof_path(&back)).into_response())
}

/// The same for a change of contact data, which nobody can make for some days after a recovery: whoever got in by mailbox
/// and telephone must not move either out of the owner's reach.
pub(crate) struct ContactEditor(CurrentAccount);

/// The same for its form.
pub(crate) struct ContactEditorForm<F>(pub(crate) CurrentAccount, pub(crate) F);

impl Deref for ContactEditor {
    type Target = CurrentAccount;

    fn deref(&self) -> &CurrentAccount {
        &self.0
    }
}

impl<F: DeserializeOwned, S: Send + Sync> FromRequest<S> for ContactEditorForm<F>
where
    AppState: FromRef<S>,
{
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        unlocked(<CurrentAccount as FromRequestParts<S>>::from_request_parts(&mut parts, state).await?)?;
        let request = Request::from_parts(parts, body);
        let ReauthenticatedForm(current, form) =
            ReauthenticatedForm::<F>::from_request(request, state).await?;
        Ok(Self(current, form))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for ContactEditor
where
    AppState: FromRef<S>,
{
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        let current = <CurrentAccount as FromRequestParts<S>>::from_request_parts(parts, state).await?;
        // The code of a change that was asked for goes on from its form.
        let within_ms = if parts.method == Method::GET { FRESH_MS } else { FRESH_FORM_MS };
        proven_within(unlocked(current)?, within_ms).map(Self)
    }
}

#[expect(clippy::result_large_err, reason = "what is answered otherwise")]
fn unlocked(current: CurrentAccount) -> Result<CurrentAccount, Response> {
    match contact_locked_until(current.account.recovered_at, current.now()) {
        Some(until) => Err(locked(until).into_response()),
        None => Ok(current),
    }
}

/// Where somebody shows again who they are, and comes back from to `back`.
pub(crate) fn proof_path(back: &str) -> String {
    let query = url::form_urlencoded::Serializer::new(String::new()).append_pair("return_to", back).finish();
    format!("/proof?{query}")
}

/// Why nothing was changed: the acts look again.
pub(crate) fn not_now(current: &CurrentAccount, why: ChangeRefused) -> Response {
    match why {
        ChangeRefused::ReauthenticationRequired => {
            Redirect::to(&proof_path(&current.visitor().path_and_query())).into_response()
        }
        ChangeRefused::Locked { until } => locked(until).into_response(),
        ChangeRefused::NoAccount => Problem::not_found().into_response(),
        ChangeRefused::Store(error) => Problem::from(error).into_response(),
    }
}

fn locked(until: Timestamp) -> Problem {
    let locked = Problem::new(StatusCode::FORBIDDEN, "problem-contact-locked").at("until", until);
    locked.action("/profile", "profile-title")
}

fn missing(current: &CurrentAccount, within_ms: i64) -> Option<MissingFactor> {
    let session = current.session();
    reauthentication::missing(session.authenticated_at, &session.amr, within_ms, current.now())
}

/// The password again.
#[derive(Template)]
#[template(path = "proof.html")]
pub(crate) struct ProofPage {
    pub(crate) page: Page,
    pub(crate) errors: FormErrors,
    pub(crate) user_name: String,
    pub(crate) return_to: String,
}

/// The passcode after it.
#[derive(Template)]
#[template(path = "proof_code.html")]
pub(crate) struct ProofCodePage {
    pub(crate) page: Page,
    pub(crate) errors: FormErrors,
    pub(crate) to: String,
    pub(crate) return_to: String,
    pub(crate) sent_again: bool,
}

#[derive(Deserialize)]
pub(crate) struct ProofQuery {
    #[serde(default)]
    return_to: ReturnPath,
    sent: Option<String>,
}

#[derive(Deserialize)]
pub(crate) struct PasswordForm {
    #[serde(default)]
    password: String,
    #[serde(default)]
    return_to: ReturnPath,
}

#[derive(Deserialize)]
pub(crate) struct PasscodeForm {
    #[serde(default)]
    passcode: String,
    #[serde(default)]
    return_to: ReturnPath,
}

#[derive(Deserialize)]
pub(crate) struct ResendForm {
    #[serde(default)]
    return_to: ReturnPath,
}

pub(crate) async fn show(
    State(app): State<AppState>,
    current: CurrentAccount,
    headers: HeaderMap,
    Query(query): Query<ProofQuery>,
) -> Result<Response, Problem> {
    match missing(&current, FRESH_MS) {
        None => Ok(Redirect::to(query.return_to.as_str()).into_response()),
        Some(MissingFactor::Password) => Ok(password_page(&current, FormErrors::new(), &query.return_to)),
        Some(MissingFactor::Passcode) => {
            let again = query.sent.is_some();
            match send(&app, &current, &headers, &query.return_to, false).await? {
                PasscodeRequested::Sent | PasscodeRequested::Waiting => {
                    Ok(code_page(&current, FormErrors::new(), &query.return_to, again))
                }
                PasscodeRequested::TooSoon { allowed_at } => {
                    Ok(too_soon(&current, allowed_at, &query.return_to))
                }
                PasscodeRequested::NotPossible => Err(current_account::logged_out()),
            }
        }
    }
}

pub(crate) async fn enter_password(
    State(app): State<AppState>,
    current: CurrentAccount,
    Form(form): Form<PasswordForm>,
) -> Result<Response, Problem> {
    let (now, client) = (current.now(), current.client_info());
    match reauthenticate::reauthenticate(&app.context, now, current.session(), &form.password, &client).await
    {
        Ok(cookie) => Ok((app.context.site.session_cookie(&cookie), to(&form.return_to, "")).into_response()),
        Err(error) => {
            let errors = about(&current, error)?;
            Ok(password_page(&current, errors, &form.return_to))
        }
    }
}

pub(crate) async fn enter_passcode(
    State(app): State<AppState>,
    current: CurrentAccount,
    headers: HeaderMap,
    Form(form): Form<PasscodeForm>,
) -> Result<Response, Problem> {
    if missing(&current, FRESH_MS) != Some(MissingFactor::Passcode) {
        return Ok(to(&form.return_to, ""));
    }
    let mut errors = FormErrors::new();
    let client = known_browser::client_info(&app, current.visitor(), &headers);
    match step_up::confirm_by_passcode(
        &app.context,
        current.now(),
        current.session(),
        &form.passcode,
        &client,
    )
    .await?
    {
        StepUp::In(cookie, kept) => {
            let next = Redirect::to(form.return_to.as_str());
            return Ok((app.context.site.session_cookie(&cookie), known_browser::keep(&app, &kept), next)
                .into_response());
        }
        StepUp::LoggedOut | StepUp::NotPossible => return Err(current_account::logged_out()),
        StepUp::TooMany { until } => {
            wait::tell(&mut errors, &current.page(), "passcode", "login-too-many", current.now(), until);
        }
        StepUp::Refused(outcome) => form_errors::add_code(&mut errors, "passcode", outcome),
    }
    Ok(code_page(&current, errors, &form.return_to, false))
}

pub(crate) async fn resend(
    State(app): State<AppState>,
    current: CurrentAccount,
    headers: HeaderMap,
    Form(form): Form<ResendForm>,
) -> Result<Response, Problem> {
    if missing(&current, FRESH_MS) != Some(MissingFactor::Passcode) {
        return Ok(to(&form.return_to, ""));
    }
    match send(&app, &current, &headers, &form.return_to, true).await? {
        PasscodeRequested::Sent | PasscodeRequested::Waiting => Ok(to(&form.return_to, "&sent=again")),
        PasscodeRequested::TooSoon { allowed_at } => Ok(too_soon(&current, allowed_at, &form.return_to)),
        PasscodeRequested::NotPossible => Err(current_account::logged_out()),
    }
}

async fn send(
    app: &AppState,
    current: &CurrentAccount,
    headers: &HeaderMap,
    before: &ReturnPath,
    again: bool,
) -> Result<PasscodeRequested, Problem> {
    let client = known_browser::client_info(app, current.visitor(), headers);
    let purpose = match before.as_str().split('?').next() {
        Some(password::PATH) => PasscodePurpose::Password,
        _ => PasscodePurpose::Data,
    };
    Ok(step_up::send_passcode(&app.context, current.now(), current.session(), purpose, again, &client)
        .await?)
}

fn too_soon(current: &CurrentAccount, allowed_at: Timestamp, return_to: &ReturnPath) -> Response {
    let mut errors = FormErrors::new();
    wait::tell(&mut errors, &current.page(), "passcode", "sending-too-soon", current.now(), allowed_at);
    code_page(current, errors, return_to, false)
}

fn about(current: &CurrentAccount, error: ReauthenticateError) -> Result<FormErrors, Problem> {
    let mut errors = FormErrors::new();
    match error {
        ReauthenticateError::Password(error) => about_password(&mut errors, current, error)?,
        ReauthenticateError::Store(error) => return Err(error.into()),
        ReauthenticateError::LoggedOut => return Err(current_account::logged_out()),
    }
    Ok(errors)
}

/// Why the present password was not taken.
pub(crate) fn about_password(
    errors: &mut FormErrors,
    current: &CurrentAccount,
    error: LoginError,
) -> Result<(), Problem> {
    match error {
        LoginError::TooMany { until } => {
            wait::tell(errors, &current.page(), "password", "login-too-many", current.now(), until);
        }
        LoginError::NoPassword => {
            errors.add("password", "error-password-empty");
        }
        LoginError::Wrong | LoginError::Blocked | LoginError::Name(_) => {
            errors.add("password", "error-password-wrong");
        }
        LoginError::Password(error) => return Err(form_errors::busy(error)),
        LoginError::Store(error) => return Err(error.into()),
    }
    Ok(())
}

fn to(return_to: &ReturnPath, more: &str) -> Response {
    Redirect::to(&format!("{}{more}", proof_path(return_to.as_str()))).into_response()
}

fn password_page(current: &CurrentAccount, errors: FormErrors, return_to: &ReturnPath) -> Response {
    let user_name = current.account.user_name.to_string();
    let head = errors.head();
    let view = ProofPage { page: current.page(), errors, user_name, return_to: return_to.to_string() };
    (head, View(view)).into_response()
}

fn code_page(
    current: &CurrentAccount,
    errors: FormErrors,
    return_to: &ReturnPath,
    sent_again: bool,
) -> Response {
    let (page, to) = (current.page(), current.account.contact.phone.masked());
    let head = errors.head();
    let view = ProofCodePage { page, errors, to, return_to: return_to.to_string(), sent_again };
    (head, View(view)).into_response()
}
