//! The register's SQL.

pub(crate) mod client_person;
pub(crate) mod person;
pub(crate) mod read;

use ::store::{MigrationSet, Step};

use crate::rules::item::Items;
use crate::rules::person::{ClientPersonId, PersonId};

/// The register's tables.
pub(crate) const MIGRATIONS: MigrationSet = MigrationSet {
    component: "population",
    steps: &[
        Step { name: "0001_people", sql: include_str!("migrations/0001_people.sql") },
        Step { name: "0002_birth_date", sql: include_str!("migrations/0002_birth_date.sql") },
    ],
};

::store::text_value!(PersonId, as_str);
::store::text_value!(ClientPersonId, as_str);
::store::text_value!(Items);
