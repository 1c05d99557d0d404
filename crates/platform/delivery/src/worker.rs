//! Out of the queue.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use ::store::{Store, StoreError};
use clock::Clock;
use tokio::sync::watch;
use tokio::task::JoinSet;
use values::SECOND_MS;

use crate::attempt::{Attempted, attempt};
use crate::store::{self, Claimed};
use crate::transport::Transports;
use crate::{ChannelKind, Delivery, Failed, MessageId, QueueStatus};

/// Longer than any attempt; after a crash the messages in flight go again when it ends.
const LEASE_MS: i64 = 60 * SECOND_MS;
/// How many messages of one channel are under way at once. Channels do not wait for each other: a mail server that
/// does not answer holds up no SMS.
const AT_ONCE: usize = 16;
/// How soon retries, messages of other machines and a moved clock are noticed; what is queued here wakes at once.
const LOOK_EVERY: Duration = Duration::from_secs(1);
const PAUSE_AFTER_STORE_ERROR: Duration = Duration::from_secs(5);
/// How long attempts under way may still take at shutdown.
const GRACE: Duration = Duration::from_secs(5);

/// Takes messages out of one site's queue and hands them to the transports.
#[derive(Clone)]
pub struct Worker {
    inner: Arc<Inner>,
}

struct Inner {
    delivery: Delivery,
    store: Store,
    transports: Transports,
    clock: Clock,
}

impl Worker {
    /// A worker for the queue in `store`.
    pub fn new(delivery: Delivery, store: Store, transports: Transports, clock: Clock) -> Self {
        Self { inner: Arc::new(Inner { delivery, store, transports, clock }) }
    }

    /// Works until `shutdown` completes, then lets the attempts under way finish.
    pub async fn run(self, shutdown: impl Future<Output = ()> + Send) {
        let (stop, stopped) = watch::channel(false);
        let mut lanes = JoinSet::new();
        for kind in ChannelKind::ALL {
            lanes.spawn(Arc::clone(&self.inner).lane(kind, stopped.clone()));
        }
        shutdown.await;
        let _ = stop.send(true);
        while lanes.join_next().await.is_some() {}
    }

    /// How the queue stands, channel by channel.
    pub async fn standing(&self) -> Result<Vec<QueueStatus>, StoreError> {
        self.inner.store.read(|tx| self.inner.delivery.standing(tx)).await
    }

    /// The messages given up last, newest first.
    pub async fn failed(&self, at_most: u32) -> Result<Vec<Failed>, StoreError> {
        self.inner.store.read(|tx| self.inner.delivery.failed(tx, at_most)).await
    }

    /// Puts a message that was given up back into the queue. `false`: it is not there any more, or was erased.
    pub async fn retry(&self, id: &MessageId) -> Result<bool, StoreError> {
        let now = self.inner.clock.now();
        self.inner.store.write(|tx| self.inner.delivery.retry(tx, now, id)).await
    }

    /// Delivers what is due, once, and returns how many messages were delivered. For tests and the time machine.
    pub async fn deliver_due(&self) -> Result<usize, StoreError> {
        let mut delivered = 0;
        for kind in ChannelKind::ALL {
            loop {
                let lease = self.inner.clock.random_id();
                let claimed = self.inner.claim(kind, &lease, AT_ONCE).await?;
                if claimed.is_empty() {
                    break;
                }
                let attempts = claimed.into_iter().map(|claimed| {
                    let (inner, lease) = (Arc::clone(&self.inner), lease.clone());
                    async move { inner.attempt(kind, &lease, &claimed).await }
                });
                for outcome in attempts.collect::<JoinSet<_>>().join_all().await {
                    delivered += usize::from(outcome? == Attempted::Sent);
                }
            }
        }
        Ok(delivered)
    }
}

impl Inner {
    /// One channel's share of the work.
    async fn lane(self: Arc<Self>, kind: ChannelKind, mut stopped: watch::Receiver<bool>) {
        let mut under_way = JoinSet::new();
        loop {
            while under_way.try_join_next().is_some() {}
            let free = AT_ONCE - under_way.len();
            let pause = match self.start_due(kind, free, &mut under_way).await {
                Ok(started) if started > 0 && started == free => Duration::ZERO,
                Ok(_) => LOOK_EVERY,
                Err(error) => {
                    tracing::error!(channel = %kind, %error, "the queue cannot be read");
                    PAUSE_AFTER_STORE_ERROR
                }
            };
            let is_full = under_way.len() >= AT_ONCE;
            tokio::select! {
                _ = stopped.changed() => break,
                _ = under_way.join_next(), if is_full => {}
                () = self.delivery.woken(kind).notified(), if !is_full => {}
                () = tokio::time::sleep(pause), if !is_full => {}
            }
        }
        let _ = tokio::time::timeout(GRACE, under_way.join_all()).await;
    }

    async fn start_due(
        self: &Arc<Self>,
        kind: ChannelKind,
        free: usize,
        under_way: &mut JoinSet<()>,
    ) -> Result<usize, StoreError> {
        if free == 0 {
            return Ok(0);
        }
        let lease = self.clock.random_id();
        let claimed = self.claim(kind, &lease, free).await?;
        let started = claimed.len();
        for claimed in claimed {
            let (inner, lease) = (Arc::clone(self), lease.clone());
            under_way.spawn(async move {
                if let Err(error) = inner.attempt(kind, &lease, &claimed).await {
                    tracing::error!(id = %claimed.id, channel = %kind, %error, "an attempt could not be written down");
                }
            });
        }
        Ok(started)
    }

    /// Looks before it leases, because looking costs no commit.
    async fn claim(
        &self,
        kind: ChannelKind,
        lease: &str,
        at_most: usize,
    ) -> Result<Vec<Claimed>, StoreError> {
        let now = self.clock.now();
        if !self.store.read(|tx| store::is_any_due(tx, now, kind)).await? {
            return Ok(Vec::new());
        }
        let at_most = i64::try_from(at_most).unwrap_or(i64::MAX);
        self.store.write(|tx| store::claim(tx, now, kind, lease, now.plus_ms(LEASE_MS), at_most)).await
    }

    async fn attempt(
        &self,
        kind: ChannelKind,
        lease: &str,
        claimed: &Claimed,
    ) -> Result<Attempted, StoreError> {
        attempt(&self.delivery, &self.store, &self.transports, claimed, kind, lease, || self.clock.now())
            .await
    }
}
