//! The configuration of a site's transports.

use std::path::PathBuf;
use std::sync::Arc;

use reqwest::Client;
use secrets::Secret;
use serde::Deserialize;
use url::Url;

use crate::transport::{HttpSms, Outbox, Sender, Smtp, Spool, Transports};
use crate::{ChannelKind, Limits};

/// How one site's messages leave: the table `[SITE.delivery]`. A channel that the site does not use may be left out.
///
/// ```toml
/// [mojeid.delivery]
/// sender = { name = "mojeID", email = "podpora@mojeid.example", address = "Milešovská 5, 130 00 Praha 3" }
/// mail = { via = "smtp", host = "smtp.example.cz", user_name = "mojeid", password = "…" }
/// sms = { via = "gateway", url = "https://sms.example.cz/messages", key = "…" }
/// letters = { via = "spool", directory = "/var/spool/svornik/letters" }
/// ```
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeliveryConfig {
    /// The name and address under which people get messages.
    pub sender: Sender,
    /// How e-mail leaves. Required if the site sends e-mail.
    pub mail: Option<MailConfig>,
    /// How SMS leave. Required if the site sends SMS.
    pub sms: Option<SmsConfig>,
    /// How letters leave. Required if the site sends letters.
    pub letters: Option<LettersConfig>,
    /// How much may be sent in a day (default: see [`Limits`]).
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
    /// Its host name, which its certificate must bear.
    pub host: String,
    /// Its port. Default: 587 with `security = "starttls"`, 465 with `"tls"`, 25 with `"none"`.
    pub port: Option<u16>,
    /// How the connection is protected. Default: `"starttls"`.
    #[serde(default)]
    pub security: Security,
    /// The user name for SMTP AUTH. Default: no authentication.
    pub user_name: Option<String>,
    /// The password for SMTP AUTH. Required with `user_name`.
    pub password: Option<Secret>,
    /// A PEM file with the authority that signed the server's certificate. Default: those that the machine trusts.
    pub ca_file: Option<PathBuf>,
    /// The name in EHLO. Default: the machine's name.
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
    /// The address to which each SMS is posted.
    pub url: Url,
    /// The bearer token that authenticates us.
    pub key: Secret,
}

/// A spool directory.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SpoolConfig {
    /// The directory into which letters are written. It is made if there is none.
    pub directory: PathBuf,
}

/// The demo's outbox.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutboxConfig {
    /// Where it is: `http://localhost:8009`.
    pub url: Url,
}

/// A mistake in a delivery configuration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConfigError {
    /// The site sends by a channel that is not configured.
    #[error("{} is missing: the site sends by this channel", key_of(*.0))]
    Missing(ChannelKind),
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
    /// The transports of the channels that a site sends by.
    pub fn transports(&self, channels: &[ChannelKind], http: &Client) -> Result<Transports, ConfigError> {
        let outbox = |config: &OutboxConfig| {
            Arc::new(Outbox::new(self.sender.clone(), config.url.clone(), http.clone()))
        };
        let mut transports = Transports { limits: self.limits, ..Transports::default() };
        for &channel in channels {
            let missing = ConfigError::Missing(channel);
            match channel {
                ChannelKind::Email => {
                    transports.mail = Some(match self.mail.as_ref().ok_or(missing)? {
                        MailConfig::Smtp(config) => Arc::new(Smtp::new(&self.sender, config)?),
                        MailConfig::Outbox(config) => outbox(config),
                    });
                }
                ChannelKind::Sms => {
                    transports.sms = Some(match self.sms.as_ref().ok_or(missing)? {
                        SmsConfig::Gateway(GatewayConfig { url, key }) => {
                            Arc::new(HttpSms::new(url.clone(), key.clone(), http.clone()))
                        }
                        SmsConfig::Outbox(config) => outbox(config),
                    });
                }
                ChannelKind::Letter => {
                    transports.letters = Some(match self.letters.as_ref().ok_or(missing)? {
                        LettersConfig::Spool(_) if self.sender.address.is_none() => {
                            return Err(ConfigError::NoReturnAddress);
                        }
                        LettersConfig::Spool(config) => {
                            Arc::new(Spool::new(config.directory.clone()).from_sender(self.sender.clone()))
                        }
                        LettersConfig::Outbox(config) => outbox(config),
                    });
                }
                // A site brings its own: it knows its access token.
                ChannelKind::Webhook => {}
            }
        }
        Ok(transports)
    }
}

const fn key_of(channel: ChannelKind) -> &'static str {
    match channel {
        ChannelKind::Email => "mail",
        ChannelKind::Sms => "sms",
        ChannelKind::Letter => "letters",
        ChannelKind::Webhook => "webhook",
    }
}
