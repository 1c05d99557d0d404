//! For the tests of this crate: a world with the site in it, a phone and its authenticator, in Rust.

pub(crate) mod authenticator;
pub(crate) mod hub;
pub(crate) mod phone;
pub(crate) mod world;
