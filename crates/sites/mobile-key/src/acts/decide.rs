//! The person decides in the app; or goes away.

use jose::base64url;
use mobile_key_api::phone::{Decided, Decision, RequestKind, RequestState, Verdict};
use mobile_key_api::{HistoryKind, RequestId};
use store::{Transition, Tx};
use values::Timestamp;

use super::common::{ActError, end_request, notify_waiting};
use super::signed::Signed;
use crate::context::Context;
use crate::rules::{Device, EventKind, Refusal, Request, Stage, Termination, check_shown};
use crate::store::audit::Event;
use crate::store::device;
use crate::store::request::{self, RequestRecord};

const NONCE_BYTES: usize = 16;

/// Yes, signed by both factors; or no.
pub(crate) async fn decide(
    context: &Context,
    signed: &Signed,
    decision: &Decision,
) -> Result<Decided, ActError> {
    match decision.decision {
        Verdict::Approve => {
            let proof = signed.check_factor(context, 1)?;
            signed
                .write_proven(context, proof, |tx, device| {
                    let decided = approve(context, decision, device, signed.now, tx)?;
                    let failed = device.tries.failed(proof.evaluations());
                    Ok(Decided { failed_tries: (failed > 0).then_some(failed), ..decided })
                })
                .await
        }
        Verdict::Refuse => {
            end(context, signed, &decision.request_id, Termination::Refused).await?;
            Ok(Decided { state: RequestState::Refused, return_url: None, failed_tries: None })
        }
    }
}

/// The app was closed, or its person went back.
pub(crate) async fn abandon(context: &Context, signed: &Signed, id: &RequestId) -> Result<(), ActError> {
    signed.check_alone()?;
    end(context, signed, id, Termination::Abandoned).await
}

/// How a request stands that this device has or had.
pub(crate) async fn state(
    context: &Context,
    signed: &Signed,
    id: &RequestId,
) -> Result<RequestState, ActError> {
    signed.check_alone()?;
    let record = context.store.read(|tx| request::find(tx, id)).await?.ok_or(Refusal::RequestUnknown)?;
    if record.device.as_ref() != Some(&signed.device.id) {
        return Err(Refusal::NotYours.into());
    }
    Ok(record.request.state_at(signed.now))
}

/// The nonce that only the phone learns, and only by approving. Derived, so that a repeated answer is the same.
pub(crate) fn return_nonce(context: &Context, id: &RequestId) -> String {
    let hash = context.links.hash_parts(&[b"return", id.as_str().as_bytes()]);
    base64url::encode(&hash[..NONCE_BYTES])
}

fn approve(
    context: &Context,
    decision: &Decision,
    device: &Device,
    now: Timestamp,
    tx: &mut Tx<'_>,
) -> Result<Decided, ActError> {
    let record = request::find(tx, &decision.request_id)?.ok_or(Refusal::RequestUnknown)?;
    let (approved, released) = approved(context, &record, decision, device, now)?;
    if matches!(record.request.stage, Stage::Claimed(_)) {
        if request::approve(tx, &approved, &device.id, &released, now)? == Transition::Lost {
            return Err(Refusal::RequestFinished.into());
        }
        write_down(tx, &approved, device, &released, now)?;
        notify_waiting(context, tx, &record);
    }
    Ok(Decided {
        state: approved.state_at(now),
        return_url: return_url(context, &approved),
        failed_tries: None,
    })
}

/// The request as it will be, and what the person releases.
fn approved(
    context: &Context,
    record: &RequestRecord,
    decision: &Decision,
    device: &Device,
    now: Timestamp,
) -> Result<(Request, Vec<String>), Refusal> {
    let request = context.with_identity(record);
    let released = match request.stage_at(now) {
        Stage::Claimed(claim) | Stage::Approved(claim, _) if claim.device == device.id => {
            check_shown(decision, &request, &claim)?
        }
        // Whatever was shown, there is nothing to approve: the rules say why.
        _ => Vec::new(),
    };
    if request.kind() == RequestKind::Login {
        device.check_attached()?;
    }
    Ok((request.approved(&device.id, released.clone(), now)?, released))
}

fn write_down(
    tx: &mut Tx<'_>,
    request: &Request,
    device: &Device,
    released: &[String],
    now: Timestamp,
) -> Result<(), ActError> {
    let event = match request.kind() {
        RequestKind::Login => {
            device::note_use(tx, &device.id, now)?;
            Event::new(now, HistoryKind::Login, "approved").releasing(released)
        }
        RequestKind::Enrolment => Event::new(now, EventKind::EnrolmentApproved, "approved"),
    };
    event.on(device).about(request).write(tx)?;
    Ok(())
}

fn return_url(context: &Context, request: &Request) -> Option<String> {
    request.claim().filter(|claim| claim.same_device).map(|_| {
        format!(
            "{}/requests/{}/return?nonce={}",
            context.origin,
            request.id,
            return_nonce(context, &request.id)
        )
    })
}

async fn end(context: &Context, signed: &Signed, id: &RequestId, end: Termination) -> Result<(), ActError> {
    context
        .store
        .write(|tx| {
            let device = signed.accept(tx)?;
            let record = request::find(tx, id)?.ok_or(Refusal::RequestUnknown)?;
            if record.device.as_ref() != Some(&device.id) {
                return Err(Refusal::NotYours.into());
            }
            let request = record.request.clone().ended(&device.id, end, signed.now)?;
            if record.request != request {
                end_request(context, tx, &record, Some(&device), end, signed.now)?;
            }
            Ok(())
        })
        .await
}
