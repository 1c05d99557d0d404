//! What happened at a site, for the people it happened to and for the operator.
//!
//! Every site has one table of [`Event`]s. An act calls [`record`] in its own transaction, so that an event stands
//! there if, and only if, it happened. People's histories are views of the table: [`of_subject`], page by page. The
//! operator looks across people with [`search`]. Events are never changed; [`delete_before`] deletes the old ones in
//! bounded batches.
//!
//! An event names people, devices and services by their ids. It holds no personal data beyond what a history shows:
//! the network address, the browser, and names of items, never their values.

mod event;
mod table;
#[cfg(test)]
mod tests;

pub use event::{Actor, Event, EventId, new_id};
pub use table::{
    Search, delete_before, delete_of_subject, first_id, of_object, of_request, of_subject, record, search,
};

use store::{MigrationSet, Step};

/// The table of events; a site adds it before its own tables.
pub const MIGRATIONS: MigrationSet = MigrationSet {
    component: "audit",
    steps: &[Step { name: "0001_audit_event", sql: include_str!("../migrations/0001_audit_event.sql") }],
};
