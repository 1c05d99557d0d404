//! Who changes how they log in or are reached shows first that it is them: password and passcode, both fresh.
//!
//! A handler that takes [`Proven`] in place of [`Owner`] is open only to such people; others come to the page here and
//! from there back to where they were going.

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

use super::owner::{self, Owner};
use super::{known, password, told, wait};
use crate::Mojeid;
use crate::acts::allow::NotNow;
use crate::acts::login::LoginError;
use crate::acts::prove::ProveError;
use crate::acts::step_up::{Passcode, Purpose, SteppedUp};
use crate::rules::proof::{self, FRESH_FORM_MS, FRESH_MS, Missing};
use crate::rules::recovery::contact_locked_until;

/// Somebody signed in who has shown password and passcode a few minutes ago, whatever session was open before.
pub(super) struct Proven(pub(super) Owner);

impl Deref for Proven {
    type Target = Owner;

    fn deref(&self) -> &Owner {
        &self.0
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Proven
where
    Mojeid: FromRef<S>,
{
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        let owner = <Owner as FromRequestParts<S>>::from_request_parts(parts, state).await?;
        proven_within(owner, FRESH_MS).map(Self)
    }
}

/// The form of somebody who has shown both a few minutes ago, or some minutes more if its page was opened in time: filling
/// it in takes its time.
pub(super) struct ProvenForm<F>(pub(super) Owner, pub(super) F);

/// A form, with what its page bore.
#[derive(Deserialize)]
struct Opened<F> {
    #[serde(default)]
    opened: String,
    #[serde(flatten)]
    form: F,
}

impl<F: DeserializeOwned, S: Send + Sync> FromRequest<S> for ProvenForm<F>
where
    Mojeid: FromRef<S>,
{
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let owner = <Owner as FromRequestParts<S>>::from_request_parts(&mut parts, state).await?;
        let sent = Form::<Opened<F>>::from_request(Request::from_parts(parts, body), state).await;
        let Form(Opened { opened, form }) = sent.map_err(IntoResponse::into_response)?;
        let in_time = Mojeid::from_ref(state).was_opened(owner.session(), &opened);
        let owner = proven_within(owner, if in_time { FRESH_FORM_MS } else { FRESH_MS })?;
        Ok(Self(owner, form))
    }
}

#[expect(clippy::result_large_err, reason = "what is answered otherwise")]
fn proven_within(owner: Owner, within_ms: i64) -> Result<Owner, Response> {
    if missing(&owner, within_ms).is_none() {
        return Ok(owner);
    }
    let back = owner.visitor().path_and_query();
    Err(Redirect::to(&proof_path(&back)).into_response())
}

/// The same for a change of contact data, which nobody can make for some days after a recovery: whoever got in by mailbox
/// and telephone must not move either out of the owner's reach.
pub(super) struct ContactChange(Owner);

/// The same for its form.
pub(super) struct ContactForm<F>(pub(super) Owner, pub(super) F);

impl Deref for ContactChange {
    type Target = Owner;

    fn deref(&self) -> &Owner {
        &self.0
    }
}

impl<F: DeserializeOwned, S: Send + Sync> FromRequest<S> for ContactForm<F>
where
    Mojeid: FromRef<S>,
{
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        unlocked(<Owner as FromRequestParts<S>>::from_request_parts(&mut parts, state).await?)?;
        let request = Request::from_parts(parts, body);
        let ProvenForm(owner, form) = ProvenForm::<F>::from_request(request, state).await?;
        Ok(Self(owner, form))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for ContactChange
where
    Mojeid: FromRef<S>,
{
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        let owner = <Owner as FromRequestParts<S>>::from_request_parts(parts, state).await?;
        // The code of a change that was asked for goes on from its form.
        let within_ms = if parts.method == Method::GET { FRESH_MS } else { FRESH_FORM_MS };
        proven_within(unlocked(owner)?, within_ms).map(Self)
    }
}

#[expect(clippy::result_large_err, reason = "what is answered otherwise")]
fn unlocked(owner: Owner) -> Result<Owner, Response> {
    match contact_locked_until(owner.account.recovered_at, owner.now()) {
        Some(until) => Err(locked(until).into_response()),
        None => Ok(owner),
    }
}

