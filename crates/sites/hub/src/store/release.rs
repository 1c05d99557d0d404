//! What was released to whom: events.

use ::audit::Event;
use ::store::{StoreError, Tx};
use serde::{Deserialize, Serialize};
use values::Timestamp;

use super::audit::{Action, event};
use crate::rules::item::Items;
use crate::rules::person::PersonId;
use crate::rules::release::Release;
use crate::rules::service::ServiceId;

/// What only an event of a release has.
#[derive(Default, Serialize, Deserialize)]
struct Details {
    items: Items,
}

/// Adds an entry.
pub(crate) fn add(
    tx: &mut Tx<'_>,
    now: Timestamp,
    person: &PersonId,
    service: &ServiceId,
    items: &Items,
) -> Result<(), StoreError> {
    let event = event(now, person, Action::DataReleased, service.as_str());
    ::audit::record(tx, &event.with_details(&Details { items: items.clone() }))
}

/// A person's releases, newest first, from before an entry.
pub(crate) fn of_person(
    tx: &mut Tx<'_>,
    person: &PersonId,
    before: Option<&str>,
    limit: i64,
) -> Result<Vec<Release>, StoreError> {
    let events = ::audit::of_subject(tx, person.as_str(), &[Action::DataReleased.word()], before, limit)?;
    events.into_iter().map(release).collect()
}

fn release(event: Event) -> Result<Release, StoreError> {
    let Details { items } = event.details()?;
    let service = ServiceId::parse(event.object.as_deref().unwrap_or_default());
    let service = service
        .map_err(|_| StoreError::Corrupt { place: "audit_event.object".to_owned(), expected: "a service" })?;
    Ok(Release { id: event.id.to_string(), at: event.at, service, items })
}
