//! How much of anything a visitor may ask for.

use std::hash::{BuildHasher, RandomState};
use std::net::{IpAddr, Ipv6Addr};
use std::num::{NonZeroU32, NonZeroU64};
use std::sync::Mutex;
use std::time::Duration;

use governor::clock::{Clock, DefaultClock, QuantaInstant};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use crate::Problem;

/// The body of a request; a route that takes more says so by `axum::extract::DefaultBodyLimit`.
pub const MAX_BODY_BYTES: usize = 64 * 1024;
/// The fields of a form.
pub const MAX_FIELDS: usize = 256;
/// One field of a form; sites have narrower limits of their own.
pub const MAX_FIELD_BYTES: usize = 16 * 1024;
/// The name of a field.
pub const MAX_FIELD_NAME_BYTES: usize = 128;
/// The line and headers of a request.
pub const MAX_HEAD_BYTES: usize = 32 * 1024;
/// How long a handler may take until its response begins. A stream of events may then go on.
pub const HANDLER_TIMEOUT_MS: u64 = 30_000;
/// How long a client may take to send the head of a request, and how long a connection may be idle.
pub const HEAD_TIMEOUT_MS: u64 = 30_000;
/// How long a client may take for the TLS handshake.
pub const HANDSHAKE_TIMEOUT_MS: u64 = 10_000;
/// Connections of one listener at the same time; fewer, if the process has not that many files for all of them.
pub const MAX_CONNECTIONS: usize = 10_000;
/// What a listener has even if there are hardly any files.
pub const LEAST_CONNECTIONS: usize = 16;
/// Connections of one address at the same time, over all listeners. The machine itself and trusted proxies speak for many
/// and may have more.
pub const CONNECTIONS_OF_AN_ADDRESS: usize = 100;
/// Requests of one HTTP/2 connection at the same time.
pub const MAX_STREAMS: u32 = 100;
/// How long a connection may last, so that one that only waits does not hold its place for ever.
pub const CONNECTION_MS: u64 = 10 * 60_000;
/// How long its last requests may then go on: longer than a page waits for a phone.
pub const LAST_REQUESTS_MS: u64 = 5 * 60_000;
/// How long requests may go on after the program was asked to stop.
pub const SHUTDOWN_TIMEOUT_MS: u64 = 3_000;
/// Visitors that a [`RateLimit`] tells apart, in some tens of megabytes at most; in a larger crowd two may share tries.
const MAX_KEYS: NonZeroU64 = NonZeroU64::MIN.saturating_add((1 << 20) - 1);
/// Visitors that it remembers before it forgets those who have been quiet.
const CROWD: usize = 100_000;
/// How often it forgets, for it goes through them all.
const FORGET_EVERY: Duration = Duration::from_secs(10);

/// So many tries a minute for each visitor, account or phone number: whatever the key says.
pub struct RateLimit {
    limiter: DefaultKeyedRateLimiter<u64>,
    hasher: RandomState,
    clock: DefaultClock,
    room: NonZeroU64,
    forgets_after: Mutex<QuantaInstant>,
}

impl RateLimit {
    /// So many a minute, and as many at once.
    pub fn per_minute(times: NonZeroU32) -> Self {
        Self::with_quota(Quota::per_minute(times))
    }

    /// So many an hour, and as many at once.
    pub fn per_hour(times: NonZeroU32) -> Self {
        Self::with_quota(Quota::per_hour(times))
    }

    /// Counts a try; after too many, how long to wait.
    pub fn check(&self, key: &str) -> Result<(), Wait> {
        let now = self.clock.now();
        if self.limiter.len() > CROWD {
            self.forget_the_quiet(now);
        }
        // The key itself may be personal: only its hash is remembered, and only in memory.
        let slot = self.hasher.hash_one(key) % self.room;
        self.limiter.check_key(&slot).map_err(|refused| Wait(refused.wait_time_from(now)))
    }

    fn forget_the_quiet(&self, now: QuantaInstant) {
        // Whoever finds it locked leaves it to the one who is at it.
        if let Ok(mut forgets_after) = self.forgets_after.try_lock()
            && *forgets_after <= now
        {
            *forgets_after = now + FORGET_EVERY.into();
            self.limiter.retain_recent();
        }
    }

    fn with_quota(quota: Quota) -> Self {
        Self::with_room(quota, MAX_KEYS)
    }

    fn with_room(quota: Quota, room: NonZeroU64) -> Self {
        let clock = DefaultClock::default();
        Self {
            limiter: RateLimiter::keyed(quota),
            hasher: RandomState::new(),
            forgets_after: Mutex::new(clock.now()),
            clock,
            room,
        }
    }
}

/// There were too many tries; as a [`Problem`] it is the page that says when to try again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait(Duration);

impl Wait {
    /// For so long.
    pub fn of(wait: Duration) -> Self {
        Self(wait)
    }

    /// How long.
    pub fn duration(self) -> Duration {
        self.0
    }

    /// In whole seconds, as `Retry-After` has it; never too few.
    pub fn seconds(self) -> u64 {
        self.0.as_secs() + 1
    }
}

impl From<Wait> for Problem {
    fn from(wait: Wait) -> Self {
        Self::too_many_requests(wait.seconds())
    }
}

impl std::fmt::Debug for RateLimit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RateLimit").finish_non_exhaustive()
    }
}

/// One key for each IPv4 address and each IPv6 network of a subscriber.
pub(crate) fn address_key(address: Option<IpAddr>) -> String {
    match address.map(subscriber) {
        None => "unknown".to_owned(),
        Some(IpAddr::V4(address)) => address.to_string(),
        Some(IpAddr::V6(address)) => format!("{address}/56"),
    }
}

/// Who is behind an address: an IPv4 address is one, of IPv6 a whole network is. Homes usually have a /56, that is 256 of
/// the networks that one device sees (RFC 6177, RIPE-690).
pub(crate) fn subscriber(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => address.into(),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            Ipv6Addr::new(a, b, c, d & 0xff00, 0, 0, 0, 0).into()
        }
    }
}

/// The larger network of an IPv6 address (/48), which some subscribers have: 256 of the keys above.
pub(crate) fn network_key(address: Option<IpAddr>) -> Option<String> {
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
        assert_eq!(Problem::from(wait).status(), 429);
        assert!(limit.check("b").is_ok());
    }

    /// Whoever has a large network can come from more addresses than there is memory.
    #[test]
    fn a_crowd_takes_no_more_than_its_room() {
        let limit = RateLimit::with_room(Quota::per_hour(NonZeroU32::MIN), NonZeroU64::new(64).unwrap());
        for visitor in 0..10_000 {
            let _ = limit.check(&visitor.to_string());
        }
        assert_eq!(limit.limiter.len(), 64);
        assert!(RateLimit::per_hour(NonZeroU32::MIN).room.get() >= 1_000_000);
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
