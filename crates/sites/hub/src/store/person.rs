//! HubAccounts: an id, and what the register calls them for us.

use ::store::{StoreError, Tx};
use values::Timestamp;

use crate::rules::person::PersonId;

/// The person whom the register means; made now if the hub has not met them. Two logins at once make one person.
pub(crate) fn find_or_make(
    tx: &mut Tx<'_>,
    new_id: &PersonId,
    register_person: &str,
    now: Timestamp,
) -> Result<PersonId, StoreError> {
    tx.execute(
        "INSERT INTO person (id, register_person, created_at) VALUES ($1, $2, $3)
         ON CONFLICT (register_person) DO NOTHING",
        &[new_id, &register_person, &now],
    )?;
    let found = tx.query_one_or_none(
        "SELECT id FROM person WHERE register_person = $1",
        &[&register_person],
        |row| row.get(0),
    )?;
    found.ok_or_else(|| StoreError::Corrupt {
        place: "person.id".to_owned(),
        expected: "the row just written",
    })
}

/// What the register calls a person.
pub(crate) fn register_person(tx: &mut Tx<'_>, person: &PersonId) -> Result<Option<String>, StoreError> {
    tx.query_one_or_none("SELECT register_person FROM person WHERE id = $1", &[person], |row| row.get(0))
}
