//! The API, in process, by a phone in Rust.

mod bad;
mod devices;
mod enrol;
mod factors;
mod login;
mod stolen;
mod tries;
