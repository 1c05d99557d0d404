//! The SQL of mojeID.

pub(crate) mod account;
pub(crate) mod consent;
pub(crate) mod event;
pub(crate) mod failure;
pub(crate) mod letter_due;
pub(crate) mod pending_change;
pub(crate) mod postal_change;
pub(crate) mod recovery;
pub(crate) mod registration_use;
pub(crate) mod submitted_form;

use std::str::FromStr;

use store::{MigrationSet, Row, Step, StoreError};

/// The tables of this site's own.
pub(crate) const MIGRATIONS: MigrationSet = MigrationSet {
    component: "mojeid",
    steps: &[
        Step { name: "accounts", sql: include_str!("migrations/001_accounts.sql") },
        Step { name: "unactivated", sql: include_str!("migrations/002_unactivated.sql") },
        Step { name: "recovery", sql: include_str!("migrations/005_recovery.sql") },
        Step { name: "waiting", sql: include_str!("migrations/003_waiting.sql") },
        Step { name: "registration", sql: include_str!("migrations/004_registration.sql") },
        Step { name: "reminders", sql: include_str!("migrations/006_reminders.sql") },
        Step { name: "0007_audit", sql: include_str!("migrations/0007_audit.sql") },
    ],
};

/// A text column as the value it was written from.
fn parsed<T: FromStr>(row: &Row<'_>, index: usize, place: &'static str) -> Result<T, StoreError> {
    row.get::<String>(index)?.parse().map_err(|_| corrupt(place))
}

fn corrupt(place: &str) -> StoreError {
    StoreError::Corrupt { place: place.to_owned(), expected: "what was written" }
}
