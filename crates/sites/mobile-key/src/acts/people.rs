//! What the hub asks for a person: their devices, and telling them of logins (mission A7).

use store::{StoreError, Tx};
use values::{Label, Timestamp};

use super::core::Core;
use super::devices::{Listed, disconnect_one, listed, rename_one};
use crate::rules::{Device, DeviceId, DeviceName, NoticeKind, PersonId};
use crate::store::audit::{self, Entry};
use crate::store::device;
use crate::store::notice::Particulars;

/// So many entries of the history of devices are told.
const DEVICE_HISTORY: i64 = 50;

/// Why the hub's wish was not done.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum PeopleError {
    #[error("this person has no such device")]
    NoSuchDevice,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A login by any method, told by the hub.
#[derive(Clone, Debug, serde::Deserialize)]
pub(crate) struct LoginNotice {
    /// The hub's own identifier of the login: it is told once.
    pub(crate) id: String,
    /// When it was: the notice may have waited for hours.
    pub(crate) at_ms: i64,
    #[serde(default)]
    pub(crate) kind: LoginKind,
    pub(crate) service_name: Option<Label>,
    pub(crate) method: Option<Label>,
}

/// What kind of login it was, or what else the hub has to tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum LoginKind {
    #[default]
    Login,
    /// The session at the hub was still good: nobody proved anything anew.
    SingleSignOn,
    /// To found a Mobile Key.
    EnrolmentBegun,
    /// No login: one more account at another method can log the person in.
    AccountLinked,
    /// No login: an account that was disconnected can log the person in again.
    AccountAllowed,
    /// No login: an account logs nobody in any more, because the person or support disconnected it.
    AccountDisconnected,
    /// No login: an account was suspended, because it describes somebody else now.
    AccountSuspended,
}

impl LoginKind {
    fn notice(self) -> NoticeKind {
        match self {
            Self::Login => NoticeKind::Login,
            Self::SingleSignOn => NoticeKind::SingleSignOn,
            Self::EnrolmentBegun => NoticeKind::EnrolmentBegun,
            Self::AccountLinked => NoticeKind::AccountLinked,
            Self::AccountAllowed => NoticeKind::AccountAllowed,
            Self::AccountDisconnected => NoticeKind::AccountDisconnected,
            Self::AccountSuspended => NoticeKind::AccountSuspended,
        }
    }
}

pub(crate) async fn devices_of(core: &Core, person: &PersonId) -> Result<Vec<Listed>, PeopleError> {
    Ok(core.store.read(|tx| listed(tx, person)).await?)
}

/// What became of a person's devices, the newest first.
pub(crate) async fn device_history_of(core: &Core, person: &PersonId) -> Result<Vec<Entry>, PeopleError> {
    Ok(core.store.read(|tx| audit::of_devices(tx, person, DEVICE_HISTORY)).await?)
}

pub(crate) async fn rename_of(
    core: &Core,
    person: &PersonId,
    id: &DeviceId,
    name: &DeviceName,
) -> Result<(), PeopleError> {
    let now = core.now();
    core.store
        .write(|tx| {
            let device = device_of(tx, person, id)?;
            Ok(rename_one(tx, &device, name, None, now)?)
        })
        .await
}

pub(crate) async fn disconnect_of(core: &Core, person: &PersonId, id: &DeviceId) -> Result<(), PeopleError> {
    let now = core.now();
    core.store
        .write(|tx| {
            let device = device_of(tx, person, id)?;
            Ok(disconnect_one(core, tx, &device, None, now)?)
        })
        .await
}

/// Tells all devices of a person of a login; told again, it changes nothing.
pub(crate) async fn notify_login(
    core: &Core,
    person: &PersonId,
    notice: &LoginNotice,
) -> Result<(), PeopleError> {
    // What has not happened yet is told as of now.
    let at = Timestamp::from_unix_ms(notice.at_ms).min(core.now());
    let cause = format!("login {}", notice.id);
    let about = Particulars {
        service_name: notice.service_name.as_ref(),
        method: notice.method.as_ref(),
        ..Particulars::default()
    };
    let kind = notice.kind.notice();
    Ok(core.store.write(|tx| core.tell(tx, person, &cause, kind, &about, at)).await?)
}

fn device_of(tx: &mut Tx<'_>, person: &PersonId, id: &DeviceId) -> Result<Device, PeopleError> {
    let found = device::find(tx, id)?;
    found
        .filter(|device| device.standing.attachment().is_some_and(|attachment| attachment.person == *person))
        .ok_or(PeopleError::NoSuchDevice)
}
