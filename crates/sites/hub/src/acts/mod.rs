//! What can be done at the hub: one public function each, one transaction each.

pub(crate) mod account_provider;
pub(crate) mod accounts;
pub(crate) mod callback;
pub(crate) mod consent;
pub(crate) mod delete_expired;
pub(crate) mod devices;
pub(crate) mod history;
pub(crate) mod logout;
pub(crate) mod methods;
mod notice;
pub(crate) mod own_data;
pub(crate) mod recheck;
pub(crate) mod sessions;
pub(crate) mod start_login;
pub(crate) mod stored_consents;
