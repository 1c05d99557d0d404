//! Which method's account is which person.

use ::store::{Row, StoreError, Tx};
use values::{AssuranceLevel, Timestamp};

use crate::rules::method::MethodId;
use crate::rules::person::{Link, PersonId};

/// The link of a method's account.
pub(crate) fn find(tx: &mut Tx<'_>, method: &MethodId, sub: &str) -> Result<Option<Link>, StoreError> {
    tx.query_one_or_none(
        "SELECT method, person, level, linked_at, last_used_at FROM method_link WHERE method = $1 AND sub = $2",
        &[method, &sub],
        from_row,
    )
}

/// Every link of a person.
pub(crate) fn of_person(tx: &mut Tx<'_>, person: &PersonId) -> Result<Vec<Link>, StoreError> {
    tx.query(
        "SELECT method, person, level, linked_at, last_used_at FROM method_link WHERE person = $1
         ORDER BY linked_at, sub",
        &[person],
        from_row,
    )
}

/// What a method calls a person, if it is linked.
pub(crate) fn sub_of(
    tx: &mut Tx<'_>,
    method: &MethodId,
    person: &PersonId,
) -> Result<Option<String>, StoreError> {
    let subs = tx.query(
        "SELECT sub FROM method_link WHERE method = $1 AND person = $2 ORDER BY linked_at DESC LIMIT 1",
        &[method, person],
        |row| row.get(0),
    )?;
    Ok(subs.into_iter().next())
}

/// Links a method's account to a person; false if it was linked already (to them: a sub is never given twice).
pub(crate) fn make(
    tx: &mut Tx<'_>,
    method: &MethodId,
    sub: &str,
    person: &PersonId,
    level: AssuranceLevel,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let made = tx.execute(
        "INSERT INTO method_link (method, sub, person, level, linked_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (method, sub) DO NOTHING",
        &[method, &sub, person, &level, &now],
    )?;
    Ok(made == 1)
}

/// The link is now worth this much.
pub(crate) fn set_level(
    tx: &mut Tx<'_>,
    method: &MethodId,
    sub: &str,
    level: AssuranceLevel,
) -> Result<(), StoreError> {
    tx.execute("UPDATE method_link SET level = $1 WHERE method = $2 AND sub = $3", &[&level, method, &sub])?;
    Ok(())
}

/// Notes a login through a link.
pub(crate) fn note_use(
    tx: &mut Tx<'_>,
    method: &MethodId,
    sub: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE method_link SET last_used_at = $1 WHERE method = $2 AND sub = $3",
        &[&now, method, &sub],
    )?;
    Ok(())
}

fn from_row(row: &Row<'_>) -> Result<Link, StoreError> {
    Ok(Link {
        method: row.get(0)?,
        person: row.get(1)?,
        bound: row.get(2)?,
        linked_at: row.get(3)?,
        last_used_at: row.get(4)?,
    })
}
