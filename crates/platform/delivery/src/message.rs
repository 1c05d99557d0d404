//! Messages, as they are queued.

use std::fmt;

use jobs::Kind;
use serde::{Deserialize, Serialize};
use url::Url;
use values::{EmailAddress, Language, PhoneNumber, Timestamp};

use crate::{Letter, Quota};

/// Something to be sent, once for its cause.
#[derive(Clone)]
pub struct Message {
    /// What made it necessary, unique within the site and without personal data: `registration-pin1/ID`.
    pub idempotency_key: String,
    /// The content, in the form of the channel by which it is sent.
    pub channel: Channel,
    /// On whose word it leaves.
    pub quota: Quota,
    /// From this instant on it is not sent any more, such as a passcode that has expired.
    pub expires_at: Option<Timestamp>,
}

impl Message {
    /// A message that stays useful.
    pub fn new(idempotency_key: impl Into<String>, channel: impl Into<Channel>) -> Self {
        Self {
            idempotency_key: idempotency_key.into(),
            channel: channel.into(),
            quota: Quota::Account,
            expires_at: None,
        }
    }

    /// The same message, asked for by somebody else.
    #[must_use]
    pub fn with_quota(self, quota: Quota) -> Self {
        Self { quota, ..self }
    }

    /// The same message, not to be sent after an instant.
    #[must_use]
    pub fn expires_at(self, instant: Timestamp) -> Self {
        Self { expires_at: Some(instant), ..self }
    }
}

/// The content of a message, by the channel by which it is sent.
#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Channel {
    /// An e-mail.
    Email(Email),
    /// An SMS.
    Sms(Sms),
    /// A letter. It becomes a PDF when it is sent.
    Letter(Letter),
    /// A document for another system.
    #[serde(alias = "notice")] // what queued messages of earlier versions say
    Webhook(Webhook),
}

/// A plain-text e-mail.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Email {
    /// The recipient.
    pub to: EmailAddress,
    /// The language of subject and text.
    pub language: Language,
    /// The subject, one line.
    pub subject: String,
    /// The text, with line breaks.
    pub text: String,
}

/// A short message.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sms {
    /// The recipient.
    pub to: PhoneNumber,
    /// The text.
    pub text: String,
}

/// A JSON document for another system.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Webhook {
    /// The address to which it is posted.
    pub url: Url,
    /// The body.
    pub json: serde_json::Value,
}

/// The channels, by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChannelKind {
    /// E-mail.
    Email,
    /// SMS.
    Sms,
    /// Post.
    Letter,
    /// Another system.
    Webhook,
}

impl Channel {
    /// As it is stored.
    pub(crate) fn to_json(&self) -> Vec<u8> {
        // Strings, numbers and bytes: there is nothing in it that JSON cannot hold.
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// Which channel it is.
    pub fn kind(&self) -> ChannelKind {
        match self {
            Self::Email(_) => ChannelKind::Email,
            Self::Sms(_) => ChannelKind::Sms,
            Self::Letter(_) => ChannelKind::Letter,
            Self::Webhook(_) => ChannelKind::Webhook,
        }
    }
}

impl ChannelKind {
    /// Every way.
    pub const ALL: [Self; 4] = [Self::Email, Self::Sms, Self::Letter, Self::Webhook];

    /// `email`, `sms`, `letter`, `webhook`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Sms => "sms",
            Self::Letter => "letter",
            Self::Webhook => "webhook",
        }
    }

    /// The kind of job that a message of this channel is.
    pub(crate) const fn job_kind(self) -> Kind {
        Kind::new(self.as_str())
    }
}

impl fmt::Display for ChannelKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Without what it says and to whom: that is nobody's business in a log.
impl fmt::Debug for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Message")
            .field("idempotency_key", &self.idempotency_key)
            .field("channel", &self.channel)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Channel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Channel({})", self.kind())
    }
}

impl From<Email> for Channel {
    fn from(email: Email) -> Self {
        Self::Email(email)
    }
}

impl From<Sms> for Channel {
    fn from(sms: Sms) -> Self {
        Self::Sms(sms)
    }
}

impl From<Letter> for Channel {
    fn from(letter: Letter) -> Self {
        Self::Letter(letter)
    }
}

impl From<Webhook> for Channel {
    fn from(notice: Webhook) -> Self {
        Self::Webhook(notice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_personal_shows_in_logs() {
        let sms = Sms { to: PhoneNumber::parse("+420601123456").unwrap(), text: "PIN2: ABCD".into() };
        let shown = format!("{:?}", Message::new("pin2/1", sms));
        assert!(shown.contains("pin2/1") && !shown.contains("601") && !shown.contains("ABCD"), "{shown}");
    }
}
