//! The register's part of the configuration.

use std::net::SocketAddr;

use runtime::TlsFiles;
use serde::Deserialize;
use thiserror::Error;

use crate::rules::item::Items;

/// The `[population.settings]` table.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Address, brand, helpdesk.
    pub site: web::SiteConfig,
    /// Where clients with certificates ask.
    pub api: ApiListener,
    /// Who may ask the register.
    #[serde(default)]
    pub clients: Vec<Client>,
    /// For how many days a read stays in a person's log.
    #[serde(default = "log_days")]
    pub log_days: u32,
    /// How often one client may ask in a minute.
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

/// A client of the register.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Client {
    /// Its name in logs.
    pub id: String,
    /// How its certificate is recognised, after the listener has checked who issued it.
    pub certificate: CertificateRule,
    /// The items it may read; every item if left out.
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

impl<'de> Deserialize<'de> for Items {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let names = Vec::<String>::deserialize(deserializer)?;
        Self::parse(&names.join(" ")).map_err(serde::de::Error::custom)
    }
}

fn every_item() -> Items {
    Items::new(crate::rules::item::Item::ALL)
}

fn log_days() -> u32 {
    730
}

fn requests_per_minute() -> u32 {
    600
}
