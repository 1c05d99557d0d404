//! A phone scanned a code, or was started by the button: the first takes the request.

use store::Tx;

use super::core::{ActError, Core};
use super::signed::Signed;
use crate::rules::{
    About, Claim, Code, Device, End, EventKind, Kind, Link, Refusal, Request, SameDeviceToken, Stage,
    Standing, level_of_login,
};
use crate::store::audit::{self, Event};
use crate::store::request::{self, Kept};
use crate::wakes::Topic;

/// What the phone shows to its person.
#[derive(Clone, Debug)]
pub(crate) struct Claimed {
    pub(crate) request: Request,
    pub(crate) claim: Claim,
}

/// Takes the request that a link leads to.
pub(crate) async fn claim(core: &Core, signed: &Signed, link: &str) -> Result<Claimed, ActError> {
    signed.check_alone()?;
    let link = Link::parse(link).ok_or(Refusal::RequestUnknown)?;
    check_genuine(core, &link)?;
    core.store.write(|tx| take(core, signed, &link, tx)).await?.map_err(ActError::from)
}

/// A code that only looks like ours says nothing about any request.
fn check_genuine(core: &Core, link: &Link) -> Result<(), Refusal> {
    let genuine = match link {
        Link::Qr(frame) => frame.is_genuine(core.link_hash()),
        Link::SameDevice { request, token } => token.is(&SameDeviceToken::of(request, core.link_hash())),
    };
    if genuine { Ok(()) } else { Err(Refusal::RequestUnknown) }
}

/// The inner refusal has ended the request, which must be kept.
fn take(
    core: &Core,
    signed: &Signed,
    link: &Link,
    tx: &mut Tx<'_>,
) -> Result<Result<Claimed, Refusal>, ActError> {
    let now = signed.now;
    let device = signed.accept(tx)?;
    let kept = request::find(tx, link.request())?.ok_or(Refusal::RequestUnknown)?;
    if let Stage::Claimed(claim) = kept.request.stage_at(now)
        && claim.device == device.id
    {
        let request = with_last_choice(tx, &device, core.with_identity(&kept))?;
        return Ok(Ok(Claimed { request, claim }));
    }
    if let Link::Qr(frame) = link {
        frame.check_fresh(now)?;
    }
    let level = match level_for(&device, &kept.request) {
        Err(Refusal::LevelTooLow) if kept.request.stage_at(now) == Stage::Waiting => {
            core.end_request(tx, &kept, Some(&device), End::LevelTooLow, now)?;
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
    let claimed = core.with_identity(&kept).claimed(claim.clone(), now)?;
    device.check_factor()?;
    settle_pending(core, tx, &device, signed)?;
    if !request::claim(tx, &claimed.id, &claim, now)? {
        return Err(Refusal::AlreadyClaimed.into());
    }
    if claimed.kind() == Kind::Enrolment {
        // This phone sees a name and a date of birth before any code was compared: their person is to know of it.
        Event::new(now, EventKind::Enrolment, claimed.stage.as_str())
            .on(&device)
            .about(&claimed)
            .write(tx)?;
    }
    core.wake_for(tx, &kept);
    // The phone's stream must know of the request before it can tell how it ends.
    core.wakes.wake(tx, &Topic::Device(device.id.clone()));
    let request = with_last_choice(tx, &device, claimed)?;
    Ok(Ok(Claimed { request, claim }))
}

/// What the person released to this service by a key the last time is where the app starts from, unless the hub told.
fn with_last_choice(tx: &mut Tx<'_>, device: &Device, mut request: Request) -> Result<Request, ActError> {
    if let About::Login { service, items, .. } = &mut request.about
        && let Some(attachment) = device.standing.attachment()
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
    match (&request.about, &device.standing) {
        (About::Login { asked, .. }, _) => level_of_login(device.check_attached()?.level, *asked),
        (About::Enrolment { level, .. }, Standing::Installed) => Ok(*level),
        (About::Enrolment { .. }, _) => Err(Refusal::AlreadyEnrolled),
    }
}

/// One request at a time: an older one must be decided or abandoned first, unless its time is over.
fn settle_pending(core: &Core, tx: &mut Tx<'_>, device: &Device, signed: &Signed) -> Result<(), ActError> {
    let Some(pending) = request::pending(tx, &device.id)? else { return Ok(()) };
    if is_over(&pending, signed) {
        core.end_request(tx, &pending, Some(device), End::Expired, signed.now)?;
        return Ok(());
    }
    Err(Refusal::PendingRequest(pending.request.id).into())
}

fn is_over(kept: &Kept, signed: &Signed) -> bool {
    kept.request.stage_at(signed.now) == Stage::Ended(End::Expired)
}
