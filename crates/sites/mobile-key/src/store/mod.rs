//! The SQL of this site.

pub(crate) mod audit;
pub(crate) mod device;
pub(crate) mod expired;
pub(crate) mod notice;
pub(crate) mod request;
pub(crate) mod ticket;

use store::{MigrationSet, Step, StoreError};

use crate::rules::PersonId;

/// The tables of this site.
pub(crate) const MIGRATIONS: MigrationSet = MigrationSet {
    component: "mobile-key",
    steps: &[
        Step { name: "mobile_key", sql: include_str!("migrations/0001_mobile_key.sql") },
        Step { name: "by_device", sql: include_str!("migrations/0002_by_device.sql") },
        Step { name: "lapsed", sql: include_str!("migrations/0003_lapsed.sql") },
        Step { name: "failed_tries", sql: include_str!("migrations/0004_failed_tries.sql") },
        Step { name: "0005_audit", sql: include_str!("migrations/0005_audit.sql") },
    ],
};

store::text_value!(PersonId, as_str);

/// A row that contradicts itself.
fn corrupt(place: &str, expected: &'static str) -> StoreError {
    StoreError::Corrupt { place: place.to_owned(), expected }
}
