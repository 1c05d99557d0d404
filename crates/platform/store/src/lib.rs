//! The only code that knows a database.
//!
//! One SQL text serves SQLite and PostgreSQL. The portable subset: columns are TEXT, BIGINT or BYTEA; `$1…$n`
//! first appear in ascending order; instants are BIGINT unix milliseconds; `ON CONFLICT` and `RETURNING` are
//! welcome; there is no `now()`, no lock, no trigger and no JSON operator. `sum` and `avg` of a BIGINT need a
//! `CAST(… AS BIGINT)`.
//!
//! Closures are synchronous: a transaction never waits for anything but its own statements.

mod batches;
mod engine;
mod error;
mod migrate;
mod postgres;
mod sql;
mod sqlite;
mod stats;
mod store;
#[cfg(feature = "testing")]
pub mod testing;
mod transition;
mod tx;
mod value;

pub use error::{MigrationError, StoreError};
pub use migrate::{MigrationSet, Step};
pub use stats::Stats;
pub use store::{Location, Store};
pub use transition::Transition;
pub use tx::{Row, Tx};
pub use value::{FromValue, Mismatch, ToValue, Value, ValueRef};
