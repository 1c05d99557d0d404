//! mojeID: accounts, contact data, consent, logins.
//!
//! [`open`] makes the site; [`Mojeid::router`] serves its pages and its OpenID provider; its acts are methods of
//! [`Mojeid`], which the demo's robots call as the pages do.

mod account_provider;
pub mod acts;
mod config;
mod messages;
pub mod rules;
mod site;
mod store;
#[cfg(test)]
mod testing;
mod web;

pub use config::Config;
pub use site::{Mojeid, OpenError, migrations, open};
