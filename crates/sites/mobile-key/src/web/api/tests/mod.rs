//! The API, in process, by a phone in Rust.

mod bad;
mod description;
mod devices;
mod enrol;
mod factors;
mod login;
mod races;
mod stolen;
mod tries;
