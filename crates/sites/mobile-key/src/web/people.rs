//! The hub's API: a person's devices, and notices of logins (mission A7, `mobile_key_api::people`).

use std::sync::Arc;

use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, patch, post};
use axum::{Json, Router};
use mobile_key_api::DeviceId;
use mobile_key_api::people::{self, DeviceHistory, Devices, LoginNotice, RenameDevice};
use web::Problem;

use crate::acts::{self, PeopleError};
use crate::rules::PersonId;
use crate::web::AppState;

pub(super) fn routes() -> Router<Arc<AppState>> {
    Router::new()
        .route(people::DEVICES, get(list))
        .route(people::DEVICE, patch(rename).delete(disconnect))
        .route(people::HISTORY, get(history))
        .route(people::NOTICES, post(notify))
}

async fn list(
    State(app): State<Arc<AppState>>,
    headers: HeaderMap,
    Path(person): Path<String>,
) -> Result<Json<Devices>, Response> {
    let person = authorized(&app, &headers, &person).await?;
    Ok(Json(acts::devices_of(&app.context, &person).await.map_err(refuse)?))
}

async fn history(
    State(app): State<Arc<AppState>>,
    headers: HeaderMap,
    Path(person): Path<String>,
) -> Result<Json<DeviceHistory>, Response> {
    let person = authorized(&app, &headers, &person).await?;
    Ok(Json(acts::device_history_of(&app.context, &person).await.map_err(refuse)?))
}

async fn rename(
    State(app): State<Arc<AppState>>,
    headers: HeaderMap,
    Path((person, device)): Path<(String, String)>,
    renaming: Result<Json<RenameDevice>, JsonRejection>,
) -> Result<StatusCode, Response> {
    let person = authorized(&app, &headers, &person).await?;
    let Json(RenameDevice { name }) = renaming.map_err(|_| Problem::bad_request().into_response())?;
    let device = device_id(&device).map_err(IntoResponse::into_response)?;
    acts::rename_of(&app.context, &person, &device, &name).await.map_err(refuse)?;
    Ok(StatusCode::NO_CONTENT)
}

async fn disconnect(
    State(app): State<Arc<AppState>>,
    headers: HeaderMap,
    Path((person, device)): Path<(String, String)>,
) -> Result<StatusCode, Response> {
    let person = authorized(&app, &headers, &person).await?;
    let device = device_id(&device).map_err(IntoResponse::into_response)?;
    acts::disconnect_of(&app.context, &person, &device).await.map_err(refuse)?;
    Ok(StatusCode::NO_CONTENT)
}

async fn notify(
    State(app): State<Arc<AppState>>,
    headers: HeaderMap,
    Path(person): Path<String>,
    Json(notice): Json<LoginNotice>,
) -> Result<StatusCode, Response> {
    let person = authorized(&app, &headers, &person).await?;
    acts::notify_login(&app.context, &person, &notice).await.map_err(refuse)?;
    Ok(StatusCode::NO_CONTENT)
}

async fn authorized(app: &AppState, headers: &HeaderMap, person: &str) -> Result<PersonId, Response> {
    app.provider.authenticate_bearer(headers, people::SCOPE).await.map_err(IntoResponse::into_response)?;
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
