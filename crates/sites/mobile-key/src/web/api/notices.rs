//! Notices and history.

use axum::Json;
use axum::response::IntoResponse;
use serde::Deserialize;
use serde_json::json;

use super::{Call, Outcome, done};
use crate::acts;
use crate::rules::NoticeId;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct After {
    after_id: Option<NoticeId>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Before {
    before_ms: Option<i64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Settings {
    logins: bool,
}

pub(super) async fn notices(call: Call) -> Outcome {
    let signed = call.open().await?;
    let After { after_id } = call.fields(&signed).await?;
    let notices = call.done(&signed, acts::notices(call.core(), &signed, after_id.as_ref()).await).await?;
    Ok(Json(json!({ "notices": notices })).into_response())
}

pub(super) async fn settings(call: Call) -> Outcome {
    let signed = call.open().await?;
    let Settings { logins } = call.fields(&signed).await?;
    call.done(&signed, acts::set_login_notices(call.core(), &signed, logins).await).await?;
    Ok(done())
}

pub(super) async fn history(call: Call) -> Outcome {
    let signed = call.open().await?;
    let Before { before_ms } = call.fields(&signed).await?;
    let history = call.done(&signed, acts::history(call.core(), &signed, before_ms).await).await?;
    Ok(Json(history).into_response())
}
