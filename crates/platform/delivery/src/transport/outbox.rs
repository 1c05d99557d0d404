//! The demo's outbox, which shows every message that would have left.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use reqwest::Client;
use serde::Serialize;
use url::Url;

use super::http::post;
use super::{Letters, Mail, OutboundMessage, SendFuture, Sender, SmsGateway, pdf_of};
use crate::{Email, JobId, Letter, Sms};

/// Posts every kind of message as JSON to `/api/messages`.
pub struct Outbox {
    sender: Sender,
    url: Url,
    http: Client,
}

#[derive(Default, Serialize)]
struct Shown<'a> {
    id: &'a str,
    channel: &'a str,
    from: &'a str,
    to: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    subject: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pdf_base64: Option<String>,
}

impl Outbox {
    /// The outbox at `base`.
    pub fn new(sender: Sender, base: Url, http: Client) -> Self {
        let mut url = base;
        url.set_path("/api/messages");
        Self { sender, url, http }
    }

    fn post(&self, id: &JobId, shown: Shown<'_>) -> SendFuture<'static> {
        let request = self.http.post(self.url.clone()).json(&Shown { id: id.as_str(), ..shown });
        Box::pin(post(request))
    }
}

impl Mail for Outbox {
    fn send<'a>(&'a self, message: OutboundMessage<'a, Email>) -> SendFuture<'a> {
        let Email { to, subject, text, .. } = message.content;
        let from = format!("{} <{}>", self.sender.name, self.sender.email);
        let shown = Shown {
            channel: "email",
            from: &from,
            to: to.as_str(),
            subject: Some(subject),
            text: Some(text),
            ..Shown::default()
        };
        self.post(message.id, shown)
    }
}

impl SmsGateway for Outbox {
    fn send<'a>(&'a self, message: OutboundMessage<'a, Sms>) -> SendFuture<'a> {
        let Sms { to, text } = message.content;
        let shown = Shown {
            channel: "sms",
            from: &self.sender.name,
            to: to.as_str(),
            text: Some(text),
            ..Shown::default()
        };
        self.post(message.id, shown)
    }
}

impl Letters for Outbox {
    fn send<'a>(&'a self, message: OutboundMessage<'a, Letter>) -> SendFuture<'a> {
        Box::pin(async move {
            let pdf = pdf_of(message.content, Some(&self.sender)).await?;
            let shown = Shown {
                channel: "letter",
                from: &self.sender.name,
                to: &message.content.to.join(", "),
                text: Some(&message.content.plain_text()),
                pdf_base64: Some(STANDARD.encode(pdf)),
                ..Shown::default()
            };
            self.post(message.id, shown).await
        })
    }
}
