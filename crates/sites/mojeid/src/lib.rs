//! mojeID: accounts, contact data, consent, logins.

pub mod rules;
pub mod store;
