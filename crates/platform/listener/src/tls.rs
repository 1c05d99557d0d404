//! TLS 1.2 and 1.3 by rustls with aws-lc-rs.

use std::sync::Arc;

use rustls::RootCertStore;
use rustls::ServerConfig;
use rustls::crypto::aws_lc_rs;
use rustls::server::WebPkiClientVerifier;
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::TlsAcceptor;

/// Whether a listener speaks TLS.
#[derive(Clone, Debug)]
pub enum Tls {
    /// Plain TCP: on the same machine, behind a proxy that ends TLS, or a protocol without it.
    None,
    /// TLS.
    Server(ServerTls),
}

/// What a TLS listener needs, as PEM.
#[derive(Clone)]
pub struct ServerTls {
    /// The certificate chain, the server's own first.
    pub certificate_pem: Vec<u8>,
    /// The private key: PKCS #8, SEC1 or PKCS #1.
    pub key_pem: Vec<u8>,
    /// The authorities whose client certificates are accepted. If given, clients without such a certificate are refused.
    pub client_ca_pem: Option<Vec<u8>>,
}

impl std::fmt::Debug for ServerTls {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ServerTls")
            .field("client_certificates", &self.client_ca_pem.is_some())
            .finish_non_exhaustive()
    }
}

/// Certificates or keys that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// Not PEM, or not what it should be.
    #[error("the {what} cannot be read as PEM")]
    Pem {
        /// Certificate, key or authority.
        what: &'static str,
    },
    /// The key does not belong to the certificate, or its kind is not supported.
    #[error("certificate and key cannot be used: {0}")]
    Unusable(#[from] rustls::Error),
    /// The authorities for client certificates cannot be used.
    #[error("the authorities of client certificates cannot be used: {0}")]
    Authorities(#[from] rustls::server::VerifierBuilderError),
}

impl Tls {
    /// Reads certificates and key without listening.
    pub fn check(self) -> Result<(), TlsError> {
        self.acceptor(&[]).map(drop)
    }

    pub(crate) fn acceptor(self, alpn_protocols: &[&[u8]]) -> Result<Option<TlsAcceptor>, TlsError> {
        let Self::Server(tls) = self else { return Ok(None) };
        let chain = certificates(&tls.certificate_pem, "certificate")?;
        let key =
            PrivateKeyDer::from_pem_slice(&tls.key_pem).map_err(|_| TlsError::Pem { what: "private key" })?;
        let provider = Arc::new(aws_lc_rs::default_provider());
        let builder = ServerConfig::builder_with_provider(Arc::clone(&provider))
            .with_safe_default_protocol_versions()?;
        let builder = match &tls.client_ca_pem {
            None => builder.with_no_client_auth(),
            Some(pem) => {
                let mut roots = RootCertStore::empty();
                for authority in certificates(pem, "client authority")? {
                    roots.add(authority)?;
                }
                let verifier =
                    WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider).build()?;
                builder.with_client_cert_verifier(verifier)
            }
        };
        let mut config = builder.with_single_cert(chain, key)?;
        config.alpn_protocols = alpn_protocols.iter().map(|name| name.to_vec()).collect();
        Ok(Some(TlsAcceptor::from(Arc::new(config))))
    }
}

/// The client's own certificate, which the handshake has verified.
pub(crate) fn peer_certificate<S>(stream: &tokio_rustls::server::TlsStream<S>) -> Option<Arc<[u8]>> {
    let (_, connection) = stream.get_ref();
    let [own, ..] = connection.peer_certificates()? else { return None };
    Some(Arc::from(own.as_ref()))
}

fn certificates(pem: &[u8], what: &'static str) -> Result<Vec<CertificateDer<'static>>, TlsError> {
    let all: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem).collect();
    all.ok().filter(|all| !all.is_empty()).ok_or(TlsError::Pem { what })
}
