//! Who has read a person's data: for the person, through the hub's portal.

use super::Register;
use super::read::ReadError;
use crate::rules::person::ClientPersonId;
use crate::rules::read::Read;
use crate::store;

/// How many entries one answer has at most.
pub const ENTRIES_PER_PAGE: i64 = 50;

/// A page of the person's log, newest first.
pub async fn reads_of_person(
    register: &Register,
    client: &str,
    name: &ClientPersonId,
    before: Option<&str>,
) -> Result<Vec<Read>, ReadError> {
    register
        .store
        .read(|tx| {
            let id = store::client_person::find(tx, client, name)?.ok_or(ReadError::UnknownPerson)?;
            Ok(store::read::of_person(tx, &id, before, ENTRIES_PER_PAGE)?)
        })
        .await
}
