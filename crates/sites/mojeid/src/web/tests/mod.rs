//! Pages, as a browser without JavaScript sees them.

mod activation;
mod login;
mod openid;
mod own_data;
mod registration;
mod templates;
