//! What is sent, and to whom.

use std::fmt;

use ::store::text_value;
use secrets::hexadecimal;
use serde::{Deserialize, Serialize};
use url::Url;
use values::{EmailAddress, Language, PhoneNumber, Timestamp};

use crate::Letter;

/// Something to be sent, once for its cause.
#[derive(Clone)]
pub struct Message {
    /// What made it necessary, unique within the site and without personal data: `registration-pin1/ID`.
    pub cause: String,
    /// What is sent, and which way.
    pub channel: Channel,
    /// On whose word it leaves.
    pub quota: Quota,
    /// After this instant it is not sent any more: a passcode that has expired only confuses.
    pub expires_at: Option<Timestamp>,
}

impl Message {
    /// A message that stays useful.
    pub fn new(cause: impl Into<String>, channel: impl Into<Channel>) -> Self {
        Self { cause: cause.into(), channel: channel.into(), quota: Quota::Account, expires_at: None }
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

/// On whose word a message leaves. What costs money is limited for a day, and who has proven little must not use up what
/// others need.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quota {
    /// Somebody who has proven nothing, as by a registration. All of them together have half of the day.
    Anonymous,
    /// Somebody who is at least said to belong there, as by a password. To one number they count with strangers.
    Account,
    /// Somebody who has shown to be the owner of the number. To one number they count by themselves.
    Owner,
    /// The site itself: what the owner must learn, see [`crate::Delivery::tell`].
    Warning,
}

/// What is sent, and which way.
#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Channel {
    /// By e-mail.
    Email(Email),
    /// By SMS.
    Sms(Sms),
    /// By post. It becomes a PDF when it leaves.
    Letter(Letter),
    /// To another system, which shows it to the person.
    Webhook(Webhook),
}

/// A plain-text e-mail.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Email {
    /// To whom.
    pub to: EmailAddress,
    /// In which language it is written.
    pub language: Language,
    /// One line.
    pub subject: String,
    /// The text, with line breaks.
    pub text: String,
}

/// A short message.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sms {
    /// To whom.
    pub to: PhoneNumber,
    /// The text.
    pub text: String,
}

/// A JSON document for another system.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Webhook {
    /// Where it is posted.
    pub url: Url,
    /// What is posted.
    pub json: serde_json::Value,
}

/// The four ways, by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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

/// The name of a message everywhere: 32 hexadecimal digits, a keyed hash of site and cause.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct MessageId(String);

/// The text names no message, or no channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no such name")]
pub struct UnknownName;

impl Channel {
    /// Which of the four.
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

    /// `email`, `sms`, `letter`, `notice`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Sms => "sms",
            Self::Letter => "letter",
            Self::Webhook => "notice",
        }
    }

    /// Reads the name.
    pub fn parse(text: &str) -> Result<Self, UnknownName> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text).ok_or(UnknownName)
    }
}

impl Quota {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Anonymous => "stranger",
            Self::Account => "account",
            Self::Owner => "owner",
            Self::Warning => "warning",
        }
    }
}

impl MessageId {
    const BYTES: usize = 16;

    /// Reads 32 hexadecimal digits.
    pub fn parse(text: &str) -> Result<Self, UnknownName> {
        let is_hex = text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
        if text.len() == 2 * Self::BYTES && is_hex { Ok(Self(text.to_owned())) } else { Err(UnknownName) }
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub(crate) fn from_hash(hash: [u8; 32]) -> Self {
        Self(hexadecimal(&hash[..Self::BYTES]))
    }
}

impl fmt::Display for MessageId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
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
            .field("cause", &self.cause)
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

text_value!(MessageId, as_str);
text_value!(ChannelKind, as_str);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_personal_shows_in_logs() {
        let sms = Sms { to: PhoneNumber::parse("+420601123456").unwrap(), text: "PIN2: ABCD".into() };
        let shown = format!("{:?}", Message::new("pin2/1", sms));
        assert!(shown.contains("pin2/1") && !shown.contains("601") && !shown.contains("ABCD"), "{shown}");
    }

    #[test]
    fn ids_are_hexadecimal() {
        let id = MessageId::from_hash([0xab; 32]);
        assert_eq!(MessageId::parse(id.as_str()), Ok(id));
        assert_eq!(MessageId::parse("AB"), Err(UnknownName));
    }
}
