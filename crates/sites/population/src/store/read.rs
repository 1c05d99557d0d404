//! The log of every read, which the person may see.

use ::store::{StoreError, Tx};
use values::Timestamp;

use crate::rules::person::PersonId;
use crate::rules::read::Read;

/// Adds an entry, in the transaction that reads.
pub(crate) fn log(tx: &mut Tx<'_>, person: &PersonId, read: &Read) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO person_read (id, person, read_at, client, on_behalf_of, reason, items)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        &[&read.id, person, &read.at, &read.client, &read.on_behalf_of, &read.reason, &read.items],
    )?;
    Ok(())
}

/// A person's log, newest first, from before an entry.
pub(crate) fn of_person(
    tx: &mut Tx<'_>,
    person: &PersonId,
    before: Option<&str>,
    limit: i64,
) -> Result<Vec<Read>, StoreError> {
    // Sorts after every id in every collation.
    let before = before.unwrap_or("z");
    tx.query(
        "SELECT id, read_at, client, on_behalf_of, reason, items FROM person_read
         WHERE person = $1 AND id < $2 ORDER BY id DESC LIMIT $3",
        &[person, &before, &limit],
        |row| {
            Ok(Read {
                id: row.get(0)?,
                at: row.get(1)?,
                client: row.get(2)?,
                on_behalf_of: row.get(3)?,
                reason: row.get(4)?,
                items: row.get(5)?,
            })
        },
    )
}

/// Forgets entries older than an instant.
pub(crate) fn forget_before(tx: &mut Tx<'_>, instant: Timestamp) -> Result<u64, StoreError> {
    tx.execute("DELETE FROM person_read WHERE read_at < $1", &[&instant])
}
