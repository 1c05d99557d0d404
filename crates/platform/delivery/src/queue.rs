//! Into the queue.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use ::store::{StoreError, Tx};
use secrets::{KeyedHash, MasterKey, Sealer};
use tokio::sync::Notify;
use values::{MINUTE_MS, PhoneNumber, Timestamp};

use crate::store::{self, Row};
use crate::{Channel, ChannelKind, Limits, Message, MessageId, Quota, Recipient};

/// One site's queue. Clones share it.
#[derive(Clone)]
pub struct Delivery {
    inner: Arc<Inner>,
}

struct Inner {
    site: String,
    ids: KeyedHash,
    recipients: KeyedHash,
    limits: Limits,
    sealer: Sealer,
    woken: [Arc<Notify>; ChannelKind::ALL.len()],
    /// When the log last heard of SMS, and of letters, that were refused.
    said_full_at: [AtomicI64; 2],
}

/// What came of queueing a message.
#[must_use = "a message that was refused was not sent"]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Queued {
    /// It will go out when this transaction is durable.
    New(MessageId),
    /// This cause has had its message.
    Duplicate(MessageId),
    /// Refused: all that may leave in a day has left. See [`Delivery::quota_exceeded_until`].
    QuotaExceeded {
        /// When there is room again.
        until: Timestamp,
    },
}

impl Delivery {
    /// The queue in the store of `site`, with the usual limits.
    pub fn new(site: impl Into<String>, master_key: &MasterKey) -> Self {
        Self::with_limits(site, master_key, Limits::default())
    }

    /// The queue in the store of `site`.
    pub fn with_limits(site: impl Into<String>, master_key: &MasterKey, limits: Limits) -> Self {
        let inner = Inner {
            site: site.into(),
            ids: KeyedHash::new(master_key, "delivery-id"),
            recipients: KeyedHash::new(master_key, "delivery-recipient"),
            limits,
            sealer: Sealer::new(master_key, "delivery-message"),
            woken: std::array::from_fn(|_| Arc::new(Notify::new())),
            said_full_at: [AtomicI64::new(0), AtomicI64::new(0)],
        };
        Self { inner: Arc::new(inner) }
    }

    /// Queues a message in the transaction that causes it. The worker is woken by the commit.
    pub fn queue(&self, tx: &mut Tx<'_>, now: Timestamp, message: &Message) -> Result<Queued, StoreError> {
        self.queue_for(message.quota, tx, now, message)
    }

    /// The same for what somebody must learn, as that their password was replaced: whoever has used up the limits of
    /// the day does not keep it from them. There is a reserve as large as the limits; beyond it the log names what was
    /// refused.
    pub fn queue_warning(
        &self,
        tx: &mut Tx<'_>,
        now: Timestamp,
        message: &Message,
    ) -> Result<(), StoreError> {
        if let Queued::QuotaExceeded { .. } = self.queue_for(Quota::Warning, tx, now, message)? {
            let id = self.id(&message.cause);
            tracing::error!(%id, "a message that somebody should have got was refused: the reserve is used up");
        }
        Ok(())
    }

    fn queue_for(
        &self,
        quota: Quota,
        tx: &mut Tx<'_>,
        now: Timestamp,
        message: &Message,
    ) -> Result<Queued, StoreError> {
        let kind = message.channel.kind();
        let id = self.id(&message.cause);
        let recipient = message.channel.costly_recipient();
        if let Some(recipient) = recipient
            && let Some(until) = self.quota_exceeded_until(tx, now, recipient, quota)?
        {
            return Ok(Queued::QuotaExceeded { until });
        }
        let recipient = match recipient {
            Some(Recipient::Phone(phone)) => Some(self.recipient(phone)),
            _ => None,
        };
        let row = Row {
            id: &id,
            cause: &message.cause,
            kind,
            sealed: &self.seal(&id, &message.channel),
            queued_at: now,
            expires_at: message.expires_at,
            recipient: recipient.as_deref(),
            quota,
        };
        if store::insert(tx, &row)? {
            tx.notify_after_commit(self.woken(kind));
            Ok(Queued::New(id))
        } else {
            Ok(Queued::Duplicate(id))
        }
    }

    /// Makes the workers look at once; needed only after the clock was moved.
    pub fn wake(&self) {
        for woken in &self.inner.woken {
            woken.notify_one();
        }
    }

    /// Once a minute, not once for each of a flood.
    pub(crate) fn say_that_it_is_full(&self, now: Timestamp, to: Recipient<'_>) {
        let (said_at, kind) = match to {
            Recipient::Phone(_) => (&self.inner.said_full_at[0], ChannelKind::Sms),
            Recipient::Post => (&self.inner.said_full_at[1], ChannelKind::Letter),
        };
        let now_ms = now.unix_ms();
        let due = |before_ms: i64| (now_ms - before_ms >= MINUTE_MS).then_some(now_ms);
        if said_at.fetch_update(Ordering::Relaxed, Ordering::Relaxed, due).is_ok() {
            tracing::error!(channel = %kind, "a limit of a day is reached: messages are refused");
        }
    }

    pub(crate) fn limits(&self) -> Limits {
        self.inner.limits
    }

    /// By which messages to one number are counted; it does not tell the number.
    pub(crate) fn recipient(&self, phone: &PhoneNumber) -> String {
        MessageId::from_hash(self.inner.recipients.hash(phone.as_str().as_bytes())).as_str().to_owned()
    }

    pub(crate) fn woken(&self, kind: ChannelKind) -> &Arc<Notify> {
        let [email, sms, letter, notice] = &self.inner.woken;
        match kind {
            ChannelKind::Email => email,
            ChannelKind::Sms => sms,
            ChannelKind::Letter => letter,
            ChannelKind::Webhook => notice,
        }
    }

    /// `None` when the row was sealed under another master key, or damaged.
    pub(crate) fn open(&self, id: &MessageId, sealed: &[u8]) -> Option<Channel> {
        let plain = self.inner.sealer.open(sealed, id.as_str().as_bytes()).ok()?;
        serde_json::from_slice(&plain).ok()
    }

    fn id(&self, cause: &str) -> MessageId {
        MessageId::from_hash(self.inner.ids.hash_parts(&[self.inner.site.as_bytes(), cause.as_bytes()]))
    }

    fn seal(&self, id: &MessageId, channel: &Channel) -> Vec<u8> {
        // Strings, numbers and bytes: there is nothing in it that JSON cannot write.
        let plain = serde_json::to_vec(channel).unwrap_or_default();
        self.inner.sealer.seal(&plain, id.as_str().as_bytes())
    }
}
