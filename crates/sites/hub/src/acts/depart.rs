//! A person leaves for the method they chose.

use std::collections::BTreeMap;

use ::store::StoreError;
use axum::http::HeaderMap;
use oidc::{AuthorizationDetail, ClaimRequest, ClaimsRequest, Prompt};
use openid::{AuthenticationRequest, AuthorizationRedirect, RelyingPartyError};
use serde_json::{Map, Value, json};
use sessions::Session;
use url::Url;
use values::{AssuranceLevel, Language, SECOND_MS, Timestamp};

use super::conclude::requested;
use super::purpose::{Errand, Purpose};
use super::{Desk, HUB_NAME, Hub};
use crate::config::{Method, MethodKind};
use crate::rules::identification::PROOF;
use crate::rules::item::{Item, Items};
use crate::rules::person::PersonId;
use crate::rules::release::Requested;
use crate::rules::service::ServiceId;
use crate::store;

/// The authorization details by which a Mobile Key learns what to show and says what was released.
pub(crate) const IDENTITY_RELEASE: &str = "identity_release";

/// A person on the way to a method.
pub(crate) struct Leaving<'a> {
    pub(crate) method: &'a Method,
    pub(crate) purpose: &'a Purpose,
    pub(crate) errand: &'a Errand,
    /// Who is signed in already, if anybody.
    pub(crate) session: Option<&'a Session>,
    pub(crate) language: Language,
    pub(crate) now: Timestamp,
}

/// Begins a login at a method.
pub(crate) async fn depart(
    hub: &Hub,
    headers: &HeaderMap,
    leaving: Leaving<'_>,
) -> Result<AuthorizationRedirect, RelyingPartyError> {
    let Leaving { method, purpose, errand, now, .. } = leaving;
    let relying_party =
        hub.relying_party(&method.id).ok_or(RelyingPartyError::Provider("the method is not configured"))?;
    let asked_age_s = purpose.interaction().and_then(|interaction| interaction.request.max_age_s);
    let (fresh, max_age_s) = match errand.left_at_ms.filter(|_| errand.stepped_up) {
        // What was proven a moment ago, for this very login, need not be proven again; anything older must be.
        Some(left_at_ms) => (false, Some(age_s(left_at_ms, now).min(asked_age_s.unwrap_or(i64::MAX)))),
        None => (is_fresh_login_due(hub, &leaving).await?, asked_age_s),
    };
    let errand = Errand {
        left_at_ms: errand.left_at_ms.or(Some(now.unix_ms())),
        fresh: fresh || (errand.stepped_up && errand.fresh),
        ..errand.clone()
    };
    let begin = AuthenticationRequest {
        minimum_level: minimum_level(method, purpose, errand.stepped_up),
        max_age_s,
        prompt: Prompt { login: fresh, ..Prompt::default() },
        claims: claims(method),
        authorization_details: details(&hub.desk, &leaving).await?,
        language: Some(leaving.language),
        payload: errand.write(),
        ..AuthenticationRequest::default()
    };
    relying_party.authorize(headers, begin).await
}

/// The hub's own session is what lets people pass without logging in again. Where there is none, or one that stands on
/// another method, a session that stayed open at this method lets nobody in: it may be somebody else's.
async fn is_fresh_login_due(hub: &Hub, leaving: &Leaving<'_>) -> Result<bool, StoreError> {
    let Some(session) = leaving.session.filter(|_| !leaving.purpose.wants_fresh_login()) else {
        return Ok(true);
    };
    let login = hub.desk.store.read(|tx| store::login::of_session(tx, &session.id)).await?;
    Ok(login.is_none_or(|login| login.method != leaving.method.id))
}

/// Whole seconds since then, and one more, because the method tells whole seconds.
fn age_s(left_at_ms: i64, now: Timestamp) -> i64 {
    now.unix_ms().saturating_sub(left_at_ms).max(0) / SECOND_MS + 1
}

