//! A person's devices, seen from one of them (mission A7).

use serde::Serialize;
use store::{StoreError, Tx};
use values::{AssuranceLevel, Timestamp};

use super::core::{ActError, Core};
use super::signed::{Proof, Signed};
use crate::rules::{
    Device, DeviceId, DeviceName, End, EventKind, FactorKind, NoticeKind, PersonId, Refusal, Standing,
};
use crate::store::audit::Event;
use crate::store::notice::Particulars;
use crate::store::{device, notice, request};
use crate::wakes::Topic;

/// What a device knows of itself.
#[derive(Debug, Serialize)]
pub(crate) struct Me {
    device: Own,
    enrolled: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<&'static str>,
    notices_enabled: bool,
    unread: i64,
}

#[derive(Debug, Serialize)]
struct Own {
    id: DeviceId,
    name: DeviceName,
    #[serde(skip_serializing_if = "Option::is_none")]
    attached_at_ms: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_used_at_ms: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    factor: Option<FactorKind>,
}

/// A line of the list of devices.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Listed {
    pub(crate) id: DeviceId,
    pub(crate) name: DeviceName,
    pub(crate) attached_at_ms: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) last_used_at_ms: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) this_device: Option<bool>,
    pub(crate) blocked: bool,
    /// So many entries of the PIN failed before it was right again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) failed_tries: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) failed_tries_at_ms: Option<i64>,
    /// For the hub, which shows it in the portal.
    #[serde(skip)]
    pub(crate) level: AssuranceLevel,
}

/// The device itself.
pub(crate) async fn me(core: &Core, signed: &Signed) -> Result<Me, ActError> {
    signed.check_alone()?;
    let Device { id, name, factor, standing, last_used_at, quiet_since, .. } = &signed.device;
    let unread = core.store.read(|tx| notice::unread(tx, id)).await?;
    let attachment = standing.attachment();
    Ok(Me {
        device: Own {
            id: id.clone(),
            name: name.clone(),
            attached_at_ms: attachment.map(|attachment| attachment.at.unix_ms()),
            last_used_at_ms: last_used_at.map(Timestamp::unix_ms),
            factor: factor.as_ref().map(crate::rules::Factor::kind),
        },
        enrolled: attachment.is_some(),
        level: attachment.map(|attachment| attachment.level.word()),
        notices_enabled: quiet_since.is_none(),
        unread,
    })
}

/// All devices of the person whose device asks, itself among them.
pub(crate) async fn list(core: &Core, signed: &Signed) -> Result<Vec<Listed>, ActError> {
    signed.check_alone()?;
    let person = &signed.device.check_attached()?.person;
    let mut devices = core.store.read(|tx| listed(tx, person)).await?;
    for device in &mut devices {
        device.this_device = Some(device.id == signed.device.id);
    }
    Ok(devices)
}

/// Another name; a device may name itself before it belongs to anybody.
pub(crate) async fn rename(
    core: &Core,
    signed: &Signed,
    id: &DeviceId,
    name: &DeviceName,
) -> Result<(), ActError> {
    change(core, signed, id, |tx, renamed, by| rename_one(tx, renamed, name, Some(by), signed.now)).await
}

/// The device fails at once; the others are told. A blocked one may put itself away, and nothing else.
pub(crate) async fn disconnect(core: &Core, signed: &Signed, id: &DeviceId) -> Result<(), ActError> {
    if let Standing::Blocked(_) = signed.device.standing {
        return leave_blocked(core, signed, id).await;
    }
    change(core, signed, id, |tx, gone, by| disconnect_one(core, tx, gone, Some(by), signed.now)).await
}

async fn leave_blocked(core: &Core, signed: &Signed, id: &DeviceId) -> Result<(), ActError> {
    signed.check_alone()?;
    if signed.device.id != *id {
        return Err(Refusal::DeviceBlocked.into());
    }
    core.store
        .write(|tx| {
            let own = device::find(tx, id)?.ok_or(Refusal::UnknownDevice)?;
            if matches!(own.standing, Standing::Blocked(_)) {
                disconnect_one(core, tx, &own, Some(&own), signed.now)?;
            }
            Ok(())
        })
        .await
}

