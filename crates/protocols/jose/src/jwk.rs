//! Public keys as JSON (RFC 7517).

use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};

use crate::{Algorithm, P256PublicKey};

/// A public key. Members that are not needed for verifying are not kept; a private key is not read at all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicJwk {
    /// `EC`, `RSA` or `OKP`.
    pub kty: String,
    /// The name of this key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kid: Option<String>,
    /// `sig`, if it says anything.
    #[serde(default, rename = "use", skip_serializing_if = "Option::is_none")]
    pub usage: Option<String>,
    /// The algorithm it is meant for, if it says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alg: Option<String>,
    /// The curve of `EC` and `OKP`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub crv: Option<String>,
    /// A coordinate, or the whole key of `OKP`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub x: Option<String>,
    /// The other coordinate of `EC`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub y: Option<String>,
    /// The modulus of `RSA`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub n: Option<String>,
    /// The exponent of `RSA`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub e: Option<String>,
    /// `d`, the private part: whoever sees it could sign.
    #[serde(default, rename = "d", skip_serializing)]
    private: NoPrivatePart,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct NoPrivatePart;

impl<'de> Deserialize<'de> for NoPrivatePart {
    fn deserialize<D: serde::Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
        Err(serde::de::Error::custom("a private key"))
    }
}

/// A set of public keys (RFC 7517 §5). Keys of unknown types are passed over, as the clause says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct JwkSet {
    /// The keys.
    #[serde(deserialize_with = "known_keys")]
    pub keys: Vec<PublicJwk>,
}

/// The most keys that are read from somebody else's set.
const MOST_KEYS: usize = 32;

impl JwkSet {
    /// Reads somebody else's set.
    pub fn parse(json: &[u8]) -> Option<Self> {
        let set: Self = serde_json::from_slice(json).ok()?;
        (set.keys.len() <= MOST_KEYS).then_some(set)
    }
}

impl PublicJwk {
    /// A P-256 key (RFC 7518 §6.2.1).
    pub fn from_p256(key: &P256PublicKey) -> Self {
        let (x, y) = key.as_point()[1..].split_at(32);
        let mut jwk = Self::empty("EC", Algorithm::Es256);
        jwk.crv = Some("P-256".to_owned());
        jwk.x = Some(URL_SAFE_NO_PAD.encode(x));
        jwk.y = Some(URL_SAFE_NO_PAD.encode(y));
        jwk.named_by_thumbprint()
    }

    /// An RSA key from `RSAPublicKey` in DER (RFC 8017 §A.1.1).
    pub fn from_rsa_der(der: &[u8]) -> Option<Self> {
        let (sequence, rest) = der_value(der, 0x30)?;
        let (modulus, after) = der_value(sequence, 0x02)?;
        let (exponent, end) = der_value(after, 0x02)?;
        if !rest.is_empty() || !end.is_empty() {
            return None;
        }
        // RFC 7518 §6.3.1: without the zero that keeps an INTEGER positive.
        let unsigned = |integer: &[u8]| URL_SAFE_NO_PAD.encode(integer.strip_prefix(&[0]).unwrap_or(integer));
        let mut jwk = Self::empty("RSA", Algorithm::Rs256);
        jwk.n = Some(unsigned(modulus));
        jwk.e = Some(unsigned(exponent));
        Some(jwk.named_by_thumbprint())
    }

    /// An Ed25519 key (RFC 8037 §2).
    pub fn from_ed25519(key: &[u8]) -> Self {
        let mut jwk = Self::empty("OKP", Algorithm::EdDsa);
        jwk.crv = Some("Ed25519".to_owned());
        jwk.x = Some(URL_SAFE_NO_PAD.encode(key));
        jwk.named_by_thumbprint()
    }

    fn empty(kty: &str, algorithm: Algorithm) -> Self {
        Self {
            kty: kty.to_owned(),
            kid: None,
            usage: Some("sig".to_owned()),
            alg: Some(algorithm.as_str().to_owned()),
            crv: None,
            x: None,
            y: None,
            n: None,
            e: None,
            private: NoPrivatePart,
        }
    }

    fn named_by_thumbprint(mut self) -> Self {
        self.kid = thumbprint(&self);
        self
    }
}

/// The SHA-256 thumbprint of a key (RFC 7638): its natural name.
pub fn thumbprint(jwk: &PublicJwk) -> Option<String> {
    // RFC 7638 §3.2: required members only, in lexicographic order, without white space. Values are base64url or
    // names, so that none needs escaping; anything else has no thumbprint.
    let field = |value: &Option<String>| {
        let plain =
            |text: &&str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
        value.as_deref().filter(plain).map(str::to_owned)
    };
    let canonical = match jwk.kty.as_str() {
        "EC" => {
            let (crv, x, y) = (field(&jwk.crv)?, field(&jwk.x)?, field(&jwk.y)?);
            format!(r#"{{"crv":"{crv}","kty":"EC","x":"{x}","y":"{y}"}}"#)
        }
        "RSA" => format!(r#"{{"e":"{}","kty":"RSA","n":"{}"}}"#, field(&jwk.e)?, field(&jwk.n)?),
        "OKP" => format!(r#"{{"crv":"{}","kty":"OKP","x":"{}"}}"#, field(&jwk.crv)?, field(&jwk.x)?),
        _ => return None,
    };
    Some(URL_SAFE_NO_PAD.encode(digest(&SHA256, canonical.as_bytes())))
}

/// The contents of the DER value that begins here, and what follows it (X.690 §8.1.3, lengths up to two bytes).
fn der_value(der: &[u8], tag: u8) -> Option<(&[u8], &[u8])> {
    let (length, contents) = match der.strip_prefix(&[tag])? {
        [0x82, high, low, rest @ ..] => (usize::from(*high) << 8 | usize::from(*low), rest),
        [0x81, length, rest @ ..] | [length @ 0..=0x7f, rest @ ..] => (usize::from(*length), rest),
        _ => return None,
    };
    contents.split_at_checked(length)
}

fn known_keys<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<PublicJwk>, D::Error> {
    let all = Vec::<serde_json::Value>::deserialize(deserializer)?;
    Ok(all.into_iter().filter_map(|key| serde_json::from_value(key).ok()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_rfc_7638() {
        let json = r#"{"kty":"RSA","n":"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw","e":"AQAB","alg":"RS256","kid":"2011-04-29"}"#;
        let key: PublicJwk = serde_json::from_str(json).unwrap();
        assert_eq!(thumbprint(&key).unwrap(), "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
    }

    #[test]
    fn keys_of_unknown_types_are_passed_over() {
        let set = JwkSet::parse(
            br#"{"keys":[{"kty":"oct","k":"AA"},{"x":1},{"kty":"OKP","crv":"Ed25519","x":"AA"}]}"#,
        )
        .unwrap();
        assert_eq!(set.keys.len(), 2);
        assert_eq!(thumbprint(&set.keys[0]), None);
        assert!(thumbprint(&set.keys[1]).is_some());
        assert_eq!(JwkSet::parse(b"[]"), None);
        let many = format!(r#"{{"keys":[{}]}}"#, vec![r#"{"kty":"RSA"}"#; MOST_KEYS + 1].join(","));
        assert_eq!(JwkSet::parse(many.as_bytes()), None);
    }
}
