//! The history of an account, in the common table of events.

use audit::Actor;
use serde::{Deserialize, Serialize};
use store::{StoreError, Tx};

use super::corrupt;
use crate::rules::account::AccountId;
use crate::rules::event::{Event, EventId, EventKind};
use crate::rules::items::Item;

/// What only this site's events have.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Details {
    items: Vec<String>,
}

/// Writes an entry into an account's history.
pub(crate) fn insert(tx: &mut Tx<'_>, account: &AccountId, event: &Event) -> Result<(), StoreError> {
    let actor = if event.kind.is_by_owner() { Actor::Person(account.to_string()) } else { Actor::Unknown };
    let common = audit::Event {
        id: event.id.clone(),
        subject: Some(account.to_string()),
        object: event.client_id.clone(),
        address: event.address.clone(),
        user_agent: event.user_agent.clone(),
        ..audit::Event::new(event.at, actor, event.kind.as_str())
    };
    let items: Vec<_> = event.items.iter().map(|item| item.word().to_owned()).collect();
    audit::record(tx, &if items.is_empty() { common } else { common.with_details(&Details { items }) })
}

/// A page of an account's history, the latest first, older than `before`.
pub(crate) fn list(
    tx: &mut Tx<'_>,
    account: &AccountId,
    before: Option<&EventId>,
    at_most: i64,
) -> Result<Vec<Event>, StoreError> {
    let before = before.map(EventId::as_str);
    let events = audit::of_subject(tx, account.as_str(), &[], before, at_most)?;
    events.into_iter().map(event).collect()
}

fn event(common: audit::Event) -> Result<Event, StoreError> {
    let Details { items } = common.details()?;
    Ok(Event {
        kind: EventKind::parse(&common.action).map_err(|_| corrupt("audit_event.action"))?,
        items: items
            .iter()
            .map(|word| Item::from_word(word))
            .collect::<Option<_>>()
            .ok_or_else(|| corrupt("audit_event.details"))?,
        id: common.id,
        at: common.at,
        client_id: common.object,
        address: common.address,
        user_agent: common.user_agent,
    })
}