/// A device may change itself by possession alone. Another one takes the factor too: whoever holds an unlocked phone
/// must not be able to put away all others, which are those that would be told.
async fn change(
    core: &Core,
    signed: &Signed,
    id: &DeviceId,
    act: impl Fn(&mut Tx<'_>, &Device, &Device) -> Result<(), StoreError> + Send + Sync,
) -> Result<(), ActError> {
    if signed.device.id == *id {
        signed.check_alone()?;
        return core
            .store
            .write(|tx| {
                let own = signed.accept(tx)?;
                Ok(act(tx, &own, &own)?)
            })
            .await;
    }
    let proof = check_over_another(core, signed, id).await?;
    signed
        .write_proven(core, proof, |tx, asking| {
            let other = another(tx, asking, id)?;
            Ok(act(tx, &other, asking)?)
        })
        .await
}

/// Of a device that is not the person's, that is said, whoever signed.
async fn check_over_another(core: &Core, signed: &Signed, id: &DeviceId) -> Result<Proof, ActError> {
    match signed.check_factor(core, 1) {
        Ok(proof) => Ok(proof),
        Err(refusal) => {
            core.store.read(|tx| another(tx, &signed.device, id)).await?;
            Err(refusal.into())
        }
    }
}

pub(super) fn listed(tx: &mut Tx<'_>, person: &PersonId) -> Result<Vec<Listed>, StoreError> {
    let line = |device: Device| {
        let attachment = device.standing.attachment()?.clone();
        Some(Listed {
            blocked: device.check_works().is_err(),
            id: device.id,
            name: device.name,
            attached_at_ms: attachment.at.unix_ms(),
            last_used_at_ms: device.last_used_at.map(Timestamp::unix_ms),
            this_device: None,
            failed_tries: device.failed_tries.map(|(number, _)| number),
            failed_tries_at_ms: device.failed_tries.map(|(_, at)| at.unix_ms()),
            level: attachment.level,
        })
    };
    Ok(device::of_person(tx, person)?.into_iter().filter_map(line).collect())
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
    Event::new(now, EventKind::DeviceRenamed, "done").on(renamed).by(by).write(tx)
}

/// `by` is the device on which it was done; none for the portal.
pub(super) fn disconnect_one(
    core: &Core,
    tx: &mut Tx<'_>,
    gone: &Device,
    by: Option<&Device>,
    now: Timestamp,
) -> Result<(), StoreError> {
    if let Some(pending) = request::pending(tx, &gone.id)? {
        core.end_request(tx, &pending, Some(gone), End::Abandoned, now)?;
    }
    Event::new(now, EventKind::DeviceDisconnected, "done").on(gone).by(by).write(tx)?;
    device::disconnect(tx, &gone.id, now)?;
    core.wakes.wake(tx, &Topic::Device(gone.id.clone()));
    match gone.standing.attachment() {
        Some(attachment) => {
            let about = Particulars {
                by_device_name: by.map(|device| device.name.as_str()),
                ..Particulars::of_device(gone)
            };
            let cause = format!("disconnected {}", gone.id);
            core.tell(tx, &attachment.person, &cause, NoticeKind::DeviceDisconnected, &about, now)
        }
        None => Ok(()),
    }
}

/// Another device of the same person.
fn another(tx: &mut Tx<'_>, asking: &Device, id: &DeviceId) -> Result<Device, ActError> {
    let person = &asking.check_attached()?.person;
    let other = device::find(tx, id)?.ok_or(Refusal::NotYours)?;
    match other.standing.attachment() {
        Some(attachment) if attachment.person == *person => Ok(other),
        _ => Err(Refusal::NotYours.into()),
    }
}
