//! How many connections each listener and each client address may hold open.
//!
//! Every listener has an equal share of the connections that the process has files for, so that a crowd at one leaves the
//! others alone; an address has a limit over all listeners. Where there are too many, idle connections are closed first.

use std::collections::{BTreeSet, HashMap};
use std::net::IpAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};

use rate_limit::subscriber;
use tokio::sync::Notify;

use crate::{CONNECTIONS_OF_AN_ADDRESS, LEAST_CONNECTIONS, MAX_CONNECTIONS, Proxies};

/// The connections of the process.
pub(crate) static PROCESS: LazyLock<Arc<ConnectionLimiter>> =
    LazyLock::new(|| Arc::new(ConnectionLimiter::new(crate::open_files::for_connections())));

/// The connections of several listeners that share a capacity.
pub(crate) struct ConnectionLimiter {
    capacity: usize,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    next: u64,
    listeners: HashMap<u64, ListenerState>,
    /// Connections of each address, over all listeners.
    addresses: HashMap<IpAddr, usize>,
}

#[derive(Default)]
struct ListenerState {
    open: HashMap<u64, Arc<OpenConnection>>,
    by_address: HashMap<IpAddr, BTreeSet<u64>>,
}

/// A connection that has a permit.
pub(crate) struct OpenConnection {
    /// Requests that are being answered.
    requests: AtomicUsize,
    revoked: Notify,
}

/// The share of one listener; given back when dropped.
pub(crate) struct Share {
    connections: Arc<ConnectionLimiter>,
    listener: u64,
    /// The proxies before this listener, which connect for many people.
    proxies: Proxies,
}

/// The right to hold a connection open; given back when dropped.
pub(crate) struct Permit {
    connections: Arc<ConnectionLimiter>,
    listener: u64,
    id: u64,
    address: IpAddr,
    connection: Arc<OpenConnection>,
}

/// A request that is being answered: its connection is not idle until this is dropped.
pub struct RequestGuard(Arc<OpenConnection>);

impl ConnectionLimiter {
    pub(crate) fn new(capacity: usize) -> Self {
        Self { capacity, state: Mutex::default() }
    }

