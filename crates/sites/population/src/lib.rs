//! The population register: reference data about people, and a log of every read.
//!
//! Two listeners: pages for people, and a JSON API (`population_api`) for clients that prove themselves by a certificate. A
//! client sees only people whom it has identified itself, each by an identifier of its own.

mod acts;
mod config;
mod context;
mod rules;
mod site;
mod store;
#[cfg(test)]
mod tests;
mod web;

pub use crate::config::{ApiListener, CertificateRule, Client, Config, ConfigError};
pub use crate::rules::person::{Person, PersonId};
pub use crate::rules::person_input::{PersonInput, Unreadable};
pub use crate::site::{OpenError, Population, Register, migrations, open};
