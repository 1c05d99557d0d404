//! What the acts work with.

use std::hash::{DefaultHasher, Hash, Hasher};

use codes::Codes;
use delivery::Delivery;
use openid::Provider;
use rate_limit::RateLimit;
use secrets::{KeyedHash, Passwords, Sealer};
use store::Store;
use tokio::sync::{Mutex, MutexGuard};

use crate::acts::known_browser::KnownBrowsers;
use crate::acts::throttle::AddressQueues;

/// At most this many logins are checked at once; those of one account always one after another.
const LOGIN_LOCKS: usize = 256;

pub(crate) struct Context {
    pub(crate) store: Store,
    pub(crate) site: web::Site,
    pub(crate) provider: Provider,
    pub(crate) codes: Codes,
    pub(crate) passwords: Passwords,
    pub(crate) delivery: Delivery,
    /// Hashes what is compared but never read: used addresses and numbers, unknown user names, links.
    pub(crate) contact_hash: KeyedHash,
    /// Seals registration forms that wait for a proof.
    pub(crate) form_sealer: Sealer,
    pub(crate) known_browsers: KnownBrowsers,
    pub(crate) login_locks: LoginLocks,
    pub(crate) address_queues: AddressQueues,
    pub(crate) address_registrations: RateLimit,
    /// By the larger network of an IPv6 address (/48), of which one subscriber may have 256 of the smaller (/56).
    pub(crate) network_registrations: RateLimit,
    /// What long identifiers end with (B10).
    pub(crate) identifier_host: String,
    /// How long entries stay in people's histories.
    pub(crate) history_ms: i64,
}

/// Serialises the logins of one name.
pub(crate) struct LoginLocks(Vec<Mutex<()>>);

impl LoginLocks {
    pub(crate) fn new() -> Self {
        Self((0..LOGIN_LOCKS).map(|_| Mutex::new(())).collect())
    }

    /// Waits until nobody else's password for this key is being checked.
    pub(crate) async fn lock(&self, throttle_key: &str) -> MutexGuard<'_, ()> {
        let mut hasher = DefaultHasher::new();
        throttle_key.hash(&mut hasher);
        let index = usize::try_from(hasher.finish() % LOGIN_LOCKS as u64).unwrap_or_default();
        self.0[index].lock().await
    }
}
