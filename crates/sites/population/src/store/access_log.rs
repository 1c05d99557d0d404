//! The log of every search and every read, which the person may see.

use ::store::{StoreError, Tx};
use population_api::AccessLogEntry;

use crate::rules::person::PersonId;

/// Adds an entry, in the transaction that reads.
pub(crate) fn add(tx: &mut Tx<'_>, person: &PersonId, entry: &AccessLogEntry) -> Result<(), StoreError> {
    let AccessLogEntry { id, at_ms, client, on_behalf_of, reason, items } = entry;
    tx.execute(
        "INSERT INTO person_read (id, person, read_at, client, on_behalf_of, reason, items)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        &[id, person, at_ms, client, on_behalf_of, reason, &items.to_string()],
    )?;
    Ok(())
}

/// A person's log, newest first, from before an entry.
pub(crate) fn of_person(
    tx: &mut Tx<'_>,
    person: &PersonId,
    before: Option<&str>,
    limit: usize,
) -> Result<Vec<AccessLogEntry>, StoreError> {
    // Sorts after every id in every collation.
    let before = before.unwrap_or("z");
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    tx.query(
        "SELECT id, read_at, client, on_behalf_of, reason, items FROM person_read
         WHERE person = $1 AND id < $2 ORDER BY id DESC LIMIT $3",
        &[person, &before, &limit],
        |row| {
            Ok(AccessLogEntry {
                id: row.get(0)?,
                at_ms: row.get(1)?,
                client: row.get(2)?,
                on_behalf_of: row.get(3)?,
                reason: row.get(4)?,
                items: row.parse(5)?,
            })
        },
    )
}

/// Entries older than an instant.
pub(crate) const DELETE_EXPIRED: &str =
    "DELETE FROM person_read WHERE id IN (SELECT id FROM person_read WHERE read_at < $1 LIMIT $2)";
