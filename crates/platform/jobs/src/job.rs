//! A job, as it is enqueued.

use std::fmt;

use secrets::hexadecimal;
use store::text_value;
use values::Timestamp;

use crate::Kind;

/// Work to be enqueued.
#[derive(Clone)]
pub struct NewJob<'a> {
    /// What kind of work it is.
    pub kind: Kind,
    /// What made it necessary, without personal data: `registration-pin1/ID`. Unique within the site, whatever the kind.
    pub idempotency_key: &'a str,
    /// What its handler gets.
    pub payload: &'a [u8],
    /// Jobs with the same order key run one after another, in the order in which they were enqueued.
    pub order_key: Option<&'a str>,
    /// From this instant on the work is not to be done any more.
    pub expires_at: Option<Timestamp>,
}

impl<'a> NewJob<'a> {
    /// A job that waits for no other and does not expire.
    pub const fn new(kind: Kind, idempotency_key: &'a str, payload: &'a [u8]) -> Self {
        Self { kind, idempotency_key, payload, order_key: None, expires_at: None }
    }
}

/// What became of enqueueing.
#[must_use]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Enqueued {
    /// It will run when this transaction is durable.
    New(JobId),
    /// A job with this idempotency key was enqueued before. Nothing was written.
    Duplicate(JobId),
}

/// The id of a job: 32 hexadecimal digits, a keyed hash of the site and the idempotency key. It stays the same in every
/// attempt, so receivers can recognise repeated ones by it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct JobId(String);

/// The text is no id of a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no such job")]
pub struct UnknownJob;

impl JobId {
    const BYTES: usize = 16;

    /// Reads 32 hexadecimal digits.
    pub fn parse(text: &str) -> Result<Self, UnknownJob> {
        let is_hex = text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
        if text.len() == 2 * Self::BYTES && is_hex { Ok(Self(text.to_owned())) } else { Err(UnknownJob) }
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub(crate) fn from_hash(hash: [u8; 32]) -> Self {
        Self(hexadecimal(&hash[..Self::BYTES]))
    }
}

impl fmt::Display for JobId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The payload may hold personal data.
impl fmt::Debug for NewJob<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewJob")
            .field("kind", &self.kind.name)
            .field("idempotency_key", &self.idempotency_key)
            .finish_non_exhaustive()
    }
}

text_value!(JobId, as_str);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_hexadecimal() {
        let id = JobId::from_hash([0xab; 32]);
        assert_eq!(JobId::parse(id.as_str()), Ok(id));
        assert_eq!(JobId::parse("AB"), Err(UnknownJob));
    }

    #[test]
    fn a_payload_does_not_show_in_logs() {
        let shown = format!("{:?}", NewJob::new(Kind::new("sms"), "pin2/1", b"PIN2: ABCD"));
        assert!(shown.contains("pin2/1") && !shown.contains("ABCD") && !shown.contains("65"), "{shown}");
    }
}
