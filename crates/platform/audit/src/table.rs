//! The table `audit_event`. Its ids begin with the time, so that they stand for it in every query.

use store::{Row, Store, StoreError, Tx};
use values::{ID_RANDOM_BYTES, Timestamp};

use crate::{Actor, Event, EventId};

store::text_value!(EventId, as_str);

/// Sorts after every id in every collation.
const AFTER_EVERY_ID: &str = "z";
/// So many actions can be asked for at once.
const ACTIONS: usize = 12;

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, at_ms, actor_kind, actor_id, subject, action, object, outcome, request_id, address,
             user_agent, details FROM audit_event ",
            $rest
        )
    };
}

/// What an operator looks for.
#[derive(Clone, Copy, Debug)]
pub struct Search<'a> {
    /// Events from this instant on.
    pub since: Timestamp,
    /// Events before this instant.
    pub until: Timestamp,
    /// Only this action.
    pub action: Option<&'a str>,
    /// Only events about this object.
    pub object: Option<&'a str>,
    /// At most so many.
    pub limit: i64,
}

/// Writes an event, in the transaction of what happened.
pub fn record(tx: &mut Tx<'_>, event: &Event) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO audit_event (id, at_ms, actor_kind, actor_id, subject, action, object, outcome, request_id,
             address, user_agent, details)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        &[
            &event.id,
            &event.at,
            &event.actor.kind(),
            &event.actor.id(),
            &event.subject,
            &event.action,
            &event.object,
            &event.outcome,
            &event.request_id,
            &event.address,
            &event.user_agent,
            &event.details,
        ],
    )?;
    Ok(())
}

/// A page of a history, the newest first: events of these actions, or of all if none is named, older than the event
/// with the id `before`.
pub fn of_subject(
    tx: &mut Tx<'_>,
    subject: &str,
    actions: &[&str],
    before: Option<&str>,
    limit: i64,
) -> Result<Vec<Event>, StoreError> {
    debug_assert!(actions.len() <= ACTIONS, "more actions than the statement has places for");
    let before = before.unwrap_or(AFTER_EVERY_ID);
    if actions.is_empty() {
        let sql = select!("WHERE subject = $1 AND id < $2 ORDER BY id DESC LIMIT $3");
        return tx.query(sql, &[&subject, &before, &limit], event);
    }
    let place = |index: usize| actions.get(index).copied();
    tx.query(
        select!(
            "WHERE subject = $1 AND id < $2 AND action IN ($3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
             ORDER BY id DESC LIMIT $15"
        ),
        &[
            &subject,
            &before,
            &place(0),
            &place(1),
            &place(2),
            &place(3),
            &place(4),
            &place(5),
            &place(6),
            &place(7),
            &place(8),
            &place(9),
            &place(10),
            &place(11),
            &limit,
        ],
        event,
    )
}

/// What a subject did to one object, the newest first.
pub fn of_object(
    tx: &mut Tx<'_>,
    subject: &str,
    action: &str,
    object: &str,
) -> Result<Vec<Event>, StoreError> {
    let sql = select!("WHERE subject = $1 AND action = $2 AND object = $3 ORDER BY id DESC");
    tx.query(sql, &[&subject, &action, &object], event)
}

/// Everything that belongs to a request, the newest first.
pub fn of_request(tx: &mut Tx<'_>, request_id: &str) -> Result<Vec<Event>, StoreError> {
    tx.query(select!("WHERE request_id = $1 ORDER BY id DESC"), &[&request_id], event)
}

/// Events of all people, the newest first.
pub fn search(tx: &mut Tx<'_>, search: &Search<'_>) -> Result<Vec<Event>, StoreError> {
    tx.query(
        select!(
            "WHERE id >= $1 AND id < $2 AND (CAST($3 AS TEXT) IS NULL OR action = $3)
             AND (CAST($4 AS TEXT) IS NULL OR object = $4) ORDER BY id DESC LIMIT $5"
        ),
        &[&first_id(search.since), &first_id(search.until), &search.action, &search.object, &search.limit],
        event,
    )
}

/// Deletes a subject's events; for a person of whom nothing is kept.
pub fn delete_of_subject(tx: &mut Tx<'_>, subject: &str) -> Result<u64, StoreError> {
    tx.execute("DELETE FROM audit_event WHERE subject = $1", &[&subject])
}

/// Deletes events older than an instant, in transactions that each delete few.
pub async fn delete_before(store: &Store, instant: Timestamp) -> Result<u64, StoreError> {
    store
        .delete_expired(
            "DELETE FROM audit_event WHERE id IN (SELECT id FROM audit_event WHERE id < $1 LIMIT $2)",
            &first_id(instant),
        )
        .await
}

/// Not greater than the id of any event of this instant or later.
pub fn first_id(instant: Timestamp) -> EventId {
    /// An id has 48 bits for the time.
    const LAST_MS: i64 = (1 << 48) - 1;
    let instant = instant.unix_ms().clamp(0, LAST_MS);
    EventId::new(Timestamp::from_unix_ms(instant), [0; ID_RANDOM_BYTES])
}

fn event(row: &Row<'_>) -> Result<Event, StoreError> {
    let actor = Actor::parse(&row.get::<String>(2)?, row.get(3)?).ok_or_else(|| StoreError::Corrupt {
        place: "audit_event.actor_kind".to_owned(),
        expected: "a kind of actor, and its id",
    })?;
    Ok(Event {
        id: row.get(0)?,
        at: row.get(1)?,
        actor,
        subject: row.get(4)?,
        action: row.get(5)?,
        object: row.get(6)?,
        outcome: row.get(7)?,
        request_id: row.get(8)?,
        address: row.get(9)?,
        user_agent: row.get(10)?,
        details: row.get(11)?,
    })
}
