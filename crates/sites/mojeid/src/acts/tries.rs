//! How passwords that are tried are counted.
//!
//! A try is counted before it is looked at, and given back when it was right: however many come at once, no more are
//! looked at than may be. It is counted by the name that was entered, whoever has it, so that two names of one account
//! cannot be told to belong together; and by the network address it came from. Who has shown the present password in a
//! browser before, or is signed in, is counted there and nowhere else: strangers keep them from nothing.

use std::hash::{BuildHasher, RandomState};

use secrets::hexadecimal;
use store::{StoreError, Tx};
use tokio::sync::{Semaphore, SemaphorePermit};
use values::Timestamp;

use super::Origin;
use super::login::LoginError;
use crate::Mojeid;
use crate::rules::identifier::LoginName;
use crate::rules::tries::{ACCOUNT_PACE, ADDRESS_PACE, Failures, NETWORK_PACE, Pace};
use crate::store::account::Credentials;
use crate::store::failure;

/// So many tries of one address are under way at once; others wait. Fewer than an address has free, so that who comes
/// with many at once and is right is not taken for somebody who guesses.
const AT_ONCE: usize = 50;
/// Addresses that wait apart from each other.
const QUEUES: usize = 256;

/// Queues of those who come from one address.
pub(crate) struct AddressQueues {
    hasher: RandomState,
    queues: Vec<Semaphore>,
}

impl AddressQueues {
    pub(crate) fn new() -> Self {
        let queues = (0..QUEUES).map(|_| Semaphore::new(AT_ONCE)).collect();
        Self { hasher: RandomState::new(), queues }
    }

    async fn turn(&self, address: &str) -> Option<SemaphorePermit<'_>> {
        let index = usize::try_from(self.hasher.hash_one(address) % QUEUES as u64).unwrap_or_default();
        // Never closed.
        self.queues[index].acquire().await.ok()
    }
}

/// A try that is counted already.
#[must_use]
pub(super) struct Try<'a> {
    whom: String,
    counts: Vec<Count>,
    _turn: tokio::sync::MutexGuard<'a, ()>,
    _queue: Option<SemaphorePermit<'a>>,
}

impl Try<'_> {
    /// The log says that somebody guesses, once the wrong try is written.
    pub(super) fn warn_of_guessing(&self) {
        for Count { whom, pace, reserved, .. } in &self.counts {
            warn_of_guessing(whom, pace, *reserved);
        }
    }
}

struct Count {
    whom: String,
    pace: &'static Pace,
    before: Option<Failures>,
    reserved: Failures,
}

