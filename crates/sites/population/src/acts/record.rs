//! An official records what is known about people.

use ::store::StoreError;
use random::random_bytes;

use crate::context::Context;
use crate::rules::person::{Person, PersonId};
use crate::store;

/// Records a new person under a new identifier.
pub(crate) async fn record_person(context: &Context, person: &Person) -> Result<PersonId, StoreError> {
    let id = PersonId::new(context.clock.now(), random_bytes());
    record_people(context, &[(id.clone(), person.clone())]).await?;
    Ok(id)
}

/// Records people, or what has changed about them: all of them or, if it fails, nobody.
pub(crate) async fn record_people(
    context: &Context,
    people: &[(PersonId, Person)],
) -> Result<(), StoreError> {
    let now = context.clock.now();
    context
        .store
        .write(|tx| people.iter().try_for_each(|(id, person)| store::person::put(tx, id, person, now)))
        .await
}
