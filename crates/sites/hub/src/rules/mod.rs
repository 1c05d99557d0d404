//! What the hub decides, without I/O: which methods to offer, who a person is, what is released.

pub mod claims;
pub mod identification;
pub mod item;
pub mod last_method;
pub mod level;
pub mod login;
pub mod login_state;
pub mod method;
pub mod person;
pub mod proof;
pub mod release;
pub mod service;
pub mod service_request;
