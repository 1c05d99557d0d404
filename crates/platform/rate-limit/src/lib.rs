//! How often somebody may try something: limits by key, and the keys of network addresses.

use std::hash::{BuildHasher, RandomState};
use std::net::{IpAddr, Ipv6Addr};
use std::num::{NonZeroU32, NonZeroU64};
use std::sync::Mutex;
use std::time::Duration;

use governor::clock::{Clock, DefaultClock, QuantaInstant};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

/// Keys that a [`RateLimit`] tells apart, in some tens of megabytes at most; with more of them, two may share their tries.
const MAX_KEYS: NonZeroU64 = NonZeroU64::MIN.saturating_add((1 << 20) - 1);
/// Keys that it remembers before it drops those that have not been used lately.
const MANY_KEYS: usize = 100_000;
/// How often it drops them, for it goes through them all.
const DROP_EVERY: Duration = Duration::from_secs(10);

/// So many tries in a time for each key: a network address, an account, a phone number. Counts are kept in memory only.
pub struct RateLimit {
    limiter: DefaultKeyedRateLimiter<u64>,
    hasher: RandomState,
    clock: DefaultClock,
    max_keys: NonZeroU64,
    next_drop: Mutex<QuantaInstant>,
}

impl RateLimit {
    /// So many a minute, all of which may come at once.
    pub fn per_minute(times: NonZeroU32) -> Self {
        Self::with_quota(Quota::per_minute(times))
    }

    /// So many an hour, all of which may come at once.
    pub fn per_hour(times: NonZeroU32) -> Self {
        Self::with_quota(Quota::per_hour(times))
    }

    /// Counts a try, if there have not been too many.
    pub fn check(&self, key: &str) -> Result<(), RateLimited> {
        let now = self.clock.now();
        if self.limiter.len() > MANY_KEYS {
            self.drop_unused(now);
        }
        // The key itself may be personal: only its hash is remembered, and only in memory.
        let slot = self.hasher.hash_one(key) % self.max_keys;
        self.limiter
            .check_key(&slot)
            .map_err(|refused| RateLimited { retry_after: refused.wait_time_from(now) })
    }

    fn drop_unused(&self, now: QuantaInstant) {
        // Another thread that holds the lock is dropping them already.
        if let Ok(mut next_drop) = self.next_drop.try_lock()
            && *next_drop <= now
        {
            *next_drop = now + DROP_EVERY.into();
            self.limiter.retain_recent();
        }
    }

    fn with_quota(quota: Quota) -> Self {
        Self::with_max_keys(quota, MAX_KEYS)
    }

    fn with_max_keys(quota: Quota, max_keys: NonZeroU64) -> Self {
        let clock = DefaultClock::default();
        Self {
            limiter: RateLimiter::keyed(quota),
            hasher: RandomState::new(),
            next_drop: Mutex::new(clock.now()),
            clock,
            max_keys,
        }
    }
}

/// There were too many tries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("too many tries; the next one is allowed in {} s", self.seconds())]
pub struct RateLimited {
    /// How long to wait until the next try.
    pub retry_after: Duration,
}

impl RateLimited {
    /// The wait in whole seconds, rounded up, as the header `Retry-After` has it.
    pub fn seconds(self) -> u64 {
        self.retry_after.as_secs() + 1
    }
}

impl std::fmt::Debug for RateLimit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RateLimit").finish_non_exhaustive()
    }
}

/// The key of a client's address: one for each IPv4 address and for each /56 of IPv6.
pub fn address_key(address: Option<IpAddr>) -> String {
    match address.map(subscriber) {
        None => "unknown".to_owned(),
        Some(IpAddr::V4(address)) => address.to_string(),
        Some(IpAddr::V6(address)) => format!("{address}/56"),
    }
}

/// The address of a subscriber: an IPv4 address itself, of IPv6 the /56 network, which is what homes usually have (RFC 6177,
/// RIPE-690).
pub fn subscriber(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => address.into(),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            Ipv6Addr::new(a, b, c, d & 0xff00, 0, 0, 0, 0).into()
        }
    }
}

/// The key of the /48 network of an IPv6 address, which some subscribers have: 256 of the keys of [`address_key`].
pub fn network_key(address: Option<IpAddr>) -> Option<String> {
    match address?.to_canonical() {
        IpAddr::V4(_) => None,
        IpAddr::V6(address) => {
            let [a, b, c, ..] = address.segments();
            Some(format!("{a:x}:{b:x}:{c:x}::/48"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_key_has_its_own_tries() {
        let limit = RateLimit::per_hour(NonZeroU32::new(2).unwrap());
        assert!(limit.check("a").is_ok());
        assert!(limit.check("a").is_ok());
        let wait = limit.check("a").unwrap_err();
        assert!((1_700..=1_801).contains(&wait.seconds()), "{wait:?}");
        assert!(limit.check("b").is_ok());
    }

    /// Whoever has a large network can come from more addresses than there is memory.
    #[test]
    fn a_crowd_takes_no_more_than_its_room() {
        let limit = RateLimit::with_max_keys(Quota::per_hour(NonZeroU32::MIN), NonZeroU64::new(64).unwrap());
        for visitor in 0..10_000 {
            let _ = limit.check(&visitor.to_string());
        }
        assert_eq!(limit.limiter.len(), 64);
        assert!(RateLimit::per_hour(NonZeroU32::MIN).max_keys.get() >= 1_000_000);
    }

    #[test]
    fn neighbours_in_one_network_share_a_key() {
        let key = |text: &str| address_key(Some(text.parse().unwrap()));
        assert_eq!(key("2001:db8::1"), key("2001:db8::ffff"));
        // Finding S-A6: a home has more than one /64.
        assert_eq!(key("2001:db8:1:ab00::1"), key("2001:db8:1:abff::1"));
        assert_ne!(key("2001:db8:1:ab00::1"), key("2001:db8:1:ac00::1"));
        let network = |text: &str| network_key(Some(text.parse().unwrap()));
        assert_eq!(network("2001:db8:1:ab00::1"), network("2001:db8:1:ac00::1"));
        assert_ne!(network("2001:db8:1::1"), network("2001:db8:2::1"));
        assert_eq!(network("192.0.2.1"), None);
        assert_eq!(key("2001:db8:0:aa12::1"), "2001:db8:0:aa00::/56");
        assert_ne!(key("192.0.2.1"), key("192.0.2.2"));
        assert_eq!(key("::ffff:192.0.2.1"), key("192.0.2.1"));
    }
}
