//! The register's SQL.

pub(crate) mod client_person;
pub(crate) mod person;

use ::store::{MigrationSet, Step};

use crate::rules::person::PersonId;

/// The register's tables.
pub(crate) const MIGRATIONS: MigrationSet = MigrationSet {
    component: "population",
    steps: &[
        Step { name: "0001_people", sql: include_str!("migrations/0001_people.sql") },
        Step { name: "0002_birth_date", sql: include_str!("migrations/0002_birth_date.sql") },
        Step { name: "0003_audit", sql: include_str!("migrations/0003_audit.sql") },
    ],
};

::store::text_value!(PersonId, as_str);
