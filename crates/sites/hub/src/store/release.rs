//! What was released to whom.

use ::store::{StoreError, Tx};

use super::AFTER_EVERY_ID;
use crate::rules::person::PersonId;
use crate::rules::release::Release;

/// Adds an entry.
pub(crate) fn add(tx: &mut Tx<'_>, person: &PersonId, release: &Release) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO data_release (id, person, at, service, items) VALUES ($1, $2, $3, $4, $5)",
        &[&release.id, person, &release.at, &release.service, &release.items.to_string()],
    )?;
    Ok(())
}

/// A person's releases, newest first, from before an entry.
pub(crate) fn of_person(
    tx: &mut Tx<'_>,
    person: &PersonId,
    before: Option<&str>,
    limit: i64,
) -> Result<Vec<Release>, StoreError> {
    tx.query(
        "SELECT id, at, service, items FROM data_release
         WHERE person = $1 AND id < $2 ORDER BY id DESC LIMIT $3",
        &[person, &before.unwrap_or(AFTER_EVERY_ID), &limit],
        |row| Ok(Release { id: row.get(0)?, at: row.get(1)?, service: row.get(2)?, items: row.parse(3)? }),
    )
}

/// Entries older than an instant.
pub(crate) const DELETE_EXPIRED: &str =
    "DELETE FROM data_release WHERE id IN (SELECT id FROM data_release WHERE at < $1 LIMIT $2)";
