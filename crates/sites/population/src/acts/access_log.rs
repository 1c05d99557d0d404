//! Who has read a person's data: for the person, through the hub's portal.

use population_api::{AccessLog, AccessLogEntry, Items, PairwiseId};
use values::Timestamp;

use super::Purpose;
use super::read::ReadError;
use crate::context::Context;
use crate::store;

/// How many entries one page has at most.
const PAGE: usize = 50;

/// A page of the person's access log, newest first, from before an entry.
pub(crate) async fn access_log(
    context: &Context,
    client: &str,
    person: &PairwiseId,
    before: Option<&str>,
) -> Result<AccessLog, ReadError> {
    let read = context.store.read(|tx| {
        let id = store::client_person::find(tx, client, person)?.ok_or(ReadError::UnknownPerson)?;
        Ok::<_, ReadError>(store::access_log::of_person(tx, &id, before, PAGE)?)
    });
    let reads = read.await?;
    let last = reads.last().filter(|_| reads.len() == PAGE);
    Ok(AccessLog { next_before: last.map(|entry| entry.id.clone()), reads })
}

/// The entry of a search or a read.
pub(super) fn entry(now: Timestamp, client: &str, purpose: &Purpose, items: Items) -> AccessLogEntry {
    AccessLogEntry {
        id: random::random_id(now),
        at_ms: now.unix_ms(),
        client: client.to_owned(),
        on_behalf_of: purpose.on_behalf_of.clone(),
        reason: purpose.reason.clone(),
        items,
    }
}
