//! Scans and decisions.

use axum::Json;
use axum::response::IntoResponse;
use serde::Deserialize;
use serde_json::json;

use super::{Call, Outcome, done, view};
use crate::acts;
use crate::rules::{Decision, RequestId};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Scanned {
    link: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Which {
    request_id: RequestId,
}

pub(super) async fn claim(call: Call) -> Outcome {
    let signed = call.open().await?;
    let Scanned { link } = call.fields(&signed).await?;
    let claimed = call.done(&signed, acts::claim(call.core(), &signed, &link).await).await?;
    Ok(Json(view::claimed(&claimed)).into_response())
}

pub(super) async fn decide(call: Call) -> Outcome {
    let signed = call.open().await?;
    let decision: Decision = call.fields(&signed).await?;
    let decided = call.done(&signed, acts::decide(call.core(), &signed, &decision).await).await?;
    Ok(Json(decided).into_response())
}

pub(super) async fn state(call: Call) -> Outcome {
    let signed = call.open().await?;
    let Which { request_id } = call.fields(&signed).await?;
    let state = call.done(&signed, acts::state(call.core(), &signed, &request_id).await).await?;
    Ok(Json(json!({ "state": state })).into_response())
}

pub(super) async fn abandon(call: Call) -> Outcome {
    let signed = call.open().await?;
    let Which { request_id } = call.fields(&signed).await?;
    call.done(&signed, acts::abandon(call.core(), &signed, &request_id).await).await?;
    Ok(done())
}
