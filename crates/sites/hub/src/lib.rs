//! The National Point: one hub between people and online services.
//!
//! Services log people in through it by OpenID Connect; it asks the identification methods that people choose, the
//! same way. It knows a person by an id of its own and shows each service a pseudonym. It keeps no reference data:
//! they come from the population register at the moment of release.

mod acts;
mod clients;
mod config;
mod context;
mod hashes;
mod protocol;
pub mod rules;
mod services;
mod site;
mod store;
mod web;

#[cfg(test)]
mod tests;

pub use config::{Config, ConfigError, Icon, Method, MethodKind, MobileKey, OidcConfig, ServiceConfig};
pub use site::{NationalPoint, OpenError, migrations, open};
