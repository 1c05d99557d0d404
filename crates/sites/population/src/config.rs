//! The register's part of the configuration.

use std::net::SocketAddr;

use population_api::{Item, Items};
use runtime::TlsFiles;
use serde::Deserialize;
use thiserror::Error;

/// The `[population.settings]` table.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Address, brand, helpdesk.
    pub site: web::SiteConfig,
    /// Where clients with certificates ask.
    pub api: ApiListener,
    /// Who may ask the register; nobody by default.
    #[serde(default)]
    pub clients: Vec<Client>,
    /// How long a read stays in a person's access log, in days; default 730.
    #[serde(default = "log_days")]
    pub log_days: u32,
    /// How often one client may ask in a minute; default 600.
    #[serde(default = "requests_per_minute")]
    pub requests_per_minute: u32,
}

/// The listener of the API. It always has TLS, and asks clients for a certificate.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ApiListener {
    /// Address and port.
    pub listen: SocketAddr,
    /// Its PEM files, `client_authority` among them.
    pub tls: TlsFiles,
}

/// A client of the register: an entry of `clients`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Client {
    /// Its name in access logs.
    pub id: String,
    /// How its certificate is recognised, after the listener has checked who issued it.
    pub certificate: CertificateRule,
    /// The items it may read; by default every item.
    #[serde(default = "every_item")]
    pub items: Items,
}

/// How a client's certificate is recognised.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum CertificateRule {
    /// By the only common name of its subject.
    CommonName(String),
    /// By the SHA-256 of its DER, in lower-case hexadecimal digits.
    Sha256(String),
}

/// The configuration contradicts itself.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum ConfigError {
    /// Two clients share a name or a certificate.
    #[error("two clients share a name or a certificate: {0}")]
    Twice(String),
    /// A common name of nothing.
    #[error("the common_name of client {0} is empty")]
    NoName(String),
    /// Not 64 lower-case hexadecimal digits.
    #[error("the fingerprint of client {0} is not 64 lower-case hexadecimal digits")]
    Fingerprint(String),
}

impl Config {
    pub(crate) fn check(&self) -> Result<(), ConfigError> {
        for (index, client) in self.clients.iter().enumerate() {
            let others = &self.clients[..index];
            if others.iter().any(|other| other.id == client.id || other.certificate == client.certificate) {
                return Err(ConfigError::Twice(client.id.clone()));
            }
            if matches!(&client.certificate, CertificateRule::CommonName(name) if name.trim().is_empty()) {
                return Err(ConfigError::NoName(client.id.clone()));
            }
            if let CertificateRule::Sha256(digits) = &client.certificate
                && (digits.len() != 64
                    || !digits.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b)))
            {
                return Err(ConfigError::Fingerprint(client.id.clone()));
            }
        }
        Ok(())
    }
}

fn every_item() -> Items {
    Items::new(Item::ALL)
}

fn log_days() -> u32 {
    730
}

fn requests_per_minute() -> u32 {
    600
}
