//! A made-up identification method: a fake OpenID provider, with the API of a Mobile Key beside it.

use std::ops::Deref;
use std::sync::{Arc, Mutex};

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, patch, post};
use axum::{Json, Router};
use clock::Clock;
use mobile_key_api::HistoryEntry;
use mobile_key_api::people::{self, Device, DeviceHistory, Devices, LoginNotice, RenameDevice};
use mobile_key_api::release::{ReleaseGranted, ReleaseRequest, Type};
use oidc::AuthorizationDetail;
use openid::testing::{FakeProvider, FakeProviderConfig};
use openid::{Capabilities, Provider, SubjectType};
use serde_json::{Value, json};
use values::AssuranceLevel;

use super::world::HUB;

pub(crate) use openid::testing::{FakePerson as Person, SECRET};

/// A running method.
pub(crate) struct Method {
    provider: FakeProvider,
    pub(crate) state: Arc<Shared>,
}

/// What the tests look at and change.
#[derive(Default)]
pub(crate) struct Shared {
    /// Phones, for a Mobile Key.
    pub(crate) devices: Mutex<Vec<Device>>,
    /// What became of phones.
    pub(crate) history: Mutex<Vec<HistoryEntry>>,
    /// What was told to phones: path and document.
    pub(crate) notices: Mutex<Vec<(String, Value)>>,
    pub(crate) down: Mutex<bool>,
}

#[derive(Clone)]
struct Routes {
    provider: Provider,
    shared: Arc<Shared>,
}

impl Method {
    pub(crate) async fn start(name: &'static str, clock: &Clock, callback: &str, person: Person) -> Self {
        let mut client = openid::testing::client("hub", "Národní bod", callback);
        client.post_logout_redirect_uris = vec![format!("{HUB}/logout/returned").parse().unwrap()];
        client.scope = "openid profile address".parse().unwrap();
        client.client_credentials_scope = "devices".parse().unwrap();
        client.authorization_details_types = vec!["identity_release".to_owned()];
        // A Mobile Key calls people what the hub told it to.
        client.subject_type = if name == "mobile-key" { SubjectType::Public } else { SubjectType::Pairwise };
        let config = FakeProviderConfig {
            name,
            capabilities: Capabilities {
                claims: &["given_name", "family_name", "birthdate", "address"],
                levels: &AssuranceLevel::ALL,
                authorization_details_types: &["identity_release"],
                create: false,
            },
            clients: vec![client],
            person,
            grant_detail: release,
        };
        let state = Arc::new(Shared::default());
        let api = |provider: &Provider| {
            let routes = Routes { provider: provider.clone(), shared: Arc::clone(&state) };
            Router::new()
                .route(people::DEVICES, get(devices))
                .route(people::DEVICE, patch(rename).delete(disconnect))
                .route(people::HISTORY, get(history))
                .route(people::NOTICES, post(notice))
                .with_state(routes)
        };
        Self { provider: FakeProvider::start(config, clock, api).await, state }
    }
}

impl Deref for Method {
    type Target = FakeProvider;

    fn deref(&self) -> &FakeProvider {
        &self.provider
    }
}

/// The person releases in the app what the test says; the essential items if it says nothing.
fn release(person: &Person, asked: &AuthorizationDetail) -> AuthorizationDetail {
    let asked: ReleaseRequest = serde_json::from_value(json!(asked)).unwrap();
    let essential = asked.data.iter().filter(|one| one.essential).map(|one| one.name.clone()).collect();
    let released = person.released.as_ref();
    let granted = ReleaseGranted {
        r#type: Type::default(),
        service_name: asked.service_name,
        service_domain: asked.service_domain,
        level: person.level,
        data: released.map_or(essential, |names| names.iter().map(|&name| name.to_owned()).collect()),
    };
    serde_json::from_value(json!(granted)).unwrap()
}

async fn devices(State(routes): State<Routes>, headers: HeaderMap) -> Result<Json<Devices>, Response> {
    allowed(&routes, &headers).await?;
    let devices = routes.shared.devices.lock().unwrap().clone();
    Ok(Json(Devices { devices }))
}

async fn history(State(routes): State<Routes>, headers: HeaderMap) -> Result<Json<DeviceHistory>, Response> {
    allowed(&routes, &headers).await?;
    let entries = routes.shared.history.lock().unwrap().clone();
    Ok(Json(DeviceHistory { entries }))
}

async fn rename(
    State(routes): State<Routes>,
    headers: HeaderMap,
    Path((_, device)): Path<(String, String)>,
    Json(body): Json<RenameDevice>,
) -> Result<StatusCode, Response> {
    allowed(&routes, &headers).await?;
    let mut devices = routes.shared.devices.lock().unwrap();
    match devices.iter_mut().find(|known| known.id.as_str() == device) {
        Some(known) => known.name = body.name,
        None => return Ok(StatusCode::NOT_FOUND),
    }
    Ok(StatusCode::NO_CONTENT)
}

async fn disconnect(
    State(routes): State<Routes>,
    headers: HeaderMap,
    Path((_, device)): Path<(String, String)>,
) -> Result<StatusCode, Response> {
    allowed(&routes, &headers).await?;
    routes.shared.devices.lock().unwrap().retain(|known| known.id.as_str() != device);
    Ok(StatusCode::NO_CONTENT)
}

async fn notice(
    State(routes): State<Routes>,
    headers: HeaderMap,
    Path(sub): Path<String>,
    Json(body): Json<LoginNotice>,
) -> Result<StatusCode, Response> {
    allowed(&routes, &headers).await?;
    let path = format!("/api/people/{sub}/notices");
    routes.shared.notices.lock().unwrap().push((path, json!(body)));
    Ok(StatusCode::NO_CONTENT)
}

async fn allowed(routes: &Routes, headers: &HeaderMap) -> Result<(), Response> {
    if *routes.shared.down.lock().unwrap() {
        return Err(StatusCode::SERVICE_UNAVAILABLE.into_response());
    }
    routes
        .provider
        .authenticate_bearer(headers, "devices")
        .await
        .map(|_| ())
        .map_err(IntoResponse::into_response)
}
