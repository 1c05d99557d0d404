//! Proof Key for Code Exchange (RFC 7636), with S256 only.

use aws_lc_rs::constant_time::verify_slices_are_equal;
use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// `BASE64URL(SHA256(code_verifier))`: what the authorization request carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodeChallenge([u8; 32]);

/// What only the one who began can present at the token endpoint.
#[derive(Clone, PartialEq, Eq)]
pub struct CodeVerifier(String);

/// Why a challenge or verifier is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PkceError {
    /// Not 32 bytes in base64url (RFC 7636 §4.2).
    #[error("code_challenge is not a SHA-256 in base64url")]
    Challenge,
    /// Not 43 to 128 unreserved characters (RFC 7636 §4.1).
    #[error("code_verifier is not 43 to 128 unreserved characters")]
    Verifier,
}

impl CodeChallenge {
    /// Reads the parameter `code_challenge`.
    pub fn parse(text: &str) -> Result<Self, PkceError> {
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| PkceError::Challenge)?;
        Ok(Self(bytes.try_into().map_err(|_| PkceError::Challenge)?))
    }

    /// RFC 7636 §4.6.
    #[must_use]
    pub fn is_met_by(&self, verifier: &CodeVerifier) -> bool {
        verify_slices_are_equal(&self.0, &verifier.challenge().0).is_ok()
    }
}

impl CodeVerifier {
    /// Reads the parameter `code_verifier`.
    pub fn parse(text: &str) -> Result<Self, PkceError> {
        let unreserved = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
        if (43..=128).contains(&text.len()) && text.bytes().all(unreserved) {
            Ok(Self(text.to_owned()))
        } else {
            Err(PkceError::Verifier)
        }
    }

    /// A verifier from 32 random bytes, as RFC 7636 §4.1 recommends.
    pub fn from_bytes(bytes: &[u8; 32]) -> Self {
        Self(URL_SAFE_NO_PAD.encode(bytes))
    }

    /// RFC 7636 §4.2, method S256.
    pub fn challenge(&self) -> CodeChallenge {
        let mut challenge = [0; 32];
        challenge.copy_from_slice(digest(&SHA256, self.0.as_bytes()).as_ref());
        CodeChallenge(challenge)
    }

    /// What is sent to the token endpoint.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for CodeChallenge {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&URL_SAFE_NO_PAD.encode(self.0))
    }
}

impl std::str::FromStr for CodeChallenge {
    type Err = PkceError;

    fn from_str(text: &str) -> Result<Self, PkceError> {
        Self::parse(text)
    }
}

impl std::fmt::Debug for CodeVerifier {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CodeVerifier(…)")
    }
}

impl serde::Serialize for CodeChallenge {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for CodeChallenge {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        values::deserialize_text(deserializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_rfc_7636_appendix_b() {
        let verifier = CodeVerifier::parse("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk").unwrap();
        let challenge = CodeChallenge::parse("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM").unwrap();
        assert!(challenge.is_met_by(&verifier));
        assert_eq!(challenge.to_string().parse(), Ok(challenge));
        assert!(!challenge.is_met_by(&CodeVerifier::from_bytes(&[7; 32])));
    }

    #[test]
    fn malformed_ones_are_refused() {
        assert_eq!(CodeChallenge::parse("abc"), Err(PkceError::Challenge));
        assert_eq!(CodeChallenge::parse(&"=".repeat(43)), Err(PkceError::Challenge));
        for text in ["a".repeat(42), "a".repeat(129), format!("{} ", "a".repeat(43)), "ř".repeat(30)] {
            assert_eq!(CodeVerifier::parse(&text), Err(PkceError::Verifier));
        }
    }

    #[test]
    fn a_verifier_is_not_printed() {
        assert!(!format!("{:?}", CodeVerifier::from_bytes(&[1; 32])).contains("AQEB"));
    }
}