/// A password will do where the service wants no more and the person is known already.
fn minimum_level(method: &Method, purpose: &Purpose, stepped_up: bool) -> Option<AssuranceLevel> {
    let asked = purpose.level();
    match method.kind {
        MethodKind::MobileKey { .. } => Some(asked),
        MethodKind::Account if stepped_up => Some(asked.max(PROOF)),
        MethodKind::Account => (asked > AssuranceLevel::Low).then_some(asked),
    }
}

/// What it takes to find a person in the register.
fn claims(method: &Method) -> ClaimsRequest {
    match method.kind {
        MethodKind::MobileKey { .. } => ClaimsRequest::default(),
        MethodKind::Account => {
            let essential = || Some(ClaimRequest { essential: true, ..ClaimRequest::default() });
            let names = ["given_name", "family_name", "birthdate", "address"];
            let mut userinfo: BTreeMap<_, _> =
                names.into_iter().map(|name| (name.to_owned(), essential())).collect();
            // An account that was not identified is of no use here: mojeID says so before anything is handed over.
            let identified =
                ClaimRequest { essential: true, value: Some(true.into()), ..ClaimRequest::default() };
            userinfo.insert("mojeid_identified".to_owned(), Some(identified));
            ClaimsRequest { userinfo, ..ClaimsRequest::default() }
        }
    }
}

async fn details(desk: &Desk, leaving: &Leaving<'_>) -> Result<Vec<AuthorizationDetail>, StoreError> {
    let MethodKind::MobileKey { .. } = &leaving.method.kind else { return Ok(Vec::new()) };
    let (name, domain, uri, requested, remembered) = match leaving.purpose {
        Purpose::Service(interaction) => {
            let client = &interaction.client;
            let requested = requested(desk, client, &interaction.request);
            let remembered = remembered(desk, leaving.session, &client.id, &requested).await?;
            let uri = service_uri(&interaction.request.redirect_uri);
            (client.name(leaving.language).to_owned(), client.domain(), uri, requested, remembered)
        }
        Purpose::Portal { .. } => {
            let site = &desk.config.site;
            let name = site.brand_name.as_ref().map_or(HUB_NAME, |name| name.text(leaving.language));
            (
                name.to_owned(),
                site.origin.host_str().unwrap_or_default().to_owned(),
                site.origin.join("/portal").ok(),
                Vec::new(),
                Items::default(),
            )
        }
    };
    let fields = [
        ("service_name", Value::from(name)),
        ("service_domain", domain.into()),
        ("service_uri", uri.map(String::from).into()),
        ("level", leaving.purpose.level().uri().into()),
        ("data", requested.iter().copied().map(asked).collect()),
        ("remembered", remembered.iter().map(Item::name).collect()),
    ];
    let fields: Map<String, Value> = fields.map(|(key, value)| (key.to_owned(), value)).into_iter().collect();
    Ok(vec![AuthorizationDetail { kind: IDENTITY_RELEASE.to_owned(), fields }])
}

/// Where a browser begins anew at a service; an app on a device has no such place.
fn service_uri(redirect_uri: &str) -> Option<Url> {
    Url::parse(redirect_uri).ok().filter(|uri| matches!(uri.scheme(), "https" | "http"))?.join("/").ok()
}

/// What the person released to this service before, if we know who it is before they log in.
async fn remembered(
    desk: &Desk,
    session: Option<&Session>,
    service: &str,
    requested: &[Requested],
) -> Result<Items, StoreError> {
    let known = session.and_then(|session| PersonId::parse(&session.subject).ok());
    let (Some(person), Ok(service)) = (known, ServiceId::parse(service)) else { return Ok(Items::default()) };
    let choice = desk.store.read(|tx| store::remembered::find(tx, &person, &service)).await?;
    Ok(choice.map(|choice| choice.release(requested)).unwrap_or_default())
}

fn asked(one: Requested) -> Value {
    json!({ "name": one.item.name(), "essential": one.essential })
}
