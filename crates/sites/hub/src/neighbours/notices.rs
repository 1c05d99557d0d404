//! The only way out of the hub's queue: notices to the Mobile Key, with the hub's own access token there.

use std::sync::Arc;

use delivery::{
    Email, Letter, Letters, Mail, OutboundMessage, SendError, SendFuture, Sms, SmsGateway, Transports,
    Webhook, Webhooks,
};
use openid::RelyingParty;
use reqwest::{Client, StatusCode};
use url::Url;

use super::mobile_key::{MobileKey, MobileKeyError};

/// One Mobile Key, as the queue sees it.
pub(crate) struct KeyNotices {
    http: Client,
    api: Url,
    relying_party: RelyingParty,
}

/// Every Mobile Key of the hub.
struct AllKeys(Vec<KeyNotices>);

/// The hub writes to nobody by e-mail, SMS or letter: it knows no address.
struct NoWay;

/// Ways out for a site that queues notices and nothing else.
pub(crate) fn notices_only(keys: Vec<KeyNotices>) -> Transports {
    let no_way = Arc::new(NoWay);
    Transports {
        mail: no_way.clone(),
        sms: no_way.clone(),
        letters: no_way,
        webhooks: Some(Arc::new(AllKeys(keys))),
        limits: delivery::Limits::default(),
    }
}

impl KeyNotices {
    pub(crate) fn new(http: Client, api: Url, relying_party: RelyingParty) -> Self {
        Self { http, api, relying_party }
    }

    fn key(&self) -> MobileKey<'_> {
        MobileKey { http: &self.http, api: &self.api, relying_party: &self.relying_party }
    }
}

impl AllKeys {
    async fn tell(&self, message: OutboundMessage<'_, Webhook>) -> Result<(), SendError> {
        let Webhook { url, json } = message.content;
        let key = self.0.iter().find(|key| key.key().has(url));
        let key = key.ok_or_else(|| SendError::permanent("not an address of a configured Mobile Key"))?;
        judge(key.key().tell(url, json, message.id.as_str()).await)
    }
}

/// A refusal counts for good; what may pass is tried again.
fn judge(answer: Result<StatusCode, MobileKeyError>) -> Result<(), SendError> {
    const MAY_PASS: [StatusCode; 4] = [
        StatusCode::UNAUTHORIZED,
        StatusCode::REQUEST_TIMEOUT,
        StatusCode::TOO_EARLY,
        StatusCode::TOO_MANY_REQUESTS,
    ];
    match answer {
        Ok(status) if status.is_success() => Ok(()),
        Ok(status) if status.is_client_error() && !MAY_PASS.contains(&status) => {
            Err(SendError::permanent(format!("the Mobile Key says HTTP {}", status.as_u16())))
        }
        Ok(status) => Err(SendError::temporary(format!("the Mobile Key says HTTP {}", status.as_u16()))),
        Err(error) => Err(SendError::temporary(error.to_string())),
    }
}

impl Webhooks for AllKeys {
    fn send<'a>(&'a self, message: OutboundMessage<'a, Webhook>) -> SendFuture<'a> {
        Box::pin(self.tell(message))
    }
}

fn refuse<'a>() -> SendFuture<'a> {
    Box::pin(async { Err(SendError::permanent("the hub sends notices only")) })
}

impl Mail for NoWay {
    fn send<'a>(&'a self, _: OutboundMessage<'a, Email>) -> SendFuture<'a> {
        refuse()
    }
}

impl SmsGateway for NoWay {
    fn send<'a>(&'a self, _: OutboundMessage<'a, Sms>) -> SendFuture<'a> {
        refuse()
    }
}

impl Letters for NoWay {
    fn send<'a>(&'a self, _: OutboundMessage<'a, Letter>) -> SendFuture<'a> {
        refuse()
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
