//! Keyed hashes of codes and tokens, as a database keeps them.

use std::fmt;

use aws_lc_rs::hmac;
use zeroize::Zeroizing;

use crate::MasterKey;

/// HMAC-SHA256 (RFC 2104) under the key of one purpose: what it hashes cannot be guessed from a stolen database,
/// not even a six-digit code.
#[derive(Clone)]
pub struct KeyedHash(hmac::Key);

impl KeyedHash {
    /// A hash for one purpose. Hashes of different purposes never match.
    pub fn new(master: &MasterKey, purpose: &'static str) -> Self {
        let key = Zeroizing::new(master.derive(purpose));
        Self(hmac::Key::new(hmac::HMAC_SHA256, &*key))
    }

    /// The hash of a secret, to be stored or looked up.
    pub fn hash(&self, secret: &[u8]) -> [u8; 32] {
        bytes(hmac::sign(&self.0, secret))
    }

    /// The hash of several parts; the same bytes split in another way give another hash.
    pub fn hash_parts(&self, parts: &[&[u8]]) -> [u8; 32] {
        let mut context = hmac::Context::with_key(&self.0);
        for part in parts {
            context.update(&(part.len() as u64).to_be_bytes());
            context.update(part);
        }
        bytes(context.sign())
    }

    /// Whether this is the hash of that secret. Compares in constant time.
    #[must_use]
    pub fn matches(&self, secret: &[u8], hash: &[u8]) -> bool {
        hmac::verify(&self.0, secret, hash).is_ok()
    }
}

impl fmt::Debug for KeyedHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KeyedHash(…)")
    }
}

fn bytes(tag: hmac::Tag) -> [u8; 32] {
    let mut bytes = [0; 32];
    bytes.copy_from_slice(tag.as_ref());
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_matches_its_own_hash_only() {
        let keyed = KeyedHash::new(&MasterKey::generate(), "codes");
        let hash = keyed.hash(b"123456");
        assert!(keyed.matches(b"123456", &hash));
        assert!(!keyed.matches(b"123457", &hash));
        assert!(!keyed.matches(b"123456", &hash[..31]) && !keyed.matches(b"123456", b""));
    }

    #[test]
    fn purposes_and_masters_are_apart() {
        let master = MasterKey::generate();
        let hash = KeyedHash::new(&master, "codes").hash(b"123456");
        assert!(!KeyedHash::new(&master, "tokens").matches(b"123456", &hash));
        assert!(!KeyedHash::new(&MasterKey::generate(), "codes").matches(b"123456", &hash));
    }

    #[test]
    fn parts_cannot_be_shifted() {
        let keyed = KeyedHash::new(&MasterKey::generate(), "pseudonyms");
        assert_ne!(keyed.hash_parts(&[b"ab", b"c"]), keyed.hash_parts(&[b"a", b"bc"]));
        assert_ne!(keyed.hash_parts(&[b"ab"]), keyed.hash(b"ab"));
        assert_eq!(keyed.hash_parts(&[b"ab", b""]), keyed.hash_parts(&[b"ab", b""]));
    }
}
