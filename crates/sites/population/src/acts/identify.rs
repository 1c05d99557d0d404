//! A client looks for the one person who fits what it knows.

use ::store::StoreError;
use population_api::{Items, PairwiseId};

use super::{Purpose, access_log};
use crate::context::Context;
use crate::rules::matching::{Match, MatchingAttributes, exactly_one};
use crate::rules::person::PersonId;
use crate::store;

/// Finds exactly one person and tells what this client calls them. The search stands in the person's access log.
pub(crate) async fn identify(
    context: &Context,
    client: &str,
    attributes: &MatchingAttributes,
    purpose: &Purpose,
) -> Result<Match<PairwiseId>, StoreError> {
    let now = context.clock.now();
    context
        .store
        .write(|tx| {
            let candidates = store::person::candidates(tx, attributes)?;
            let Match::One(person) = exactly_one(attributes, candidates) else { return Ok(Match::None) };
            let id = pairwise_id(context, client, &person);
            store::client_person::remember(tx, client, &id, &person, now)?;
            access_log::record(tx, now, client, &person, purpose, &Items::default())?;
            Ok(Match::One(id))
        })
        .await
}

fn pairwise_id(context: &Context, client: &str, person: &PersonId) -> PairwiseId {
    // The id has one length, so the two parts cannot be confused.
    PairwiseId::from_bytes(&context.pairwise.hash(format!("{person}{client}").as_bytes()))
}
