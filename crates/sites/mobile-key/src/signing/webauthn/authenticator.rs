//! Authenticator data: what the authenticator says (WebAuthn L3 §6.1).

use aws_lc_rs::digest::{SHA256, digest};

use super::WebauthnError;

const HASH_BYTES: usize = 32;
/// The hash, the flags, the counter.
const FIXED_BYTES: usize = HASH_BYTES + 1 + 4;

const USER_PRESENT: u8 = 1;
const USER_VERIFIED: u8 = 1 << 2;
const ATTESTED_CREDENTIAL: u8 = 1 << 6;

/// The parts that are always there, and the rest.
#[derive(Debug)]
pub(super) struct AuthenticatorData<'a> {
    rp_id_hash: &'a [u8],
    flags: u8,
    pub(super) counter: u32,
    rest: &'a [u8],
}

impl<'a> AuthenticatorData<'a> {
    pub(super) fn parse(bytes: &'a [u8]) -> Result<Self, WebauthnError> {
        let (fixed, rest) = bytes.split_at_checked(FIXED_BYTES).ok_or(WebauthnError::AuthenticatorData)?;
        let (rp_id_hash, tail) = fixed.split_at(HASH_BYTES);
        Ok(Self {
            rp_id_hash,
            flags: tail[0],
            counter: u32::from_be_bytes([tail[1], tail[2], tail[3], tail[4]]),
            rest,
        })
    }

    /// WebAuthn L3 §7.1 steps 13 to 15 and §7.2 steps 15 to 17; verification is required, not preferred.
    pub(super) fn check(&self, rp_id: &str) -> Result<(), WebauthnError> {
        if self.rp_id_hash != digest(&SHA256, rp_id.as_bytes()).as_ref() {
            return Err(WebauthnError::RelyingParty);
        }
        if self.flags & USER_PRESENT == 0 {
            return Err(WebauthnError::UserPresence);
        }
        if self.flags & USER_VERIFIED == 0 {
            return Err(WebauthnError::UserVerification);
        }
        Ok(())
    }

    /// The attested credential data, if the authenticator sent any (§6.5.1).
    pub(super) fn attested(&self) -> Option<&'a [u8]> {
        (self.flags & ATTESTED_CREDENTIAL != 0).then_some(self.rest)
    }
}
