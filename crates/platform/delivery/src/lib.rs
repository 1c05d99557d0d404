//! E-mail, SMS, letters and webhooks: queued in the transaction that caused them.
//!
//! A message is a row that commits together with its cause, so it is neither lost nor sent for something that did
//! not happen. [`Delivery::queue`] puts it there; a [`Worker`] takes it out as soon as the transaction is durable.
//!
//! *Never twice for one cause*: the row's id is a keyed hash of the cause, so queueing the same cause again changes
//! nothing. On the wire it is at least once: if the process dies between a server's "accepted" and our note of it,
//! the message goes again, under the same id (`Message-ID`, the gateways' `id`, `Idempotency-Key`), by which a
//! receiver recognises it.
//!
//! *Nothing stays longer than needed*: what a message says and to whom is sealed under the master key and erased in
//! the statement that records its delivery; of a message that could not be delivered after 30 days.

mod attempt;
mod config;
mod letter;
mod limits;
mod message;
mod queue;
mod retry;
mod store;
mod transport;
mod worker;

pub use config::{
    ConfigError, DeliveryConfig, GatewayConfig, LettersConfig, MailConfig, OutboxConfig, Security, SmsConfig,
    SmtpConfig, SpoolConfig,
};
pub use letter::{CodeBox, Letter, LetterError, fits_window};
pub use limits::{Limits, Recipient};
pub use message::{Channel, ChannelKind, Email, Message, MessageId, Quota, Sms, UnknownName, Webhook};

pub use queue::{Delivery, Queued};
pub use store::{Failed, QueueStatus};
pub use transport::{
    HttpSms, Letters, Mail, OutboundMessage, Outbox, SendError, SendFuture, Sender, SmsGateway, Smtp, Spool,
    Transports, Webhooks,
};
pub use worker::Worker;

use ::store::{MigrationSet, Step};

/// The table of the queue; a site adds it to its own migrations.
pub const MIGRATIONS: MigrationSet = MigrationSet {
    component: "delivery",
    steps: &[
        Step { name: "0001_delivery_message", sql: include_str!("../migrations/0001_delivery_message.sql") },
        Step { name: "0002_recipient", sql: include_str!("../migrations/0002_recipient.sql") },
        Step { name: "0003_asker", sql: include_str!("../migrations/0003_asker.sql") },
    ],
};
