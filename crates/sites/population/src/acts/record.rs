//! An official records what is known about people.

use ::store::StoreError;
use random::random_bytes;

use super::Register;
use crate::rules::person::{Person, PersonId};
use crate::store;

/// Records a new person under a new identifier.
pub async fn record_person(register: &Register, person: &Person) -> Result<PersonId, StoreError> {
    let id = PersonId::new(register.clock.now(), random_bytes());
    record_people(register, &[(id.clone(), person.clone())]).await?;
    Ok(id)
}

/// Records people, or what has changed about them: all of them or, if it fails, nobody.
pub async fn record_people(register: &Register, people: &[(PersonId, Person)]) -> Result<(), StoreError> {
    let now = register.clock.now();
    register
        .store
        .write(|tx| people.iter().try_for_each(|(id, person)| store::person::put(tx, id, person, now)))
        .await
}