/// Where somebody shows again who they are, and comes back from to `back`.
pub(super) fn proof_path(back: &str) -> String {
    let query = url::form_urlencoded::Serializer::new(String::new()).append_pair("return_to", back).finish();
    format!("/proof?{query}")
}

/// Why nothing was changed: the acts look again.
pub(super) fn not_now(owner: &Owner, why: NotNow) -> Response {
    match why {
        NotNow::NotProven => Redirect::to(&proof_path(&owner.visitor().path_and_query())).into_response(),
        NotNow::Locked { until } => locked(until).into_response(),
        NotNow::NoAccount => Problem::not_found().into_response(),
        NotNow::Store(error) => Problem::from(error).into_response(),
    }
}

fn locked(until: Timestamp) -> Problem {
    let locked = Problem::new(StatusCode::FORBIDDEN, "problem-contact-locked").at("until", until);
    locked.action("/profile", "profile-title")
}

fn missing(owner: &Owner, within_ms: i64) -> Option<Missing> {
    let session = owner.session();
    proof::missing(session.authenticated_at, &session.amr, within_ms, owner.now())
}

/// The password again.
#[derive(Template)]
#[template(path = "proof.html")]
pub(super) struct ProofPage {
    pub(super) page: Page,
    pub(super) errors: FormErrors,
    pub(super) user_name: String,
    pub(super) return_to: String,
}

/// The passcode after it.
#[derive(Template)]
#[template(path = "proof_code.html")]
pub(super) struct ProofCodePage {
    pub(super) page: Page,
    pub(super) errors: FormErrors,
    pub(super) to: String,
    pub(super) return_to: String,
    pub(super) sent_again: bool,
}

