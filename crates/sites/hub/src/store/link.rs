//! Which method's account is which person.

use ::store::{Row, StoreError, Transition, Tx};
use values::{AssuranceLevel, Timestamp};

use crate::rules::method::MethodId;
use crate::rules::person::{Disconnected, Link, PersonId};

/// The link of a method's account.
pub(crate) fn find(tx: &mut Tx<'_>, method: &MethodId, sub: &str) -> Result<Option<Link>, StoreError> {
    tx.query_one_or_none(
        "SELECT method, sub, person, level, linked_at, last_used_at, description_hash, disconnected
         FROM method_link
         WHERE method = $1 AND sub = $2",
        &[method, &sub],
        from_row,
    )
}

/// Every link of a person, those that are disconnected too.
pub(crate) fn of_person(tx: &mut Tx<'_>, person: &PersonId) -> Result<Vec<Link>, StoreError> {
    tx.query(
        "SELECT method, sub, person, level, linked_at, last_used_at, description_hash, disconnected
         FROM method_link
         WHERE person = $1 ORDER BY linked_at, sub",
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
        "SELECT sub FROM method_link WHERE method = $1 AND person = $2 AND disconnected IS NULL
         ORDER BY linked_at DESC LIMIT 1",
        &[method, person],
        |row| row.get(0),
    )?;
    Ok(subs.into_iter().next())
}

/// Links a method's account to a person. Lost if it was linked already (to them: a `sub` is never given twice).
pub(crate) fn make(tx: &mut Tx<'_>, link: &Link) -> Result<Transition, StoreError> {
    tx.transition(
        "INSERT INTO method_link (method, sub, person, level, linked_at, description_hash)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (method, sub) DO NOTHING",
        &[&link.method, &link.sub, &link.person, &link.max_level, &link.linked_at, &link.attributes_hash],
    )
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

/// The register has named the person by another description; a link that was suspended for that works again. Lost if
/// it is disconnected for another reason.
pub(crate) fn confirm(
    tx: &mut Tx<'_>,
    link: &Link,
    attributes_hash: &[u8; 32],
) -> Result<Transition, StoreError> {
    tx.transition(
        "UPDATE method_link SET description_hash = $1, disconnected = NULL, disconnected_at = NULL
         WHERE method = $2 AND sub = $3 AND (disconnected IS NULL OR disconnected = $4)",
        &[attributes_hash, &link.method, &link.sub, &Disconnected::Suspended],
    )
}

/// Disconnects a link, or connects it again. Lost if its state has changed since it was read.
pub(crate) fn set_disconnected(
    tx: &mut Tx<'_>,
    link: &Link,
    disconnected: Option<Disconnected>,
    now: Timestamp,
) -> Result<Transition, StoreError> {
    let before = link.disconnected.map_or("", |before| before.as_str());
    tx.transition(
        "UPDATE method_link SET disconnected = $1, disconnected_at = $2
         WHERE method = $3 AND sub = $4 AND COALESCE(disconnected, '') = $5",
        &[&disconnected, &disconnected.map(|_| now), &link.method, &link.sub, &before],
    )
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

/// Every link of a method: for the operator's search by what people read to support.
pub(crate) fn of_method(tx: &mut Tx<'_>, method: &MethodId) -> Result<Vec<Link>, StoreError> {
    tx.query(
        "SELECT method, sub, person, level, linked_at, last_used_at, description_hash, disconnected
         FROM method_link
         WHERE method = $1",
        &[method],
        from_row,
    )
}

fn from_row(row: &Row<'_>) -> Result<Link, StoreError> {
    Ok(Link {
        method: row.get(0)?,
        sub: row.get(1)?,
        person: row.get(2)?,
        max_level: row.get(3)?,
        linked_at: row.get(4)?,
        last_used_at: row.get(5)?,
        attributes_hash: row.get(6)?,
        disconnected: row.get(7)?,
    })
}
