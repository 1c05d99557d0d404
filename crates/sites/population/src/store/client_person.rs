//! Whom each client has identified, by the client's own identifier of the person.

use ::store::{StoreError, Tx};
use population_api::PairwiseId;
use values::Timestamp;

use crate::rules::person::PersonId;

/// Remembers that a client has identified a person; again is no change.
pub(crate) fn remember(
    tx: &mut Tx<'_>,
    client: &str,
    id: &PairwiseId,
    person: &PersonId,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO client_person (client, client_person, person, identified_at)
         VALUES ($1, $2, $3, $4) ON CONFLICT (client, client_person) DO NOTHING",
        &[&client, &id.as_str(), person, &now],
    )?;
    Ok(())
}

/// Whom the client means; nobody if it has not identified them itself.
pub(crate) fn find(tx: &mut Tx<'_>, client: &str, id: &PairwiseId) -> Result<Option<PersonId>, StoreError> {
    tx.query_one_or_none(
        "SELECT person FROM client_person WHERE client = $1 AND client_person = $2",
        &[&client, &id.as_str()],
        |row| row.get(0),
    )
}
