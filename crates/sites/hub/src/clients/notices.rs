//! Sends the queued notices to the Mobile Key's API, with the hub's own access token there.

use std::sync::Arc;

use delivery::{JobError, OutboundMessage, SendFuture, Transports, Webhook, Webhooks};
use openid::RelyingParty;
use reqwest::{Client, StatusCode};
use url::Url;

use super::mobile_key::{MobileKeyClient, MobileKeyError};

/// The API of one Mobile Key.
pub(crate) struct MobileKeyNotices {
    http: Client,
    api: Url,
    relying_party: RelyingParty,
}

/// Every Mobile Key of the hub.
struct NoticeSender(Vec<MobileKeyNotices>);

/// The transports of the hub: it writes to nobody by e-mail, SMS or letter, because it knows no address.
pub(crate) fn transports(keys: Vec<MobileKeyNotices>) -> Transports {
    Transports { webhooks: Some(Arc::new(NoticeSender(keys))), ..Transports::default() }
}

impl MobileKeyNotices {
    pub(crate) fn new(http: Client, api: Url, relying_party: RelyingParty) -> Self {
        Self { http, api, relying_party }
    }

    fn key(&self) -> MobileKeyClient<'_> {
        MobileKeyClient { http: &self.http, api: &self.api, relying_party: &self.relying_party }
    }
}

impl NoticeSender {
    async fn tell(&self, message: OutboundMessage<'_, Webhook>) -> Result<(), JobError> {
        let Webhook { url, json } = message.content;
        let key = self.0.iter().find(|key| key.key().has(url));
        let key = key.ok_or_else(|| JobError::permanent("not an address of a configured Mobile Key"))?;
        judge(key.key().tell(url, json, message.id.as_str()).await)
    }
}

/// A refusal is final; an error that may pass is retried.
fn judge(answer: Result<StatusCode, MobileKeyError>) -> Result<(), JobError> {
    const MAY_PASS: [StatusCode; 4] = [
        StatusCode::UNAUTHORIZED,
        StatusCode::REQUEST_TIMEOUT,
        StatusCode::TOO_EARLY,
        StatusCode::TOO_MANY_REQUESTS,
    ];
    match answer {
        Ok(status) if status.is_success() => Ok(()),
        Ok(status) if status.is_client_error() && !MAY_PASS.contains(&status) => {
            Err(JobError::permanent(format!("the Mobile Key says HTTP {}", status.as_u16())))
        }
        Ok(status) => Err(JobError::temporary(format!("the Mobile Key says HTTP {}", status.as_u16()))),
        Err(error) => Err(JobError::temporary(error.to_string())),
    }
}

impl Webhooks for NoticeSender {
    fn send<'a>(&'a self, message: OutboundMessage<'a, Webhook>) -> SendFuture<'a> {
        Box::pin(self.tell(message))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_is_final_and_a_silence_is_not() {
        for (status, permanent) in [
            (StatusCode::NOT_FOUND, Some(true)),
            (StatusCode::FORBIDDEN, Some(true)),
            (StatusCode::TOO_MANY_REQUESTS, Some(false)),
            (StatusCode::SERVICE_UNAVAILABLE, Some(false)),
            (StatusCode::NO_CONTENT, None),
        ] {
            let judged = judge(Ok(status)).err().map(|error| error.is_permanent());
            assert_eq!(judged, permanent, "{status}");
        }
    }
}
