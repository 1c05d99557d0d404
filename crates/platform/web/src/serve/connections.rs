//! Who may hold connections open, of as many as the process has files for.
//!
//! Every listener has an equal share, so that a crowd at one site leaves the others alone, and an address has a number of
//! its own over all of them. Whoever has too many loses idle ones first: those on which nothing is asked.

use std::collections::{BTreeSet, HashMap};
use std::net::IpAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;

use crate::Proxies;
use crate::limits::{CONNECTIONS_OF_AN_ADDRESS, LEAST_CONNECTIONS, MAX_CONNECTIONS, subscriber};

/// The connections of the process.
pub(super) static OPEN: LazyLock<Arc<Connections>> =
    LazyLock::new(|| Arc::new(Connections::new(super::files::for_connections())));

/// All connections of a number of listeners.
pub(super) struct Connections {
    capacity: usize,
    books: Mutex<Books>,
}

#[derive(Default)]
struct Books {
    next: u64,
    listeners: HashMap<u64, Listener>,
    /// How many each address has, over all listeners.
    addresses: HashMap<IpAddr, usize>,
}

#[derive(Default)]
struct Listener {
    open: HashMap<u64, Arc<Connection>>,
    by_address: HashMap<IpAddr, BTreeSet<u64>>,
}

struct Connection {
    requests: AtomicUsize,
    ends: Notify,
}

/// A listener's part of it; ends with it.
pub(super) struct Share {
    connections: Arc<Connections>,
    listener: u64,
    /// Before this listener; they speak for many people.
    proxies: Proxies,
}

/// A connection's place; given back when dropped.
pub(super) struct Place {
    connections: Arc<Connections>,
    listener: u64,
    id: u64,
    address: IpAddr,
    connection: Arc<Connection>,
}

/// A request that is answered; its connection is not idle while it lasts.
pub(super) struct Busy(Arc<Connection>);

impl Connections {
    pub(super) fn new(capacity: usize) -> Self {
        Self { capacity, books: Mutex::default() }
    }

    pub(super) fn share(self: &Arc<Self>, proxies: Proxies) -> Share {
        let mut books = self.books();
        let listener = books.number();
        books.listeners.insert(listener, Listener::default());
        Share { connections: Arc::clone(self), listener, proxies }
    }

    fn books(&self) -> MutexGuard<'_, Books> {
        self.books.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Share {
    /// A place for a new connection; none if there is nobody who could make room.
    pub(super) fn place(&self, peer: IpAddr) -> Option<Place> {
        let address = subscriber(peer);
        let mut books = self.connections.books();
        let has_many = books.addresses.get(&address).is_some_and(|n| *n >= CONNECTIONS_OF_AN_ADDRESS);
        if has_many && !self.speaks_for_many(peer) && !books.end_idle_of(address) {
            return None;
        }
        let share = (self.connections.capacity / books.listeners.len().max(1))
            .clamp(LEAST_CONNECTIONS, MAX_CONNECTIONS);
        if books.listeners.get(&self.listener)?.open.len() >= share && !books.make_room(self.listener, share)
        {
            return None;
        }
        let id = books.number();
        let connection = Arc::new(Connection { requests: AtomicUsize::new(0), ends: Notify::new() });
        *books.addresses.entry(address).or_default() += 1;
        let listener = books.listeners.get_mut(&self.listener)?;
        listener.open.insert(id, Arc::clone(&connection));
        listener.by_address.entry(address).or_default().insert(id);
        let connections = Arc::clone(&self.connections);
        Some(Place { connections, listener: self.listener, id, address, connection })
    }

    /// Proxies and the machine itself speak for many.
    fn speaks_for_many(&self, peer: IpAddr) -> bool {
        peer.to_canonical().is_loopback() || self.proxies.hold(peer)
    }

    /// Lets go of a connection, because there are no files left.
    pub(super) fn end_one(&self) -> bool {
        self.connections.books().make_room(self.listener, 0)
    }
}

impl Drop for Share {
    fn drop(&mut self) {
        self.connections.books().listeners.remove(&self.listener);
    }
}

impl Place {
    /// Done when the connection has to make room for others.
    pub(super) async fn ends(&self) {
        self.connection.ends.notified().await;
    }

