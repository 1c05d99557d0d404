//! Putting work into the queue.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use secrets::{KeyedHash, MasterKey, Sealer};
use store::{StoreError, Tx};
use tokio::sync::Notify;
use values::Timestamp;
use zeroize::Zeroizing;

use crate::{Enqueued, JobId, NewJob, table};

/// The queue of one site. Clones share it.
#[derive(Clone)]
pub struct Queue {
    inner: Arc<Inner>,
}

struct Inner {
    site: String,
    ids: KeyedHash,
    sealer: Sealer,
    /// Wakes the worker of a kind.
    wakers: Mutex<BTreeMap<String, Arc<Notify>>>,
}

impl Queue {
    /// The queue in the store of `site`.
    pub fn new(site: impl Into<String>, master_key: &MasterKey) -> Self {
        let inner = Inner {
            site: site.into(),
            // Both purposes were named when the queue held messages only. Other names would change every id and make
            // stored payloads unreadable.
            ids: KeyedHash::new(master_key, "delivery-id"),
            sealer: Sealer::new(master_key, "delivery-message"),
            wakers: Mutex::default(),
        };
        Self { inner: Arc::new(inner) }
    }

    /// Enqueues a job in the transaction that makes it necessary. The commit wakes the worker.
    pub fn enqueue(&self, tx: &mut Tx<'_>, now: Timestamp, job: &NewJob<'_>) -> Result<Enqueued, StoreError> {
        let id = self.id(job.idempotency_key);
        let sealed = self.inner.sealer.seal(job.payload, id.as_str().as_bytes());
        if !table::insert(tx, now, &id, job, &sealed)? {
            return Ok(Enqueued::Duplicate(id));
        }
        tx.notify_after_commit(&self.waker(job.kind.name));
        Ok(Enqueued::New(id))
    }

    /// The id that a job with this idempotency key has.
    pub fn id(&self, idempotency_key: &str) -> JobId {
        let parts = [self.inner.site.as_bytes(), idempotency_key.as_bytes()];
        JobId::from_hash(self.inner.ids.hash_parts(&parts))
    }

    /// Makes all workers look at once. Needed only after the clock was moved.
    pub fn wake(&self) {
        for waker in self.wakers().values() {
            waker.notify_one();
        }
    }

    pub(crate) fn wake_all_after_commit(&self, tx: &mut Tx<'_>) {
        for waker in self.wakers().values() {
            tx.notify_after_commit(waker);
        }
    }

    pub(crate) fn waker(&self, kind: &str) -> Arc<Notify> {
        Arc::clone(self.wakers().entry(kind.to_owned()).or_default())
    }

    /// `None` when the payload was sealed under another master key, or damaged.
    pub(crate) fn open(&self, id: &JobId, sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        self.inner.sealer.open(sealed, id.as_str().as_bytes()).ok()
    }

    fn wakers(&self) -> std::sync::MutexGuard<'_, BTreeMap<String, Arc<Notify>>> {
        self.inner.wakers.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
