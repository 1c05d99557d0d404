//! Who waits for what inside this process: pages for their request, phones for their notices.
//!
//! A transaction wakes them the moment it is durable. Other machines of the same site notice by looking.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use store::Tx;
use tokio::sync::Notify;

use crate::rules::{DeviceId, RequestId};

/// What one can wait for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Topic {
    Request(RequestId),
    Device(DeviceId),
}

/// Everyone who waits. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wakes(Arc<Mutex<HashMap<Topic, Vec<Arc<Notify>>>>>);

/// One who waits, until it is dropped.
#[derive(Debug)]
pub(crate) struct Listener {
    wakes: Wakes,
    topic: Topic,
    notify: Arc<Notify>,
}

impl Wakes {
    pub(crate) fn listen(&self, topic: Topic) -> Listener {
        let notify = Arc::new(Notify::new());
        self.waiting().entry(topic.clone()).or_default().push(Arc::clone(&notify));
        Listener { wakes: self.clone(), topic, notify }
    }

    /// Wakes everyone who waits for it, when the transaction is durable.
    pub(crate) fn wake(&self, tx: &mut Tx<'_>, topic: &Topic) {
        if let Some(waiting) = self.waiting().get(topic) {
            for notify in waiting {
                tx.notify_after_commit(notify);
            }
        }
    }

    /// How many wait, of all; for limits and tests.
    pub(crate) fn count(&self) -> usize {
        self.waiting().values().map(Vec::len).sum()
    }

    fn waiting(&self) -> std::sync::MutexGuard<'_, HashMap<Topic, Vec<Arc<Notify>>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Listener {
    /// Returns when something was committed since the last call.
    pub(crate) async fn woken(&self) {
        self.notify.notified().await;
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let mut waiting = self.wakes.waiting();
        if let Some(listeners) = waiting.get_mut(&self.topic) {
            listeners.retain(|notify| !Arc::ptr_eq(notify, &self.notify));
            if listeners.is_empty() {
                waiting.remove(&self.topic);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use values::Timestamp;

    use super::*;

    #[test]
    fn nobody_is_remembered_who_has_left() {
        let wakes = Wakes::default();
        let topic = Topic::Request(RequestId::new(Timestamp::from_unix_ms(0), [0; 10]));
        let (one, two) = (wakes.listen(topic.clone()), wakes.listen(topic));
        assert_eq!(wakes.count(), 2);
        drop(one);
        drop(two);
        assert!(wakes.waiting().is_empty());
    }
}
