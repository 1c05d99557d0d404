//! A client reads reference data about a person whom it has identified.

use population_api::{Items, PairwiseId, PersonData};
use thiserror::Error;

use super::{Purpose, access_log};
use crate::config::Client;
use crate::context::Context;
use crate::store;

/// Why nothing was read.
#[derive(Debug, Error)]
pub(crate) enum ReadError {
    /// This client has identified nobody by this identifier.
    #[error("this client knows no such person")]
    UnknownPerson,
    /// The client may not have these items.
    #[error("this client may not read: {0}")]
    NotAllowed(Items),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] ::store::StoreError),
}

/// Reads items of a person's data and logs it in one transaction.
pub(crate) async fn read(
    context: &Context,
    client: &Client,
    person: &PairwiseId,
    items: &Items,
    purpose: &Purpose,
) -> Result<PersonData, ReadError> {
    let beyond = items.without(&client.items);
    if !beyond.is_empty() {
        return Err(ReadError::NotAllowed(beyond));
    }
    let now = context.clock.now();
    let found = context.store.write(|tx| {
        let id = store::client_person::find(tx, &client.id, person)?.ok_or(ReadError::UnknownPerson)?;
        let found = store::person::get(tx, &id)?.ok_or(ReadError::UnknownPerson)?;
        access_log::record(tx, now, &client.id, &id, purpose, items)?;
        Ok::<_, ReadError>(found)
    });
    Ok(found.await?.into_data().only(items))
}
