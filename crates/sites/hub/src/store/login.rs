//! The login history.

use ::store::{Row, StoreError, Transition, Tx};

use super::AFTER_EVERY_ID;
use crate::rules::login::{Login, Outcome};
use crate::rules::person::PersonId;
use crate::rules::service::ServiceId;

/// Adds an entry.
pub(crate) fn add(tx: &mut Tx<'_>, person: &PersonId, login: &Login) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO login (id, person, at, method, service, level, browser, outcome, authenticated_at, session,
         account_number) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
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
            &login.session,
            &login.account_number,
        ],
    )?;
    Ok(())
}

/// Sets the outcome of the login that a session was begun by. Lost if it was for another service, or has its outcome.
pub(crate) fn end(
    tx: &mut Tx<'_>,
    session: &str,
    service: &ServiceId,
    outcome: Outcome,
) -> Result<Transition, StoreError> {
    tx.transition(
        "UPDATE login SET outcome = $1 WHERE session = $2 AND service = $3 AND outcome = $4",
        &[&outcome, &session, service, &Outcome::Authenticated],
    )
}

/// The login that a session was begun by.
pub(crate) fn of_session(tx: &mut Tx<'_>, session: &str) -> Result<Option<Login>, StoreError> {
    tx.query_one_or_none(
        "SELECT id, at, method, service, level, browser, outcome, authenticated_at, session, account_number
         FROM login
         WHERE session = $1 ORDER BY id LIMIT 1",
        &[&session],
        from_row,
    )
}

/// The newest entry of a person that does not belong to this session.
pub(crate) fn newest_but(
    tx: &mut Tx<'_>,
    person: &PersonId,
    session: &str,
) -> Result<Option<Login>, StoreError> {
    tx.query_one_or_none(
        "SELECT id, at, method, service, level, browser, outcome, authenticated_at, session, account_number
         FROM login
         WHERE person = $1 AND (session IS NULL OR session <> $2) ORDER BY id DESC LIMIT 1",
        &[person, &session],
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
        "SELECT id, at, method, service, level, browser, outcome, authenticated_at, session, account_number
         FROM login
         WHERE person = $1 AND id < $2 ORDER BY id DESC LIMIT $3",
        &[person, &before.unwrap_or(AFTER_EVERY_ID), &limit],
        from_row,
    )
}

/// Entries older than an instant.
pub(crate) const DELETE_EXPIRED: &str =
    "DELETE FROM login WHERE id IN (SELECT id FROM login WHERE at < $1 LIMIT $2)";

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
        session: row.get(8)?,
        account_number: row.get(9)?,
    })
}
