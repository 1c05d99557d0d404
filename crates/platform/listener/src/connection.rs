//! One accepted connection, and the protocol that handles it.

use std::fmt;
use std::io;
use std::net::IpAddr;
use std::sync::Arc;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::watch;
use tokio::time::timeout;

use crate::permits::{OpenConnection, RequestGuard};
use crate::{IDLE_TIMEOUT_MS, ms};

/// A byte stream: TCP, TLS over it, or a pipe in tests.
pub trait Stream: AsyncRead + AsyncWrite + Unpin + Send {}

impl<S: AsyncRead + AsyncWrite + Unpin + Send> Stream for S {}

/// An accepted connection, after the TLS handshake.
pub struct Connection {
    /// What the client sends and gets.
    pub stream: Box<dyn Stream>,
    /// Who connected.
    pub peer: Peer,
    /// What the listener wants of the connection.
    pub control: Control,
}

/// The other end of a connection.
#[derive(Clone, Debug)]
pub struct Peer {
    /// Its network address, which may be that of a proxy.
    pub address: IpAddr,
    /// Its certificate, if the listener asks for one.
    pub certificate: Option<PeerCertificate>,
}

/// The certificate (DER) whose key the client has proven to own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeerCertificate(pub Arc<[u8]>);

/// The listener's side of a connection.
#[derive(Clone)]
pub struct Control {
    connection: Arc<OpenConnection>,
    stopped: watch::Receiver<()>,
}

impl Control {
    pub(crate) fn new(connection: Arc<OpenConnection>, stopped: watch::Receiver<()>) -> Self {
        Self { connection, stopped }
    }

    /// Marks the connection as busy until the guard is dropped. Idle connections are the first to be closed when there are
    /// too many.
    pub fn begin_request(&self) -> RequestGuard {
        RequestGuard::new(Arc::clone(&self.connection))
    }

    /// Done when the listener stops: the running requests should be answered, and the connection closed.
    pub async fn stopping(&mut self) {
        // An error means that the sender is gone, which is how the listener stops.
        let _ = self.stopped.changed().await;
    }

    /// Reads the client's next request. An error when it takes longer than five minutes, or when the listener stops.
    pub async fn receive<T>(&mut self, read: impl Future<Output = io::Result<T>>) -> io::Result<T> {
        tokio::select! {
            read = timeout(ms(IDLE_TIMEOUT_MS), read) => read.unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into())),
            () = self.stopping() => Err(io::ErrorKind::ConnectionAborted.into()),
        }
    }
}

/// Why a connection ended early; for the log.
pub type ProtocolError = Box<dyn std::error::Error + Send + Sync>;

type Handler = dyn Fn(Connection) -> BoxFuture<'static, Result<(), ProtocolError>> + Send + Sync;

/// What is spoken on the connections of a listener. Cheap to clone.
#[derive(Clone)]
pub struct Protocol {
    alpn_protocols: &'static [&'static [u8]],
    handler: Arc<Handler>,
}

impl Protocol {
    /// A protocol whose connections `handle` serves from the first byte to the last.
    pub fn new<F, R>(handle: F) -> Self
    where
        F: Fn(Connection) -> R + Send + Sync + 'static,
        R: Future<Output = Result<(), ProtocolError>> + Send + 'static,
    {
        Self { alpn_protocols: &[], handler: Arc::new(move |connection| handle(connection).boxed()) }
    }

    /// With these names in the TLS handshake (RFC 7301), the preferred first.
    #[must_use]
    pub fn alpn(self, alpn_protocols: &'static [&'static [u8]]) -> Self {
        Self { alpn_protocols, ..self }
    }

    pub(crate) fn alpn_protocols(&self) -> &'static [&'static [u8]] {
        self.alpn_protocols
    }

    /// Serves one connection to its end.
    pub async fn handle(&self, connection: Connection) -> Result<(), ProtocolError> {
        (self.handler)(connection).await
    }
}

impl fmt::Debug for Protocol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Protocol").finish_non_exhaustive()
    }
}
