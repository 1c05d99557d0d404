//! The hub as services, methods and people meet it: real OpenID Connect on every side, the other parties made up.
#![expect(clippy::panic, reason = "a test that cannot go on should say where")]

mod fake_method;
mod fake_population;
mod listener;
mod service;
mod world;

mod accounts;
mod consent;
mod levels;
mod login;
mod login_refused;
mod logout;
mod migrations;
mod mobile_key;
mod pages;
mod portal;
