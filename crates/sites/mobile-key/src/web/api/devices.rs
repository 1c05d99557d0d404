//! Devices.

use axum::Json;
use axum::http::StatusCode;
use mobile_key_api::phone::{DeviceList, DisconnectDevice, Installed, Me, Nothing, RenameDevice};

use super::{Answer, Call, Done, Refused};
use crate::acts;

pub(super) async fn install(call: Call) -> Result<(StatusCode, Json<Installed>), Refused> {
    let body = call.body()?;
    call.check_installations()?;
    let installed = acts::install(call.context(), call.path(), body).await;
    Ok((StatusCode::CREATED, Json(installed.map_err(|error| call.fail(&error))?)))
}

pub(super) async fn me(call: Call) -> Answer<Me> {
    let (signed, Nothing {}) = call.open().await?;
    call.answer(&signed, acts::me(call.context(), &signed).await).await
}

pub(super) async fn list(call: Call) -> Answer<DeviceList> {
    let (signed, Nothing {}) = call.open().await?;
    call.answer(&signed, acts::list(call.context(), &signed).await).await
}

pub(super) async fn rename(call: Call) -> Done {
    let (signed, RenameDevice { id, name }) = call.open().await?;
    call.done(&signed, acts::rename(call.context(), &signed, &id, &name).await).await
}

pub(super) async fn disconnect(call: Call) -> Done {
    let (signed, DisconnectDevice { id }) = call.open_to_leave().await?;
    call.done(&signed, acts::disconnect(call.context(), &signed, &id).await).await
}
