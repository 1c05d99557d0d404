//! Reading signed tokens: first who claims to have signed, then whether it is true.

use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED, ED25519, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents, UnparsedPublicKey,
};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;

use super::{Algorithm, PublicJwk};

/// A compact JWS whose signature has not been checked. Its payload stays closed until it is.
#[derive(Clone, Debug)]
pub struct UnverifiedJws<'a> {
    algorithm: Algorithm,
    kid: Option<String>,
    message: &'a [u8],
    payload: &'a str,
    signature: Vec<u8>,
}

/// A public key ready for verifying.
#[derive(Clone, Debug)]
pub struct VerifyingKey {
    kid: Option<String>,
    algorithm: Algorithm,
    material: Material,
}

#[derive(Clone, Debug)]
enum Material {
    Point(Vec<u8>),
    Rsa { modulus: Vec<u8>, exponent: Vec<u8> },
}

/// Why a token or key cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum JoseError {
    /// Not three parts of base64url, or too long.
    #[error("not a compact JWS")]
    Malformed,
    /// RFC 7515 §4.1.11: an extension that must be understood and is not.
    #[error("the token has a critical extension")]
    Critical,
    /// RFC 8725 §3.1: only these algorithms, and never `none`.
    #[error("the signature algorithm is not accepted")]
    Algorithm,
    /// No key of the signer's fits.
    #[error("no key of that name")]
    UnknownKey,
    /// The signature is wrong.
    #[error("the signature is wrong")]
    Signature,
    /// The key is not of a kind that is supported.
    #[error("the key is not supported")]
    Key,
}

/// The longest token that is read.
const LONGEST_BYTES: usize = 16 * 1024;

#[derive(Deserialize)]
struct Header {
    alg: String,
    #[serde(default)]
    kid: Option<String>,
    #[serde(default)]
    crit: Option<serde_json::Value>,
}

impl<'a> UnverifiedJws<'a> {
    /// Splits a token and reads its header (RFC 7515 §5.2, steps 1 to 7).
    pub fn parse(token: &'a str) -> Result<Self, JoseError> {
        if token.len() > LONGEST_BYTES {
            return Err(JoseError::Malformed);
        }
        let (message, signature) = token.rsplit_once('.').ok_or(JoseError::Malformed)?;
        let (header, payload) = message.split_once('.').ok_or(JoseError::Malformed)?;
        if payload.contains('.') {
            return Err(JoseError::Malformed);
        }
        let header: Header = serde_json::from_slice(&decode(header)?).map_err(|_| JoseError::Malformed)?;
        if header.crit.is_some() {
            return Err(JoseError::Critical);
        }
        Ok(Self {
            algorithm: Algorithm::parse(&header.alg).ok_or(JoseError::Algorithm)?,
            kid: header.kid,
            message: message.as_bytes(),
            payload,
            signature: decode(signature)?,
        })
    }

    /// The algorithm that the header names.
    pub fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// The key that the header names.
    pub fn kid(&self) -> Option<&str> {
        self.kid.as_deref()
    }

    /// The payload, once one of the keys is found to have signed it. With a `kid` only the key of that name is tried
    /// (OIDC Core §10.1); without one every key of the algorithm.
    pub fn verify<'k>(&self, keys: impl IntoIterator<Item = &'k VerifyingKey>) -> Result<Vec<u8>, JoseError> {
        let fits = |key: &&VerifyingKey| {
            key.algorithm == self.algorithm
                && (self.kid.is_none() || key.kid.is_none() || self.kid == key.kid)
        };
        let mut outcome = JoseError::UnknownKey;
        for key in keys.into_iter().filter(fits) {
            if key.verify(self.message, &self.signature) {
                return decode(self.payload);
            }
            outcome = JoseError::Signature;
        }
        Err(outcome)
    }
}

impl VerifyingKey {
    /// Reads a public key; one meant for encryption, or of a kind not spoken here, is no verifying key.
    pub fn from_jwk(jwk: &PublicJwk) -> Result<Self, JoseError> {
        if jwk.usage.as_deref().is_some_and(|usage| usage != "sig") {
            return Err(JoseError::Key);
        }
        let (algorithm, material) = match (jwk.kty.as_str(), jwk.crv.as_deref()) {
            ("EC", Some("P-256")) => {
                let mut point = vec![4];
                point.extend_from_slice(&coordinate(jwk.x.as_deref())?);
                point.extend_from_slice(&coordinate(jwk.y.as_deref())?);
                (Algorithm::Es256, Material::Point(point))
            }
            ("OKP", Some("Ed25519")) => (Algorithm::EdDsa, Material::Point(coordinate(jwk.x.as_deref())?)),
            ("RSA", _) => {
                let modulus = decode(jwk.n.as_deref().ok_or(JoseError::Key)?)?;
                let exponent = decode(jwk.e.as_deref().ok_or(JoseError::Key)?)?;
                (Algorithm::Rs256, Material::Rsa { modulus, exponent })
            }
            _ => return Err(JoseError::Key),
        };
        if jwk.alg.as_deref().is_some_and(|named| named != algorithm.as_str()) {
            return Err(JoseError::Key);
        }
        Ok(Self { kid: jwk.kid.clone(), algorithm, material })
    }

    /// The key's name.
    pub fn kid(&self) -> Option<&str> {
        self.kid.as_deref()
    }

    fn verify(&self, message: &[u8], signature: &[u8]) -> bool {
        match (&self.material, self.algorithm) {
            (Material::Point(point), Algorithm::EdDsa) => {
                UnparsedPublicKey::new(&ED25519, point).verify(message, signature).is_ok()
            }
            (Material::Point(point), _) => {
                UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point).verify(message, signature).is_ok()
            }
            (Material::Rsa { modulus, exponent }, _) => RsaPublicKeyComponents { n: modulus, e: exponent }
                .verify(&RSA_PKCS1_2048_8192_SHA256, message, signature)
                .is_ok(),
        }
    }
}

fn coordinate(text: Option<&str>) -> Result<Vec<u8>, JoseError> {
    const BYTES: usize = 32;
    let bytes = decode(text.ok_or(JoseError::Key)?)?;
    if bytes.len() == BYTES { Ok(bytes) } else { Err(JoseError::Key) }
}

fn decode(text: &str) -> Result<Vec<u8>, JoseError> {
    URL_SAFE_NO_PAD.decode(text).map_err(|_| JoseError::Malformed)
}