#[derive(Deserialize)]
pub(super) struct ProofQuery {
    #[serde(default)]
    return_to: ReturnPath,
    sent: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct PasswordForm {
    #[serde(default)]
    password: String,
    #[serde(default)]
    return_to: ReturnPath,
}

#[derive(Deserialize)]
pub(super) struct PasscodeForm {
    #[serde(default)]
    passcode: String,
    #[serde(default)]
    return_to: ReturnPath,
}

#[derive(Deserialize)]
pub(super) struct ResendForm {
    #[serde(default)]
    return_to: ReturnPath,
}

pub(super) async fn show(
    State(mojeid): State<Mojeid>,
    owner: Owner,
    headers: HeaderMap,
    Query(query): Query<ProofQuery>,
) -> Result<Response, Problem> {
    match missing(&owner, FRESH_MS) {
        None => Ok(Redirect::to(query.return_to.as_str()).into_response()),
        Some(Missing::Password) => Ok(password_page(&owner, FormErrors::new(), &query.return_to)),
        Some(Missing::Passcode) => {
            let again = query.sent.is_some();
            match send(&mojeid, &owner, &headers, &query.return_to, false).await? {
                Passcode::Sent | Passcode::Waiting => {
                    Ok(code_page(&owner, FormErrors::new(), &query.return_to, again))
                }
                Passcode::TooSoon { allowed_at } => Ok(too_soon(&owner, allowed_at, &query.return_to)),
                Passcode::NotPossible => Err(owner::signed_out()),
            }
        }
    }
}

pub(super) async fn enter_password(
    State(mojeid): State<Mojeid>,
    owner: Owner,
    Form(form): Form<PasswordForm>,
) -> Result<Response, Problem> {
    let (now, origin) = (owner.now(), owner.origin());
    match mojeid.prove_password(now, owner.session(), &form.password, &origin).await {
        Ok(cookie) => Ok((mojeid.web().session_cookie(&cookie), to(&form.return_to, "")).into_response()),
        Err(error) => {
            let errors = about(&owner, error)?;
            Ok(password_page(&owner, errors, &form.return_to))
        }
    }
}

pub(super) async fn enter_passcode(
    State(mojeid): State<Mojeid>,
    owner: Owner,
    headers: HeaderMap,
    Form(form): Form<PasscodeForm>,
) -> Result<Response, Problem> {
    if missing(&owner, FRESH_MS) != Some(Missing::Passcode) {
        return Ok(to(&form.return_to, ""));
    }
    let mut errors = FormErrors::new();
    let origin = known::origin(&mojeid, owner.visitor(), &headers);
    match mojeid.confirm_by_passcode(owner.now(), owner.session(), &form.passcode, &origin).await? {
        SteppedUp::In(cookie, kept) => {
            let next = Redirect::to(form.return_to.as_str());
            return Ok(
                (mojeid.web().session_cookie(&cookie), known::keep(&mojeid, &kept), next).into_response()
            );
        }
        SteppedUp::SignedOut | SteppedUp::NotPossible => return Err(owner::signed_out()),
        SteppedUp::TooMany { until } => {
            wait::tell(&mut errors, &owner.page(), "passcode", "login-too-many", owner.now(), until);
        }
        SteppedUp::Refused(outcome) => told::about_code(&mut errors, "passcode", outcome),
    }
    Ok(code_page(&owner, errors, &form.return_to, false))
}

pub(super) async fn resend(
    State(mojeid): State<Mojeid>,
    owner: Owner,
    headers: HeaderMap,
    Form(form): Form<ResendForm>,
) -> Result<Response, Problem> {
    if missing(&owner, FRESH_MS) != Some(Missing::Passcode) {
        return Ok(to(&form.return_to, ""));
    }
    match send(&mojeid, &owner, &headers, &form.return_to, true).await? {
        Passcode::Sent | Passcode::Waiting => Ok(to(&form.return_to, "&sent=again")),
        Passcode::TooSoon { allowed_at } => Ok(too_soon(&owner, allowed_at, &form.return_to)),
        Passcode::NotPossible => Err(owner::signed_out()),
    }
}

async fn send(
    mojeid: &Mojeid,
    owner: &Owner,
    headers: &HeaderMap,
    before: &ReturnPath,
    again: bool,
) -> Result<Passcode, Problem> {
    let origin = known::origin(mojeid, owner.visitor(), headers);
    let purpose = match before.as_str().split('?').next() {
        Some(password::PATH) => Purpose::Password,
        _ => Purpose::Data,
    };
    Ok(mojeid.send_passcode(owner.now(), owner.session(), purpose, again, &origin).await?)
}

fn too_soon(owner: &Owner, allowed_at: Timestamp, return_to: &ReturnPath) -> Response {
    let mut errors = FormErrors::new();
    wait::tell(&mut errors, &owner.page(), "passcode", "sending-too-soon", owner.now(), allowed_at);
    code_page(owner, errors, return_to, false)
}

fn about(owner: &Owner, error: ProveError) -> Result<FormErrors, Problem> {
    let mut errors = FormErrors::new();
    match error {
        ProveError::Password(error) => about_password(&mut errors, owner, error)?,
        ProveError::Store(error) => return Err(error.into()),
        ProveError::SignedOut => return Err(owner::signed_out()),
    }
    Ok(errors)
}

/// Why the present password was not taken.
pub(super) fn about_password(
    errors: &mut FormErrors,
    owner: &Owner,
    error: LoginError,
) -> Result<(), Problem> {
    match error {
        LoginError::TooMany { until } => {
            wait::tell(errors, &owner.page(), "password", "login-too-many", owner.now(), until);
        }
        LoginError::NoPassword => {
            errors.add("password", "empty-password");
        }
        LoginError::Wrong | LoginError::Blocked | LoginError::Name(_) => {
            errors.add("password", "error-password-wrong");
        }
        LoginError::Password(error) => return Err(told::busy(error)),
        LoginError::Store(error) => return Err(error.into()),
    }
    Ok(())
}

fn to(return_to: &ReturnPath, more: &str) -> Response {
    Redirect::to(&format!("{}{more}", proof_path(return_to.as_str()))).into_response()
}

fn password_page(owner: &Owner, errors: FormErrors, return_to: &ReturnPath) -> Response {
    let user_name = owner.account.user_name.to_string();
    let head = errors.head();
    let view = ProofPage { page: owner.page(), errors, user_name, return_to: return_to.to_string() };
    (head, View(view)).into_response()
}

fn code_page(owner: &Owner, errors: FormErrors, return_to: &ReturnPath, sent_again: bool) -> Response {
    let (page, to) = (owner.page(), owner.account.contact.phone.masked());
    let head = errors.head();
    let view = ProofCodePage { page, errors, to, return_to: return_to.to_string(), sent_again };
    (head, View(view)).into_response()
}
