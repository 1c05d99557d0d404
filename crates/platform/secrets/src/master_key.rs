//! The key that everything else is derived from.

use std::fmt;

use aws_lc_rs::hkdf;
use zeroize::{ZeroizeOnDrop, Zeroizing};

use crate::hexadecimal;

const KEY_BYTES: usize = 32;
/// Sets our derivations apart from those of any other program that is given the same key.
const SALT: &[u8] = b"svornik master key, version 1";

/// The installation's key: 256 random bits from a file or the environment, never in a database.
#[derive(Clone, ZeroizeOnDrop)]
pub struct MasterKey([u8; KEY_BYTES]);

/// The text is not a master key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a master key is 64 hexadecimal digits")]
pub struct MasterKeyError;

impl MasterKey {
    /// A new key.
    pub fn generate() -> Self {
        Self(random::random_bytes())
    }

    /// Reads what [`MasterKey::to_hex`] writes; white space around it is ignored.
    pub fn from_hex(text: &str) -> Result<Self, MasterKeyError> {
        let digits = text.trim().as_bytes();
        if digits.len() != 2 * KEY_BYTES {
            return Err(MasterKeyError);
        }
        let mut key = Self([0; KEY_BYTES]);
        for (byte, pair) in key.0.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = digit(pair[0])? << 4 | digit(pair[1])?;
        }
        Ok(key)
    }

    /// For the file that keeps it.
    pub fn to_hex(&self) -> Zeroizing<String> {
        Zeroizing::new(hexadecimal(&self.0))
    }

    /// The key of one purpose (HKDF-SHA256, RFC 5869). Purposes are named once and never changed.
    pub fn derive(&self, purpose: &'static str) -> [u8; KEY_BYTES] {
        let mut key = [0; KEY_BYTES];
        #[expect(clippy::expect_used, reason = "HKDF refuses only lengths over 255 blocks")]
        hkdf::Salt::new(hkdf::HKDF_SHA256, SALT)
            .extract(&self.0)
            .expand(&[purpose.as_bytes()], hkdf::HKDF_SHA256)
            .and_then(|okm| okm.fill(&mut key))
            .expect("one block");
        key
    }
}

impl fmt::Debug for MasterKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MasterKey(…)")
    }
}

fn digit(character: u8) -> Result<u8, MasterKeyError> {
    char::from(character).to_digit(16).and_then(|value| u8::try_from(value).ok()).ok_or(MasterKeyError)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_of_a_key_reads_back() {
        let key = MasterKey::generate();
        let again = MasterKey::from_hex(&format!("  {}\n", *key.to_hex())).unwrap();
        assert_eq!(key.derive("a"), again.derive("a"));
        assert_eq!(*MasterKey::from_hex(&"0A".repeat(32)).unwrap().to_hex(), "0a".repeat(32));
    }

    #[test]
    fn other_texts_are_no_key() {
        for text in [String::new(), "0".repeat(63), "0".repeat(65), "g".repeat(64), "ř".repeat(32)] {
            assert!(matches!(MasterKey::from_hex(&text), Err(MasterKeyError)), "{text}");
        }
    }

    #[test]
    fn every_purpose_and_every_master_has_its_own_key() {
        let key = MasterKey::generate();
        assert_ne!(key.derive("a"), key.derive("b"));
        assert_ne!(key.derive("a"), MasterKey::generate().derive("a"));
        assert_ne!(key.derive("a"), key.0);
    }

    /// Computed by Python's hmac: what was derived yesterday must be derived for ever.
    #[test]
    fn derivation_never_changes() {
        let key = MasterKey::from_hex(&"0b".repeat(32)).unwrap();
        assert_eq!(
            key.derive("test"),
            [
                165, 18, 97, 191, 114, 31, 33, 175, 25, 5, 160, 103, 88, 138, 13, 186, 214, 239, 53, 71, 219,
                179, 198, 206, 13, 213, 224, 166, 18, 108, 22, 105
            ]
        );
    }

    #[test]
    fn debug_shows_nothing() {
        assert_eq!(format!("{:?}", MasterKey::generate()), "MasterKey(…)");
    }
}
