//! A mail server (RFC 5321).

use std::error::Error;
use std::time::{Duration, UNIX_EPOCH};

use lettre::message::header::{ContentType, HeaderName, HeaderValue, MIME_VERSION_1_0};
use lettre::message::{Mailbox, MessageBuilder};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use values::EmailAddress;

use super::{JobError, Mail, OutboundMessage, SendFuture, Sender};
use crate::{ConfigError, Email, Security, SmtpConfig};

/// How long connecting may take; the whole attempt has a limit of its own.
const CONNECT_LIMIT: Duration = Duration::from_secs(15);

/// Hands mail to a server that takes responsibility for it.
pub struct Smtp {
    sender: Mailbox,
    /// The right-hand side of our Message-IDs.
    domain: String,
    server: AsyncSmtpTransport<Tokio1Executor>,
}

impl Smtp {
    /// The server of a configuration; nothing is connected yet.
    pub fn new(sender: &Sender, config: &SmtpConfig) -> Result<Self, ConfigError> {
        let (tls, usual_port) = match config.security {
            Security::Starttls => (Tls::Required(tls_parameters(config)?), 587),
            Security::Tls => (Tls::Wrapper(tls_parameters(config)?), 465),
            Security::None => (Tls::None, 25),
        };
        let mut server = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(config.host.clone())
            .port(config.port.unwrap_or(usual_port))
            .tls(tls)
            .timeout(Some(CONNECT_LIMIT));
        if let Some(name) = &config.hello_name {
            server = server.hello_name(ClientId::Domain(name.clone()));
        }
        if let Some(user_name) = &config.user_name {
            let password = config.password.as_ref().ok_or(ConfigError::SmtpPassword)?;
            server = server.credentials(Credentials::new(user_name.clone(), password.expose().to_owned()));
        }
        let address = address(&sender.email).ok_or(ConfigError::SenderAddress)?;
        let domain = address.domain().to_owned();
        Ok(Self { sender: Mailbox::new(Some(sender.name.clone()), address), domain, server: server.build() })
    }

    fn compose(&self, message: &OutboundMessage<'_, Email>) -> Result<Message, JobError> {
        let email = message.content;
        let to = address(&email.to)
            .ok_or_else(|| JobError::permanent("an address that mail servers do not take"))?;
        let written_ms = u64::try_from(message.queued_at.unix_ms()).unwrap_or_default();
        let message: MessageBuilder = Message::builder()
            .from(self.sender.clone())
            .to(Mailbox::new(None, to))
            .subject(one_line(&email.subject))
            .date(UNIX_EPOCH + Duration::from_millis(written_ms))
            .message_id(Some(format!("<{}@{}>", message.id, self.domain)))
            // RFC 3834 §5: nobody's holiday assistant shall answer.
            .raw_header(header("Auto-Submitted", "auto-generated"))
            .raw_header(header("Content-Language", email.language.code()))
            // RFC 2045 §4: without it the encoding of the text need not be understood.
            .header(MIME_VERSION_1_0)
            .header(ContentType::TEXT_PLAIN);
        message.body(email.text.clone()).map_err(|_| JobError::permanent("cannot be written as an e-mail"))
    }

    async fn deliver(&self, message: OutboundMessage<'_, Email>) -> Result<(), JobError> {
        let message = self.compose(&message)?;
        match self.server.send(message).await {
            Ok(_) => Ok(()),
            Err(error) => Err(judge(&error)),
        }
    }
}

impl Mail for Smtp {
    fn send<'a>(&'a self, message: OutboundMessage<'a, Email>) -> SendFuture<'a> {
        Box::pin(self.deliver(message))
    }
}

fn tls_parameters(config: &SmtpConfig) -> Result<TlsParameters, ConfigError> {
    let mut tls = TlsParameters::builder(config.host.clone());
    if let Some(path) = &config.ca_file {
        let pem = std::fs::read(path).map_err(|_| ConfigError::CaFile)?;
        tls = tls.add_root_certificate(Certificate::from_pem(&pem).map_err(|_| ConfigError::CaFile)?);
    }
    tls.build().map_err(|_| ConfigError::SmtpHost)
}

/// RFC 5321 §4.2.1: 5yz is for good, 4yz and silence are for now.
fn judge(error: &lettre::transport::smtp::Error) -> JobError {
    match error.status().map(u16::from) {
        // The server refuses us, not the message: an operator can mend that.
        Some(code @ (530 | 534 | 535 | 538)) => JobError::temporary(format!("SMTP {code}")),
        Some(code) if error.is_permanent() => JobError::permanent(format!("SMTP {code}")),
        Some(code) => JobError::temporary(format!("SMTP {code}")),
        None if error.is_timeout() => JobError::temporary("no answer in time"),
        None => JobError::temporary(match connection_fault(error) {
            Some(fault) => format!("cannot talk to the mail server: {fault}"),
            None => "cannot talk to the mail server".to_owned(),
        }),
    }
}

/// What broke the connection: no such name, nobody there, a certificate that is not trusted.
fn connection_fault(error: &dyn Error) -> Option<String> {
    let source = error.source()?;
    match source.downcast_ref::<std::io::Error>() {
        Some(fault) => Some(fault.to_string()),
        None => connection_fault(source),
    }
}

fn address(email: &EmailAddress) -> Option<Address> {
    let (local, domain) = email.as_str().split_once('@')?;
    Address::new(local, domain).ok()
}

fn header(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
