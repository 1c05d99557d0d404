//! Addresses at which a site answers.

use std::net::SocketAddr;

use axum::Router;
use listener::Proxies;

use crate::files::TlsFiles;

/// One address, and what is spoken there.
pub struct Listener {
    /// Address and port.
    pub address: SocketAddr,
    /// PEM files of its certificate; plain without.
    pub tls: Option<TlsFiles>,
    /// The reverse proxies before it.
    pub proxies: Proxies,
    /// What is spoken.
    pub protocol: Protocol,
}

/// What a listener speaks.
pub enum Protocol {
    /// HTTP/1.1 and HTTP/2.
    Http(Router),
}
