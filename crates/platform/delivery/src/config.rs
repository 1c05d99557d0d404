//! What an operator writes down about the ways out of the house.

use std::path::PathBuf;
use std::sync::Arc;

use reqwest::Client;
use secrets::Secret;
use serde::Deserialize;
use url::Url;

use crate::Limits;
use crate::transport::{HttpSms, Letters, Mail, Outbox, Sender, SmsGateway, Smtp, Spool, Transports};

/// How one site's messages leave.
///
/// ```toml
/// sender = { name = "mojeID", email = "podpora@mojeid.example", address = "Milešovská 5, 130 00 Praha 3" }
/// mail = { via = "smtp", host = "smtp.example.cz", user_name = "mojeid", password = "…" }
/// sms = { via = "gateway", url = "https://sms.example.cz/messages", key = "…" }
/// letters = { via = "spool", directory = "/var/spool/svornik/letters" }
/// ```
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeliveryConfig {
    /// Who writes to people.
    pub sender: Sender,
    /// E-mail.
    pub mail: MailConfig,
    /// SMS.
    pub sms: SmsConfig,
    /// Letters.
    pub letters: LettersConfig,
    /// How much may leave in a day.
    #[serde(default)]
    pub limits: Limits,
}

/// How e-mail leaves.
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "via", rename_all = "kebab-case")]
pub enum MailConfig {
    /// By a mail server.
    Smtp(SmtpConfig),
    /// Into the demo's outbox.
    Outbox(OutboxConfig),
}

/// How SMS leave.
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "via", rename_all = "kebab-case")]
pub enum SmsConfig {
    /// By a gateway over HTTP.
    Gateway(GatewayConfig),
    /// Into the demo's outbox.
    Outbox(OutboxConfig),
}

/// How letters leave.
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "via", rename_all = "kebab-case")]
pub enum LettersConfig {
    /// As files in a directory.
    Spool(SpoolConfig),
    /// Into the demo's outbox.
    Outbox(OutboxConfig),
}

/// A mail server.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SmtpConfig {
    /// Its name, which its certificate must bear.
    pub host: String,
    /// Its port, if not the usual one: 587 for STARTTLS, 465 for TLS, 25 for neither.
    pub port: Option<u16>,
    /// How the connection is protected.
    #[serde(default)]
    pub security: Security,
    /// For AUTH; without it none is done.
    pub user_name: Option<String>,
    /// For AUTH.
    pub password: Option<Secret>,
    /// A PEM file with the authority that signed its certificate, if the machine does not know it.
    pub ca_file: Option<PathBuf>,
    /// What we call ourselves in EHLO, if not the machine's name.
    pub hello_name: Option<String>,
}

/// How the connection to a mail server is protected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Security {
    /// STARTTLS is required (RFC 3207); a server without it gets nothing.
    #[default]
    Starttls,
    /// TLS from the first byte (RFC 8314).
    Tls,
    /// Nothing: for a server on the same machine.
    None,
}

/// An SMS gateway.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GatewayConfig {
    /// Where messages are posted.
    pub url: Url,
    /// The bearer key it knows us by.
    pub key: Secret,
}

/// A spool directory.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SpoolConfig {
    /// Where letters are put.
    pub directory: PathBuf,
}

/// The demo's outbox.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutboxConfig {
    /// Where it is: `http://localhost:8009`.
    pub url: Url,
}

/// What is wrong with a configuration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConfigError {
    /// The mail server's name cannot be in a certificate.
    #[error("mail.host is not the name of a server")]
    SmtpHost,
    /// The file with the mail server's authority cannot be used.
    #[error("mail.ca_file is not a readable PEM certificate")]
    CaFile,
    /// A user name without a password.
    #[error("mail.user_name needs mail.password")]
    SmtpPassword,
    /// The post returns what it cannot deliver to the sender.
    #[error("sender.address is missing: letters that cannot be delivered come back to it")]
    NoReturnAddress,
    /// The sender's address cannot be used.
    #[error("sender.email is not an address that mail servers take")]
    SenderAddress,
}

impl DeliveryConfig {
    /// The transports that it describes.
    pub fn transports(&self, http: &Client) -> Result<Transports, ConfigError> {
        let outbox =
            |config: &OutboxConfig| Outbox::new(self.sender.clone(), config.url.clone(), http.clone());
        let mail: Arc<dyn Mail> = match &self.mail {
            MailConfig::Smtp(config) => Arc::new(Smtp::new(&self.sender, config)?),
            MailConfig::Outbox(config) => Arc::new(outbox(config)),
        };
        let sms: Arc<dyn SmsGateway> = match &self.sms {
            SmsConfig::Gateway(GatewayConfig { url, key }) => {
                Arc::new(HttpSms::new(url.clone(), key.clone(), http.clone()))
            }
            SmsConfig::Outbox(config) => Arc::new(outbox(config)),
        };
        let letters: Arc<dyn Letters> = match &self.letters {
            LettersConfig::Spool(config) => {
                if self.sender.address.is_none() {
                    return Err(ConfigError::NoReturnAddress);
                }
                Arc::new(Spool::new(config.directory.clone()).from_sender(self.sender.clone()))
            }
            LettersConfig::Outbox(config) => Arc::new(outbox(config)),
        };
        Ok(Transports { mail, sms, letters, webhooks: None, limits: self.limits })
    }
}
