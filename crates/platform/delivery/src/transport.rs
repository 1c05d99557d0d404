//! The ways out of the house. Traits stand where there are real substitutes: a mail server or the demo's outbox, a
//! print shop's spool directory or the outbox.

mod http;
mod outbox;
mod sms;
mod smtp;
mod spool;

use std::sync::Arc;

use futures_util::future::BoxFuture;
use serde::{Deserialize, Serialize};
use values::{EmailAddress, Timestamp};

pub use outbox::Outbox;
pub use sms::HttpSms;
pub use smtp::Smtp;
pub use spool::Spool;

use crate::{Email, Letter, Limits, MessageId, Sms, Webhook};

/// A message on its way.
#[derive(Clone, Copy)]
pub struct OutboundMessage<'a, T> {
    /// Its name: the same whenever it is sent again.
    pub id: &'a MessageId,
    /// When it was written.
    pub queued_at: Timestamp,
    /// What it is.
    pub content: &'a T,
}

/// Who writes to people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sender {
    /// As people see it: `mojeID`.
    pub name: String,
    /// Where answers go.
    pub email: EmailAddress,
    /// Where letters come back to that cannot be delivered: `Milešovská 5, 130 00 Praha 3`.
    #[serde(default)]
    pub address: Option<String>,
}

/// Why a message was not taken. Reasons go to logs and to the database, so they never quote what a server said:
/// it may have repeated the recipient.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub struct SendError {
    reason: String,
    is_permanent: bool,
}

/// One attempt to send a message.
pub type SendFuture<'a> = BoxFuture<'a, Result<(), SendError>>;

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

/// Tells other systems.
pub trait Webhooks: Send + Sync {
    /// `Ok` means that someone else is responsible for it now.
    fn send<'a>(&'a self, message: OutboundMessage<'a, Webhook>) -> SendFuture<'a>;
}

/// One site's ways out.
#[derive(Clone)]
pub struct Transports {
    /// For e-mail.
    pub mail: Arc<dyn Mail>,
    /// For SMS.
    pub sms: Arc<dyn SmsGateway>,
    /// For letters.
    pub letters: Arc<dyn Letters>,
    /// For webhooks, where the site sends any.
    pub webhooks: Option<Arc<dyn Webhooks>>,
    /// How much may leave in a day; the site makes its queue with them.
    pub limits: Limits,
}

impl Transports {
    /// Everything into the demo's outbox at `url`.
    pub fn into_outbox(sender: Sender, url: url::Url, http: reqwest::Client) -> Self {
        let outbox = Arc::new(Outbox::new(sender, url, http));
        Self {
            mail: outbox.clone(),
            sms: outbox.clone(),
            letters: outbox,
            webhooks: None,
            limits: Limits::default(),
        }
    }

    /// The same, with a way for webhooks.
    #[must_use]
    pub fn with_notices(self, webhooks: impl Webhooks + 'static) -> Self {
        Self { webhooks: Some(Arc::new(webhooks)), ..self }
    }
}

/// The letter as it is printed, set off the threads that serve requests.
async fn pdf_of(letter: &Letter, sender: Option<&Sender>) -> Result<Vec<u8>, SendError> {
    let letter = letter.clone();
    let back_to = sender.and_then(|sender| sender.address.clone());
    let set = tokio::task::spawn_blocking(move || match back_to {
        Some(address) => letter.pdf_from(&address),
        None => letter.pdf(),
    })
    .await;
    set.map_err(|_| SendError::temporary("the letter: setting it was cut short"))?
        .map_err(|error| SendError::permanent(error.to_string()))
}

impl SendError {
    /// It may work later.
    pub fn temporary(reason: impl Into<String>) -> Self {
        Self { reason: reason.into(), is_permanent: false }
    }

    /// It will never work.
    pub fn permanent(reason: impl Into<String>) -> Self {
        Self { reason: reason.into(), is_permanent: true }
    }

    /// Whether another attempt is in vain.
    pub fn is_permanent(&self) -> bool {
        self.is_permanent
    }

    /// Why, without personal data.
    pub fn reason(&self) -> &str {
        &self.reason
    }
}