    pub(crate) fn share(self: &Arc<Self>, proxies: Proxies) -> Share {
        let mut state = self.state();
        let listener = state.number();
        state.listeners.insert(listener, ListenerState::default());
        Share { connections: Arc::clone(self), listener, proxies }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Share {
    /// A permit for a new connection; `None` if there are too many and none can be closed for it.
    pub(crate) fn permit(&self, peer: IpAddr) -> Option<Permit> {
        let address = subscriber(peer);
        let mut state = self.connections.state();
        let has_many = state.addresses.get(&address).is_some_and(|n| *n >= CONNECTIONS_OF_AN_ADDRESS);
        if has_many && !self.connects_for_many(peer) && !state.end_idle_of(address) {
            return None;
        }
        let share = (self.connections.capacity / state.listeners.len().max(1))
            .clamp(LEAST_CONNECTIONS, MAX_CONNECTIONS);
        if state.listeners.get(&self.listener)?.open.len() >= share && !state.make_room(self.listener, share)
        {
            return None;
        }
        let id = state.number();
        let connection = Arc::new(OpenConnection { requests: AtomicUsize::new(0), revoked: Notify::new() });
        *state.addresses.entry(address).or_default() += 1;
        let listener = state.listeners.get_mut(&self.listener)?;
        listener.open.insert(id, Arc::clone(&connection));
        listener.by_address.entry(address).or_default().insert(id);
        let connections = Arc::clone(&self.connections);
        Some(Permit { connections, listener: self.listener, id, address, connection })
    }

    /// Proxies and the machine itself connect for many people.
    fn connects_for_many(&self, peer: IpAddr) -> bool {
        peer.to_canonical().is_loopback() || self.proxies.contains(peer)
    }

    /// Closes a connection, because the process has no files left.
    pub(crate) fn end_one(&self) -> bool {
        self.connections.state().make_room(self.listener, 0)
    }
}

impl Drop for Share {
    fn drop(&mut self) {
        self.connections.state().listeners.remove(&self.listener);
    }
}

impl Permit {
    /// Done when the connection has to be closed to make room for another.
    pub(crate) async fn revoked(&self) {
        self.connection.revoked.notified().await;
    }

    pub(crate) fn connection(&self) -> Arc<OpenConnection> {
        Arc::clone(&self.connection)
    }
}

impl RequestGuard {
    pub(crate) fn new(connection: Arc<OpenConnection>) -> Self {
        connection.requests.fetch_add(1, Ordering::Relaxed);
        Self(connection)
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        self.connections.state().forget(self.listener, self.address, self.id);
    }
}

impl Drop for RequestGuard {
    fn drop(&mut self) {
        self.0.requests.fetch_sub(1, Ordering::Relaxed);
    }
}

impl OpenConnection {
    fn is_idle(&self) -> bool {
        self.requests.load(Ordering::Relaxed) == 0
    }
}

impl ListenerState {
    fn oldest_idle(&self, address: IpAddr) -> Option<u64> {
        let ids = self.by_address.get(&address)?;
        ids.iter().copied().find(|id| self.open.get(id).is_some_and(|connection| connection.is_idle()))
    }

    /// The address with the most connections, and how many it has.
    fn busiest_address(&self) -> Option<(IpAddr, usize)> {
        self.by_address.iter().map(|(address, ids)| (*address, ids.len())).max_by_key(|(_, count)| *count)
    }
}

impl State {
    fn number(&mut self) -> u64 {
        self.next += 1;
        self.next
    }

    /// Closes the oldest idle connection of an address at any listener.
    fn end_idle_of(&mut self, address: IpAddr) -> bool {
        let idle = self
            .listeners
            .iter()
            .filter_map(|(listener, part)| Some((part.oldest_idle(address)?, *listener)));
        let Some((id, listener)) = idle.min() else { return false };
        self.end(listener, address, id);
        true
    }

    /// Closes a connection of the address that has most at a listener: an idle one, or any if the address has more than half
    /// of the share; else an idle one of another address.
    fn make_room(&mut self, listener: u64, share: usize) -> bool {
        let Some(part) = self.listeners.get(&listener) else { return false };
        let Some((address, count)) = part.busiest_address() else { return false };
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
            connection.revoked.notify_one();
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

    fn begin_request(permit: &Permit) -> RequestGuard {
        RequestGuard::new(permit.connection())
    }

    /// finding S-A11
    #[test]
    fn an_address_has_its_number_and_loses_idle_ones_first() {
        let open = Arc::new(ConnectionLimiter::new(1_000_000));
        let proxies: Proxies = serde_json::from_value(serde_json::json!(["192.0.2.8/31"])).unwrap();
        let (one, other) = (open.share(proxies), open.share(Proxies::default()));
        let crowd = address("192.0.2.1");
        let mut permits: Vec<_> =
            (0..CONNECTIONS_OF_AN_ADDRESS).map(|_| one.permit(crowd).unwrap()).collect();
        let busy: Vec<_> = permits.iter().skip(1).map(begin_request).collect();
        let more = other.permit(crowd).expect("the idle one, the first, makes room");
        let _more = begin_request(&more);
        assert!(other.permit(crowd).is_none(), "all others are busy");
        assert!(other.permit(address("192.0.2.2")).is_some(), "another address has its own");
        drop(busy);
        assert!(other.permit(crowd).is_some());
        permits.clear();
        for (asker, connects_for_many) in [("192.0.2.9", true), ("192.0.2.10", false)] {
            let asker = address(asker);
            let many: Vec<_> = (0..=CONNECTIONS_OF_AN_ADDRESS)
                .filter_map(|_| one.permit(asker).map(|permit| (begin_request(&permit), permit)))
                .collect();
            assert_eq!(many.len() > CONNECTIONS_OF_AN_ADDRESS, connects_for_many, "{asker}");
            assert!(
                !connects_for_many || other.permit(asker).is_none(),
                "it is a proxy of one listener only"
            );
        }
    }

    /// finding S-A11
    #[test]
    fn a_crowd_at_one_listener_leaves_the_others_their_share() {
        let open = Arc::new(ConnectionLimiter::new(4 * LEAST_CONNECTIONS));
        let (one, other) = (open.share(Proxies::default()), open.share(Proxies::default()));
        let share = 2 * LEAST_CONNECTIONS;
        let crowd: Vec<_> = (0..10 * share)
            .filter_map(|n| one.permit(address(&format!("198.51.{}.{}", n / 200, n % 200))))
            .collect();
        assert_eq!(open.state().listeners[&one.listener].open.len(), share);
        let busy: Vec<_> = crowd.iter().map(begin_request).collect();
        assert!(one.permit(address("203.0.113.1")).is_none(), "everybody is busy, and nobody has many");
        assert!(other.permit(address("203.0.113.1")).is_some());
        drop((busy, crowd));
        assert!(open.state().addresses.is_empty(), "every place is given back");
    }

    #[test]
    fn whoever_has_more_than_half_makes_room_even_when_busy() {
        let open = Arc::new(ConnectionLimiter::new(LEAST_CONNECTIONS));
        let share = open.share(Proxies::default());
        let permits: Vec<_> =
            (0..LEAST_CONNECTIONS).map(|_| share.permit(address("127.0.0.1")).unwrap()).collect();
        let busy: Vec<_> = permits.iter().map(begin_request).collect();
        assert!(share.permit(address("203.0.113.1")).is_some());
        drop(busy);
    }
}
