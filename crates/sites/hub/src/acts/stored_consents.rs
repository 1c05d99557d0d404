//! Stored consents: shown, changed, withdrawn.

use ::store::{StoreError, Transition};
use thiserror::Error;
use values::Timestamp;

use crate::context::Context;
use crate::protocol::Provider;
use crate::rules::item::Items;
use crate::rules::person::PersonId;
use crate::rules::release::{self, Requested, StoredConsent};
use crate::rules::service::ServiceId;
use crate::store::{self, audit::Action};

/// Why nothing was changed.
#[derive(Debug, Error)]
pub(crate) enum StoredConsentError {
    /// No consent to this service is stored (any more).
    #[error("no consent to this service is stored")]
    NotStored,
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Every stored consent of a person, with the time it was given.
pub(crate) async fn list(
    context: &Context,
    person: &PersonId,
) -> Result<Vec<(ServiceId, StoredConsent, Timestamp)>, StoreError> {
    context.store.read(|tx| store::consent::of_person(tx, person)).await
}

/// The stored consent to one service: what was asked, and what was released.
pub(crate) async fn get(
    context: &Context,
    person: &PersonId,
    service: &ServiceId,
) -> Result<(Vec<Requested>, Items), StoredConsentError> {
    let found = context.store.read(|tx| store::consent::find(tx, person, service)).await?;
    let consent = found.ok_or(StoredConsentError::NotStored)?;
    let essential = context.services.release_policy(service).essential;
    let requested = consent.asked.iter().map(|item| Requested {
        item,
        essential: essential.contains(item) && consent.released.contains(item),
    });
    Ok((requested.collect(), consent.released))
}

/// Changes what is released from the next login on. The service's tokens end: they carry the former consent.
pub(crate) async fn change(
    context: &Context,
    provider: &Provider,
    (person, service): (&PersonId, &ServiceId),
    selected: &Items,
    now: Timestamp,
) -> Result<(), StoredConsentError> {
    let (requested, _) = get(context, person, service).await?;
    let released = release::selected(&requested, selected);
    context
        .store
        .write(|tx| {
            if store::consent::change(tx, person, service, &released, now)? == Transition::Lost {
                return Err(StoredConsentError::NotStored);
            }
            provider.revoke_grants(tx, person.as_str(), Some(service.as_str()))?;
            store::audit::add(tx, now, person, Action::ConsentChanged, service.as_str())?;
            Ok(())
        })
        .await
}

/// Withdraws a consent: the person is asked at the next login.
pub(crate) async fn withdraw(
    context: &Context,
    provider: &Provider,
    (person, service): (&PersonId, &ServiceId),
    now: Timestamp,
) -> Result<(), StoredConsentError> {
    context
        .store
        .write(|tx| {
            if store::consent::delete(tx, person, service)? == Transition::Lost {
                return Err(StoredConsentError::NotStored);
            }
            provider.revoke_grants(tx, person.as_str(), Some(service.as_str()))?;
            store::audit::add(tx, now, person, Action::ConsentWithdrawn, service.as_str())?;
            Ok(())
        })
        .await
}
