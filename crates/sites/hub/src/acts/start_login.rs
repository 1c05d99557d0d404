//! A login at an identification method begins.

use std::collections::BTreeMap;

use ::store::StoreError;
use mobile_key_api::release::{ReleaseRequest, RequestedItem, Type};
use oidc::{AuthorizationDetail, ClaimRequest, ClaimsRequest, Prompt};
use openid::AuthenticationRequest;
use serde_json::Value;
use sessions::Session;
use values::{AssuranceLevel, Language, SECOND_MS, Timestamp};

use crate::config::Method;
use crate::context::{Context, HUB_NAME};
use crate::protocol::LoginTarget;
use crate::rules::identification::MIN_IDENTIFICATION_LEVEL;
use crate::rules::item::Items;
use crate::rules::login_state::LoginState;
use crate::rules::method::RequiredClaim;
use crate::rules::person::PersonId;
use crate::rules::release::Requested;
use crate::rules::service_request::ServiceRequest;
use crate::store;

/// A person chose a method.
pub(crate) struct LoginStart<'a> {
    pub(crate) method: &'a Method,
    pub(crate) target: &'a LoginTarget,
    pub(crate) state: &'a LoginState,
    /// Who is signed in already, if anybody.
    pub(crate) session: Option<&'a Session>,
    pub(crate) language: Language,
    pub(crate) now: Timestamp,
}

/// What the method is asked for.
pub(crate) async fn start_login(
    context: &Context,
    start: LoginStart<'_>,
) -> Result<AuthenticationRequest<'static>, StoreError> {
    let LoginStart { method, target, state, now, .. } = start;
    let asked_age_s = target.request().and_then(|request| request.max_age_s);
    let (force_login, max_age_s) = match state.started_at_ms.filter(|_| state.stepped_up) {
        // What was proven a moment ago, for this very login, need not be proven again; anything older must be.
        Some(started_at_ms) => (false, Some(age_s(started_at_ms, now).min(asked_age_s.unwrap_or(i64::MAX)))),
        None => (is_fresh_login_due(context, &start).await?, asked_age_s),
    };
    let state = LoginState {
        started_at_ms: state.started_at_ms.or(Some(now.unix_ms())),
        forced_login: force_login || (state.stepped_up && state.forced_login),
        ..state.clone()
    };
    Ok(AuthenticationRequest {
        minimum_level: minimum_level(method, target, state.stepped_up),
        max_age_s,
        prompt: Prompt { login: force_login, ..Prompt::default() },
        claims: claims(method.capabilities().claims),
        authorization_details: details(context, &start).await?,
        language: Some(start.language),
        payload: state.to_text(),
        ..AuthenticationRequest::default()
    })
}

/// The hub's own session is what lets people pass without logging in again. Where there is none, or one that stands on
/// another method, a session that stayed open at this method lets nobody in: it may be somebody else's.
async fn is_fresh_login_due(context: &Context, start: &LoginStart<'_>) -> Result<bool, StoreError> {
    let Some(session) = start.session.filter(|_| !start.target.force_login()) else {
        return Ok(true);
    };
    let login = context.store.read(|tx| store::login::of_session(tx, &session.id)).await?;
    Ok(login.is_none_or(|login| login.method != start.method.id))
}

/// Whole seconds since then, and one more, because the method tells whole seconds.
fn age_s(started_at_ms: i64, now: Timestamp) -> i64 {
    now.unix_ms().saturating_sub(started_at_ms).max(0) / SECOND_MS + 1
}

/// A password is enough where the service wants no more and the person is known already.
fn minimum_level(method: &Method, target: &LoginTarget, stepped_up: bool) -> Option<AssuranceLevel> {
    let asked = target.minimum_level();
    if !method.capabilities().identifies {
        Some(asked)
    } else if stepped_up {
        Some(asked.max(MIN_IDENTIFICATION_LEVEL))
    } else {
        (asked > AssuranceLevel::Low).then_some(asked)
    }
}

fn claims(required: &[RequiredClaim]) -> ClaimsRequest {
    let claim = |claim: &RequiredClaim| {
        let value = claim.value.map(Value::from);
        (claim.name.to_owned(), Some(ClaimRequest { essential: true, value, ..ClaimRequest::default() }))
    };
    ClaimsRequest {
        userinfo: required.iter().map(claim).collect::<BTreeMap<_, _>>(),
        ..ClaimsRequest::default()
    }
}

/// What the app shows before the person approves.
async fn details(context: &Context, start: &LoginStart<'_>) -> Result<Vec<AuthorizationDetail>, StoreError> {
    if !start.method.capabilities().releases_in_app {
        return Ok(Vec::new());
    }
    let (name, domain, uri, requested, stored) = match start.target {
        LoginTarget::Service(request, _) => (
            request.name.text(start.language).to_owned(),
            request.domain.clone(),
            request.home.clone(),
            request.requested.as_slice(),
            stored_release(context, start.session, request).await?,
        ),
        LoginTarget::Portal { .. } => {
            let site = &context.config.site;
            let name = site.brand_name.as_ref().map_or(HUB_NAME, |name| name.text(start.language));
            (
                name.to_owned(),
                site.origin.host_str().unwrap_or_default().to_owned(),
                site.origin.join("/portal").ok(),
                &[][..],
                Items::default(),
            )
        }
    };
    let asked =
        |one: &Requested| RequestedItem { name: one.item.name().to_owned(), essential: one.essential };
    let release = ReleaseRequest {
        r#type: Type::default(),
        service_name: name,
        service_domain: domain,
        service_uri: uri,
        level: start.target.minimum_level(),
        data: requested.iter().map(asked).collect(),
        remembered: stored.iter().map(|item| item.name().to_owned()).collect(),
    };
    let detail = serde_json::to_value(release).and_then(serde_json::from_value);
    detail.map(|detail| vec![detail]).map_err(|_| not_ours())
}

/// Nothing that the hub writes fails to be JSON.
fn not_ours() -> StoreError {
    StoreError::Corrupt { place: "authorization details".to_owned(), expected: "JSON" }
}

/// What the person released to this service before, if we know who it is before they log in.
async fn stored_release(
    context: &Context,
    session: Option<&Session>,
    request: &ServiceRequest,
) -> Result<Items, StoreError> {
    let known = session.and_then(|session| PersonId::parse(&session.subject).ok());
    let Some(person) = known else { return Ok(Items::default()) };
    let consent = context.store.read(|tx| store::consent::find(tx, &person, &request.service)).await?;
    Ok(consent.map(|consent| consent.release(&request.requested)).unwrap_or_default())
}
