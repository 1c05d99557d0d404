//! Who sent a request, as far as the network and the browser tell.

use std::net::IpAddr;

use crate::browser_name;

/// The client of a request. Acts take it for limits and histories, so that they need no HTTP type.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClientInfo {
    /// The client's network address; `None` in tests without a listener.
    pub address: Option<IpAddr>,
    /// What the browser calls itself (`User-Agent`): at most 256 bytes of ASCII, or empty.
    pub user_agent: String,
}

impl ClientInfo {
    /// The key of the address for rate limits and histories: IPv6 by its /56 network.
    pub fn address_key(&self) -> String {
        rate_limit::address_key(self.address)
    }

    /// The key of the larger network (/48) of an IPv6 address, for limits over many keys of the former kind.
    pub fn network_key(&self) -> Option<String> {
        rate_limit::network_key(self.address)
    }

    /// The browser's name for people: `Firefox, Windows`; may be empty.
    pub fn browser_name(&self) -> String {
        browser_name(&self.user_agent)
    }
}
