//! What sends the messages that are due.

use futures_util::future::BoxFuture;
use jobs::{Attempt, Handler, JobError};

use crate::transport::{OutboundMessage, Transports};
use crate::{Channel, ChannelKind};

/// Hands the messages of every channel to its transport.
pub(crate) struct SendMessage(pub(crate) Transports);

impl SendMessage {
    async fn send(&self, attempt: Attempt<'_>) -> Result<(), JobError> {
        let Transports { mail, sms, letters, webhooks, .. } = &self.0;
        let channel: Channel = serde_json::from_slice(attempt.payload)
            .map_err(|_| JobError::permanent("the stored message cannot be read"))?;
        let kind = channel.kind();
        match &channel {
            Channel::Email(email) => with(mail.as_ref(), kind)?.send(outbound(attempt, email)).await,
            Channel::Sms(message) => with(sms.as_ref(), kind)?.send(outbound(attempt, message)).await,
            Channel::Letter(letter) => with(letters.as_ref(), kind)?.send(outbound(attempt, letter)).await,
            Channel::Webhook(webhook) => {
                with(webhooks.as_ref(), kind)?.send(outbound(attempt, webhook)).await
            }
        }
    }
}

impl Handler for SendMessage {
    fn run<'a>(&'a self, attempt: Attempt<'a>) -> BoxFuture<'a, Result<(), JobError>> {
        Box::pin(self.send(attempt))
    }
}

fn with<T>(transport: Option<T>, kind: ChannelKind) -> Result<T, JobError> {
    transport.ok_or_else(|| JobError::permanent(format!("no transport for {kind} is configured")))
}

fn outbound<'a, T>(attempt: Attempt<'a>, content: &'a T) -> OutboundMessage<'a, T> {
    OutboundMessage { id: attempt.id, queued_at: attempt.queued_at, content }
}
