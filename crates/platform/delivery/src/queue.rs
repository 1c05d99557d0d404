//! Into the queue.

use std::sync::Arc;

use ::store::{StoreError, Tx};
use secrets::{KeyedHash, MasterKey, Sealer};
use tokio::sync::Notify;
use values::Timestamp;

use crate::store::{self, Row};
use crate::{Channel, ChannelKind, Message, MessageId};

/// One site's queue. Clones share it.
#[derive(Clone)]
pub struct Delivery {
    inner: Arc<Inner>,
}

struct Inner {
    site: String,
    ids: KeyedHash,
    sealer: Sealer,
    woken: [Arc<Notify>; ChannelKind::ALL.len()],
}

/// What came of queueing a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Queued {
    /// It will go out when this transaction is durable.
    New(MessageId),
    /// This cause has had its message.
    Already(MessageId),
}

impl Delivery {
    /// The queue in the store of `site`.
    pub fn new(site: impl Into<String>, master_key: &MasterKey) -> Self {
        let inner = Inner {
            site: site.into(),
            ids: KeyedHash::new(master_key, "delivery-id"),
            sealer: Sealer::new(master_key, "delivery-message"),
            woken: std::array::from_fn(|_| Arc::new(Notify::new())),
        };
        Self { inner: Arc::new(inner) }
    }

    /// Queues a message in the transaction that causes it. The worker is woken by the commit.
    pub fn queue(&self, tx: &mut Tx<'_>, now: Timestamp, message: &Message) -> Result<Queued, StoreError> {
        let kind = message.channel.kind();
        let id = self.id(&message.cause);
        let row = Row {
            id: &id,
            cause: &message.cause,
            kind,
            sealed: &self.seal(&id, &message.channel),
            queued_at: now,
            useless_after: message.useless_after,
        };
        if store::insert(tx, &row)? {
            tx.notify_after_commit(self.woken(kind));
            Ok(Queued::New(id))
        } else {
            Ok(Queued::Already(id))
        }
    }

    /// Makes the workers look at once; needed only after the clock was moved.
    pub fn wake(&self) {
        for woken in &self.inner.woken {
            woken.notify_one();
        }
    }

    pub(crate) fn woken(&self, kind: ChannelKind) -> &Arc<Notify> {
        let [email, sms, letter, notice] = &self.inner.woken;
        match kind {
            ChannelKind::Email => email,
            ChannelKind::Sms => sms,
            ChannelKind::Letter => letter,
            ChannelKind::Notice => notice,
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
