//! Addresses at which a site answers.

use std::net::SocketAddr;

use axum::Router;
use listener::Proxies;

use crate::files::TlsFiles;

/// One address, and what is spoken there.
pub struct Endpoint {
    /// Address and port.
    pub address: SocketAddr,
    /// PEM files of its certificate; plain without.
    pub tls: Option<TlsFiles>,
    /// The reverse proxies before it.
    pub proxies: Proxies,
    /// Who answers.
    pub handler: Handler,
}

/// Who answers at an endpoint.
pub enum Handler {
    /// Pages and APIs, over HTTP/1.1 and HTTP/2.
    Http(Router),
    /// Another protocol: EPP, WHOIS.
    Tcp(listener::Protocol),
}
