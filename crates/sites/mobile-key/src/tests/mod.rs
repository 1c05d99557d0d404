//! The site in process, with a hub, browsers and phones in Rust.

mod api_bad;
mod api_description;
mod api_devices;
mod api_enrol;
mod api_factors;
mod api_login;
mod api_races;
mod api_stolen;
mod api_tries;
mod app;
pub(crate) mod authenticator;
mod enrol;
mod events;
mod fake_hub;
mod hub;
mod migrations;
mod pages;
mod phone;
mod strangers;
mod texts;
mod world;
