//! PEM files that a configuration names, and HTTP clients made of them.

use std::path::{Path, PathBuf};

use listener::ServerTls;
use serde::Deserialize;

/// PEM files of a listener.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TlsFiles {
    /// The certificate chain, the server's own first.
    pub certificate: PathBuf,
    /// The private key.
    pub key: PathBuf,
    /// Clients must show a certificate of this authority.
    pub client_authority: Option<PathBuf>,
}

/// PEM files of a client that proves itself by a certificate (mutual TLS).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MtlsClientConfig {
    /// The client's certificate chain.
    pub certificate: PathBuf,
    /// Its private key.
    pub key: PathBuf,
    /// Who issued the server's certificate; no other authority is trusted.
    pub authority: PathBuf,
}

/// A file cannot be used; the error names it.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// It cannot be read.
    #[error("cannot read {}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// It holds no certificate.
    #[error("{} holds no certificate", .0.display())]
    NoCertificate(PathBuf),
    /// It is not PEM, or certificate and key do not belong together.
    #[error("{} cannot be used", path.display())]
    Unusable {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        source: reqwest::Error,
    },
}

impl TlsFiles {
    /// Reads them.
    pub fn load(&self) -> Result<ServerTls, FileError> {
        Ok(ServerTls {
            certificate_pem: read(&self.certificate)?,
            key_pem: read(&self.key)?,
            client_ca_pem: self.client_authority.as_deref().map(read).transpose()?,
        })
    }
}

impl MtlsClientConfig {
    /// An HTTP client that shows the certificate.
    pub fn client(&self) -> Result<reqwest::Client, FileError> {
        let mut identity = read(&self.certificate)?;
        identity.extend(read(&self.key)?);
        let unusable = |source| FileError::Unusable { path: self.certificate.clone(), source };
        let identity = reqwest::Identity::from_pem(&identity).map_err(unusable)?;
        let trusted = certificates(&self.authority)?;
        http_client::builder().identity(identity).tls_certs_only(trusted).build().map_err(unusable)
    }
}

/// The certificates of a PEM file.
pub fn certificates(path: &Path) -> Result<Vec<reqwest::Certificate>, FileError> {
    let found = reqwest::Certificate::from_pem_bundle(&read(path)?)
        .map_err(|source| FileError::Unusable { path: path.to_owned(), source })?;
    if found.is_empty() { Err(FileError::NoCertificate(path.to_owned())) } else { Ok(found) }
}

/// Reads a file.
pub fn read(path: &Path) -> Result<Vec<u8>, FileError> {
    std::fs::read(path).map_err(|source| FileError::Unreadable { path: path.to_owned(), source })
}
