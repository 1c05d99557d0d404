//! What every engine must do, on SQLite and (with `SVORNIK_TEST_POSTGRES`) on PostgreSQL.

mod crash;
mod faults;
mod groups;
mod migrations;
mod statements;
mod tables;
mod transactions;
mod values;
