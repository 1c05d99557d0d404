//! The hub as services, methods and people meet it: real OpenID Connect on every side, the neighbours made up.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on should say where")]

mod method;
mod neighbour;
mod register;
mod service;
mod world;

mod accounts;
mod levels;
mod login;
mod logout;
mod mobile_key;
mod pages;
mod portal;
mod refusals;
mod release;
