//! Listeners for any protocol over TCP or TLS: HTTP, EPP, WHOIS.
//!
//! A [`Listener`] accepts connections within limits, does the TLS handshake, and hands each [`Connection`] to a [`Protocol`].
//!
//! ```ignore
//! let whois = Protocol::new(async |mut connection: Connection| {
//!     let query = connection.control.receive(read_line(&mut connection.stream)).await?;
//!     let _busy = connection.control.begin_request();
//!     connection.stream.write_all(answer(&query).await.as_bytes()).await?;
//!     Ok(())
//! });
//! Listener::new(socket, whois).run(shutdown).await?;
//! ```

mod connection;
mod open_files;
mod permits;
mod proxies;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
#[cfg(test)]
mod tests;
mod tls;

use std::io;
use std::net::IpAddr;
use std::pin::pin;
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};
use tokio_rustls::TlsAcceptor;

use permits::{PROCESS, Permit, Share};

pub use connection::{Connection, Control, Peer, PeerCertificate, Protocol, ProtocolError, Stream};
pub use permits::RequestGuard;
pub use proxies::Proxies;
pub use tls::{ServerTls, Tls, TlsError};

/// How long a client may take for the TLS handshake.
pub const HANDSHAKE_TIMEOUT_MS: u64 = 10_000;
/// How long [`Control::receive`] waits for a client's next request.
pub const IDLE_TIMEOUT_MS: u64 = 5 * 60_000;
/// Connections of one listener at the same time; fewer, if the process cannot open that many files.
pub const MAX_CONNECTIONS: usize = 10_000;
/// Connections that each listener may have, however few files the process may open.
pub const LEAST_CONNECTIONS: usize = 16;
/// Connections of one client address at the same time, over all listeners. Loopback addresses and trusted proxies may have
/// more, because they connect for many people.
pub const CONNECTIONS_OF_AN_ADDRESS: usize = 100;
/// How long running requests may take after the shutdown began.
pub const SHUTDOWN_TIMEOUT_MS: u64 = 3_000;

/// A socket and what is spoken on it.
#[derive(Debug)]
pub struct Listener {
    socket: TcpListener,
    protocol: Protocol,
    tls: Tls,
    proxies: Proxies,
}

impl Listener {
    /// Plain TCP, not behind a proxy.
    pub fn new(socket: TcpListener, protocol: Protocol) -> Self {
        Self { socket, protocol, tls: Tls::None, proxies: Proxies::default() }
    }

    /// With this TLS configuration.
    #[must_use]
    pub fn tls(self, tls: Tls) -> Self {
        Self { tls, ..self }
    }

    /// Behind these reverse proxies, which may have more connections than other addresses.
    #[must_use]
    pub fn behind(self, proxies: Proxies) -> Self {
        Self { proxies, ..self }
    }

    /// Serves until `shutdown` is done, then gives running requests three seconds.
    pub async fn run(self, shutdown: impl Future<Output = ()>) -> Result<(), TlsError> {
        let share = PROCESS.share(self.proxies.clone());
        self.run_within(share, shutdown).await
    }

    async fn run_within(self, share: Share, shutdown: impl Future<Output = ()>) -> Result<(), TlsError> {
        let Self { socket, protocol, tls, proxies: _ } = self;
        let acceptor = tls.acceptor(protocol.alpn_protocols())?;
        let (stop, stopped) = watch::channel(());
        let mut connections = JoinSet::new();
        let mut shutdown = pin!(shutdown);
        loop {
            let (stream, permit, address) = tokio::select! {
                accepted = accept(&socket, &share) => accepted,
                () = &mut shutdown => break,
            };
            while connections.try_join_next().is_some() {}
            let (protocol, acceptor, stopped) = (protocol.clone(), acceptor.clone(), stopped.clone());
            connections.spawn(async move {
                let handled = async {
                    let (stream, certificate) = handshake(stream, acceptor).await?;
                    let control = Control::new(permit.connection(), stopped);
                    protocol.handle(Connection { stream, peer: Peer { address, certificate }, control }).await
                };
                let handled = tokio::select! {
                    handled = handled => handled,
                    () = permit.revoked() => Err("closed to make room for another connection".into()),
                };
                if let Err(error) = handled {
                    tracing::debug!(%error, "a connection ended early");
                }
                drop(permit);
            });
        }
        drop((socket, stop));
        let all_ended = async { while connections.join_next().await.is_some() {} };
        if timeout(ms(SHUTDOWN_TIMEOUT_MS), all_ended).await.is_err() {
            tracing::info!("some connections are closed in the middle of a request");
        }
        connections.shutdown().await;
        Ok(())
    }
}

async fn handshake(
    stream: TcpStream,
    acceptor: Option<TlsAcceptor>,
) -> Result<(Box<dyn Stream>, Option<PeerCertificate>), ProtocolError> {
    let Some(acceptor) = acceptor else { return Ok((Box::new(stream), None)) };
    let accepted = timeout(ms(HANDSHAKE_TIMEOUT_MS), acceptor.accept(stream)).await;
    let stream = accepted.map_err(|_| "the TLS handshake took too long")??;
    let certificate = tls::peer_certificate(&stream).map(PeerCertificate);
    Ok((Box::new(stream), certificate))
}

/// The next connection that gets a permit. While the process is out of files, closes idle connections and tries again.
async fn accept(socket: &TcpListener, share: &Share) -> (TcpStream, Permit, IpAddr) {
    const PAUSE_MS: u64 = 100;
    const LOG_EVERY_MS: u64 = 10_000;
    let mut logged = None;
    let mut may_log = move || {
        let now = tokio::time::Instant::now();
        let may_log = logged.is_none_or(|logged| now.duration_since(logged) >= ms(LOG_EVERY_MS));
        if may_log {
            logged = Some(now);
        }
        may_log
    };
    loop {
        match socket.accept().await {
            Ok((stream, address)) => {
                let Some(permit) = share.permit(address.ip()) else {
                    if may_log() {
                        tracing::warn!("too many connections: new ones are turned away");
                    }
                    continue;
                };
                // Answers are short: waiting to fill a packet would only delay them.
                if let Err(error) = stream.set_nodelay(true) {
                    tracing::debug!(%error, "TCP_NODELAY was not set");
                }
                return (stream, permit, address.ip());
            }
            Err(error) if is_of_the_peer(&error) => {}
            Err(error) => {
                // The process has run out of files: an idle connection gives its file back.
                let made_room = share.end_one();
                if may_log() {
                    tracing::error!(%error, made_room, "cannot accept connections");
                }
                sleep(ms(PAUSE_MS)).await;
            }
        }
    }
}

fn is_of_the_peer(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}

const fn ms(ms: u64) -> Duration {
    Duration::from_millis(ms)
}
