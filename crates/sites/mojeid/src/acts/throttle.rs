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

use super::ClientInfo;
use super::login::LoginError;
use crate::context::Context;
use crate::rules::backoff::{ACCOUNT_BACKOFF, ADDRESS_BACKOFF, Backoff, Failures, NETWORK_BACKOFF};
use crate::rules::identifier::LoginName;
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

    async fn permit(&self, address: &str) -> Option<SemaphorePermit<'_>> {
        let index = usize::try_from(self.hasher.hash_one(address) % QUEUES as u64).unwrap_or_default();
        // Never closed.
        self.queues[index].acquire().await.ok()
    }
}

/// A try that is counted already.
#[must_use]
pub(crate) struct Attempt<'a> {
    throttle_key: String,
    counts: Vec<Count>,
    _lock: tokio::sync::MutexGuard<'a, ()>,
    _queue: Option<SemaphorePermit<'a>>,
}

impl Attempt<'_> {
    /// The log says that somebody guesses, once the wrong try is written.
    pub(crate) fn warn_of_guessing(&self) {
        for Count { throttle_key, backoff, reserved, .. } in &self.counts {
            warn_of_guessing(throttle_key, backoff, *reserved);
        }
    }
}

struct Count {
    throttle_key: String,
    backoff: &'static Backoff,
    before: Option<Failures>,
    reserved: Failures,
}

/// Counts a try at a name from somewhere before it is looked at.
pub(crate) async fn begin_attempt<'a>(
    context: &'a Context,
    now: Timestamp,
    name: &LoginName,
    candidate: Option<&Credentials>,
    client: &ClientInfo,
) -> Result<Attempt<'a>, LoginError> {
    if let Some(known) = known_browser_key(context, candidate, client) {
        return reserve(context, now, known, Vec::new(), None).await;
    }
    let addresses = [
        client.address.as_ref().map(|address| (format!("address:{address}"), &ADDRESS_BACKOFF)),
        client.network.as_ref().map(|network| (format!("network:{network}"), &NETWORK_BACKOFF)),
    ];
    let queue = match &client.address {
        Some(address) => context.address_queues.permit(address).await,
        None => None,
    };
    let addresses = addresses.into_iter().flatten().collect();
    reserve(context, now, name_key(context, name), addresses, queue).await
}

/// The same for somebody who is signed in: each session has a count of its own, so that nobody else can fill it.
pub(crate) async fn begin_session_attempt<'a>(
    context: &'a Context,
    now: Timestamp,
    session: &sessions::Session,
) -> Result<Attempt<'a>, LoginError> {
    reserve(context, now, format!("session:{}", session.id), Vec::new(), None).await
}

/// It was wrong: the waits begin now.
pub(crate) fn failed(tx: &mut Tx<'_>, now: Timestamp, tried: &Attempt<'_>) -> Result<(), StoreError> {
    for Count { throttle_key, reserved, .. } in &tried.counts {
        let present = failure::find(tx, throttle_key)?.unwrap_or(*reserved);
        failure::save(tx, throttle_key, Failures { last_at: now, ..present })?;
    }
    Ok(())
}

/// It was right: nothing is counted at the name any more, and at the address what was counted before.
pub(crate) fn succeeded(tx: &mut Tx<'_>, tried: &Attempt<'_>) -> Result<(), StoreError> {
    give_back(tx, tried)?;
    failure::clear(tx, &tried.throttle_key)
}

/// It was not looked at.
pub(crate) fn give_back(tx: &mut Tx<'_>, tried: &Attempt<'_>) -> Result<(), StoreError> {
    for Count { throttle_key, before, reserved, .. } in &tried.counts {
        let Some(present) = failure::find(tx, throttle_key)? else { continue };
        match present.give_back(*reserved, *before) {
            Some(left) => failure::save(tx, throttle_key, left)?,
            None => failure::clear(tx, throttle_key)?,
        }
    }
    Ok(())
}

/// The name that a try is counted by, whether or not there is such an account.
pub(crate) fn name_key(context: &Context, name: &LoginName) -> String {
    match name {
        LoginName::UserName(name) => hashed_key(context, "user name", &name.canonical()),
        LoginName::Email(email) => hashed_key(context, "e-mail", &email.canonical()),
    }
}

/// What is counted by a name keeps only its hash.
pub(crate) fn hashed_key(context: &Context, what: &str, name: &str) -> String {
    let hash = context.contact_hash.hash_parts(&[b"login", what.as_bytes(), name.as_bytes()]);
    let (start, _) = hash.split_at(16);
    format!("name:{}", hexadecimal(start))
}

fn known_browser_key(
    context: &Context,
    candidate: Option<&Credentials>,
    client: &ClientInfo,
) -> Option<String> {
    let (person, kept) = (candidate?, client.known_browser.as_deref()?);
    let browser = context.known_browsers.name_of(kept, person)?;
    Some(format!("account:{}:{browser}", person.account.id))
}

async fn reserve<'a>(
    context: &'a Context,
    now: Timestamp,
    throttle_key: String,
    addresses: Vec<(String, &'static Backoff)>,
    queue: Option<SemaphorePermit<'a>>,
) -> Result<Attempt<'a>, LoginError> {
    let lock = context.login_locks.lock(&throttle_key).await;
    let counts = context
        .store
        .write(|tx| {
            let mut counts = vec![count(tx, now, throttle_key.clone(), &ACCOUNT_BACKOFF)?];
            for (address, backoff) in &addresses {
                counts.push(count(tx, now, address.clone(), backoff)?);
            }
            let waits = counts.iter().filter_map(|count| count.backoff.wait_until(count.before, now));
            if let Some(until) = waits.max() {
                return Err(LoginError::TooMany { until });
            }
            for Count { throttle_key, reserved, .. } in &counts {
                failure::save(tx, throttle_key, *reserved)?;
            }
            Ok(counts)
        })
        .await?;
    Ok(Attempt { throttle_key, counts, _lock: lock, _queue: queue })
}

/// Somebody who guesses is seen in the log: by what is counted, never by whom, for what follows the colon is an address or
/// stands for a person.
pub(crate) fn warn_of_guessing(throttle_key: &str, backoff: &Backoff, failures: Failures) {
    if backoff.makes_wait(failures) {
        let counted = throttle_key.split(':').next().unwrap_or_default();
        tracing::warn!(counted, failures = failures.count, "wrong tries: the next ones have to wait");
    }
}

fn count(
    tx: &mut Tx<'_>,
    now: Timestamp,
    throttle_key: String,
    backoff: &'static Backoff,
) -> Result<Count, StoreError> {
    let before = failure::find(tx, &throttle_key)?;
    Ok(Count { reserved: backoff.reserve(before, now), throttle_key, backoff, before })
}
