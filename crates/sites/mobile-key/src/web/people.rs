//! The API of the hub: a person's devices, and telling them of logins (mission A7). Access tokens of its own
//! (client_credentials) with the scope `devices`.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, patch, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::json;
use web::Problem;

use crate::MobileKey;
use crate::acts::{self, Listed, LoginNotice, PeopleError};
use crate::rules::{DeviceId, DeviceName, PersonId};

const SCOPE: &str = "devices";

pub(super) fn routes() -> Router<MobileKey> {
    Router::new()
        .route("/api/people/{person}/devices", get(list))
        .route("/api/people/{person}/devices/{device}", patch(rename).delete(disconnect))
        .route("/api/people/{person}/history", get(history))
        .route("/api/people/{person}/notices", post(notify))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Renaming {
    name: String,
}

async fn list(
    State(site): State<MobileKey>,
    headers: HeaderMap,
    Path(person): Path<String>,
) -> Result<Response, Response> {
    let person = authorized(&site, &headers, &person).await?;
    let devices = acts::devices_of(site.core(), &person).await.map_err(refuse)?;
    let devices: Vec<_> = devices.iter().map(with_level).collect();
    Ok(Json(json!({ "devices": devices })).into_response())
}

async fn history(
    State(site): State<MobileKey>,
    headers: HeaderMap,
    Path(person): Path<String>,
) -> Result<Response, Response> {
    let person = authorized(&site, &headers, &person).await?;
    let entries = acts::device_history_of(site.core(), &person).await.map_err(refuse)?;
    Ok(Json(json!({ "entries": entries })).into_response())
}

async fn rename(
    State(site): State<MobileKey>,
    headers: HeaderMap,
    Path((person, device)): Path<(String, String)>,
    Json(renaming): Json<Renaming>,
) -> Result<Response, Response> {
    let person = authorized(&site, &headers, &person).await?;
    let name = DeviceName::parse(&renaming.name).map_err(|_| Problem::bad_request().into_response())?;
    let device = device_id(&device).map_err(IntoResponse::into_response)?;
    acts::rename_of(site.core(), &person, &device, &name).await.map_err(refuse)?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

async fn disconnect(
    State(site): State<MobileKey>,
    headers: HeaderMap,
    Path((person, device)): Path<(String, String)>,
) -> Result<Response, Response> {
    let person = authorized(&site, &headers, &person).await?;
    let device = device_id(&device).map_err(IntoResponse::into_response)?;
    acts::disconnect_of(site.core(), &person, &device).await.map_err(refuse)?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

async fn notify(
    State(site): State<MobileKey>,
    headers: HeaderMap,
    Path(person): Path<String>,
    Json(notice): Json<LoginNotice>,
) -> Result<Response, Response> {
    let person = authorized(&site, &headers, &person).await?;
    acts::notify_login(site.core(), &person, &notice).await.map_err(refuse)?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

async fn authorized(site: &MobileKey, headers: &HeaderMap, person: &str) -> Result<PersonId, Response> {
    site.provider().authenticate_bearer(headers, SCOPE).await.map_err(IntoResponse::into_response)?;
    PersonId::parse(person).map_err(|_| Problem::not_found().into_response())
}

fn device_id(text: &str) -> Result<DeviceId, Problem> {
    DeviceId::parse(text).map_err(|_| Problem::not_found())
}

fn refuse(error: PeopleError) -> Response {
    match error {
        PeopleError::NoSuchDevice => Problem::not_found().into_response(),
        PeopleError::Store(error) => Problem::from(error).into_response(),
    }
}

fn with_level(device: &Listed) -> serde_json::Value {
    let mut line = json!(device);
    line["level"] = device.level.uri().into();
    line
}
