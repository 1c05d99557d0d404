//! PIN, password, biometrics.

use axum::Json;
use axum::response::IntoResponse;
use serde::Deserialize;

use super::{Call, Outcome, done};
use crate::acts::{self, NewKnowledge};
use crate::signing::webauthn::Registration;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Evaluate {
    blinded: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {}

pub(super) async fn evaluate(call: Call) -> Outcome {
    let signed = call.open().await?;
    let Evaluate { blinded } = call.fields(&signed).await?;
    let evaluation = call.done(&signed, acts::evaluate(call.core(), &signed, &blinded).await).await?;
    Ok(Json(evaluation).into_response())
}

pub(super) async fn set_knowledge(call: Call) -> Outcome {
    let signed = call.open().await?;
    let new: NewKnowledge = call.fields(&signed).await?;
    call.done(&signed, acts::set_knowledge(call.core(), &signed, new).await).await?;
    Ok(done())
}

pub(super) async fn webauthn_options(call: Call) -> Outcome {
    let signed = call.open().await?;
    let Nothing {} = call.fields(&signed).await?;
    let site = call.site().web();
    let name = site.brand_name(values::Language::Cs);
    let options = call.done(&signed, acts::webauthn_options(call.core(), &signed, &name).await).await?;
    Ok(Json(options).into_response())
}

pub(super) async fn set_biometrics(call: Call) -> Outcome {
    let signed = call.open().await?;
    let new: Registration = call.fields(&signed).await?;
    call.done(&signed, acts::set_biometrics(call.core(), &signed, new).await).await?;
    Ok(done())
}
