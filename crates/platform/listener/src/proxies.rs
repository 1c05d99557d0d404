//! The reverse proxies before a listener, whose `X-Forwarded-For` is believed.

use std::net::IpAddr;

use serde::Deserialize;

/// Addresses and networks of reverse proxies: `["127.0.0.1", "10.1.0.8/30", "fd00::/64"]`. A connection from
/// there carries the requests of many people, and what it says of them is believed.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(transparent)]
pub struct Proxies(Vec<Network>);

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(try_from = "String")]
struct Network {
    address: IpAddr,
    /// How many bits of it count.
    prefix: u32,
}

impl Proxies {
    /// Whether the list is empty.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether this address is one of the proxies.
    pub fn contains(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.contains(address.to_canonical()))
    }

    /// The address of the client: the peer, or the one that our own proxies name. Each proxy appends the address that
    /// connected to it to `X-Forwarded-For`.
    pub fn client<'a>(&self, peer: IpAddr, forwarded: impl Iterator<Item = &'a str>) -> IpAddr {
        let claims: Vec<&str> = forwarded.flat_map(|value| value.split(',')).map(str::trim).collect();
        let mut claims = claims.into_iter().rev();
        let mut client = peer;
        while self.contains(client)
            && let Some(before) = claims.next().and_then(|claim| claim.parse().ok())
        {
            client = before;
        }
        client
    }
}

impl Network {
    fn contains(self, address: IpAddr) -> bool {
        match (self.address, address) {
            (IpAddr::V4(own), IpAddr::V4(other)) => {
                (own.to_bits() ^ other.to_bits()).leading_zeros() >= self.prefix
            }
            (IpAddr::V6(own), IpAddr::V6(other)) => {
                (own.to_bits() ^ other.to_bits()).leading_zeros() >= self.prefix
            }
            _ => false,
        }
    }
}

impl TryFrom<String> for Network {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let refused = || format!("{text} is neither an address nor a network such as 10.1.0.8/30");
        let (address, prefix) = text.split_once('/').map_or((text.as_str(), None), |(a, p)| (a, Some(p)));
        let address = address.parse::<IpAddr>().map_err(|_| refused())?.to_canonical();
        let bits = if address.is_ipv4() { 32 } else { 128 };
        let prefix = prefix.map_or(Ok(bits), str::parse).map_err(|_| refused())?;
        match prefix {
            0 => Err(format!("{text} is everybody, and everybody is no proxy")),
            prefix if prefix > bits => Err(refused()),
            prefix => Ok(Self { address, prefix }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proxies(list: &[&str]) -> Proxies {
        Proxies(list.iter().map(|text| Network::try_from((*text).to_owned()).unwrap()).collect())
    }

    fn address(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn only_those_of_the_list_are_proxies() {
        let proxies = proxies(&["127.0.0.1", "10.1.0.8/30", "fd00:1::/32"]);
        for one in ["127.0.0.1", "::ffff:127.0.0.1", "10.1.0.8", "10.1.0.11", "fd00:1:2::3"] {
            assert!(proxies.contains(address(one)), "{one}");
        }
        for stranger in ["127.0.0.2", "10.1.0.7", "10.1.0.12", "fd00:2::1", "::1", "192.0.2.1"] {
            assert!(!proxies.contains(address(stranger)), "{stranger}");
        }
        for wrong in ["", "proxy.example", "10.1.0.8/33", "10.1.0.8/", "fd00::/129", "0.0.0.0/0", "::/0"] {
            assert!(Network::try_from(wrong.to_owned()).is_err(), "{wrong}");
        }
    }

    /// What a visitor writes into the header stands before what our proxies append.
    #[test]
    fn a_visitor_is_whom_the_outermost_of_our_proxies_names() {
        let ours = proxies(&["10.1.0.8/30"]);
        for (peer, forwarded, client) in [
            ("10.1.0.8", "192.0.2.7", "192.0.2.7"),
            ("10.1.0.8", "198.51.100.1, 192.0.2.7", "192.0.2.7"),
            ("10.1.0.8", "198.51.100.1, 192.0.2.7, 10.1.0.9", "192.0.2.7"),
            ("10.1.0.8", "nonsense", "10.1.0.8"),
            ("10.1.0.8", "", "10.1.0.8"),
            ("203.0.113.5", "192.0.2.7", "203.0.113.5"),
            ("203.0.113.5", "192.0.2.7, 10.1.0.9", "203.0.113.5"),
        ] {
            assert_eq!(
                ours.client(address(peer), [forwarded].into_iter()),
                address(client),
                "{peer} {forwarded}"
            );
        }
        assert_eq!(
            proxies(&[]).client(address("127.0.0.1"), ["192.0.2.7"].into_iter()),
            address("127.0.0.1")
        );
    }
}
