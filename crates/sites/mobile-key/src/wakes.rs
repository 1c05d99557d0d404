//! Who waits for what inside this process: pages for their request, phones for their notices.
//!
//! A transaction wakes them the moment it is durable. Other processes of the same site, on the same database, do not:
//! whoever waits also looks, once a second.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use store::Tx;
use tokio::sync::Notify;

use crate::rules::{DeviceId, RequestId};

/// Requests and devices that somebody waits for at the same time; each stream holds a connection.
const MAX_TOPICS: usize = 8_000;
/// Tabs of one page, or streams of one phone.
const MAX_LISTENERS_PER_TOPIC: usize = 8;

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
    /// One more who waits, unless there are too many for this topic or at all.
    pub(crate) fn listen(&self, topic: Topic) -> Option<Listener> {
        let notify = Arc::new(Notify::new());
        let mut waiting = self.waiting();
        let crowded = waiting.len() >= MAX_TOPICS && !waiting.contains_key(&topic);
        if crowded || waiting.get(&topic).is_some_and(|listeners| listeners.len() >= MAX_LISTENERS_PER_TOPIC)
        {
            return None;
        }
        let listeners = waiting.entry(topic.clone()).or_default();
        listeners.push(Arc::clone(&notify));
        drop(waiting);
        Some(Listener { wakes: self.clone(), topic, notify })
    }

    /// Wakes everyone who waits for it, when the transaction is durable.
    pub(crate) fn wake(&self, tx: &mut Tx<'_>, topic: &Topic) {
        if let Some(waiting) = self.waiting().get(topic) {
            for notify in waiting {
                tx.notify_after_commit(notify);
            }
        }
    }

    /// How many wait, of all.
    #[cfg(test)]
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
        assert!(one.is_some() && two.is_some());
        assert_eq!(wakes.count(), 2);
        drop(one);
        drop(two);
        assert!(wakes.waiting().is_empty());
    }
    #[test]
    fn nobody_takes_all_streams_with_one_request() {
        let wakes = Wakes::default();
        let topic = Topic::Request(RequestId::new(Timestamp::from_unix_ms(0), [0; 10]));
        let listeners: Vec<_> =
            (0..MAX_LISTENERS_PER_TOPIC).map(|_| wakes.listen(topic.clone()).unwrap()).collect();
        assert!(wakes.listen(topic.clone()).is_none());
        drop(listeners);
        assert!(wakes.listen(topic).is_some());
    }
}
