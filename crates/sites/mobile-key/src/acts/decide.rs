//! The person decides in the app; or goes away.

use jose::base64url;
use store::Tx;
use values::Timestamp;

use super::core::{ActError, Core};
use super::signed::Signed;
use crate::rules::{Decision, Device, End, EventKind, Kind, Refusal, Request, RequestId, Stage, Verdict};
use crate::store::audit::Event;
use crate::store::device;
use crate::store::request::{self, Kept};

const NONCE_BYTES: usize = 16;

/// What the app gets for a decision.
#[derive(Debug, PartialEq, Eq, serde::Serialize)]
pub(crate) struct Decided {
    pub(crate) state: &'static str,
    /// Back to the browser on the same phone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) return_url: Option<String>,
    /// So many entries of the PIN before this one failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) failed_tries: Option<i64>,
}

/// Yes, signed by both factors; or no.
pub(crate) async fn decide(core: &Core, signed: &Signed, decision: &Decision) -> Result<Decided, ActError> {
    match decision.verdict {
        Verdict::Approve => {
            let proof = signed.check_factor(core, 1)?;
            signed
                .write_proven(core, proof, |tx, device| {
                    let decided = approve(core, decision, device, signed.now, tx)?;
                    let failed = device.tries.failed(proof.evaluations());
                    Ok(Decided { failed_tries: (failed > 0).then_some(failed), ..decided })
                })
                .await
        }
        Verdict::Refuse => {
            end(core, signed, &decision.request_id, End::Refused).await?;
            Ok(Decided { state: End::Refused.as_str(), return_url: None, failed_tries: None })
        }
    }
}

/// The app was closed, or its person went back.
pub(crate) async fn abandon(core: &Core, signed: &Signed, id: &RequestId) -> Result<(), ActError> {
    signed.check_alone()?;
    end(core, signed, id, End::Abandoned).await
}

/// How a request stands that this device has or had.
pub(crate) async fn state(core: &Core, signed: &Signed, id: &RequestId) -> Result<&'static str, ActError> {
    signed.check_alone()?;
    let kept = core.store.read(|tx| request::find(tx, id)).await?.ok_or(Refusal::RequestUnknown)?;
    if kept.device.as_ref() != Some(&signed.device.id) {
        return Err(Refusal::NotYours.into());
    }
    Ok(kept.request.state_word(signed.now))
}

/// The nonce that only the phone learns, and only by approving. Derived, so that a repeated answer is the same.
pub(crate) fn return_nonce(core: &Core, id: &RequestId) -> String {
    let hash = core.links.hash_parts(&[b"return", id.as_str().as_bytes()]);
    base64url::encode(&hash[..NONCE_BYTES])
}

fn approve(
    core: &Core,
    decision: &Decision,
    device: &Device,
    now: Timestamp,
    tx: &mut Tx<'_>,
) -> Result<Decided, ActError> {
    let kept = request::find(tx, &decision.request_id)?.ok_or(Refusal::RequestUnknown)?;
    let (approved, released) = approved(core, &kept, decision, device, now)?;
    if matches!(kept.request.stage, Stage::Claimed(_)) {
        if !request::approve(tx, &approved, &device.id, &released, now)? {
            return Err(Refusal::RequestFinished.into());
        }
        write_down(tx, &approved, device, &released, now)?;
        core.wake_for(tx, &kept);
    }
    Ok(Decided {
        state: approved.state_word(now),
        return_url: return_url(core, &approved),
        failed_tries: None,
    })
}

/// The request as it will be, and what the person releases.
fn approved(
    core: &Core,
    kept: &Kept,
    decision: &Decision,
    device: &Device,
    now: Timestamp,
) -> Result<(Request, Vec<String>), Refusal> {
    let request = core.with_identity(kept);
    let released = match request.stage_at(now) {
        Stage::Claimed(claim) | Stage::Approved(claim, _) if claim.device == device.id => {
            decision.check_shown(&request, &claim)?
        }
        // Whatever was shown, there is nothing to approve: the rules say why.
        _ => Vec::new(),
    };
    if request.kind() == Kind::Login {
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
        Kind::Login => {
            device::note_use(tx, &device.id, now)?;
            Event::new(now, EventKind::Login, "approved").releasing(released)
        }
        Kind::Enrolment => Event::new(now, EventKind::EnrolmentApproved, "approved"),
    };
    event.on(device).about(request).write(tx)?;
    Ok(())
}

fn return_url(core: &Core, request: &Request) -> Option<String> {
    request.claim().filter(|claim| claim.same_device).map(|_| {
        format!("{}/requests/{}/return?nonce={}", core.origin, request.id, return_nonce(core, &request.id))
    })
}

async fn end(core: &Core, signed: &Signed, id: &RequestId, end: End) -> Result<(), ActError> {
    core.store
        .write(|tx| {
            let device = signed.accept(tx)?;
            let kept = request::find(tx, id)?.ok_or(Refusal::RequestUnknown)?;
            if kept.device.as_ref() != Some(&device.id) {
                return Err(Refusal::NotYours.into());
            }
            let request = kept.request.clone().ended(&device.id, end, signed.now)?;
            if kept.request != request {
                core.end_request(tx, &kept, Some(&device), end, signed.now)?;
            }
            Ok(())
        })
        .await
}
