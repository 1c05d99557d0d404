//! mojeID: accounts, contact data, consent, logins.
//!
//! [`open`] makes the site; [`Mojeid::router`] serves its pages and its OpenID provider. What the demo's seeder does
//! with accounts it does by [`Mojeid`]'s acts, as the pages do.

mod account_provider;
mod acts;
mod config;
mod context;
mod messages;
mod rules;
mod site;
mod store;
#[cfg(test)]
mod tests;
mod web;

pub use acts::activate::Activation;
pub use acts::identify::Identification;
pub use acts::register::{RegisterError, RegistrationOutcome};
pub use config::Config;
pub use rules::account::{Account, AccountId, ActivationId, State};
pub use rules::contact::ContactForm;
pub use rules::registration::RegistrationForm;
pub use site::{Mojeid, OpenError, migrations, open};
