//! For tests of listeners: an authority, certificates, a TLS client, and connections without a socket.
#![expect(clippy::expect_used, reason = "a test that cannot go on stops")]

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use rustls::{ClientConfig, RootCertStore};
use rustls_pki_types::{CertificateDer, PrivateKeyDer, ServerName};
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

use crate::permits::ConnectionLimiter;
use crate::{Connection, Control, Peer, Protocol, ProtocolError, Proxies, ServerTls, Stream, Tls};

/// A certificate authority.
pub struct Authority {
    issuer: Issuer<'static, KeyPair>,
    pem: String,
    der: CertificateDer<'static>,
}

/// A certificate for `localhost` with its key.
pub struct Leaf {
    pem: String,
    key_pem: String,
    /// The certificate.
    pub der: CertificateDer<'static>,
    key: PrivateKeyDer<'static>,
}

impl Authority {
    /// A new authority.
    #[expect(clippy::new_without_default, reason = "a default that is never the same would mislead")]
    pub fn new() -> Self {
        let mut params = CertificateParams::new(Vec::new()).expect("parameters");
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().expect("a key");
        let certificate = params.self_signed(&key).expect("a certificate");
        Self { pem: certificate.pem(), der: certificate.der().clone(), issuer: Issuer::new(params, key) }
    }

    /// A new certificate signed by the authority.
    pub fn leaf(&self) -> Leaf {
        let params = CertificateParams::new(vec!["localhost".to_owned()]).expect("parameters");
        let key = KeyPair::generate().expect("a key");
        let certificate = params.signed_by(&key, &self.issuer).expect("a certificate");
        Leaf {
            pem: certificate.pem(),
            key_pem: key.serialize_pem(),
            der: certificate.der().clone(),
            key: PrivateKeyDer::try_from(key.serialize_der()).expect("a key"),
        }
    }

    /// Connects to a TLS listener whose certificate this authority has signed, with a client certificate or without.
    pub async fn connect(
        &self,
        address: SocketAddr,
        client: Option<&Leaf>,
    ) -> io::Result<TlsStream<TcpStream>> {
        let mut roots = RootCertStore::empty();
        roots.add(self.der.clone()).expect("a root");
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let builder = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .expect("TLS versions")
            .with_root_certificates(roots);
        let config = match client {
            None => builder.with_no_client_auth(),
            Some(own) => builder
                .with_client_auth_cert(vec![own.der.clone()], own.key.clone_key())
                .expect("a client certificate"),
        };
        let stream = TcpStream::connect(address).await?;
        let name = ServerName::try_from("localhost").expect("a name");
        TlsConnector::from(Arc::new(config)).connect(name, stream).await
    }
}

impl Leaf {
    /// The configuration of a listener with this certificate, which asks clients for one of `client_ca`, if given.
    pub fn server_tls(&self, client_ca: Option<&Authority>) -> Tls {
        Tls::Server(ServerTls {
            certificate_pem: self.pem.clone().into_bytes(),
            key_pem: self.key_pem.clone().into_bytes(),
            client_ca_pem: client_ca.map(|authority| authority.pem.clone().into_bytes()),
        })
    }
}

/// Serves a stream from 127.0.0.1 without a socket, to its end.
pub async fn handle(protocol: &Protocol, stream: impl Stream + 'static) -> Result<(), ProtocolError> {
    let peer = Peer { address: [127, 0, 0, 1].into(), certificate: None };
    let share = Arc::new(ConnectionLimiter::new(1)).share(Proxies::default());
    let permit = share.permit(peer.address).expect("the first connection is let in");
    let (_stop, stopped) = watch::channel(());
    let control = Control::new(permit.connection(), stopped);
    protocol.handle(Connection { stream: Box::new(stream), peer, control }).await
}
