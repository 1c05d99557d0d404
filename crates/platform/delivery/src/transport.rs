//! Transports: what takes messages over from us. There is a trait for each channel, because each has several
//! implementations: a mail server or the demo's outbox, a print shop's spool directory or the outbox.

mod http;
mod outbox;
mod sms;
mod smtp;
mod spool;

use std::sync::Arc;

use futures_util::future::BoxFuture;
use jobs::{JobError, JobId};
use serde::{Deserialize, Serialize};
use values::{EmailAddress, Timestamp};

pub use outbox::Outbox;
pub use sms::HttpSms;
pub use smtp::Smtp;
pub use spool::Spool;

use crate::{ChannelKind, Email, Letter, Limits, Sms, Webhook};

/// A message, as a transport gets it.
#[derive(Clone, Copy)]
pub struct OutboundMessage<'a, T> {
    /// The same whenever the message is sent again.
    pub id: &'a JobId,
    /// When it was queued.
    pub queued_at: Timestamp,
    /// What is sent.
    pub content: &'a T,
}

/// Under which name and address people get messages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sender {
    /// The name that people see: `mojeID`.
    pub name: String,
    /// The address to which people answer.
    pub email: EmailAddress,
    /// The postal address to which undeliverable letters are returned: `Milešovská 5, 130 00 Praha 3`. Required with
    /// `letters = { via = "spool" }`.
    #[serde(default)]
    pub address: Option<String>,
}

/// One attempt to send a message.
pub type SendFuture<'a> = BoxFuture<'a, Result<(), JobError>>;

/// Sends e-mail.
pub trait Mail: Send + Sync {
    /// `Ok` means that someone else is responsible for it now.
    fn send<'a>(&'a self, message: OutboundMessage<'a, Email>) -> SendFuture<'a>;
}

/// Sends SMS.
pub trait SmsGateway: Send + Sync {
    /// `Ok` means that someone else is responsible for it now.
    fn send<'a>(&'a self, message: OutboundMessage<'a, Sms>) -> SendFuture<'a>;
}

/// Prints and posts letters.
pub trait Letters: Send + Sync {
    /// `Ok` means that someone else is responsible for it now.
    fn send<'a>(&'a self, message: OutboundMessage<'a, Letter>) -> SendFuture<'a>;
}

/// Posts webhooks.
pub trait Webhooks: Send + Sync {
    /// `Ok` means that someone else is responsible for it now.
    fn send<'a>(&'a self, message: OutboundMessage<'a, Webhook>) -> SendFuture<'a>;
}

/// The transports of one site: those of the channels that it uses.
#[derive(Clone, Default)]
pub struct Transports {
    /// For e-mail.
    pub mail: Option<Arc<dyn Mail>>,
    /// For SMS.
    pub sms: Option<Arc<dyn SmsGateway>>,
    /// For letters.
    pub letters: Option<Arc<dyn Letters>>,
    /// For webhooks.
    pub webhooks: Option<Arc<dyn Webhooks>>,
    /// How much may be sent in a day; the site opens its [`crate::Delivery`] with them.
    pub limits: Limits,
}

impl Transports {
    /// E-mail, SMS and letters into the demo's outbox at `url`.
    pub fn into_outbox(sender: Sender, url: url::Url, http: reqwest::Client) -> Self {
        let outbox = Arc::new(Outbox::new(sender, url, http));
        Self {
            mail: Some(outbox.clone()),
            sms: Some(outbox.clone()),
            letters: Some(outbox),
            ..Self::default()
        }
    }

    /// The channels that have a transport.
    pub(crate) fn kinds(&self) -> Vec<ChannelKind> {
        ChannelKind::ALL
            .into_iter()
            .filter(|kind| match kind {
                ChannelKind::Email => self.mail.is_some(),
                ChannelKind::Sms => self.sms.is_some(),
                ChannelKind::Letter => self.letters.is_some(),
                ChannelKind::Webhook => self.webhooks.is_some(),
            })
            .collect()
    }
}

/// The letter as it is printed, set off the threads that serve requests.
async fn pdf_of(letter: &Letter, sender: Option<&Sender>) -> Result<Vec<u8>, JobError> {
    let letter = letter.clone();
    let back_to = sender.and_then(|sender| sender.address.clone());
    let set = tokio::task::spawn_blocking(move || match back_to {
        Some(address) => letter.pdf_from(&address),
        None => letter.pdf(),
    })
    .await;
    set.map_err(|_| JobError::temporary("the letter: setting it was cut short"))?
        .map_err(|error| JobError::permanent(error.to_string()))
}
