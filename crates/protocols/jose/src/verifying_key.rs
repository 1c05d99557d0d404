//! Public keys that verify signatures.

use aws_lc_rs::signature::{ED25519, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents, UnparsedPublicKey};

use crate::{Algorithm, JoseError, P256PublicKey, PublicJwk, base64url};

/// A public key ready for verifying.
#[derive(Clone, Debug)]
pub struct VerifyingKey {
    kid: Option<String>,
    material: Material,
}

#[derive(Clone, Debug)]
enum Material {
    P256(P256PublicKey),
    Ed25519([u8; 32]),
    Rsa { modulus: Vec<u8>, exponent: Vec<u8> },
}

impl VerifyingKey {
    /// Reads a public key. A key for encryption, for another algorithm, or of an unsupported type is refused.
    pub fn from_jwk(jwk: &PublicJwk) -> Result<Self, JoseError> {
        if jwk.usage.as_deref().is_some_and(|usage| usage != "sig") {
            return Err(JoseError::Key);
        }
        let bytes = |member: &Option<String>| base64url::decode(member.as_deref()?);
        let material = match (jwk.kty.as_str(), jwk.crv.as_deref()) {
            ("EC", Some("P-256")) => P256PublicKey::from_jwk(jwk).map(Material::P256),
            ("OKP", Some("Ed25519")) => {
                bytes(&jwk.x).and_then(|key| key.try_into().ok()).map(Material::Ed25519)
            }
            ("RSA", _) => bytes(&jwk.n)
                .zip(bytes(&jwk.e))
                .map(|(modulus, exponent)| Material::Rsa { modulus, exponent }),
            _ => None,
        };
        let key = Self { kid: jwk.kid.clone(), material: material.ok_or(JoseError::Key)? };
        if jwk.alg.as_deref().is_some_and(|named| named != key.algorithm().as_str()) {
            return Err(JoseError::Key);
        }
        Ok(key)
    }

    /// The `kid` of the key, if it has one.
    pub fn kid(&self) -> Option<&str> {
        self.kid.as_deref()
    }

    pub(crate) fn algorithm(&self) -> Algorithm {
        match self.material {
            Material::P256(_) => Algorithm::Es256,
            Material::Ed25519(_) => Algorithm::EdDsa,
            Material::Rsa { .. } => Algorithm::Rs256,
        }
    }

    pub(crate) fn verify(&self, message: &[u8], signature: &[u8]) -> bool {
        match &self.material {
            Material::P256(key) => key.verifies_fixed(message, signature),
            Material::Ed25519(key) => {
                UnparsedPublicKey::new(&ED25519, key).verify(message, signature).is_ok()
            }
            Material::Rsa { modulus, exponent } => RsaPublicKeyComponents { n: modulus, e: exponent }
                .verify(&RSA_PKCS1_2048_8192_SHA256, message, signature)
                .is_ok(),
        }
    }
}