impl Mojeid {
    /// Counts a try at a name from somewhere before it is looked at.
    pub(super) async fn begin_try(
        &self,
        now: Timestamp,
        name: &LoginName,
        candidate: Option<&Credentials>,
        origin: &Origin,
    ) -> Result<Try<'_>, LoginError> {
        if let Some(known) = self.counted_where_known(candidate, origin) {
            return self.reserve(now, known, Vec::new(), None).await;
        }
        let addresses = [
            origin.address.as_ref().map(|address| (format!("address:{address}"), &ADDRESS_PACE)),
            origin.network.as_ref().map(|network| (format!("network:{network}"), &NETWORK_PACE)),
        ];
        let queue = match &origin.address {
            Some(address) => self.address_queues().turn(address).await,
            None => None,
        };
        let addresses = addresses.into_iter().flatten().collect();
        self.reserve(now, self.counted_by_name(name), addresses, queue).await
    }

    /// The same for somebody who is signed in: each session has a count of its own, so that nobody else can fill it.
    pub(super) async fn begin_try_of_session(
        &self,
        now: Timestamp,
        session: &sessions::Session,
    ) -> Result<Try<'_>, LoginError> {
        self.reserve(now, format!("session:{}", session.id), Vec::new(), None).await
    }

    /// It was wrong: the waits begin now.
    pub(super) fn failed(tx: &mut Tx<'_>, now: Timestamp, tried: &Try<'_>) -> Result<(), StoreError> {
        for Count { whom, reserved, .. } in &tried.counts {
            let present = failure::find(tx, whom)?.unwrap_or(*reserved);
            failure::save(tx, whom, Failures { last_at: now, ..present })?;
        }
        Ok(())
    }

    /// It was right: nothing is counted at the name any more, and at the address what was counted before.
    pub(super) fn succeeded(tx: &mut Tx<'_>, tried: &Try<'_>) -> Result<(), StoreError> {
        Self::give_back(tx, tried)?;
        failure::clear(tx, &tried.whom)
    }

    /// It was not looked at.
    pub(super) fn give_back(tx: &mut Tx<'_>, tried: &Try<'_>) -> Result<(), StoreError> {
        for Count { whom, pace, before, reserved } in &tried.counts {
            let Some(present) = failure::find(tx, whom)? else { continue };
            match pace.give_back(present, *reserved, *before) {
                Some(left) => failure::save(tx, whom, left)?,
                None => failure::clear(tx, whom)?,
            }
        }
        Ok(())
    }

    /// The name that a try is counted by, whether or not there is such an account.
    pub(super) fn counted_by_name(&self, name: &LoginName) -> String {
        match name {
            LoginName::UserName(name) => self.hashed_name("user name", &name.canonical()),
            LoginName::Email(email) => self.hashed_name("e-mail", &email.canonical()),
        }
    }

    /// What is counted by a name keeps only its hash.
    pub(super) fn hashed_name(&self, what: &str, name: &str) -> String {
        let hash = self.contact_hash().hash_parts(&[b"login", what.as_bytes(), name.as_bytes()]);
        let (start, _) = hash.split_at(16);
        format!("name:{}", hexadecimal(start))
    }

    fn counted_where_known(&self, candidate: Option<&Credentials>, origin: &Origin) -> Option<String> {
        let (person, kept) = (candidate?, origin.known_browser.as_deref()?);
        let browser = self.known_browsers().name_of(kept, person)?;
        Some(format!("account:{}:{browser}", person.account.id))
    }

    async fn reserve<'a>(
        &'a self,
        now: Timestamp,
        whom: String,
        addresses: Vec<(String, &'static Pace)>,
        queue: Option<SemaphorePermit<'a>>,
    ) -> Result<Try<'a>, LoginError> {
        let turn = self.turn_of(&whom).await;
        let counts = self
            .store()
            .write(|tx| {
                let mut counts = vec![count(tx, now, whom.clone(), &ACCOUNT_PACE)?];
                for (address, pace) in &addresses {
                    counts.push(count(tx, now, address.clone(), pace)?);
                }
                let waits = counts.iter().filter_map(|count| count.pace.wait_until(count.before, now));
                if let Some(until) = waits.max() {
                    return Err(LoginError::TooMany { until });
                }
                for Count { whom, reserved, .. } in &counts {
                    failure::save(tx, whom, *reserved)?;
                }
                Ok(counts)
            })
            .await?;
        Ok(Try { whom, counts, _turn: turn, _queue: queue })
    }
}

/// Somebody who guesses is seen in the log: by what is counted, never by whom, for what follows the colon is an address or
/// stands for a person.
pub(super) fn warn_of_guessing(whom: &str, pace: &Pace, failures: Failures) {
    if pace.makes_wait(failures) {
        let counted = whom.split(':').next().unwrap_or_default();
        tracing::warn!(counted, failures = failures.count, "wrong tries: the next ones have to wait");
    }
}

fn count(tx: &mut Tx<'_>, now: Timestamp, whom: String, pace: &'static Pace) -> Result<Count, StoreError> {
    let before = failure::find(tx, &whom)?;
    Ok(Count { reserved: pace.reserve(before, now), whom, pace, before })
}
