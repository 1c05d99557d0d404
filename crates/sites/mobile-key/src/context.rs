//! What every act works with.

use std::num::NonZeroU32;

use clock::Clock;
use mobile_key_api::RequestId;
use mobile_key_api::phone::Identity;
use rate_limit::RateLimit;
use secrets::{KeyedHash, MasterKey, Sealer};
use store::Store;
use values::Timestamp;

use crate::notifier::Notifier;
use crate::rules::{Request, RequestDetails};
use crate::store::request::RequestRecord;

/// So many refusals of one device are written down in an hour.
const REFUSALS_PER_HOUR: NonZeroU32 = match NonZeroU32::new(120) {
    Some(number) => number,
    None => NonZeroU32::MIN,
};

/// The store, the clock and the keys of this site.
pub(crate) struct Context {
    pub(crate) store: Store,
    pub(crate) clock: Clock,
    pub(crate) notifier: Notifier,
    /// `https://host[:port]`, without a slash at the end.
    pub(crate) origin: String,
    /// The host of the origin (WebAuthn's relying party identifier).
    pub(crate) rp_id: String,
    /// Signs frames, same-device tokens and return nonces.
    pub(crate) links: KeyedHash,
    /// Hashes the cookies of browsers.
    pub(crate) browsers: KeyedHash,
    /// Hashes identifiers of interactions.
    pub(crate) interactions: KeyedHash,
    /// Hashes tickets for the stream of events.
    pub(crate) tickets: KeyedHash,
    /// Seals the OPRF seed of each device.
    pub(crate) seeds: Sealer,
    /// Seals what a request knows of a person.
    pub(crate) secrets: Sealer,
    /// How many refusals of one device are written down.
    pub(crate) refusals: RateLimit,
}

impl Context {
    pub(crate) fn new(store: Store, clock: Clock, master: &MasterKey, origin: &url::Url) -> Self {
        Self {
            store,
            clock,
            notifier: Notifier::default(),
            origin: origin.origin().ascii_serialization(),
            rp_id: origin.host_str().unwrap_or_default().to_owned(),
            links: KeyedHash::new(master, "mobile-key links"),
            browsers: KeyedHash::new(master, "mobile-key browsers"),
            interactions: KeyedHash::new(master, "mobile-key interactions"),
            tickets: KeyedHash::new(master, "mobile-key tickets"),
            seeds: Sealer::new(master, "mobile-key oprf seeds"),
            secrets: Sealer::new(master, "mobile-key request secrets"),
            refusals: RateLimit::per_hour(REFUSALS_PER_HOUR),
        }
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Seals something for the row of a request.
    pub(crate) fn seal(&self, id: &RequestId, plain: &[u8]) -> Vec<u8> {
        self.secrets.seal(plain, id.as_str().as_bytes())
    }

    /// What was sealed for the row of a request.
    pub(crate) fn unseal(&self, record: &RequestRecord) -> Option<String> {
        let plain = self.secrets.open(record.secret.as_ref()?, record.request.id.as_str().as_bytes()).ok()?;
        String::from_utf8(plain.to_vec()).ok()
    }

    /// The request with the identity that its row keeps sealed.
    pub(crate) fn with_identity(&self, record: &RequestRecord) -> Request {
        let mut request = record.request.clone();
        if let RequestDetails::Enrolment { identity, .. } = &mut request.details {
            *identity = self.unseal(record).and_then(|json| serde_json::from_str::<Identity>(&json).ok());
        }
        request
    }

    /// HMAC-SHA256 under the key of the links.
    pub(crate) fn link_hash(&self) -> impl Fn(&[u8]) -> [u8; 32] + '_ {
        |bytes| self.links.hash(bytes)
    }
}
