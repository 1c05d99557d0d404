//! Pure rules: types, states, decisions. Time and randomness are arguments.

pub(crate) mod account;
pub(crate) mod backoff;
pub(crate) mod claims;
pub(crate) mod company;
pub(crate) mod consent;
pub(crate) mod contact;
pub(crate) mod event;
pub(crate) mod field_errors;
pub(crate) mod identifier;
pub(crate) mod items;
pub(crate) mod login_step;
pub(crate) mod password;
pub(crate) mod postal_change;
pub(crate) mod reauthentication;
pub(crate) mod recovery;
pub(crate) mod registration;
pub(crate) mod registration_use;
pub(crate) mod retention;
#[cfg(test)]
pub(crate) mod sample;
pub(crate) mod submitted_form;
