//! Signed JSON (RFC 7515, RFC 7517, RFC 7518, RFC 8037) over aws-lc-rs: compact and JSON serialization, three algorithms.
//!
//! # What is deliberately absent
//!
//! Encryption (JWE), shared-secret signatures, `none`, unprotected headers, detached payloads, and keys by URL (`jku`, `x5u`).

pub mod base64url;
mod error;
mod header;
mod json;
mod jwk;
mod jws;
mod p256;
mod signing_key;
mod verifying_key;

pub use error::JoseError;
pub use header::{Header, HeaderPolicy};
pub use json::{JsonJws, JsonSignature};
pub use jwk::{JwkSet, PublicJwk, thumbprint};
pub use jws::UnverifiedJws;
pub use p256::P256PublicKey;
pub use signing_key::{SigningKey, SigningKeyError};
pub use verifying_key::VerifyingKey;

use serde::{Deserialize, Serialize};

/// The signature algorithms spoken here. `none` and the shared-secret ones are deliberately absent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Algorithm {
    /// ECDSA on P-256 with SHA-256: the fastest to sign, and the smallest.
    #[default]
    #[serde(rename = "ES256")]
    Es256,
    /// RSASSA-PKCS1-v1_5 with SHA-256: what every client understands (OIDC Core §15.1), and what is used unless one asks
    /// for another.
    #[serde(rename = "RS256")]
    Rs256,
    /// Ed25519.
    #[serde(rename = "EdDSA")]
    EdDsa,
}

impl Algorithm {
    /// Every algorithm.
    pub const ALL: [Self; 3] = [Self::Es256, Self::Rs256, Self::EdDsa];

    /// The name in `alg`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Es256 => "ES256",
            Self::Rs256 => "RS256",
            Self::EdDsa => "EdDSA",
        }
    }

    /// Reads the name.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|algorithm| algorithm.as_str() == text)
    }
}

impl std::fmt::Display for Algorithm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}
