//! The phones of a person, looked after in the portal (mission: A7).

use ::store::StoreError;
use thiserror::Error;
use values::Timestamp;

use crate::clients::mobile_key::{MobileKeyClient, MobileKeyError};
use crate::context::Context;
use crate::rules::last_method::{self, Consequence, Holding};
use crate::rules::method::MethodId;
use crate::rules::person::{Link, PersonId};
use crate::store::{self, audit::Action};
use mobile_key_api::HistoryEntry;
use mobile_key_api::people::Device;

/// Why nothing was done, or nothing can be shown.
#[derive(Debug, Error)]
pub(crate) enum DevicesError {
    /// No Mobile Key is configured.
    #[error("no Mobile Key is configured")]
    NoMobileKey,
    /// The person has no such device (any more).
    #[error("no such device")]
    NoSuchDevice,
    /// Nothing would be left to log in by, and the person has not said that they understand.
    #[error("nothing would be left to log in by")]
    LastOne(Device),
    /// The Mobile Key.
    #[error(transparent)]
    MobileKey(MobileKeyError),
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<MobileKeyError> for DevicesError {
    fn from(error: MobileKeyError) -> Self {
        match error {
            MobileKeyError::NoSuchDevice => Self::NoSuchDevice,
            other => Self::MobileKey(other),
        }
    }
}

/// The phones of a person; none if they never attached one.
pub(crate) async fn devices(context: &Context, person: &PersonId) -> Result<Vec<Device>, DevicesError> {
    let (method, key) = mobile_key(context)?;
    match sub(context, &method, person).await? {
        Some(sub) => Ok(key.devices(&sub).await?),
        None => Ok(Vec::new()),
    }
}

/// What became of a person's phones, the newest first; nothing if they never attached one.
pub(crate) async fn history(context: &Context, person: &PersonId) -> Result<Vec<HistoryEntry>, DevicesError> {
    let (method, key) = mobile_key(context)?;
    match sub(context, &method, person).await? {
        Some(sub) => Ok(key.history(&sub).await?),
        None => Ok(Vec::new()),
    }
}

/// One phone of a person.
pub(crate) async fn device(context: &Context, person: &PersonId, id: &str) -> Result<Device, DevicesError> {
    let devices = devices(context, person).await?;
    devices.into_iter().find(|device| device.id.as_str() == id).ok_or(DevicesError::NoSuchDevice)
}

/// How many phones can log the person in. A Mobile Key that does not answer is taken to have one.
pub(super) async fn holding(context: &Context, person: &PersonId) -> Result<Option<Holding>, StoreError> {
    let Some((method, _)) = context.mobile_key() else { return Ok(None) };
    let usable = match devices(context, person).await {
        Ok(devices) => devices.iter().filter(|device| !device.blocked).count(),
        Err(DevicesError::Store(error)) => return Err(error),
        Err(_) => 1,
    };
    Ok(Some(Holding { method: method.id.clone(), usable }))
}

/// A phone and what is left without it.
pub(crate) async fn consequence(
    context: &Context,
    person: &PersonId,
    id: &str,
) -> Result<(Device, Consequence), DevicesError> {
    let (method, _) = mobile_key(context)?;
    let devices = devices(context, person).await?;
    let links = context.store.read(|tx| store::link::of_person(tx, person)).await?;
    let works = |link: &&Link| {
        link.method != method && link.disconnected.is_none() && context.method(&link.method).is_some()
    };
    let others = links.iter().filter(works);
    let mut holdings: Vec<_> =
        others.map(|link| Holding { method: link.method.clone(), usable: 1 }).collect();
    // The one that goes counts even if it is blocked: what matters is what stays.
    let usable = devices.iter().filter(|device| !device.blocked || device.id.as_str() == id).count();
    holdings.push(Holding { method: method.clone(), usable });
    let consequence = last_method::of_disconnecting_one(&holdings, &method);
    let device =
        devices.into_iter().find(|device| device.id.as_str() == id).ok_or(DevicesError::NoSuchDevice)?;
    Ok((device, consequence))
}

/// Gives a phone another name.
pub(crate) async fn rename(
    context: &Context,
    person: &PersonId,
    id: &str,
    name: &str,
    now: Timestamp,
) -> Result<(), DevicesError> {
    let (method, key) = mobile_key(context)?;
    let sub = sub(context, &method, person).await?.ok_or(DevicesError::NoSuchDevice)?;
    key.rename(&sub, id, name).await?;
    audit(context, person, Action::DeviceRenamed, now).await
}

/// Disconnects a phone. The last way in goes only if the person understands that.
pub(crate) async fn disconnect(
    context: &Context,
    person: &PersonId,
    id: &str,
    understood: bool,
    now: Timestamp,
) -> Result<Device, DevicesError> {
    let (device, left) = consequence(context, person, id).await?;
    if left == Consequence::NothingRemains && !understood {
        return Err(DevicesError::LastOne(device));
    }
    let (method, key) = mobile_key(context)?;
    let sub = sub(context, &method, person).await?.ok_or(DevicesError::NoSuchDevice)?;
    key.disconnect(&sub, id).await?;
    audit(context, person, Action::DeviceDisconnected, now).await?;
    Ok(device)
}

/// What was done elsewhere is written down here afterwards: the Mobile Key keeps the record that counts.
async fn audit(
    context: &Context,
    person: &PersonId,
    action: Action,
    now: Timestamp,
) -> Result<(), DevicesError> {
    Ok(context.store.write(|tx| store::audit::add(tx, now, person, action, "")).await?)
}

async fn sub(
    context: &Context,
    method: &MethodId,
    person: &PersonId,
) -> Result<Option<String>, DevicesError> {
    Ok(context.store.read(|tx| store::link::sub_of(tx, method, person)).await?)
}

fn mobile_key(context: &Context) -> Result<(MethodId, MobileKeyClient<'_>), DevicesError> {
    let (method, key) = context.mobile_key().ok_or(DevicesError::NoMobileKey)?;
    let relying_party = context.relying_party(&method.id).ok_or(DevicesError::NoMobileKey)?;
    Ok((method.id.clone(), MobileKeyClient { http: &context.http, api: &key.api, relying_party }))
}
