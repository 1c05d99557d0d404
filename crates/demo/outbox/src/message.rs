//! What was sent.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use values::{EmailAddress, Timestamp, folded};

/// Which way a message would have gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Channel {
    Email,
    Sms,
    Letter,
}

/// What a site posts.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Posted {
    id: String,
    channel: Channel,
    #[serde(default)]
    from: String,
    to: String,
    #[serde(default)]
    subject: String,
    #[serde(default)]
    text: String,
    pdf_base64: Option<String>,
}

/// A message that can be kept.
pub(crate) struct NewMessage {
    pub(crate) id: String,
    pub(crate) channel: Channel,
    pub(crate) sender: String,
    pub(crate) recipient: String,
    pub(crate) subject: String,
    pub(crate) body: String,
    pub(crate) pdf: Option<Vec<u8>>,
}

/// A message that was kept, without its PDF.
#[derive(Clone, Debug)]
pub(crate) struct Message {
    pub(crate) id: String,
    /// Sorts by time of arrival.
    pub(crate) arrival: String,
    pub(crate) received_at: Timestamp,
    pub(crate) channel: Channel,
    pub(crate) sender: String,
    pub(crate) recipient: String,
    pub(crate) subject: String,
    pub(crate) body: String,
    pub(crate) has_pdf: bool,
}

/// Why a posted message was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum PostedError {
    #[error("id must be 1 to 100 letters, digits, dots, hyphens and underscores")]
    Id,
    #[error("to must not be empty")]
    To,
    #[error("pdf_base64 is not a PDF in base64")]
    Pdf,
    #[error("a message needs a text or a PDF")]
    Nothing,
}

impl Channel {
    pub(crate) const ALL: [Self; 3] = [Self::Email, Self::Sms, Self::Letter];

    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Sms => "sms",
            Self::Letter => "letter",
        }
    }

    pub(crate) fn parse(text: &str) -> Result<Self, UnknownChannel> {
        Self::ALL.into_iter().find(|channel| channel.as_str() == text).ok_or(UnknownChannel)
    }

    /// The key of its name.
    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::Email => "channel-email",
            Self::Sms => "channel-sms",
            Self::Letter => "channel-letter",
        }
    }

    /// The colour of its tag.
    pub(crate) const fn colour(self) -> &'static str {
        match self {
            Self::Email => "blue",
            Self::Sms => "green",
            Self::Letter => "orange",
        }
    }
}

/// Not the name of a channel.
pub(crate) struct UnknownChannel;

store::text_value!(Channel, as_str);

impl Posted {
    pub(crate) fn check(self) -> Result<NewMessage, PostedError> {
        let pdf = self.pdf_base64.as_deref().map(read_pdf).transpose()?;
        match () {
            () if !is_id(&self.id) => Err(PostedError::Id),
            () if self.to.trim().is_empty() => Err(PostedError::To),
            () if self.text.is_empty() && pdf.is_none() => Err(PostedError::Nothing),
            () => Ok(NewMessage {
                id: self.id,
                channel: self.channel,
                sender: self.from,
                recipient: self.to.trim().to_owned(),
                subject: self.subject,
                body: self.text,
                pdf,
            }),
        }
    }
}

impl Message {
    const HEADLINE_MAX_CHARS: usize = 80;

    /// The subject, or how the text begins.
    pub(crate) fn headline(&self) -> String {
        if !self.subject.is_empty() {
            return self.subject.clone();
        }
        let first_line = self.body.lines().next().unwrap_or_default();
        if first_line.chars().count() <= Self::HEADLINE_MAX_CHARS {
            return first_line.to_owned();
        }
        let beginning: String = first_line.chars().take(Self::HEADLINE_MAX_CHARS).collect();
        format!("{beginning}…")
    }
}

/// How recipients are looked for: case and blanks do not count, so that a number is found however it is written.
pub(crate) fn recipient_key(recipient: &str) -> String {
    folded(recipient).replace(' ', "")
}

/// A whole address means exactly that recipient; anything else a part of one.
pub(crate) fn is_whole_address(sought: &str) -> bool {
    EmailAddress::parse(sought).is_ok()
}

fn is_id(text: &str) -> bool {
    const MAX_BYTES: usize = 100;
    let is_known = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
    (1..=MAX_BYTES).contains(&text.len()) && text.bytes().all(is_known)
}

fn read_pdf(base64: &str) -> Result<Vec<u8>, PostedError> {
    match STANDARD.decode(base64) {
        Ok(bytes) if bytes.starts_with(b"%PDF-") => Ok(bytes),
        _ => Err(PostedError::Pdf),
    }
}

impl fmt::Display for Channel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
