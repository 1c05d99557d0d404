//! mojeID: accounts, contact data, consent, logins.

pub mod rules;
