//! Consents that people asked to be remembered.

use ::store::{StoreError, Transition, Tx};
use values::Timestamp;

use crate::rules::item::Items;
use crate::rules::person::PersonId;
use crate::rules::release::StoredConsent;
use crate::rules::service::ServiceId;

/// The consent to one service.
pub(crate) fn find(
    tx: &mut Tx<'_>,
    person: &PersonId,
    service: &ServiceId,
) -> Result<Option<StoredConsent>, StoreError> {
    tx.query_one_or_none(
        "SELECT asked, released FROM remembered_release WHERE person = $1 AND service = $2",
        &[person, service],
        |row| Ok(StoredConsent { asked: row.parse(0)?, released: row.parse(1)? }),
    )
}

/// Every consent of a person, with the time it was given.
pub(crate) fn of_person(
    tx: &mut Tx<'_>,
    person: &PersonId,
) -> Result<Vec<(ServiceId, StoredConsent, Timestamp)>, StoreError> {
    tx.query(
        "SELECT service, asked, released, chosen_at FROM remembered_release WHERE person = $1 ORDER BY service",
        &[person],
        |row| {
            Ok((row.get(0)?, StoredConsent { asked: row.parse(1)?, released: row.parse(2)? }, row.get(3)?))
        },
    )
}

/// Stores a consent in place of an older one.
pub(crate) fn put(
    tx: &mut Tx<'_>,
    person: &PersonId,
    service: &ServiceId,
    consent: &StoredConsent,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO remembered_release (person, service, asked, released, chosen_at)
         VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (person, service) DO UPDATE SET
             asked = excluded.asked, released = excluded.released, chosen_at = excluded.chosen_at",
        &[person, service, &consent.asked.to_string(), &consent.released.to_string(), &now],
    )?;
    Ok(())
}

/// Changes what a stored consent releases. Lost if there is none (any more).
pub(crate) fn change(
    tx: &mut Tx<'_>,
    person: &PersonId,
    service: &ServiceId,
    released: &Items,
    now: Timestamp,
) -> Result<Transition, StoreError> {
    tx.transition(
        "UPDATE remembered_release SET released = $1, chosen_at = $2 WHERE person = $3 AND service = $4",
        &[&released.to_string(), &now, person, service],
    )
}

/// Deletes a consent. Lost if there is none (any more).
pub(crate) fn delete(
    tx: &mut Tx<'_>,
    person: &PersonId,
    service: &ServiceId,
) -> Result<Transition, StoreError> {
    tx.transition("DELETE FROM remembered_release WHERE person = $1 AND service = $2", &[person, service])
}
