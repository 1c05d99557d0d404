//! PostgreSQL gone and back, through a relay that we can cut.

use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use store::testing::postgres;
use store::{Location, Store, StoreError};
use tokio_postgres::Config;
use tokio_postgres::config::Host;

use crate::tables::{TABLES, insert_pair, whole_pairs};

/// Passes bytes on while it is up.
#[derive(Clone)]
struct Relay {
    up: Arc<AtomicBool>,
    streams: Arc<Mutex<Vec<TcpStream>>>,
}

impl Relay {
    /// Listens on a port of its own.
    fn start(target: SocketAddr) -> (Self, u16) {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let relay = Self { up: Arc::new(AtomicBool::new(true)), streams: Arc::default() };
        let accepting = relay.clone();
        std::thread::spawn(move || {
            for client in listener.incoming().map_while(Result::ok) {
                if accepting.up.load(Ordering::SeqCst) {
                    accepting.join(client, TcpStream::connect(target).unwrap());
                }
            }
        });
        (relay, port)
    }

    fn join(&self, client: TcpStream, server: TcpStream) {
        for (mut from, mut to) in [
            (client.try_clone().unwrap(), server.try_clone().unwrap()),
            (server.try_clone().unwrap(), client.try_clone().unwrap()),
        ] {
            std::thread::spawn(move || {
                let _ = std::io::copy(&mut from, &mut to);
                let _ = to.shutdown(Shutdown::Both);
            });
        }
        self.streams.lock().unwrap().extend([client, server]);
    }

    fn cut(&self) {
        for stream in self.streams.lock().unwrap().drain(..) {
            let _ = stream.shutdown(Shutdown::Both);
        }
    }

    fn down(&self) {
        self.up.store(false, Ordering::SeqCst);
        self.cut();
    }

    fn up(&self) {
        self.up.store(true, Ordering::SeqCst);
    }
}

/// The database as seen through a relay; none without PostgreSQL on TCP.
async fn relayed(direct: &store::testing::TestStore) -> Option<(Store, Relay)> {
    let Location::Postgres(url) = direct.location() else { return None };
    let config: Config = url.parse().unwrap();
    let Some(Host::Tcp(host)) = config.get_hosts().first() else { return None };
    let port = config.get_ports().first().copied().unwrap_or(5432);
    let target = tokio::net::lookup_host((host.as_str(), port)).await.unwrap().next().unwrap();
    let (relay, relay_port) = Relay::start(target);
    let through = url.replacen(&format!("{host}:{port}"), &format!("127.0.0.1:{relay_port}"), 1);
    assert_ne!(&through, url, "the URL must name its port");
    let store = Store::open(&Location::Postgres(through), direct.site(), &[TABLES]).await.unwrap();
    Some((store, relay))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_connection_is_replaced_unnoticed() {
    let Some(direct) = postgres("lost", &[TABLES]).await else { return };
    let Some((store, relay)) = relayed(&direct).await else { return };
    for number in 0..5 {
        relay.cut();
        store.write(|tx| insert_pair(tx, &number.to_string())).await.unwrap();
        relay.cut();
        assert_eq!(whole_pairs(&store).await.len(), number + 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_is_gone_is_told_and_its_return_is_noticed() {
    let Some(direct) = postgres("gone", &[TABLES]).await else { return };
    let Some((store, relay)) = relayed(&direct).await else { return };
    store.write(|tx| insert_pair(tx, "before")).await.unwrap();
    relay.down();
    let reading: Result<_, StoreError> =
        store.read(|tx| tx.query("SELECT 1", &[], |row| row.get::<i64>(0))).await;
    assert!(matches!(reading, Err(StoreError::Unavailable { .. })), "{reading:?}");
    let writing = store.write(|tx| insert_pair(tx, "meanwhile")).await;
    assert!(matches!(writing, Err(StoreError::Unavailable { .. })), "{writing:?}");
    relay.up();
    store.write(|tx| insert_pair(tx, "after")).await.unwrap();
    assert_eq!(whole_pairs(&store).await, ["after", "before"]);
}

/// Cut in the middle of a transaction, it is run again; nothing acknowledged is lost, nothing is there by half.
#[tokio::test(flavor = "multi_thread")]
async fn cuts_under_load_lose_nothing_acknowledged() {
    let Some(direct) = postgres("cuts", &[TABLES]).await else { return };
    let Some((store, relay)) = relayed(&direct).await else { return };
    let writers: Vec<_> = (0..4)
        .map(|writer| {
            let store = store.clone();
            tokio::spawn(async move {
                let mut acknowledged = Vec::new();
                for number in 0..100 {
                    let id = format!("{writer}-{number}");
                    if store.write(|tx| insert_pair(tx, &id)).await.is_ok() {
                        acknowledged.push(id);
                    }
                }
                acknowledged
            })
        })
        .collect();
    for _ in 0..20 {
        tokio::time::sleep(Duration::from_millis(15)).await;
        relay.cut();
    }
    let mut acknowledged = Vec::new();
    for writer in writers {
        acknowledged.extend(writer.await.unwrap());
    }
    let there = whole_pairs(&direct).await;
    assert!(acknowledged.len() > 300, "only {}", acknowledged.len());
    assert!(acknowledged.iter().all(|id| there.contains(id)));
}
