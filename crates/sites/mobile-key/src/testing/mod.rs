//! For the tests of this crate: a phone and its authenticator, in Rust.

pub(crate) mod authenticator;
