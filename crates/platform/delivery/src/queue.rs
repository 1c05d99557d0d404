//! Putting messages into the queue.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use clock::Clock;
use jobs::{Enqueued, JobId, NewJob, Queue, Worker};
use secrets::{KeyedHash, MasterKey, hexadecimal};
use store::{Store, StoreError, Tx};
use values::{MINUTE_MS, PhoneNumber, Timestamp};

use crate::handler::SendMessage;
use crate::table;
use crate::{ChannelKind, Limits, Message, Quota, Recipient, Transports};

/// The messages of one site. Clones share the queue.
#[derive(Clone)]
pub struct Delivery {
    inner: Arc<Inner>,
}

struct Inner {
    queue: Queue,
    recipients: KeyedHash,
    limits: Limits,
    /// When a used-up limit was last logged: of SMS, of letters.
    logged_at: [AtomicI64; 2],
}

/// What became of queueing a message.
#[must_use = "a message that was refused was not sent"]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Queued {
    /// It will be sent when this transaction is durable.
    New(JobId),
    /// A message with this idempotency key was queued before.
    Duplicate(JobId),
    /// It was refused, because a limit of the day is used up. See [`Delivery::quota_exceeded_until`].
    QuotaExceeded {
        /// When the next message can be queued.
        until: Timestamp,
    },
}

impl Delivery {
    /// The messages of `site`, with the default limits.
    pub fn new(site: impl Into<String>, master_key: &MasterKey) -> Self {
        Self::with_limits(site, master_key, Limits::default())
    }

    /// The messages of `site`.
    pub fn with_limits(site: impl Into<String>, master_key: &MasterKey, limits: Limits) -> Self {
        let inner = Inner {
            queue: Queue::new(site, master_key),
            recipients: KeyedHash::new(master_key, "delivery-recipient"),
            limits,
            logged_at: [AtomicI64::new(0), AtomicI64::new(0)],
        };
        Self { inner: Arc::new(inner) }
    }

    /// The site's queue, for other jobs than messages.
    pub fn jobs(&self) -> &Queue {
        &self.inner.queue
    }

    /// A worker that sends what is queued, by the transports that there are.
    pub fn worker(&self, store: Store, transports: Transports, clock: Clock) -> Worker {
        let kinds = transports.kinds();
        let handler = Arc::new(SendMessage(transports));
        let worker = Worker::new(self.inner.queue.clone(), store, clock);
        kinds.into_iter().fold(worker, |worker, kind| worker.handle(kind.job_kind(), handler.clone()))
    }

    /// Queues a message in the transaction that causes it. The commit wakes the worker.
    pub fn queue(&self, tx: &mut Tx<'_>, now: Timestamp, message: &Message) -> Result<Queued, StoreError> {
        self.queue_within(message.quota, tx, now, message)
    }

    /// Queues a message that its recipient must get, such as that their password was changed, from a reserve as large as
    /// the limits of the day. Nobody can keep it from them by using up the limits. When the reserve is used up too, the
    /// log names the message that was refused.
    pub fn queue_warning(
        &self,
        tx: &mut Tx<'_>,
        now: Timestamp,
        message: &Message,
    ) -> Result<(), StoreError> {
        if let Queued::QuotaExceeded { .. } = self.queue_within(Quota::Warning, tx, now, message)? {
            let id = self.inner.queue.id(&message.idempotency_key);
            tracing::error!(%id, "a warning was refused: the reserve of the day is used up");
        }
        Ok(())
    }

    /// Deletes what counts in no limit any more, and what [`Queue::delete_expired`] does; about `at_most` rows of each.
    /// Returns how many rows were touched.
    pub fn delete_expired(&self, tx: &mut Tx<'_>, now: Timestamp, at_most: u32) -> Result<u64, StoreError> {
        Ok(table::delete_expired(tx, now, at_most)? + self.inner.queue.delete_expired(tx, now, at_most)?)
    }

    fn queue_within(
        &self,
        quota: Quota,
        tx: &mut Tx<'_>,
        now: Timestamp,
        message: &Message,
    ) -> Result<Queued, StoreError> {
        let kind = message.channel.kind();
        let recipient = message.channel.costly_recipient();
        if let Some(recipient) = recipient
            && let Some(until) = self.quota_exceeded_until(tx, now, recipient, quota)?
        {
            return Ok(Queued::QuotaExceeded { until });
        }
        let payload = message.channel.to_json();
        let job = NewJob {
            expires_at: message.expires_at,
            ..NewJob::new(kind.job_kind(), &message.idempotency_key, &payload)
        };
        let id = match self.inner.queue.enqueue(tx, now, &job)? {
            Enqueued::New(id) => id,
            Enqueued::Duplicate(id) => return Ok(Queued::Duplicate(id)),
        };
        let number = match recipient {
            Some(Recipient::Phone(phone)) => Some(self.recipient(phone)),
            Some(Recipient::Post) => None,
            None => return Ok(Queued::New(id)),
        };
        table::insert(tx, now, &id, kind, quota, number.as_deref())?;
        Ok(Queued::New(id))
    }

    /// Once a minute, not once for each of a flood.
    pub(crate) fn log_quota_exceeded(&self, now: Timestamp, to: Recipient<'_>) {
        let (logged_at, kind) = match to {
            Recipient::Phone(_) => (&self.inner.logged_at[0], ChannelKind::Sms),
            Recipient::Post => (&self.inner.logged_at[1], ChannelKind::Letter),
        };
        let now_ms = now.unix_ms();
        let due = |before_ms: i64| (now_ms - before_ms >= MINUTE_MS).then_some(now_ms);
        if logged_at.fetch_update(Ordering::Relaxed, Ordering::Relaxed, due).is_ok() {
            tracing::error!(channel = %kind, "a limit of a day is reached: messages are refused");
        }
    }

    pub(crate) fn limits(&self) -> Limits {
        self.inner.limits
    }

    /// A keyed hash of the number, by which its messages are counted.
    pub(crate) fn recipient(&self, phone: &PhoneNumber) -> String {
        const BYTES: usize = 16;
        hexadecimal(&self.inner.recipients.hash(phone.as_str().as_bytes())[..BYTES])
    }
}
