//! Wakes tasks of this process after a commit: pages that wait for their request, phones that wait for notices.
//!
//! A transaction wakes them the moment it is durable. Other processes of the same site, on the same database, do not:
//! whoever waits also looks, once a second.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use store::Tx;
use tokio::sync::Notify;

use mobile_key_api::{DeviceId, RequestId};

/// Requests that somebody waits for at the same time, and devices too: phones cannot take the places of pages.
const MAX_TOPICS_OF_A_KIND: usize = 8_000;
/// Tabs of one page, or streams of one phone.
const MAX_LISTENERS_PER_TOPIC: usize = 8;

/// What one can wait for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Topic {
    Request(RequestId),
    Device(DeviceId),
}

/// Everybody who listens, by topic. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub(crate) struct Notifier(Arc<[Mutex<Waiting>; 2]>);

type Waiting = HashMap<Topic, Vec<Arc<Notify>>>;

/// One listener, until it is dropped.
#[derive(Debug)]
pub(crate) struct Listener {
    notifier: Notifier,
    topic: Topic,
    notify: Arc<Notify>,
}

impl Notifier {
    /// One more listener, unless there are too many for this topic or at all.
    pub(crate) fn listen(&self, topic: Topic) -> Option<Listener> {
        let notify = Arc::new(Notify::new());
        let mut waiting = self.waiting(&topic);
        let crowded = waiting.len() >= MAX_TOPICS_OF_A_KIND && !waiting.contains_key(&topic);
        if crowded || waiting.get(&topic).is_some_and(|listeners| listeners.len() >= MAX_LISTENERS_PER_TOPIC)
        {
            return None;
        }
        let listeners = waiting.entry(topic.clone()).or_default();
        listeners.push(Arc::clone(&notify));
        drop(waiting);
        Some(Listener { notifier: self.clone(), topic, notify })
    }

    /// Notifier everyone who waits for it, when the transaction is durable.
    pub(crate) fn notify(&self, tx: &mut Tx<'_>, topic: &Topic) {
        if let Some(waiting) = self.waiting(topic).get(topic) {
            for notify in waiting {
                tx.notify_after_commit(notify);
            }
        }
    }

    /// How many wait, of all.
    #[cfg(test)]
    pub(crate) fn count(&self) -> usize {
        let of_kind = |kind: &Mutex<Waiting>| kind.lock().unwrap().values().map(Vec::len).sum::<usize>();
        self.0.iter().map(of_kind).sum()
    }

    fn waiting(&self, topic: &Topic) -> std::sync::MutexGuard<'_, Waiting> {
        let [requests, devices] = &*self.0;
        let of_kind = match topic {
            Topic::Request(_) => requests,
            Topic::Device(_) => devices,
        };
        of_kind.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Listener {
    /// Returns when something was committed since the last call.
    pub(crate) async fn notified(&self) {
        self.notify.notified().await;
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let mut waiting = self.notifier.waiting(&self.topic);
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
        let notifier = Notifier::default();
        let topic = Topic::Request(RequestId::new(Timestamp::from_unix_ms(0), [0; 10]));
        let (one, two) = (notifier.listen(topic.clone()), notifier.listen(topic));
        assert!(one.is_some() && two.is_some());
        assert_eq!(notifier.count(), 2);
        drop(one);
        drop(two);
        assert_eq!(notifier.count(), 0);
        assert!(notifier.0.iter().all(|kind| kind.lock().unwrap().is_empty()));
    }

    #[test]
    fn phones_do_not_take_the_places_of_pages() {
        let notifier = Notifier::default();
        let id = |number: usize| {
            let mut random = [0; 10];
            random[..8].copy_from_slice(&number.to_be_bytes());
            random
        };
        let device = |number| Topic::Device(DeviceId::new(Timestamp::from_unix_ms(0), id(number)));
        let phones: Vec<_> =
            (0..MAX_TOPICS_OF_A_KIND).map(|number| notifier.listen(device(number)).unwrap()).collect();
        assert!(notifier.listen(device(MAX_TOPICS_OF_A_KIND)).is_none());
        assert!(
            notifier.listen(Topic::Request(RequestId::new(Timestamp::from_unix_ms(0), [0; 10]))).is_some()
        );
        drop(phones);
    }

    #[test]
    fn nobody_takes_all_streams_with_one_request() {
        let notifier = Notifier::default();
        let topic = Topic::Request(RequestId::new(Timestamp::from_unix_ms(0), [0; 10]));
        let listeners: Vec<_> =
            (0..MAX_LISTENERS_PER_TOPIC).map(|_| notifier.listen(topic.clone()).unwrap()).collect();
        assert!(notifier.listen(topic.clone()).is_none());
        drop(listeners);
        assert!(notifier.listen(topic).is_some());
    }
}
