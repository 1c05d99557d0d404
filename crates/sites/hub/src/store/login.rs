//! The login history.

use ::store::{Row, StoreError, Tx};
use values::Timestamp;

use super::AFTER_EVERY_ID;
use crate::rules::login::{Login, Outcome};
use crate::rules::person::PersonId;
use crate::rules::service::ServiceId;

/// Adds an entry.
pub(crate) fn add(tx: &mut Tx<'_>, person: &PersonId, login: &Login) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO login (id, person, at, method, service, level, browser, outcome, authenticated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        &[
            &login.id,
            person,
            &login.at,
            &login.method,
            &login.service,
            &login.level,
            &login.browser,
            &login.outcome,
            &login.authenticated_at,
        ],
    )?;
    Ok(())
}

/// Ends the login for that service that stands on what the person proved at that instant; false if there is none that waits.
pub(crate) fn end(
    tx: &mut Tx<'_>,
    person: &PersonId,
    service: &ServiceId,
    authenticated_at: Timestamp,
    outcome: Outcome,
) -> Result<bool, StoreError> {
    let ended = tx.execute(
        "UPDATE login SET outcome = $1 WHERE person = $2 AND service = $3 AND authenticated_at = $4 AND outcome = $5",
        &[&outcome, person, service, &authenticated_at, &Outcome::Authenticated],
    )?;
    Ok(ended > 0)
}

/// The login by which the person authenticated at that instant.
pub(crate) fn authenticated_at(
    tx: &mut Tx<'_>,
    person: &PersonId,
    instant: Timestamp,
) -> Result<Option<Login>, StoreError> {
    let logins = tx.query(
        "SELECT id, at, method, service, level, browser, outcome, authenticated_at FROM login
         WHERE person = $1 AND authenticated_at = $2 ORDER BY id LIMIT 1",
        &[person, &instant],
        from_row,
    )?;
    Ok(logins.into_iter().next())
}

/// The newest entry that stands on what the person proved at another instant than that.
pub(crate) fn newest_but(
    tx: &mut Tx<'_>,
    person: &PersonId,
    authenticated_at: Timestamp,
) -> Result<Option<Login>, StoreError> {
    tx.query_one_or_none(
        "SELECT id, at, method, service, level, browser, outcome, authenticated_at FROM login
         WHERE person = $1 AND authenticated_at <> $2 ORDER BY id DESC LIMIT 1",
        &[person, &authenticated_at],
        from_row,
    )
}

/// A person's history, newest first, from before an entry.
pub(crate) fn of_person(
    tx: &mut Tx<'_>,
    person: &PersonId,
    before: Option<&str>,
    limit: i64,
) -> Result<Vec<Login>, StoreError> {
    tx.query(
        "SELECT id, at, method, service, level, browser, outcome, authenticated_at FROM login
         WHERE person = $1 AND id < $2 ORDER BY id DESC LIMIT $3",
        &[person, &before.unwrap_or(AFTER_EVERY_ID), &limit],
        from_row,
    )
}

/// Forgets entries older than an instant.
pub(crate) fn forget_before(tx: &mut Tx<'_>, instant: Timestamp) -> Result<u64, StoreError> {
    tx.execute("DELETE FROM login WHERE at < $1", &[&instant])
}

fn from_row(row: &Row<'_>) -> Result<Login, StoreError> {
    Ok(Login {
        id: row.get(0)?,
        at: row.get(1)?,
        method: row.get(2)?,
        service: row.get(3)?,
        level: row.get(4)?,
        browser: row.get(5)?,
        outcome: row.get(6)?,
        authenticated_at: row.get(7)?,
    })
}
