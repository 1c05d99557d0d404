//! Scans and decisions.

use mobile_key_api::phone::{Claim, ClaimedRequest, Decided, Decision, RequestQuery, StateAnswer};

use super::{Answer, Call, Done};
use crate::acts;

pub(super) async fn claim(call: Call) -> Answer<ClaimedRequest> {
    let (signed, Claim { link }) = call.open().await?;
    call.answer(&signed, acts::claim(call.context(), &signed, &link).await).await
}

pub(super) async fn decide(call: Call) -> Answer<Decided> {
    let (signed, decision): (_, Decision) = call.open().await?;
    call.answer(&signed, acts::decide(call.context(), &signed, &decision).await).await
}

pub(super) async fn state(call: Call) -> Answer<StateAnswer> {
    let (signed, RequestQuery { request_id }) = call.open().await?;
    let state = acts::state(call.context(), &signed, &request_id).await;
    call.answer(&signed, state.map(|state| StateAnswer { state })).await
}

pub(super) async fn abandon(call: Call) -> Done {
    let (signed, RequestQuery { request_id }) = call.open().await?;
    call.done(&signed, acts::abandon(call.context(), &signed, &request_id).await).await
}
