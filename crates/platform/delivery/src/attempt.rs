//! One attempt to deliver one message.

use std::time::Duration;

use ::store::{Store, StoreError};
use values::Timestamp;

use crate::retry::{Next, after_failure};
use crate::store::{self, Claimed};
use crate::transport::{OutboundMessage, SendError, Transports};
use crate::{Channel, ChannelKind, Delivery};

/// Transports have shorter limits of their own; this one holds whatever happens.
const SEND_LIMIT: Duration = Duration::from_secs(40);

/// What came of an attempt.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Attempted {
    Sent,
    WillRetry,
    GivenUp,
    /// Someone else has the lease by now, and with it the say.
    LeaseLost,
}

/// Sends and writes down what came of it. `now` is asked after sending, which takes its time.
pub(crate) async fn attempt(
    delivery: &Delivery,
    store: &Store,
    transports: &Transports,
    claimed: &Claimed,
    kind: ChannelKind,
    lease: &str,
    now: impl Fn() -> Timestamp + Send + Sync,
) -> Result<Attempted, StoreError> {
    let sent = if claimed.expires_at.is_some_and(|limit| now() >= limit) {
        Err(SendError::permanent("too late"))
    } else {
        send(delivery, transports, claimed).await
    };
    let now = now();
    match sent {
        Ok(()) => mark(store, Attempted::Sent, |tx| store::mark_sent(tx, now, &claimed.id, lease)).await,
        Err(error) => {
            tracing::warn!(
                id = %claimed.id, channel = %kind, attempt = claimed.attempts, permanent = error.is_permanent(),
                problem = error.reason(), "a message was not delivered"
            );
            match next(&error, claimed, now) {
                Next::RetryAt(due_at) => {
                    mark(store, Attempted::WillRetry, |tx| {
                        store::mark_for_retry(tx, due_at, error.reason(), &claimed.id, lease)
                    })
                    .await
                }
                Next::GiveUp => {
                    tracing::error!(id = %claimed.id, channel = %kind, "a message was given up");
                    mark(store, Attempted::GivenUp, |tx| {
                        store::mark_failed(tx, now, error.reason(), &claimed.id, lease)
                    })
                    .await
                }
            }
        }
    }
}

async fn send(delivery: &Delivery, transports: &Transports, claimed: &Claimed) -> Result<(), SendError> {
    let channel = delivery
        .open(&claimed.id, &claimed.sealed)
        .ok_or_else(|| SendError::permanent("cannot be opened: sealed under another master key"))?;
    let sending = match &channel {
        Channel::Email(email) => transports.mail.send(outbound(claimed, email)),
        Channel::Sms(sms) => transports.sms.send(outbound(claimed, sms)),
        Channel::Letter(letter) => transports.letters.send(outbound(claimed, letter)),
        Channel::Webhook(notice) => match &transports.webhooks {
            Some(webhooks) => webhooks.send(outbound(claimed, notice)),
            None => return Err(SendError::permanent("no way for webhooks is configured")),
        },
    };
    match tokio::time::timeout(SEND_LIMIT, sending).await {
        Ok(sent) => sent,
        Err(_) => Err(SendError::temporary("no answer in time")),
    }
}

fn outbound<'a, T>(claimed: &'a Claimed, content: &'a T) -> OutboundMessage<'a, T> {
    OutboundMessage { id: &claimed.id, queued_at: claimed.queued_at, content }
}

fn next(error: &SendError, claimed: &Claimed, now: Timestamp) -> Next {
    if error.is_permanent() {
        return Next::GiveUp;
    }
    let [random] = random::random_bytes();
    after_failure(now, claimed.queued_at, claimed.expires_at, claimed.attempts, random)
}

async fn mark(
    store: &Store,
    outcome: Attempted,
    statement: impl FnMut(&mut ::store::Tx<'_>) -> Result<bool, StoreError> + Send,
) -> Result<Attempted, StoreError> {
    let marked = store.write(statement).await?;
    Ok(if marked { outcome } else { Attempted::LeaseLost })
}
