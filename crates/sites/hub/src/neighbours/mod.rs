//! Whom the hub asks over the network.

pub(crate) mod mobile_key;
pub(crate) mod notices;
pub(crate) mod register;
