//! Whom the hub asks over the network.

pub(crate) mod register;
