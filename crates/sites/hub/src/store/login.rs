//! The login history.

use ::store::{StoreError, Tx};
use values::Timestamp;

use super::AFTER_EVERY_ID;
use crate::rules::login::Login;
use crate::rules::person::PersonId;

/// Adds an entry.
pub(crate) fn add(tx: &mut Tx<'_>, person: &PersonId, login: &Login) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO login (id, person, at, method, service, level, browser, outcome)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        &[
            &login.id,
            person,
            &login.at,
            &login.method,
            &login.service,
            &login.level,
            &login.browser,
            &login.outcome,
        ],
    )?;
    Ok(())
}

/// A person's history, newest first, from before an entry.
pub(crate) fn of_person(
    tx: &mut Tx<'_>,
    person: &PersonId,
    before: Option<&str>,
    limit: i64,
) -> Result<Vec<Login>, StoreError> {
    tx.query(
        "SELECT id, at, method, service, level, browser, outcome FROM login
         WHERE person = $1 AND id < $2 ORDER BY id DESC LIMIT $3",
        &[person, &before.unwrap_or(AFTER_EVERY_ID), &limit],
        |row| {
            Ok(Login {
                id: row.get(0)?,
                at: row.get(1)?,
                method: row.get(2)?,
                service: row.get(3)?,
                level: row.get(4)?,
                browser: row.get(5)?,
                outcome: row.get(6)?,
            })
        },
    )
}

/// Forgets entries older than an instant.
pub(crate) fn forget_before(tx: &mut Tx<'_>, instant: Timestamp) -> Result<u64, StoreError> {
    tx.execute("DELETE FROM login WHERE at < $1", &[&instant])
}
