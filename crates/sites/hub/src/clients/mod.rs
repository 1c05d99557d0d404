//! Clients of the APIs that the hub asks over the network.

pub(crate) mod mobile_key;
pub(crate) mod notices;
pub(crate) mod population;
