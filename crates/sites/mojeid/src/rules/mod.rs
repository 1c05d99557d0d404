//! Pure rules: types, states, decisions. Time and randomness are arguments.

pub mod account;
pub mod claims;
pub mod company;
pub mod contact;
pub mod event;
pub mod identifier;
pub mod items;
pub mod password;
pub mod place_change;
pub mod proof;
pub mod recovery;
pub mod registration;
pub mod registration_form;
pub mod registration_use;
pub mod release;
pub mod retention;
#[cfg(test)]
pub(crate) mod sample;
pub mod step;
pub mod tries;
