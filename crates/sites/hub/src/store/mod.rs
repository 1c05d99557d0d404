//! The hub's SQL.

pub(crate) mod audit;
pub(crate) mod consent;
pub(crate) mod link;
pub(crate) mod login;
pub(crate) mod logout;
pub(crate) mod person;
pub(crate) mod release;
pub(crate) mod session_participants;

use ::store::{MigrationSet, Step};

use crate::rules::login::Outcome;
use crate::rules::method::MethodId;
use crate::rules::person::{Disconnected, PersonId};
use crate::rules::service::ServiceId;

/// The hub's tables.
pub(crate) const MIGRATIONS: MigrationSet = MigrationSet {
    component: "hub",
    steps: &[
        Step { name: "0001_people", sql: include_str!("migrations/0001_people.sql") },
        Step { name: "0002_authenticated_at", sql: include_str!("migrations/0002_authenticated_at.sql") },
        Step { name: "0003_accounts", sql: include_str!("migrations/0003_accounts.sql") },
        Step { name: "0004_names", sql: include_str!("migrations/0004_names.sql") },
        Step { name: "0005_audit", sql: include_str!("migrations/0005_audit.sql") },
    ],
};

/// Sorts after every id in every collation.
const AFTER_EVERY_ID: &str = "z";

::store::text_value!(Disconnected, as_str);
::store::text_value!(MethodId, as_str);
::store::text_value!(Outcome, as_str);
::store::text_value!(PersonId, as_str);
::store::text_value!(ServiceId, as_str);
