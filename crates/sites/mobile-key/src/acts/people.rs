//! What the hub asks for a person: their devices, and telling them of logins (mission A7).

use mobile_key_api::people::{self, DeviceHistory, Devices, LoginKind, LoginNotice};
use mobile_key_api::phone::NoticeKind;
use mobile_key_api::{DeviceId, DeviceName};
use store::{StoreError, Tx};
use values::Timestamp;

use super::common::tell;
use super::devices::{disconnect_one, listed, rename_one};
use crate::context::Context;
use crate::rules::{Attachment, Device, PersonId};
use crate::store::notice::NoticeDetails;
use crate::store::{audit, device};

/// So many entries of the history of devices are told.
const DEVICE_HISTORY: usize = 50;

/// Why the hub's wish was not done.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum PeopleError {
    #[error("this person has no such device")]
    NoSuchDevice,
    #[error(transparent)]
    Store(#[from] StoreError),
}

fn notice_kind(kind: LoginKind) -> NoticeKind {
    match kind {
        LoginKind::Login => NoticeKind::Login,
        LoginKind::SingleSignOn => NoticeKind::SingleSignOn,
        LoginKind::EnrolmentBegun => NoticeKind::EnrolmentBegun,
        LoginKind::AccountLinked => NoticeKind::AccountLinked,
        LoginKind::AccountAllowed => NoticeKind::AccountAllowed,
        LoginKind::AccountDisconnected => NoticeKind::AccountDisconnected,
        LoginKind::AccountSuspended => NoticeKind::AccountSuspended,
    }
}

/// The devices of a person, the newest first.
pub(crate) async fn devices_of(context: &Context, person: &PersonId) -> Result<Devices, PeopleError> {
    let devices = context.store.read(|tx| listed(tx, person)).await?;
    let entry = |(device, attachment): (Device, Attachment)| people::Device {
        blocked: device.check_works().is_err(),
        attached_at_ms: attachment.at.unix_ms(),
        last_used_at_ms: device.last_used_at.map(Timestamp::unix_ms),
        failed_tries: device.failed_tries.map(|(number, _)| number),
        failed_tries_at_ms: device.failed_tries.map(|(_, at)| at.unix_ms()),
        level: attachment.level,
        id: device.id,
        name: device.name,
    };
    Ok(Devices { devices: devices.into_iter().map(entry).collect() })
}

/// What became of a person's devices, the newest first.
pub(crate) async fn device_history_of(
    context: &Context,
    person: &PersonId,
) -> Result<DeviceHistory, PeopleError> {
    let entries = context.store.read(|tx| audit::of_devices(tx, person, DEVICE_HISTORY)).await?;
    Ok(DeviceHistory { entries })
}

pub(crate) async fn rename_of(
    context: &Context,
    person: &PersonId,
    id: &DeviceId,
    name: &DeviceName,
) -> Result<(), PeopleError> {
    let now = context.now();
    context
        .store
        .write(|tx| {
            let device = device_of(tx, person, id)?;
            Ok(rename_one(tx, &device, name, None, now)?)
        })
        .await
}

pub(crate) async fn disconnect_of(
    context: &Context,
    person: &PersonId,
    id: &DeviceId,
) -> Result<(), PeopleError> {
    let now = context.now();
    context
        .store
        .write(|tx| {
            let device = device_of(tx, person, id)?;
            Ok(disconnect_one(context, tx, &device, None, now)?)
        })
        .await
}

/// Tells all devices of a person of a login; told again, it changes nothing.
pub(crate) async fn notify_login(
    context: &Context,
    person: &PersonId,
    notice: &LoginNotice,
) -> Result<(), PeopleError> {
    // What has not happened yet is told as of now.
    let at = Timestamp::from_unix_ms(notice.at_ms).min(context.now());
    let cause = format!("login {}", notice.id);
    let details = NoticeDetails {
        service_name: notice.service_name.as_ref(),
        method: notice.method.as_ref(),
        ..NoticeDetails::default()
    };
    let kind = notice_kind(notice.kind);
    Ok(context.store.write(|tx| tell(context, tx, person, &cause, kind, &details, at)).await?)
}

fn device_of(tx: &mut Tx<'_>, person: &PersonId, id: &DeviceId) -> Result<Device, PeopleError> {
    let found = device::find(tx, id)?;
    found
        .filter(|device| device.status.attachment().is_some_and(|attachment| attachment.person == *person))
        .ok_or(PeopleError::NoSuchDevice)
}
