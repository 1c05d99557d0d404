//! Random tokens that we hand out.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use zeroize::{ZeroizeOnDrop, Zeroizing};

const TOKEN_BYTES: usize = 32;

/// A secret for someone else to keep: 256 random bits as base64url (RFC 4648 §5). We keep only its keyed hash.
#[derive(Clone, ZeroizeOnDrop)]
pub struct Token(String);

impl Token {
    /// The length of the text in bytes.
    pub const TEXT_BYTES: usize = 43;

    /// A new one.
    #[expect(clippy::new_without_default, reason = "a default that is never the same would mislead")]
    pub fn new() -> Self {
        let random: Zeroizing<[u8; TOKEN_BYTES]> = Zeroizing::new(random::random_bytes());
        Self(URL_SAFE_NO_PAD.encode(*random))
    }

    /// The text to hand out.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_new_each_time_and_safe_in_urls() {
        let token = Token::new();
        assert_ne!(token.as_str(), Token::new().as_str());
        assert_eq!(token.as_str().len(), Token::TEXT_BYTES);
        assert!(
            token.as_str().bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
        );
        assert_eq!(format!("{token:?}"), "Token(…)");
    }
}
