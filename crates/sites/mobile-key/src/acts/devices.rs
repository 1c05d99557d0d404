//! A person's devices, seen from one of them (mission A7).

use mobile_key_api::phone::{DeviceEntry, DeviceList, Me, NoticeKind, OwnDevice};
use mobile_key_api::{DeviceId, DeviceName, HistoryKind};
use store::{StoreError, Tx};
use values::Timestamp;

use super::common::{ActError, end_request, tell};
use super::signed::{Proof, Signed};
use crate::context::Context;
use crate::notifier::Topic;
use crate::rules::{Attachment, Device, DeviceStatus, Factor, PersonId, Refusal, Termination};
use crate::store::audit::Event;
use crate::store::notice::NoticeDetails;
use crate::store::{device, notice, request};

/// The device itself.
pub(crate) async fn me(context: &Context, signed: &Signed) -> Result<Me, ActError> {
    signed.check_alone()?;
    let Device { id, name, factor, status, last_used_at, quiet_since, .. } = &signed.device;
    let unread = context.store.read(|tx| notice::unread(tx, id)).await?;
    let attachment = status.attachment();
    Ok(Me {
        device: OwnDevice {
            id: id.clone(),
            name: name.clone(),
            attached_at_ms: attachment.map(|attachment| attachment.at.unix_ms()),
            last_used_at_ms: last_used_at.map(Timestamp::unix_ms),
            factor: factor.as_ref().map(Factor::kind),
        },
        enrolled: attachment.is_some(),
        level: attachment.map(|attachment| attachment.level),
        notices_enabled: quiet_since.is_none(),
        unread,
    })
}

/// All devices of the person whose device asks, itself among them.
pub(crate) async fn list(context: &Context, signed: &Signed) -> Result<DeviceList, ActError> {
    signed.check_alone()?;
    let person = &signed.device.check_attached()?.person;
    let devices = context.store.read(|tx| listed(tx, person)).await?;
    let entry = |(device, attachment): (Device, Attachment)| DeviceEntry {
        this_device: device.id == signed.device.id,
        blocked: device.check_works().is_err(),
        attached_at_ms: attachment.at.unix_ms(),
        last_used_at_ms: device.last_used_at.map(Timestamp::unix_ms),
        failed_tries: device.failed_tries.map(|(number, _)| number),
        failed_tries_at_ms: device.failed_tries.map(|(_, at)| at.unix_ms()),
        id: device.id,
        name: device.name,
    };
    Ok(DeviceList { devices: devices.into_iter().map(entry).collect() })
}

/// Another name; a device may name itself before it belongs to anybody.
pub(crate) async fn rename(
    context: &Context,
    signed: &Signed,
    id: &DeviceId,
    name: &DeviceName,
) -> Result<(), ActError> {
    change(context, signed, id, |tx, renamed, by| rename_one(tx, renamed, name, Some(by), signed.now)).await
}

/// The device fails at once; the others are told. A blocked one may put itself away, and nothing else.
pub(crate) async fn disconnect(context: &Context, signed: &Signed, id: &DeviceId) -> Result<(), ActError> {
    if let DeviceStatus::Blocked(_) = signed.device.status {
        return leave_blocked(context, signed, id).await;
    }
    change(context, signed, id, |tx, gone, by| disconnect_one(context, tx, gone, Some(by), signed.now)).await
}

async fn leave_blocked(context: &Context, signed: &Signed, id: &DeviceId) -> Result<(), ActError> {
    signed.check_alone()?;
    if signed.device.id != *id {
        return Err(Refusal::DeviceBlocked.into());
    }
    context
        .store
        .write(|tx| {
            let own = device::find(tx, id)?.ok_or(Refusal::UnknownDevice)?;
            if matches!(own.status, DeviceStatus::Blocked(_)) {
                disconnect_one(context, tx, &own, Some(&own), signed.now)?;
            }
            Ok(())
        })
        .await
}

/// A device may change itself by possession alone. Another one takes the factor too: whoever holds an unlocked phone
/// must not be able to put away all others, which are those that would be told.
async fn change(
    context: &Context,
    signed: &Signed,
    id: &DeviceId,
    act: impl Fn(&mut Tx<'_>, &Device, &Device) -> Result<(), StoreError> + Send + Sync,
) -> Result<(), ActError> {
    if signed.device.id == *id {
        signed.check_alone()?;
        return context
            .store
            .write(|tx| {
                let own = signed.accept(tx)?;
                Ok(act(tx, &own, &own)?)
            })
            .await;
    }
    let proof = check_over_another(context, signed, id).await?;
    signed
        .write_proven(context, proof, |tx, asking| {
            let other = another(tx, asking, id)?;
            Ok(act(tx, &other, asking)?)
        })
        .await
}

/// Of a device that is not the person's, that is said, whoever signed.
async fn check_over_another(context: &Context, signed: &Signed, id: &DeviceId) -> Result<Proof, ActError> {
    match signed.check_factor(context, 1) {
        Ok(proof) => Ok(proof),
        Err(refusal) => {
            context.store.read(|tx| another(tx, &signed.device, id)).await?;
            Err(refusal.into())
        }
    }
}

/// The devices of a person, and since when they are theirs.
pub(super) fn listed(tx: &mut Tx<'_>, person: &PersonId) -> Result<Vec<(Device, Attachment)>, StoreError> {
    let of_person = device::of_person(tx, person)?.into_iter();
    Ok(of_person.filter_map(|device| device.status.attachment().cloned().map(|at| (device, at))).collect())
}

/// `by` is the device on which it was done; none for the portal.
pub(super) fn rename_one(
    tx: &mut Tx<'_>,
    renamed: &Device,
    name: &DeviceName,
    by: Option<&Device>,
    now: Timestamp,
) -> Result<(), StoreError> {
    device::rename(tx, &renamed.id, name)?;
    Event::new(now, HistoryKind::DeviceRenamed, "done").on(renamed).by(by).write(tx)
}

/// `by` is the device on which it was done; none for the portal.
pub(super) fn disconnect_one(
    context: &Context,
    tx: &mut Tx<'_>,
    gone: &Device,
    by: Option<&Device>,
    now: Timestamp,
) -> Result<(), StoreError> {
    if let Some(pending) = request::pending(tx, &gone.id)? {
        end_request(context, tx, &pending, Some(gone), Termination::Abandoned, now)?;
    }
    Event::new(now, HistoryKind::DeviceDisconnected, "done").on(gone).by(by).write(tx)?;
    device::disconnect(tx, &gone.id, now)?.or_conflict()?;
    context.notifier.notify(tx, &Topic::Device(gone.id.clone()));
    match gone.status.attachment() {
        Some(attachment) => {
            let details = NoticeDetails {
                by_device_name: by.map(|device| device.name.as_str()),
                ..NoticeDetails::of_device(gone)
            };
            let cause = format!("disconnected {}", gone.id);
            tell(context, tx, &attachment.person, &cause, NoticeKind::DeviceDisconnected, &details, now)
        }
        None => Ok(()),
    }
}

/// Another device of the same person.
fn another(tx: &mut Tx<'_>, asking: &Device, id: &DeviceId) -> Result<Device, ActError> {
    let person = &asking.check_attached()?.person;
    let other = device::find(tx, id)?.ok_or(Refusal::NotYours)?;
    match other.status.attachment() {
        Some(attachment) if attachment.person == *person => Ok(other),
        _ => Err(Refusal::NotYours.into()),
    }
}
