//! The protected header of a JWS, and what is accepted in it (RFC 7515 §4, RFC 8725 §3).

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::{Map, Value};

use crate::{Algorithm, JoseError, PublicJwk, base64url};

/// A protected header that passed its [`HeaderPolicy`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// `alg`.
    pub algorithm: Algorithm,
    /// `kid`.
    pub kid: Option<String>,
    /// `jwk`: the public key that the signature is made with, as its sender says (RFC 7515 §4.1.3).
    pub jwk: Option<PublicJwk>,
}

/// What a protected header must and may say. `crit` is never accepted (RFC 7515 §4.1.11).
#[derive(Clone, Copy, Debug)]
pub struct HeaderPolicy {
    /// The algorithms that are accepted (RFC 8725 §3.1).
    pub algorithms: &'static [Algorithm],
    /// The type that `typ` must name (RFC 8725 §3.11); with none, `typ` is not looked at.
    pub typ: Option<&'static str>,
    /// Refuses members that are not defined here, and so every way of fetching a key (`jku`, `x5u`, …).
    pub known_members_only: bool,
}

impl HeaderPolicy {
    /// Every algorithm of this crate, any type, unknown members ignored as RFC 7515 §4 says.
    pub const ANY: Self = Self { algorithms: &Algorithm::ALL, typ: None, known_members_only: false };
}

/// A header as it is written. Repeated members are refused.
#[derive(Deserialize)]
struct WireHeader {
    alg: String,
    typ: Option<String>,
    kid: Option<String>,
    jwk: Option<PublicJwk>,
    crit: Option<IgnoredAny>,
    #[serde(flatten)]
    unknown: Map<String, Value>,
}

impl Header {
    /// Reads a header from base64url.
    pub(crate) fn parse(text: &str, policy: &HeaderPolicy) -> Result<Self, JoseError> {
        let json = base64url::decode(text).ok_or(JoseError::Malformed)?;
        let header: WireHeader = serde_json::from_slice(&json).map_err(|_| JoseError::Malformed)?;
        if header.crit.is_some() {
            return Err(JoseError::Critical);
        }
        if policy.known_members_only && !header.unknown.is_empty() {
            return Err(JoseError::Malformed);
        }
        if policy.typ.is_some_and(|typ| header.typ.as_deref() != Some(typ)) {
            return Err(JoseError::Type);
        }
        let algorithm = Algorithm::parse(&header.alg).ok_or(JoseError::Algorithm)?;
        if !policy.algorithms.contains(&algorithm) {
            return Err(JoseError::Algorithm);
        }
        Ok(Self { algorithm, kid: header.kid, jwk: header.jwk })
    }
}
