//! An SMS gateway over HTTP.

use reqwest::Client;
use secrets::Secret;
use serde::Serialize;
use url::Url;

use super::http::post;
use super::{OutboundMessage, SendFuture, SmsGateway};
use crate::Sms;

/// Posts `{"id", "to", "text"}` with a bearer key. The gateway answers 2xx when it has taken the message and should
/// take one `id` once, however often it comes.
pub struct HttpSms {
    url: Url,
    key: Secret,
    http: Client,
}

#[derive(Serialize)]
struct Body<'a> {
    id: &'a str,
    to: &'a str,
    text: &'a str,
}

impl HttpSms {
    /// A gateway at `url` that knows us by `key`.
    pub fn new(url: Url, key: Secret, http: Client) -> Self {
        Self { url, key, http }
    }
}

impl SmsGateway for HttpSms {
    fn send<'a>(&'a self, message: OutboundMessage<'a, Sms>) -> SendFuture<'a> {
        let id = message.id.as_str();
        let body = Body { id, to: message.content.to.as_str(), text: &message.content.text };
        let request = self
            .http
            .post(self.url.clone())
            .bearer_auth(self.key.expose())
            .header("Idempotency-Key", id)
            .json(&body);
        Box::pin(post(request))
    }
}
