//! What every act needs, and what happens to several of them.

use std::num::NonZeroU32;

use clock::Clock;
use rate_limit::RateLimit;
use secrets::{KeyedHash, MasterKey, Sealer};
use store::{Store, StoreError, Tx};
use values::Timestamp;

use crate::rules::{
    About, Device, End, EventKind, FAILED_TRIES_TOLD, Identity, NoticeKind, PersonId, Refusal, Request,
    RequestId,
};
use crate::store::audit::Event;
use crate::store::notice::Particulars;
use crate::store::request::Kept;
use crate::store::{device, notice, request};
use crate::wakes::{Topic, Wakes};

/// So many refusals of one device are written down in an hour.
const REFUSALS_PER_HOUR: NonZeroU32 = match NonZeroU32::new(120) {
    Some(number) => number,
    None => NonZeroU32::MIN,
};

/// The store, the clock and the keys of this site.
pub(crate) struct Core {
    pub(crate) store: Store,
    pub(crate) clock: Clock,
    pub(crate) wakes: Wakes,
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
    refusals: RateLimit,
}

/// Why an act did not happen.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum ActError {
    #[error("refused: {0}")]
    Refused(#[from] Refusal),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Core {
    pub(crate) fn new(store: Store, clock: Clock, master: &MasterKey, origin: &url::Url) -> Self {
        Self {
            store,
            clock,
            wakes: Wakes::default(),
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

    /// Writes down that a request of a known device was refused; whoever floods us fills the log, not the database.
    pub(crate) async fn note_refusal(&self, device: &Device, refusal: &Refusal) {
        if self.refusals.check(device.id.as_str()).is_err() {
            return;
        }
        let now = self.now();
        let noted =
            self.store.write(|tx| Event::new(now, EventKind::Refused, refusal.code()).on(device).write(tx));
        if let Err(error) = noted.await {
            tracing::warn!(error = &error as &dyn std::error::Error, "a refusal was not written down");
        }
    }

    /// Ends an open request, writes it down and wakes whoever waits for it. False when it had ended before.
    pub(crate) fn end_request(
        &self,
        tx: &mut Tx<'_>,
        kept: &Kept,
        on: Option<&Device>,
        end: End,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        if !request::end(tx, &kept.request, end, now)? {
            return Ok(false);
        }
        let mut event = Event::new(now, EventKind::of_request(kept.request.kind()), end.as_str());
        if let Some(device) = on {
            event = event.on(device);
        }
        event.about(&kept.request).write(tx)?;
        self.wake_for(tx, kept);
        Ok(true)
    }

    /// Wakes the page of a request and the phone that has it.
    pub(crate) fn wake_for(&self, tx: &mut Tx<'_>, kept: &Kept) {
        self.wakes.wake(tx, &Topic::Request(kept.request.id.clone()));
        if let Some(device) = &kept.device {
            self.wakes.wake(tx, &Topic::Device(device.clone()));
        }
    }

    /// Blocks a device for good: its open request ends, its person is told on every device.
    pub(crate) fn block(&self, tx: &mut Tx<'_>, blocked: &Device, now: Timestamp) -> Result<(), StoreError> {
        if !device::block(tx, &blocked.id, now)? {
            return Ok(());
        }
        Event::new(now, EventKind::DeviceBlocked, "blocked").on(blocked).write(tx)?;
        if let Some(pending) = request::pending(tx, &blocked.id)? {
            self.end_request(tx, &pending, Some(blocked), End::Blocked, now)?;
        }
        self.wakes.wake(tx, &Topic::Device(blocked.id.clone()));
        match blocked.standing.attachment() {
            Some(attachment) => {
                let about = Particulars::of_device(blocked);
                let cause = format!("blocked {}", blocked.id);
                self.tell(tx, &attachment.person, &cause, NoticeKind::DeviceBlocked, &about, now)
            }
            None => Ok(()),
        }
    }

    /// Somebody entered the PIN wrongly, or did not finish, before it was proved now. Its person is to know: a guesser in
    /// the house has tries between any two logins.
    pub(crate) fn note_failed_tries(
        &self,
        tx: &mut Tx<'_>,
        device: &Device,
        failed: i64,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let Some(attachment) = device.standing.attachment().filter(|_| failed > 0) else { return Ok(()) };
        device::note_failed_tries(tx, &device.id, failed, now)?;
        Event::new(now, EventKind::FailedTries, "refused").on(device).tries(failed).write(tx)?;
        if failed < FAILED_TRIES_TOLD {
            return Ok(());
        }
        let about = Particulars { tries: Some(failed), ..Particulars::of_device(device) };
        let cause = format!("tries {} {}", device.id, now.unix_ms());
        self.tell(tx, &attachment.person, &cause, NoticeKind::FailedTries, &about, now)
    }

    /// Tells every working device of a person, once for one cause.
    pub(crate) fn tell(
        &self,
        tx: &mut Tx<'_>,
        person: &PersonId,
        cause: &str,
        kind: NoticeKind,
        about: &Particulars<'_>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        for told in device::of_person(tx, person)? {
            let silent = kind.can_be_switched_off() && told.quiet_since.is_some();
            if told.check_works().is_ok() && !silent && notice::insert(tx, &told.id, cause, now, kind, about)?
            {
                self.wakes.wake(tx, &Topic::Device(told.id));
            }
        }
        Ok(())
    }

    /// Seals something for the row of a request.
    pub(crate) fn seal(&self, id: &RequestId, plain: &[u8]) -> Vec<u8> {
        self.secrets.seal(plain, id.as_str().as_bytes())
    }

    /// What was sealed for the row of a request.
    pub(crate) fn unseal(&self, kept: &Kept) -> Option<String> {
        let plain = self.secrets.open(kept.secret.as_ref()?, kept.request.id.as_str().as_bytes()).ok()?;
        String::from_utf8(plain.to_vec()).ok()
    }

    /// The request with the identity that its row keeps sealed.
    pub(crate) fn with_identity(&self, kept: &Kept) -> Request {
        let mut request = kept.request.clone();
        if let About::Enrolment { identity, .. } = &mut request.about {
            *identity = self.unseal(kept).and_then(|json| serde_json::from_str::<Identity>(&json).ok());
        }
        request
    }

    /// HMAC-SHA256 under the key of the links.
    pub(crate) fn link_hash(&self) -> impl Fn(&[u8]) -> [u8; 32] + '_ {
        |bytes| self.links.hash(bytes)
    }
}
