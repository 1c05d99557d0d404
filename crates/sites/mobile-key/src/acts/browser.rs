//! What the browser that began may do: look, go on, confirm, give up. Nobody else's browser may.

use store::Tx;
use values::{AssuranceLevel, Timestamp};

use super::core::{ActError, Core};
use super::decide::return_nonce;
use crate::rules::{
    About, Attachment, Claim, Device, End, EventKind, Factor, FactorKind, Kind, NoticeKind, PersonId,
    Refusal, Released, Request, RequestId,
};
use crate::store::audit::Event;
use crate::store::device;
use crate::store::notice::Particulars;
use crate::store::request::{self, Kept};
use crate::wakes::Topic;

/// The cookie that the browser got when it began, and the nonce that a phone sent it back with.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Browser<'a> {
    pub(crate) cookie: &'a str,
    pub(crate) nonce: Option<&'a str>,
}

/// An approved login, fetched.
#[derive(Clone, Debug)]
pub(crate) struct Redeemed {
    pub(crate) person: PersonId,
    pub(crate) level: AssuranceLevel,
    pub(crate) authenticated_at: Timestamp,
    pub(crate) factor: FactorKind,
    pub(crate) released: Released,
}

/// The request, for the browser that began it.
pub(crate) async fn view(core: &Core, id: &RequestId, browser: Browser<'_>) -> Result<Request, ActError> {
    Ok(core.with_identity(&look(core, id, browser).await?))
}

/// The latest request of an interaction, whoever asks.
pub(crate) async fn view_of_interaction(core: &Core, interaction: &str) -> Result<Option<Request>, ActError> {
    let hash = core.interactions.hash(interaction.as_bytes());
    Ok(core.store.read(|tx| request::of_interaction(tx, &hash)).await?.map(|kept| kept.request))
}

/// The interaction that a login belongs to, for the browser that began it.
pub(crate) async fn interaction_of(
    core: &Core,
    id: &RequestId,
    browser: Browser<'_>,
) -> Result<String, ActError> {
    let kept = look(core, id, browser).await?;
    core.unseal(&kept).ok_or(ActError::Refused(Refusal::RequestFinished))
}

/// Fetches an approved login, once, inside the transaction that answers the hub.
pub(crate) fn redeem(
    core: &Core,
    tx: &mut Tx<'_>,
    id: &RequestId,
    browser: Browser<'_>,
    now: Timestamp,
) -> Result<Redeemed, ActError> {
    let kept = own(core, tx, id, browser)?;
    let (request, names) = kept.request.clone().done(now)?;
    let (About::Login { service, .. }, Some(claim)) = (&request.about, request.claim()) else {
        return Err(Refusal::RequestUnknown.into());
    };
    check_nonce(core, &request, claim, browser)?;
    let device = device::find(tx, &claim.device)?.ok_or(Refusal::UnknownDevice)?;
    let person = device.check_attached()?.person.clone();
    if !request::finish(tx, id, now)? {
        return Err(Refusal::RequestFinished.into());
    }
    Event::new(now, EventKind::LoginRedeemed, "done").on(&device).about(&request).write(tx)?;
    core.wake_for(tx, &kept);
    Ok(Redeemed {
        person,
        level: claim.level,
        authenticated_at: kept.decided_at.unwrap_or(now),
        factor: device.factor.as_ref().map_or(FactorKind::Pin, Factor::kind),
        released: Released::new(service, claim.level, names),
    })
}

/// The person says that the codes correspond: the device is theirs, and all others are told.
pub(crate) async fn confirm(core: &Core, id: &RequestId, browser: Browser<'_>) -> Result<(), ActError> {
    look(core, id, browser).await?;
    let now = core.now();
    core.store
        .write(|tx| {
            let kept = own(core, tx, id, browser)?;
            let (request, _) = kept.request.clone().done(now)?;
            let (About::Enrolment { person, level, .. }, Some(claim)) = (&request.about, request.claim())
            else {
                return Err(Refusal::RequestUnknown.into());
            };
            check_nonce(core, &request, claim, browser)?;
            let attachment = Attachment { person: person.clone(), level: *level, at: now };
            let new = device::find(tx, &claim.device)?.ok_or(Refusal::UnknownDevice)?;
            tell_the_others(core, tx, &new, &attachment)?;
            if !device::attach(tx, &claim.device, &attachment)? {
                new.check_works()?;
                return Err(Refusal::AlreadyEnrolled.into());
            }
            if !request::finish(tx, id, now)? {
                return Err(Refusal::RequestFinished.into());
            }
            Event::new(now, EventKind::Enrolment, "done").on(&new).about(&request).write(tx)?;
            core.wake_for(tx, &kept);
            core.wakes.wake(tx, &Topic::Device(new.id));
            Ok(())
        })
        .await
}

/// The person gives up in the browser, or says that the codes differ.
pub(crate) async fn cancel(
    core: &Core,
    id: &RequestId,
    browser: Browser<'_>,
    end: End,
) -> Result<Kind, ActError> {
    look(core, id, browser).await?;
    let now = core.now();
    core.store
        .write(|tx| {
            let kept = own(core, tx, id, browser)?;
            let on = match &kept.device {
                Some(device) => device::find(tx, device)?,
                None => None,
            };
            core.end_request(tx, &kept, on.as_ref(), end, now)?;
            Ok(kept.request.kind())
        })
        .await
}

fn tell_the_others(core: &Core, tx: &mut Tx<'_>, new: &Device, to: &Attachment) -> Result<(), ActError> {
    let cause = format!("attached {}", new.id);
    let about = Particulars::of_device(new);
    core.tell(tx, &to.person, &cause, NoticeKind::DeviceAttached, &about, to.at)?;
    Ok(())
}

/// By a read: only the browser that began makes writers wait, a stranger with a guessed address does not.
async fn look(core: &Core, id: &RequestId, browser: Browser<'_>) -> Result<Kept, ActError> {
    core.store.read(|tx| own(core, tx, id, browser)).await
}

fn own(core: &Core, tx: &mut Tx<'_>, id: &RequestId, browser: Browser<'_>) -> Result<Kept, ActError> {
    let kept = request::find(tx, id)?.ok_or(Refusal::RequestUnknown)?;
    check_browser(core, &kept, browser)?;
    Ok(kept)
}

/// Another browser learns no more than that the request is not its own.
fn check_browser(core: &Core, kept: &Kept, browser: Browser<'_>) -> Result<(), Refusal> {
    if core.browsers.matches(browser.cookie.as_bytes(), &kept.browser_hash) {
        Ok(())
    } else {
        Err(Refusal::NotYours)
    }
}

/// An approval that was started on the phone itself counts only in the browser to which the phone returned: a link
/// that somebody sent to a victim logs nobody in.
fn check_nonce(core: &Core, request: &Request, claim: &Claim, browser: Browser<'_>) -> Result<(), Refusal> {
    let expected = return_nonce(core, &request.id);
    let brought = browser.nonce.is_some_and(|nonce| {
        aws_lc_rs::constant_time::verify_slices_are_equal(nonce.as_bytes(), expected.as_bytes()).is_ok()
    });
    if !claim.same_device || brought { Ok(()) } else { Err(Refusal::NotYours) }
}
