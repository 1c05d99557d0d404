//! What happens in several acts.

use mobile_key_api::HistoryKind;
use mobile_key_api::phone::NoticeKind;
use store::{StoreError, Transition, Tx};
use values::Timestamp;

use crate::context::Context;
use crate::notifier::Topic;
use crate::rules::{
    Device, EventKind, FAILED_TRIES_TOLD, PersonId, Refusal, Termination, can_be_switched_off, history_kind,
};
use crate::store::audit::Event;
use crate::store::notice::NoticeDetails;
use crate::store::request::RequestRecord;
use crate::store::{device, notice, request};

/// Why an act did not happen.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum ActError {
    #[error("refused: {0}")]
    Refused(#[from] Refusal),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Writes down that a request of a known device was refused; whoever floods us fills the log, not the database.
pub(crate) async fn note_refusal(context: &Context, device: &Device, refusal: &Refusal) {
    if context.refusals.check(device.id.as_str()).is_err() {
        return;
    }
    let now = context.now();
    let noted = context
        .store
        .write(|tx| Event::new(now, EventKind::Refused, refusal.code().as_str()).on(device).write(tx));
    if let Err(error) = noted.await {
        tracing::warn!(error = &error as &dyn std::error::Error, "a refusal was not written down");
    }
}

/// Ends an open request, writes it down and wakes whoever waits for it; nothing of it when it had ended before.
pub(crate) fn end_request(
    context: &Context,
    tx: &mut Tx<'_>,
    record: &RequestRecord,
    on: Option<&Device>,
    end: Termination,
    now: Timestamp,
) -> Result<(), StoreError> {
    if request::end(tx, &record.request, end, now)? == Transition::Lost {
        return Ok(());
    }
    let mut event = Event::new(now, history_kind(record.request.kind()), end.state().as_str());
    if let Some(device) = on {
        event = event.on(device);
    }
    event.about(&record.request).write(tx)?;
    notify_waiting(context, tx, record);
    Ok(())
}

/// Wakes the page of a request and the phone that has it.
pub(crate) fn notify_waiting(context: &Context, tx: &mut Tx<'_>, record: &RequestRecord) {
    context.notifier.notify(tx, &Topic::Request(record.request.id.clone()));
    if let Some(device) = &record.device {
        context.notifier.notify(tx, &Topic::Device(device.clone()));
    }
}

/// Blocks a device for good: its open request ends, its person is told on every device.
pub(crate) fn block(
    context: &Context,
    tx: &mut Tx<'_>,
    blocked: &Device,
    now: Timestamp,
) -> Result<(), StoreError> {
    if device::block(tx, &blocked.id, now)? == Transition::Lost {
        return Ok(());
    }
    Event::new(now, HistoryKind::DeviceBlocked, "blocked").on(blocked).write(tx)?;
    if let Some(pending) = request::pending(tx, &blocked.id)? {
        end_request(context, tx, &pending, Some(blocked), Termination::Blocked, now)?;
    }
    context.notifier.notify(tx, &Topic::Device(blocked.id.clone()));
    match blocked.status.attachment() {
        Some(attachment) => {
            let details = NoticeDetails::of_device(blocked);
            let cause = format!("blocked {}", blocked.id);
            tell(context, tx, &attachment.person, &cause, NoticeKind::DeviceBlocked, &details, now)
        }
        None => Ok(()),
    }
}

/// Somebody entered the PIN wrongly, or did not finish, before it was proved now. Its person is to know: a guesser in
/// the house has tries between any two logins.
pub(crate) fn note_failed_tries(
    context: &Context,
    tx: &mut Tx<'_>,
    device: &Device,
    failed: i64,
    now: Timestamp,
) -> Result<(), StoreError> {
    let Some(attachment) = device.status.attachment().filter(|_| failed > 0) else { return Ok(()) };
    device::note_failed_tries(tx, &device.id, failed, now)?;
    Event::new(now, HistoryKind::FailedTries, "refused").on(device).tries(failed).write(tx)?;
    if failed < FAILED_TRIES_TOLD {
        return Ok(());
    }
    let details = NoticeDetails { tries: Some(failed), ..NoticeDetails::of_device(device) };
    let cause = format!("tries {} {}", device.id, now.unix_ms());
    tell(context, tx, &attachment.person, &cause, NoticeKind::FailedTries, &details, now)
}

/// Tells every working device of a person, once for one cause.
pub(crate) fn tell(
    context: &Context,
    tx: &mut Tx<'_>,
    person: &PersonId,
    cause: &str,
    kind: NoticeKind,
    details: &NoticeDetails<'_>,
    now: Timestamp,
) -> Result<(), StoreError> {
    for told in device::of_person(tx, person)? {
        let silent = can_be_switched_off(kind) && told.quiet_since.is_some();
        if told.check_works().is_ok() && !silent && notice::insert(tx, &told.id, cause, now, kind, details)? {
            context.notifier.notify(tx, &Topic::Device(told.id));
        }
    }
    Ok(())
}
