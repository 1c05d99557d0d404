//! Which method's account is which person.

use ::store::{Row, StoreError, Tx};
use values::{AssuranceLevel, Timestamp};

use crate::rules::method::MethodId;
use crate::rules::person::{Cut, CutBy, Link, PersonId};

/// The link of a method's account.
pub(crate) fn find(tx: &mut Tx<'_>, method: &MethodId, sub: &str) -> Result<Option<Link>, StoreError> {
    tx.query_one_or_none(
        "SELECT method, sub, person, level, linked_at, last_used_at, described, cut_at, cut_by FROM method_link
         WHERE method = $1 AND sub = $2",
        &[method, &sub],
        from_row,
    )
}

/// Every link of a person, those that were cut too.
pub(crate) fn of_person(tx: &mut Tx<'_>, person: &PersonId) -> Result<Vec<Link>, StoreError> {
    tx.query(
        "SELECT method, sub, person, level, linked_at, last_used_at, described, cut_at, cut_by FROM method_link
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
        "SELECT sub FROM method_link WHERE method = $1 AND person = $2 AND cut_at IS NULL
         ORDER BY linked_at DESC LIMIT 1",
        &[method, person],
        |row| row.get(0),
    )?;
    Ok(subs.into_iter().next())
}

/// Links a method's account to a person; false if it was linked already (to them: a sub is never given twice).
pub(crate) fn make(tx: &mut Tx<'_>, link: &Link) -> Result<bool, StoreError> {
    let made = tx.execute(
        "INSERT INTO method_link (method, sub, person, level, linked_at, described) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (method, sub) DO NOTHING",
        &[&link.method, &link.sub, &link.person, &link.bound, &link.linked_at, &link.described],
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

/// The register has named the person by another description; a link that was suspended for that works again.
pub(crate) fn confirm(tx: &mut Tx<'_>, link: &Link, described: &[u8]) -> Result<bool, StoreError> {
    let confirmed = tx.execute(
        "UPDATE method_link SET described = $1, cut_at = NULL, cut_by = NULL
         WHERE method = $2 AND sub = $3 AND (cut_by IS NULL OR cut_by = $4)",
        &[&described, &link.method, &link.sub, &CutBy::Changed],
    )?;
    Ok(confirmed == 1)
}

/// Cuts a link; false if it was cut in this way already, or more firmly.
pub(crate) fn cut(tx: &mut Tx<'_>, link: &Link, by: CutBy, now: Timestamp) -> Result<bool, StoreError> {
    let cut = match by {
        CutBy::Operator => tx.execute(
            "UPDATE method_link SET cut_at = $1, cut_by = $2
             WHERE method = $3 AND sub = $4 AND (cut_by IS NULL OR cut_by <> $2)",
            &[&now, &by, &link.method, &link.sub],
        )?,
        CutBy::Person => tx.execute(
            "UPDATE method_link SET cut_at = $1, cut_by = $2
             WHERE method = $3 AND sub = $4 AND (cut_by IS NULL OR cut_by = $5)",
            &[&now, &by, &link.method, &link.sub, &CutBy::Changed],
        )?,
        CutBy::Changed => tx.execute(
            "UPDATE method_link SET cut_at = $1, cut_by = $2 WHERE method = $3 AND sub = $4 AND cut_by IS NULL",
            &[&now, &by, &link.method, &link.sub],
        )?,
    };
    Ok(cut == 1)
}

/// Allows a link again that was cut by that hand; false if it was not.
pub(crate) fn allow(tx: &mut Tx<'_>, link: &Link, cut_by: CutBy) -> Result<bool, StoreError> {
    let allowed = tx.execute(
        "UPDATE method_link SET cut_at = NULL, cut_by = NULL WHERE method = $1 AND sub = $2 AND cut_by = $3",
        &[&link.method, &link.sub, &cut_by],
    )?;
    Ok(allowed == 1)
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
        "SELECT method, sub, person, level, linked_at, last_used_at, described, cut_at, cut_by FROM method_link
         WHERE method = $1",
        &[method],
        from_row,
    )
}

fn from_row(row: &Row<'_>) -> Result<Link, StoreError> {
    let at: Option<Timestamp> = row.get(7)?;
    let by: Option<CutBy> = row.get(8)?;
    Ok(Link {
        method: row.get(0)?,
        sub: row.get(1)?,
        person: row.get(2)?,
        bound: row.get(3)?,
        linked_at: row.get(4)?,
        last_used_at: row.get(5)?,
        described: row.get(6)?,
        cut: at.zip(by).map(|(at, by)| Cut { at, by }),
    })
}
