//! Encryption of values that we must be able to read again, such as signing keys and queued messages.

use std::fmt;

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use zeroize::Zeroizing;

use crate::MasterKey;

/// The first byte of a sealed value. It names the algorithm, so that another can be added.
const AES_256_GCM_V1: u8 = 1;

/// Seals values with AES-256-GCM (NIST SP 800-38D, random 96-bit nonces) under the key of one purpose.
///
/// The associated data says where a value belongs (its row's id, say), so that it cannot be moved elsewhere.
pub struct Sealer(LessSafeKey);

/// The value was changed, belongs elsewhere, or was sealed under another key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a sealed value cannot be opened: it was changed, moved, or sealed under another master key")]
pub struct CannotOpen;

impl Sealer {
    /// A sealer for one purpose. It cannot open values of another purpose.
    pub fn new(master: &MasterKey, purpose: &'static str) -> Self {
        let key = Zeroizing::new(master.derive(purpose));
        #[expect(clippy::expect_used, reason = "the length of the key is fixed")]
        Self(LessSafeKey::new(UnboundKey::new(&AES_256_GCM, &*key).expect("256 bits")))
    }

    /// Seals a value for the place that the associated data names.
    pub fn seal(&self, plain: &[u8], associated: &[u8]) -> Vec<u8> {
        let nonce: [u8; NONCE_LEN] = random::random_bytes();
        let mut body = plain.to_vec();
        #[expect(clippy::expect_used, reason = "fails only over 64 GiB")]
        self.0
            .seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::from(associated), &mut body)
            .expect("a value that fits in memory");
        let mut sealed = Vec::with_capacity(1 + NONCE_LEN + body.len());
        sealed.push(AES_256_GCM_V1);
        sealed.extend_from_slice(&nonce);
        sealed.extend_from_slice(&body);
        sealed
    }

    /// Opens a value that was sealed for the same place.
    pub fn open(&self, sealed: &[u8], associated: &[u8]) -> Result<Zeroizing<Vec<u8>>, CannotOpen> {
        let (&version, rest) = sealed.split_first().ok_or(CannotOpen)?;
        let (nonce, body) = rest.split_at_checked(NONCE_LEN).ok_or(CannotOpen)?;
        if version != AES_256_GCM_V1 {
            return Err(CannotOpen);
        }
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| CannotOpen)?;
        let mut plain = Zeroizing::new(body.to_vec());
        let length =
            self.0.open_in_place(nonce, Aad::from(associated), &mut plain).map_err(|_| CannotOpen)?.len();
        plain.truncate(length);
        Ok(plain)
    }
}

impl fmt::Debug for Sealer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sealer(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sealed_value_opens_in_its_place_only() {
        let master = MasterKey::generate();
        let sealer = Sealer::new(&master, "keys");
        let sealed = sealer.seal(b"seed", b"row 1");
        assert_eq!(sealer.open(&sealed, b"row 1").unwrap().as_slice(), b"seed");
        assert_eq!(sealer.open(&sealed, b"row 2"), Err(CannotOpen));
        assert_eq!(Sealer::new(&master, "seeds").open(&sealed, b"row 1"), Err(CannotOpen));
        assert_eq!(Sealer::new(&MasterKey::generate(), "keys").open(&sealed, b"row 1"), Err(CannotOpen));
    }

    #[test]
    fn any_changed_bit_and_any_missing_byte_is_noticed() {
        let sealer = Sealer::new(&MasterKey::generate(), "keys");
        let sealed = sealer.seal(b"seed", b"");
        for bit in 0..sealed.len() * 8 {
            let mut changed = sealed.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(sealer.open(&changed, b""), Err(CannotOpen), "bit {bit}");
        }
        for length in 0..sealed.len() {
            assert_eq!(sealer.open(&sealed[..length], b""), Err(CannotOpen), "{length} bytes");
        }
    }

    #[test]
    fn the_same_value_never_looks_the_same() {
        let sealer = Sealer::new(&MasterKey::generate(), "keys");
        assert_ne!(sealer.seal(b"seed", b""), sealer.seal(b"seed", b""));
        assert_eq!(sealer.open(&sealer.seal(b"", b""), b"").unwrap().as_slice(), b"");
    }
}
