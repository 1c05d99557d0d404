//! An official records what is known about a person.

use ::store::StoreError;
use environment::random_bytes;

use super::Register;
use crate::rules::person::{Person, PersonId};
use crate::store;

/// Records a new person, or what has changed about one. The demo world is made of this.
pub async fn record_person(
    register: &Register,
    id: Option<&PersonId>,
    person: &Person,
) -> Result<PersonId, StoreError> {
    let now = register.clock.now();
    let id = id.cloned().unwrap_or_else(|| PersonId::new(now, random_bytes()));
    register.store.write(|tx| store::person::put(tx, &id, person, now)).await?;
    Ok(id)
}
