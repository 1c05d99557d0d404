//! Who has read a person's data: for the person, through the hub's portal. The log is a view of the table of events.

use ::store::{StoreError, Tx};
use audit::{Actor, Event};
use population_api::{AccessLog, AccessLogEntry, Items, PairwiseId};
use serde::{Deserialize, Serialize};
use values::{DAY_MS, Timestamp};

use super::Purpose;
use super::read::ReadError;
use crate::context::Context;
use crate::rules::person::PersonId;
use crate::store;

/// How many entries one page has at most.
const PAGE: usize = 50;

/// What only events of the register have.
#[derive(Default, Serialize, Deserialize)]
struct Details {
    reason: String,
    items: Items,
}

/// A page of the person's access log, newest first, from before an entry.
pub(crate) async fn access_log(
    context: &Context,
    client: &str,
    person: &PairwiseId,
    before: Option<&str>,
) -> Result<AccessLog, ReadError> {
    let reads = context.store.read(|tx| {
        let id = store::client_person::find(tx, client, person)?.ok_or(ReadError::UnknownPerson)?;
        Ok::<_, ReadError>(of_person(tx, &id, before)?)
    });
    let reads = reads.await?;
    let last = reads.last().filter(|_| reads.len() == PAGE);
    Ok(AccessLog { next_before: last.map(|entry| entry.id.clone()), reads })
}

/// A page of a log.
pub(crate) fn of_person(
    tx: &mut Tx<'_>,
    person: &PersonId,
    before: Option<&str>,
) -> Result<Vec<AccessLogEntry>, StoreError> {
    let limit = i64::try_from(PAGE).unwrap_or(i64::MAX);
    audit::of_subject(tx, person.as_str(), &[], before, limit)?.into_iter().map(entry).collect()
}

/// Deletes entries older than the configured time.
pub(crate) async fn delete_expired(
    context: &Context,
    now: Timestamp,
    keep_days: u32,
) -> Result<u64, StoreError> {
    audit::delete_before(&context.store, now.plus_ms(-DAY_MS * i64::from(keep_days))).await
}

/// Logs a search or a read, in its transaction.
pub(super) fn record(
    tx: &mut Tx<'_>,
    now: Timestamp,
    client: &str,
    person: &PersonId,
    purpose: &Purpose,
    items: &Items,
) -> Result<(), StoreError> {
    let action = if items.is_empty() { "person-identified" } else { "person-read" };
    let event = Event {
        subject: Some(person.to_string()),
        object: Some(purpose.on_behalf_of.clone()),
        ..Event::new(now, Actor::Client(client.to_owned()), action)
    };
    let details = Details { reason: purpose.reason.clone(), items: items.clone() };
    audit::record(tx, &event.with_details(&details))
}

fn entry(event: Event) -> Result<AccessLogEntry, StoreError> {
    let Details { reason, items } = event.details()?;
    Ok(AccessLogEntry {
        id: event.id.to_string(),
        at_ms: event.at.unix_ms(),
        client: event.actor.id().unwrap_or_default().to_owned(),
        on_behalf_of: event.object.unwrap_or_default(),
        reason,
        items,
    })
}
