//! A client looks for the one person who fits what it knows.

use ::store::StoreError;
use random::random_id;

use super::{Purpose, Register};
use crate::rules::item::Items;
use crate::rules::matching::{Description, Match, exactly_one};
use crate::rules::person::{ClientPersonId, PersonId};
use crate::rules::read::Read;
use crate::store;

/// Finds exactly one person and tells what this client calls them. The search stands in the person's log.
pub async fn identify(
    register: &Register,
    client: &str,
    description: &Description,
    purpose: &Purpose,
) -> Result<Match<ClientPersonId>, StoreError> {
    let now = register.clock.now();
    let entry = random_id(now);
    register
        .store
        .write(|tx| {
            let candidates = store::person::candidates(tx, description)?;
            let Match::One(person) = exactly_one(description, candidates) else { return Ok(Match::None) };
            let name = name_for(register, client, &person);
            store::client_person::remember(tx, client, &name, &person, now)?;
            let read = Read {
                id: entry.clone(),
                at: now,
                client: client.to_owned(),
                on_behalf_of: purpose.on_behalf_of.clone(),
                reason: purpose.reason.clone(),
                items: Items::default(),
            };
            store::read::log(tx, &person, &read)?;
            Ok(Match::One(name))
        })
        .await
}

fn name_for(register: &Register, client: &str, person: &PersonId) -> ClientPersonId {
    // The id has one length, so the two parts cannot be confused.
    ClientPersonId::of(register.names.hash(format!("{person}{client}").as_bytes()))
}
