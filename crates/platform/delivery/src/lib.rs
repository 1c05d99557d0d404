//! E-mail, SMS, letters and webhooks: queued in the transaction that caused them, sent by a worker.
//!
//! A message is a job (see the crate `jobs`) of the kind of its channel. It commits together with its cause, is tried
//! again while a server does not answer, and is sent once for one idempotency key. On the wire it is at least once: if
//! the process dies after a server has accepted a message and before that was recorded, the message is sent again under
//! the same id (`Message-ID`, the gateways' `id`, `Idempotency-Key`), by which a receiver recognises it.
//!
//! SMS and letters cost money, so there are [`Limits`] for a day.

mod config;
mod handler;
mod letter;
mod limits;
mod message;
mod queue;
mod table;
mod transport;

pub use config::{
    ConfigError, DeliveryConfig, GatewayConfig, LettersConfig, MailConfig, OutboxConfig, Security, SmsConfig,
    SmtpConfig, SpoolConfig,
};
pub use jobs::{JobError, JobId};
pub use letter::{CodeBox, Letter, LetterError, fits_window};
pub use limits::{Limits, Quota, Recipient};
pub use message::{Channel, ChannelKind, Email, Message, Sms, Webhook};
pub use queue::{Delivery, Queued};
pub use transport::{
    HttpSms, Letters, Mail, OutboundMessage, Outbox, SendFuture, Sender, SmsGateway, Smtp, Spool, Transports,
    Webhooks,
};

use store::{MigrationSet, Step};

/// The tables; a site adds them to its own migrations, after [`jobs::MIGRATIONS`].
pub const MIGRATIONS: MigrationSet = MigrationSet {
    component: "delivery",
    steps: &[
        Step { name: "0001_delivery_message", sql: include_str!("../migrations/0001_delivery_message.sql") },
        Step { name: "0002_recipient", sql: include_str!("../migrations/0002_recipient.sql") },
        Step { name: "0003_asker", sql: include_str!("../migrations/0003_asker.sql") },
        Step { name: "0004_jobs", sql: include_str!("../migrations/0004_jobs.sql") },
    ],
};
