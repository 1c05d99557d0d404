//! What one login brought.

use store::{MigrationSet, Step, StoreError, Tx};
use values::Timestamp;

pub(crate) const MIGRATIONS: MigrationSet = MigrationSet {
    component: "service",
    steps: &[
        Step { name: "visit", sql: include_str!("../migrations/001_visit.sql") },
        Step { name: "no-id-token", sql: include_str!("../migrations/002_no_id_token.sql") },
    ],
};

/// What one login brought.
pub(crate) struct Visit {
    /// The person, as this service sees them: `sub`.
    pub(crate) pseudonym: String,
    /// The URI of the level of assurance.
    pub(crate) level: String,
    /// The released claims, a JSON object.
    pub(crate) claims: String,
    pub(crate) began_at: Timestamp,
}

pub(crate) fn insert(tx: &mut Tx<'_>, session_id: &str, visit: &Visit) -> Result<(), StoreError> {
    let Visit { pseudonym, level, claims, began_at } = visit;
    tx.execute(
        "INSERT INTO visit (session_id, pseudonym, level, claims, began_at) VALUES ($1, $2, $3, $4, $5)",
        &[&session_id, pseudonym, level, claims, began_at],
    )?;
    Ok(())
}

pub(crate) fn find(tx: &mut Tx<'_>, session_id: &str) -> Result<Option<Visit>, StoreError> {
    tx.query_one_or_none(
        "SELECT pseudonym, level, claims, began_at FROM visit WHERE session_id = $1",
        &[&session_id],
        |row| {
            Ok(Visit {
                pseudonym: row.get(0)?,
                level: row.get(1)?,
                claims: row.get(2)?,
                began_at: row.get(3)?,
            })
        },
    )
}

pub(crate) fn delete(tx: &mut Tx<'_>, session_id: &str) -> Result<(), StoreError> {
    tx.execute("DELETE FROM visit WHERE session_id = $1", &[&session_id]).map(|_| ())
}

/// Forgets what belongs to no session any more.
pub(crate) fn delete_ended(tx: &mut Tx<'_>, at_most: u32) -> Result<u64, StoreError> {
    tx.execute(
        "DELETE FROM visit WHERE session_id IN
         (SELECT session_id FROM visit WHERE session_id NOT IN (SELECT id FROM web_session) LIMIT $1)",
        &[&at_most],
    )
}
