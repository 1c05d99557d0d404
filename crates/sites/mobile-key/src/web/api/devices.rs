//! Devices.

use axum::Json;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use serde::Deserialize;
use serde_json::json;

use super::{Call, Outcome, done};
use crate::acts::{self, ActError};
use crate::rules::{DeviceId, DeviceName, Refusal};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Renaming {
    id: DeviceId,
    name: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Which {
    id: DeviceId,
}

pub(super) async fn install(call: Call) -> Outcome {
    let body = call.body()?;
    call.check_installations()?;
    let installed = acts::install(call.core(), call.path(), body).await;
    let id = installed.map_err(|error| call.fail(&error))?;
    Ok((StatusCode::CREATED, Json(json!({ "device_id": id }))).into_response())
}

pub(super) async fn me(call: Call) -> Outcome {
    let signed = call.open().await?;
    let Nothing {} = call.fields(&signed).await?;
    let me = call.done(&signed, acts::me(call.core(), &signed).await).await?;
    Ok(Json(me).into_response())
}

pub(super) async fn list(call: Call) -> Outcome {
    let signed = call.open().await?;
    let Nothing {} = call.fields(&signed).await?;
    let devices = call.done(&signed, acts::list(call.core(), &signed).await).await?;
    Ok(Json(json!({ "devices": devices })).into_response())
}

pub(super) async fn rename(call: Call) -> Outcome {
    let signed = call.open().await?;
    let Renaming { id, name } = call.fields(&signed).await?;
    let name = DeviceName::parse(&name).map_err(|_| ActError::Refused(Refusal::Malformed));
    let name = call.done(&signed, name).await?;
    call.done(&signed, acts::rename(call.core(), &signed, &id, &name).await).await?;
    Ok(done())
}

pub(super) async fn disconnect(call: Call) -> Outcome {
    let signed = call.open_to_leave().await?;
    let Which { id } = call.fields(&signed).await?;
    call.done(&signed, acts::disconnect(call.core(), &signed, &id).await).await?;
    Ok(done())
}
