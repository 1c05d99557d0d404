//! A client reads reference data about a person whom it has identified.

use random::random_id;
use thiserror::Error;

use super::{Purpose, Register};
use crate::rules::item::Items;
use crate::rules::person::{ClientPersonId, Person};
use crate::rules::read::Read;
use crate::store;

/// Why nothing was read.
#[derive(Debug, Error)]
pub enum ReadError {
    /// This client has identified nobody under this name.
    #[error("this client knows no such person")]
    UnknownPerson,
    /// The client may not have these items.
    #[error("this client may not read: {0}")]
    NotAllowed(Items),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] ::store::StoreError),
}

/// Reads a person's data and logs it in one transaction. The answer carries everything; the front shows the items.
pub async fn read_person(
    register: &Register,
    client: &str,
    allowed: &Items,
    name: &ClientPersonId,
    items: &Items,
    purpose: &Purpose,
) -> Result<Person, ReadError> {
    let beyond = items.beyond(allowed);
    if !beyond.is_empty() {
        return Err(ReadError::NotAllowed(beyond));
    }
    let now = register.clock.now();
    let entry = random_id(now);
    register
        .store
        .write(|tx| {
            let id = store::client_person::find(tx, client, name)?.ok_or(ReadError::UnknownPerson)?;
            let person = store::person::get(tx, &id)?.ok_or(ReadError::UnknownPerson)?;
            let read = Read {
                id: entry.clone(),
                at: now,
                client: client.to_owned(),
                on_behalf_of: purpose.on_behalf_of.clone(),
                reason: purpose.reason.clone(),
                items: items.clone(),
            };
            store::read::log(tx, &id, &read)?;
            Ok(person)
        })
        .await
}
