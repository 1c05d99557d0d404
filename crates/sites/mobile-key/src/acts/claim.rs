//! A phone scanned a code, or was started by the button: the first takes the request.

use mobile_key_api::HistoryKind;
use mobile_key_api::phone::{self, ClaimedRequest, RequestKind};
use store::{Transition, Tx};

use super::common::{ActError, end_request, notify_waiting};
use super::signed::Signed;
use crate::context::Context;
use crate::notifier::Topic;
use crate::rules::{
    Claim, Code, Device, DeviceStatus, Link, Refusal, Request, RequestDetails, SameDeviceToken, Service,
    Stage, Termination, level_of_login,
};
use crate::store::audit::{self, Event};
use crate::store::request::{self, RequestRecord};

/// Takes the request that a link leads to.
pub(crate) async fn claim(
    context: &Context,
    signed: &Signed,
    link: &str,
) -> Result<ClaimedRequest, ActError> {
    signed.check_alone()?;
    let link = Link::parse(link).ok_or(Refusal::RequestUnknown)?;
    check_genuine(context, &link)?;
    context.store.write(|tx| take(context, signed, &link, tx)).await?.map_err(ActError::from)
}

/// A code that only looks like ours says nothing about any request.
fn check_genuine(context: &Context, link: &Link) -> Result<(), Refusal> {
    let genuine = match link {
        Link::Qr(frame) => frame.is_genuine(context.link_hash()),
        Link::SameDevice { request, token } => token.is(&SameDeviceToken::of(request, context.link_hash())),
    };
    if genuine { Ok(()) } else { Err(Refusal::RequestUnknown) }
}

/// The inner refusal has ended the request, which must be kept.
fn take(
    context: &Context,
    signed: &Signed,
    link: &Link,
    tx: &mut Tx<'_>,
) -> Result<Result<ClaimedRequest, Refusal>, ActError> {
    let now = signed.now;
    let device = signed.accept(tx)?;
    let record = request::find(tx, link.request())?.ok_or(Refusal::RequestUnknown)?;
    if let Stage::Claimed(claim) = record.request.stage_at(now)
        && claim.device == device.id
    {
        let request = with_last_choice(tx, &device, context.with_identity(&record))?;
        return Ok(shown(request, &claim));
    }
    if let Link::Qr(frame) = link {
        frame.check_fresh(now)?;
    }
    let level = match level_for(&device, &record.request) {
        Err(Refusal::LevelTooLow) if record.request.stage_at(now) == Stage::Waiting => {
            end_request(context, tx, &record, Some(&device), Termination::LevelTooLow, now)?;
            return Ok(Err(Refusal::LevelTooLow));
        }
        other => other?,
    };
    let claim = Claim {
        device: device.id.clone(),
        code: Code::from_random(random::random_bytes()),
        level,
        same_device: matches!(link, Link::SameDevice { .. }),
    };
    let claimed = context.with_identity(&record).claimed(claim.clone(), now)?;
    device.check_factor()?;
    settle_pending(context, tx, &device, signed)?;
    if request::claim(tx, &claimed.id, &claim, now)? == Transition::Lost {
        return Err(Refusal::AlreadyClaimed.into());
    }
    if claimed.kind() == RequestKind::Enrolment {
        // This phone sees a name and a date of birth before any code was compared: their person is to know of it.
        Event::new(now, HistoryKind::Enrolment, claimed.stage.state().as_str())
            .on(&device)
            .about(&claimed)
            .write(tx)?;
    }
    notify_waiting(context, tx, &record);
    // The phone's stream must know of the request before it can tell how it ends.
    context.notifier.notify(tx, &Topic::Device(device.id.clone()));
    let request = with_last_choice(tx, &device, claimed)?;
    Ok(shown(request, &claim))
}

/// What the phone shows to its person.
fn shown(request: Request, claim: &Claim) -> Result<ClaimedRequest, Refusal> {
    let Request { id, details, browser, expires_at, .. } = request;
    let (code, level, same_device) = (claim.code.to_string(), claim.level, claim.same_device);
    let expires_at_ms = expires_at.unix_ms();
    match details {
        RequestDetails::Login { service: Service { name, domain, .. }, items: data, .. } => {
            let service = phone::Service { name, domain };
            Ok(ClaimedRequest::Login { id, code, level, same_device, browser, expires_at_ms, service, data })
        }
        RequestDetails::Enrolment { identity, .. } => {
            let identity = identity.ok_or(Refusal::Internal)?;
            Ok(ClaimedRequest::Enrolment { id, code, level, same_device, browser, expires_at_ms, identity })
        }
    }
}

/// What the person released to this service by a key the last time is where the app starts from, unless the hub told.
fn with_last_choice(tx: &mut Tx<'_>, device: &Device, mut request: Request) -> Result<Request, ActError> {
    if let RequestDetails::Login { service, items, .. } = &mut request.details
        && let Some(attachment) = device.status.attachment()
        && !items.iter().any(|item| item.released && !item.essential)
        && let Some(names) = audit::last_release(tx, &attachment.person, service)?
    {
        for item in items {
            item.released |= names.contains(&item.name);
        }
    }
    Ok(request)
}

/// Whether this device may have this request at all, and at what level.
fn level_for(device: &Device, request: &Request) -> Result<values::AssuranceLevel, Refusal> {
    match (&request.details, &device.status) {
        (RequestDetails::Login { asked, .. }, _) => level_of_login(device.check_attached()?.level, *asked),
        (RequestDetails::Enrolment { level, .. }, DeviceStatus::Installed) => Ok(*level),
        (RequestDetails::Enrolment { .. }, _) => Err(Refusal::AlreadyEnrolled),
    }
}

/// One request at a time: an older one must be decided or abandoned first, unless its time is over.
fn settle_pending(
    context: &Context,
    tx: &mut Tx<'_>,
    device: &Device,
    signed: &Signed,
) -> Result<(), ActError> {
    let Some(pending) = request::pending(tx, &device.id)? else { return Ok(()) };
    if is_over(&pending, signed) {
        end_request(context, tx, &pending, Some(device), Termination::Expired, signed.now)?;
        return Ok(());
    }
    Err(Refusal::PendingRequest(pending.request.id).into())
}

fn is_over(record: &RequestRecord, signed: &Signed) -> bool {
    record.request.stage_at(signed.now) == Stage::Ended(Termination::Expired)
}
