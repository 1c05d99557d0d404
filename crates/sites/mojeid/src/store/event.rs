//! The table `event`.

use store::{Row, StoreError, Tx};
use values::{ID_RANDOM_BYTES, Timestamp};

use super::corrupt;
use crate::rules::account::AccountId;
use crate::rules::consent::{items_from_text, items_to_text};
use crate::rules::event::{Event, EventId, EventKind};

store::text_value!(EventId, as_str);
store::text_value!(EventKind);

/// Writes an entry into an account's history.
pub(crate) fn insert(tx: &mut Tx<'_>, account: &AccountId, event: &Event) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO event (id, account_id, at, kind, client_id, items, address, user_agent)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        &[
            &event.id,
            account,
            &event.at,
            &event.kind,
            &event.client_id,
            &items_to_text(&event.items),
            &event.address,
            &event.user_agent,
        ],
    )?;
    Ok(())
}

/// A page of an account's history, the latest first, older than `before`.
pub(crate) fn list(
    tx: &mut Tx<'_>,
    account: &AccountId,
    before: Option<&EventId>,
    at_most: i64,
) -> Result<Vec<Event>, StoreError> {
    // Identifiers sort by time, and nothing sorts after a tilde.
    let before = before.map_or("~", EventId::as_str);
    tx.query(
        "SELECT id, at, kind, client_id, items, address, user_agent FROM event
         WHERE account_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3",
        &[account, &before, &at_most],
        event,
    )
}

/// Entries before [`first_at`] an instant.
pub(crate) const DELETE_EXPIRED: &str =
    "DELETE FROM event WHERE id IN (SELECT id FROM event WHERE id < $1 LIMIT $2)";

/// The lowest identifier of an instant. Identifiers begin with the time, so that no other index is needed.
pub(crate) fn first_at(instant: Timestamp) -> EventId {
    EventId::new(instant, [0; ID_RANDOM_BYTES])
}

fn event(row: &Row<'_>) -> Result<Event, StoreError> {
    Ok(Event {
        id: row.get(0)?,
        at: row.get(1)?,
        kind: row.get(2)?,
        client_id: row.get(3)?,
        items: items_from_text(&row.get::<String>(4)?).ok_or_else(|| corrupt("event.items"))?,
        address: row.get(5)?,
        user_agent: row.get(6)?,
    })
}