    pub(super) fn begin_request(&self) -> Busy {
        self.connection.requests.fetch_add(1, Ordering::Relaxed);
        Busy(Arc::clone(&self.connection))
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.connections.books().forget(self.listener, self.address, self.id);
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        self.0.requests.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Connection {
    fn is_idle(&self) -> bool {
        self.requests.load(Ordering::Relaxed) == 0
    }
}

impl Listener {
    fn oldest_idle(&self, address: IpAddr) -> Option<u64> {
        let ids = self.by_address.get(&address)?;
        ids.iter().copied().find(|id| self.open.get(id).is_some_and(|connection| connection.is_idle()))
    }

    /// Who has most, and how many.
    fn greediest(&self) -> Option<(IpAddr, usize)> {
        self.by_address.iter().map(|(address, ids)| (*address, ids.len())).max_by_key(|(_, count)| *count)
    }
}

impl Books {
    fn number(&mut self) -> u64 {
        self.next += 1;
        self.next
    }

    /// Ends the oldest idle connection of an address, at whatever listener.
    fn end_idle_of(&mut self, address: IpAddr) -> bool {
        let idle = self
            .listeners
            .iter()
            .filter_map(|(listener, part)| Some((part.oldest_idle(address)?, *listener)));
        let Some((id, listener)) = idle.min() else { return false };
        self.end(listener, address, id);
        true
    }

    /// Ends a connection of whoever has most at a listener: an idle one, or any if they have more than half of the share.
    fn make_room(&mut self, listener: u64, share: usize) -> bool {
        let Some(part) = self.listeners.get(&listener) else { return false };
        let Some((address, count)) = part.greediest() else { return false };
        let of_others = || {
            let idle = part.by_address.keys().filter_map(|other| Some((part.oldest_idle(*other)?, *other)));
            idle.min()
        };
        let any = || part.by_address.get(&address).and_then(BTreeSet::first).filter(|_| count > share / 2);
        let idle = part.oldest_idle(address).map(|id| (id, address));
        let Some((id, address)) = idle.or_else(of_others).or_else(|| any().map(|id| (*id, address))) else {
            return false;
        };
        self.end(listener, address, id);
        true
    }

    fn end(&mut self, listener: u64, address: IpAddr, id: u64) {
        if let Some(connection) = self.listeners.get(&listener).and_then(|part| part.open.get(&id)) {
            connection.ends.notify_one();
        }
        self.forget(listener, address, id);
    }

    fn forget(&mut self, listener: u64, address: IpAddr, id: u64) {
        let Some(part) = self.listeners.get_mut(&listener) else { return };
        if part.open.remove(&id).is_none() {
            return;
        }
        if let Some(ids) = part.by_address.get_mut(&address) {
            ids.remove(&id);
            if ids.is_empty() {
                part.by_address.remove(&address);
            }
        }
        if let Some(count) = self.addresses.get_mut(&address) {
            *count -= 1;
            if *count == 0 {
                self.addresses.remove(&address);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    /// finding S-A11
    #[test]
    fn an_address_has_its_number_and_loses_idle_ones_first() {
        let open = Arc::new(Connections::new(1_000_000));
        let proxies: Proxies = serde_json::from_value(serde_json::json!(["192.0.2.8/31"])).unwrap();
        let (one, other) = (open.share(proxies), open.share(Proxies::default()));
        let crowd = address("192.0.2.1");
        let mut places: Vec<_> = (0..CONNECTIONS_OF_AN_ADDRESS).map(|_| one.place(crowd).unwrap()).collect();
        let busy: Vec<_> = places.iter().skip(1).map(Place::begin_request).collect();
        let more = other.place(crowd).expect("the idle one, the first, makes room");
        let _more = more.begin_request();
        assert!(other.place(crowd).is_none(), "all others are busy");
        assert!(other.place(address("192.0.2.2")).is_some(), "another address has its own");
        drop(busy);
        assert!(other.place(crowd).is_some());
        places.clear();
        for (asker, speaks_for_many) in [("192.0.2.9", true), ("192.0.2.10", false)] {
            let asker = address(asker);
            let many: Vec<_> = (0..=CONNECTIONS_OF_AN_ADDRESS)
                .filter_map(|_| one.place(asker).map(|place| (place.begin_request(), place)))
                .collect();
            assert_eq!(many.len() > CONNECTIONS_OF_AN_ADDRESS, speaks_for_many, "{asker}");
            assert!(!speaks_for_many || other.place(asker).is_none(), "it is a proxy of one listener only");
        }
    }

    /// finding S-A11
    #[test]
    fn a_crowd_at_one_listener_leaves_the_others_their_share() {
        let open = Arc::new(Connections::new(4 * LEAST_CONNECTIONS));
        let (one, other) = (open.share(Proxies::default()), open.share(Proxies::default()));
        let share = 2 * LEAST_CONNECTIONS;
        let crowd: Vec<_> = (0..10 * share)
            .filter_map(|n| one.place(address(&format!("198.51.{}.{}", n / 200, n % 200))))
            .collect();
        assert_eq!(open.books().listeners[&one.listener].open.len(), share);
        let busy: Vec<_> = crowd.iter().map(Place::begin_request).collect();
        assert!(one.place(address("203.0.113.1")).is_none(), "everybody is busy, and nobody has many");
        assert!(other.place(address("203.0.113.1")).is_some());
        drop((busy, crowd));
        assert!(open.books().addresses.is_empty(), "every place is given back");
    }

    #[test]
    fn whoever_has_more_than_half_makes_room_even_when_busy() {
        let open = Arc::new(Connections::new(LEAST_CONNECTIONS));
        let share = open.share(Proxies::default());
        let places: Vec<_> =
            (0..LEAST_CONNECTIONS).map(|_| share.place(address("127.0.0.1")).unwrap()).collect();
        let busy: Vec<_> = places.iter().map(Place::begin_request).collect();
        assert!(share.place(address("203.0.113.1")).is_some());
        drop(busy);
    }
}
