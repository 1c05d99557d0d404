//! What every engine must do, on SQLite and (with `SVORNIK_TEST_POSTGRES`) on PostgreSQL.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

mod crash;
mod erased;
mod faults;
mod groups;
mod migrations;
mod statements;
mod tables;
mod transactions;
mod values;
