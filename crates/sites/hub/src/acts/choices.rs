//! Remembered choices: shown, changed, withdrawn.

use ::store::StoreError;
use thiserror::Error;
use values::Timestamp;

use super::Hub;
use crate::rules::item::Items;
use crate::rules::person::PersonId;
use crate::rules::release::{Remembered, Requested};
use crate::rules::service::ServiceId;
use crate::store::{self, audit::Action};

/// Why nothing was changed.
#[derive(Debug, Error)]
pub(crate) enum ChoiceError {
    /// Nothing is remembered for this service (any more).
    #[error("no choice is remembered for this service")]
    NotRemembered,
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Every choice of a person, with the time it was made.
pub(crate) async fn choices(
    hub: &Hub,
    person: &PersonId,
) -> Result<Vec<(ServiceId, Remembered, Timestamp)>, StoreError> {
    hub.desk.store.read(|tx| store::remembered::of_person(tx, person)).await
}

/// The choice for one service, as the question it answered.
pub(crate) async fn choice(
    hub: &Hub,
    person: &PersonId,
    service: &ServiceId,
) -> Result<(Vec<Requested>, Items), ChoiceError> {
    let found = hub.desk.store.read(|tx| store::remembered::find(tx, person, service)).await?;
    let choice = found.ok_or(ChoiceError::NotRemembered)?;
    let essential =
        hub.desk.client(service).map(|client| hub.desk.policy(&client).essential).unwrap_or_default();
    let requested = choice.asked.iter().map(|item| Requested {
        item,
        essential: essential.contains(item) && choice.released.contains(item),
    });
    Ok((requested.collect(), choice.released))
}

/// Changes what is released from the next login on. The service's tokens end, for they carry the former choice.
pub(crate) async fn change(
    hub: &Hub,
    person: &PersonId,
    service: &ServiceId,
    ticked: &Items,
    now: Timestamp,
) -> Result<(), ChoiceError> {
    let (requested, _) = choice(hub, person, service).await?;
    let released = crate::rules::release::chosen(&requested, ticked);
    hub.desk
        .store
        .write(|tx| {
            if !store::remembered::change(tx, person, service, &released, now)? {
                return Err(ChoiceError::NotRemembered);
            }
            hub.provider.revoke_grants(tx, person.as_str(), Some(service.as_str()))?;
            store::audit::add(tx, now, person, Action::ChoiceChanged, service.as_str())?;
            Ok(())
        })
        .await
}

/// Forgets a choice: the person is asked at the next login.
pub(crate) async fn withdraw(
    hub: &Hub,
    person: &PersonId,
    service: &ServiceId,
    now: Timestamp,
) -> Result<(), ChoiceError> {
    hub.desk
        .store
        .write(|tx| {
            if !store::remembered::forget(tx, person, service)? {
                return Err(ChoiceError::NotRemembered);
            }
            hub.provider.revoke_grants(tx, person.as_str(), Some(service.as_str()))?;
            store::audit::add(tx, now, person, Action::ChoiceWithdrawn, service.as_str())?;
            Ok(())
        })
        .await
}
