//! What the browser that began may do: look, go on, confirm, give up. Nobody else's browser may.

use mobile_key_api::phone::{FactorKind, NoticeKind, RequestKind};
use mobile_key_api::release::{ReleaseGranted, Type};
use mobile_key_api::{HistoryKind, RequestId};
use store::{Transition, Tx};
use values::{AssuranceLevel, Timestamp};

use super::common::{ActError, end_request, notify_waiting, tell};
use super::decide::return_nonce;
use crate::context::Context;
use crate::notifier::Topic;
use crate::rules::{
    Attachment, Claim, Device, EventKind, Factor, PersonId, Refusal, Request, RequestDetails, Termination,
};
use crate::store::audit::Event;
use crate::store::device;
use crate::store::notice::NoticeDetails;
use crate::store::request::{self, RequestRecord};

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
    pub(crate) released: ReleaseGranted,
}

/// The request, for the browser that began it.
pub(crate) async fn view(
    context: &Context,
    id: &RequestId,
    browser: Browser<'_>,
) -> Result<Request, ActError> {
    Ok(context.with_identity(&look(context, id, browser).await?))
}

/// The latest request of an interaction, whoever asks.
pub(crate) async fn view_of_interaction(
    context: &Context,
    interaction: &str,
) -> Result<Option<Request>, ActError> {
    let hash = context.interactions.hash(interaction.as_bytes());
    Ok(context.store.read(|tx| request::of_interaction(tx, &hash)).await?.map(|record| record.request))
}

/// The interaction that a login belongs to, for the browser that began it.
pub(crate) async fn interaction_of(
    context: &Context,
    id: &RequestId,
    browser: Browser<'_>,
) -> Result<String, ActError> {
    let record = look(context, id, browser).await?;
    context.unseal(&record).ok_or(ActError::Refused(Refusal::RequestFinished))
}

/// Fetches an approved login, once, inside the transaction that answers the hub.
pub(crate) fn redeem(
    context: &Context,
    tx: &mut Tx<'_>,
    id: &RequestId,
    browser: Browser<'_>,
    now: Timestamp,
) -> Result<Redeemed, ActError> {
    let record = own(context, tx, id, browser)?;
    let (request, names) = record.request.clone().done(now)?;
    let (RequestDetails::Login { service, .. }, Some(claim)) = (&request.details, request.claim()) else {
        return Err(Refusal::RequestUnknown.into());
    };
    check_nonce(context, &request, claim, browser)?;
    let device = device::find(tx, &claim.device)?.ok_or(Refusal::UnknownDevice)?;
    let person = device.check_attached()?.person.clone();
    if request::finish(tx, id, now)? == Transition::Lost {
        return Err(Refusal::RequestFinished.into());
    }
    Event::new(now, EventKind::LoginRedeemed, "done").on(&device).about(&request).write(tx)?;
    notify_waiting(context, tx, &record);
    Ok(Redeemed {
        person,
        level: claim.level,
        authenticated_at: record.decided_at.unwrap_or(now),
        factor: device.factor.as_ref().map_or(FactorKind::Pin, Factor::kind),
        released: ReleaseGranted {
            r#type: Type::default(),
            service_name: service.name.clone(),
            service_domain: service.domain.clone(),
            level: claim.level,
            data: names,
        },
    })
}

/// The person says that the codes correspond: the device is theirs, and all others are told.
pub(crate) async fn confirm(context: &Context, id: &RequestId, browser: Browser<'_>) -> Result<(), ActError> {
    look(context, id, browser).await?;
    let now = context.now();
    context
        .store
        .write(|tx| {
            let record = own(context, tx, id, browser)?;
            let (request, _) = record.request.clone().done(now)?;
            let (RequestDetails::Enrolment { person, level, .. }, Some(claim)) =
                (&request.details, request.claim())
            else {
                return Err(Refusal::RequestUnknown.into());
            };
            check_nonce(context, &request, claim, browser)?;
            let attachment = Attachment { person: person.clone(), level: *level, at: now };
            let new = device::find(tx, &claim.device)?.ok_or(Refusal::UnknownDevice)?;
            tell_the_others(context, tx, &new, &attachment)?;
            if device::attach(tx, &claim.device, &attachment)? == Transition::Lost {
                new.check_works()?;
                return Err(Refusal::AlreadyEnrolled.into());
            }
            if request::finish(tx, id, now)? == Transition::Lost {
                return Err(Refusal::RequestFinished.into());
            }
            Event::new(now, HistoryKind::Enrolment, "done").on(&new).about(&request).write(tx)?;
            notify_waiting(context, tx, &record);
            context.notifier.notify(tx, &Topic::Device(new.id));
            Ok(())
        })
        .await
}

/// The person gives up in the browser, or says that the codes differ.
pub(crate) async fn cancel(
    context: &Context,
    id: &RequestId,
    browser: Browser<'_>,
    end: Termination,
) -> Result<RequestKind, ActError> {
    look(context, id, browser).await?;
    let now = context.now();
    context
        .store
        .write(|tx| {
            let record = own(context, tx, id, browser)?;
            let on = match &record.device {
                Some(device) => device::find(tx, device)?,
                None => None,
            };
            end_request(context, tx, &record, on.as_ref(), end, now)?;
            Ok(record.request.kind())
        })
        .await
}

fn tell_the_others(
    context: &Context,
    tx: &mut Tx<'_>,
    new: &Device,
    to: &Attachment,
) -> Result<(), ActError> {
    let cause = format!("attached {}", new.id);
    let details = NoticeDetails::of_device(new);
    tell(context, tx, &to.person, &cause, NoticeKind::DeviceAttached, &details, to.at)?;
    Ok(())
}

/// Checks ownership in a read first, so that strangers who guess addresses never take the write lock.
async fn look(context: &Context, id: &RequestId, browser: Browser<'_>) -> Result<RequestRecord, ActError> {
    context.store.read(|tx| own(context, tx, id, browser)).await
}

fn own(
    context: &Context,
    tx: &mut Tx<'_>,
    id: &RequestId,
    browser: Browser<'_>,
) -> Result<RequestRecord, ActError> {
    let record = request::find(tx, id)?.ok_or(Refusal::RequestUnknown)?;
    check_browser(context, &record, browser)?;
    Ok(record)
}

/// Another browser learns no more than that the request is not its own.
fn check_browser(context: &Context, record: &RequestRecord, browser: Browser<'_>) -> Result<(), Refusal> {
    if context.browsers.matches(browser.cookie.as_bytes(), &record.browser_hash) {
        Ok(())
    } else {
        Err(Refusal::NotYours)
    }
}

/// An approval that was started on the phone itself counts only in the browser to which the phone returned: a link
/// that somebody sent to a victim logs nobody in.
fn check_nonce(
    context: &Context,
    request: &Request,
    claim: &Claim,
    browser: Browser<'_>,
) -> Result<(), Refusal> {
    let expected = return_nonce(context, &request.id);
    let brought = browser.nonce.is_some_and(|nonce| {
        aws_lc_rs::constant_time::verify_slices_are_equal(nonce.as_bytes(), expected.as_bytes()).is_ok()
    });
    if !claim.same_device || brought { Ok(()) } else { Err(Refusal::NotYours) }
}
