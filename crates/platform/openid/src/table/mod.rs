//! The tables of this crate.

use store::MigrationSet;

/// The tables of this crate; every site with a provider or a relying party has them.
pub const MIGRATIONS: MigrationSet = MigrationSet { component: "openid", steps: &[] };
