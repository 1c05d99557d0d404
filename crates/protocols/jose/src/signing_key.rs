//! Signing tokens. A key is parsed once and its header is encoded once.

use aws_lc_rs::encoding::AsDer;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair, RSA_PKCS1_SHA256, RsaKeyPair,
};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Serialize;

use crate::{Algorithm, JoseError, P256PublicKey, PublicJwk, VerifyingKey};

/// A private key with all that a signature needs.
pub struct SigningKey {
    algorithm: Algorithm,
    pair: Pair,
    jwk: PublicJwk,
    kid: String,
    random: SystemRandom,
}

enum Pair {
    Es256(EcdsaKeyPair),
    Rs256(Box<RsaKeyPair>),
    EdDsa(Ed25519KeyPair),
}

/// A private key cannot be made, read, or used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the private key cannot be made, read, or used")]
pub struct SigningKeyError;

impl SigningKey {
    /// A new key as PKCS#8, to be kept sealed.
    pub fn generate_pkcs8(algorithm: Algorithm) -> Result<Vec<u8>, SigningKeyError> {
        let random = SystemRandom::new();
        match algorithm {
            Algorithm::Es256 => EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random)
                .map(|document| document.as_ref().to_vec())
                .map_err(|_| SigningKeyError),
            Algorithm::Rs256 => RsaKeyPair::generate(KeySize::Rsa2048)
                .and_then(|pair| pair.as_der())
                .map(|der: aws_lc_rs::encoding::Pkcs8V1Der<'_>| der.as_ref().to_vec())
                .map_err(|_| SigningKeyError),
            Algorithm::EdDsa => Ed25519KeyPair::generate_pkcs8(&random)
                .map(|document| document.as_ref().to_vec())
                .map_err(|_| SigningKeyError),
        }
    }

    /// Reads a key that [`SigningKey::generate_pkcs8`] made.
    pub fn from_pkcs8(algorithm: Algorithm, pkcs8: &[u8]) -> Result<Self, SigningKeyError> {
        let (pair, jwk) = match algorithm {
            Algorithm::Es256 => {
                let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, pkcs8)
                    .map_err(|_| SigningKeyError)?;
                let point = P256PublicKey::from_point(pair.public_key().as_ref()).ok_or(SigningKeyError)?;
                (Pair::Es256(pair), PublicJwk::from_p256(&point))
            }
            Algorithm::Rs256 => {
                let pair = RsaKeyPair::from_pkcs8(pkcs8).map_err(|_| SigningKeyError)?;
                let jwk = PublicJwk::from_rsa_der(pair.public_key().as_ref()).ok_or(SigningKeyError)?;
                (Pair::Rs256(Box::new(pair)), jwk)
            }
            Algorithm::EdDsa => {
                let pair = Ed25519KeyPair::from_pkcs8(pkcs8).map_err(|_| SigningKeyError)?;
                let jwk = PublicJwk::from_ed25519(pair.public_key().as_ref());
                (Pair::EdDsa(pair), jwk)
            }
        };
        let kid = jwk.kid.clone().ok_or(SigningKeyError)?;
        Ok(Self { algorithm, pair, jwk, kid, random: SystemRandom::new() })
    }

    /// The algorithm of its signatures.
    pub fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// Its name: the thumbprint of its public half.
    pub fn kid(&self) -> &str {
        &self.kid
    }

    /// Its public half.
    pub fn public_jwk(&self) -> &PublicJwk {
        &self.jwk
    }

    /// Its public half, ready for verifying.
    pub fn verifying_key(&self) -> Result<VerifyingKey, JoseError> {
        VerifyingKey::from_jwk(&self.jwk)
    }

    /// A compact JWS over the JSON of `payload` with the media type `typ` (RFC 7515 §4.1.9).
    pub fn sign(&self, typ: &str, payload: &impl Serialize) -> Result<String, SigningKeyError> {
        const USUAL_BYTES: usize = 1_024;
        let mut json = Vec::with_capacity(USUAL_BYTES);
        serde_json::to_writer(&mut json, payload).map_err(|_| SigningKeyError)?;
        let mut token = String::with_capacity(USUAL_BYTES * 2);
        let header = format!(r#"{{"alg":"{}","typ":"{typ}","kid":"{}"}}"#, self.algorithm.as_str(), self.kid);
        URL_SAFE_NO_PAD.encode_string(header, &mut token);
        token.push('.');
        URL_SAFE_NO_PAD.encode_string(&json, &mut token);
        self.append_signature(&mut token)?;
        Ok(token)
    }

    fn append_signature(&self, token: &mut String) -> Result<(), SigningKeyError> {
        let message = token.as_bytes();
        let signature = match &self.pair {
            Pair::Es256(pair) => {
                let signature = pair.sign(&self.random, message).map_err(|_| SigningKeyError)?;
                URL_SAFE_NO_PAD.encode(signature)
            }
            Pair::Rs256(pair) => {
                let mut signature = vec![0; pair.public_modulus_len()];
                pair.sign(&RSA_PKCS1_SHA256, &self.random, message, &mut signature)
                    .map_err(|_| SigningKeyError)?;
                URL_SAFE_NO_PAD.encode(signature)
            }
            Pair::EdDsa(pair) => URL_SAFE_NO_PAD.encode(pair.sign(message)),
        };
        token.push('.');
        token.push_str(&signature);
        Ok(())
    }
}

impl std::fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SigningKey")
            .field("algorithm", &self.algorithm)
            .field("kid", &self.kid)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::UnverifiedJws;

    fn key(algorithm: Algorithm) -> SigningKey {
        SigningKey::from_pkcs8(algorithm, &SigningKey::generate_pkcs8(algorithm).unwrap()).unwrap()
    }

    #[test]
    fn every_algorithm_signs_what_it_verifies() {
        for algorithm in Algorithm::ALL {
            let key = key(algorithm);
            let token = key.sign("JWT", &json!({"sub": "abc"})).unwrap();
            let jws = UnverifiedJws::parse(&token).unwrap();
            assert_eq!((jws.algorithm(), jws.kid()), (algorithm, Some(key.kid())));
            let payload = jws.verify([&key.verifying_key().unwrap()]).unwrap();
            assert_eq!(payload, br#"{"sub":"abc"}"#);
        }
    }

    #[test]
    fn another_implementation_accepts_the_signatures() {
        for algorithm in Algorithm::ALL {
            let key = key(algorithm);
            let token = key.sign("JWT", &json!({"sub": "abc"})).unwrap();
            let jwk: jsonwebtoken::jwk::Jwk =
                serde_json::from_value(serde_json::to_value(key.public_jwk()).unwrap()).unwrap();
            let mut validation = jsonwebtoken::Validation::new(algorithm.as_str().parse().unwrap());
            validation.required_spec_claims.clear();
            validation.validate_exp = false;
            let decoding = jsonwebtoken::DecodingKey::from_jwk(&jwk).unwrap();
            let data = jsonwebtoken::decode::<Value>(&token, &decoding, &validation).unwrap();
            assert_eq!(data.claims["sub"], "abc");
        }
    }

    #[test]
    fn a_changed_token_is_refused() {
        let key = key(Algorithm::Es256);
        let verifying = key.verifying_key().unwrap();
        let token = key.sign("JWT", &json!({"sub": "abc"})).unwrap();
        let (message, signature) = token.rsplit_once('.').unwrap();
        let (header, _) = message.split_once('.').unwrap();
        let forged = format!("{header}.{}.{signature}", URL_SAFE_NO_PAD.encode(r#"{"sub":"xyz"}"#));
        assert_eq!(UnverifiedJws::parse(&forged).unwrap().verify([&verifying]), Err(JoseError::Signature));
        let other = self::key(Algorithm::Es256).verifying_key().unwrap();
        assert_eq!(UnverifiedJws::parse(&token).unwrap().verify([&other]), Err(JoseError::UnknownKey));
    }

    #[test]
    fn dangerous_headers_are_refused() {
        let with_header = |header: &str| format!("{}.e30.AAAA", URL_SAFE_NO_PAD.encode(header));
        for (header, error) in [
            (r#"{"alg":"none"}"#, JoseError::Algorithm),
            (r#"{"alg":"HS256"}"#, JoseError::Algorithm),
            (r#"{"alg":"ES256","crit":["b64"]}"#, JoseError::Critical),
            ("{}", JoseError::Malformed),
        ] {
            assert_eq!(UnverifiedJws::parse(&with_header(header)).unwrap_err(), error, "{header}");
        }
        for token in ["", "a.b", "a.b.c.d", "a.b.c", &"x".repeat(20_000)] {
            assert_eq!(UnverifiedJws::parse(token).unwrap_err(), JoseError::Malformed);
        }
    }

    #[test]
    fn keys_for_other_things_are_refused() {
        let good = key(Algorithm::Es256).public_jwk().clone();
        let mut encryption = good.clone();
        encryption.usage = Some("enc".to_owned());
        let mut other_algorithm = good.clone();
        other_algorithm.alg = Some("ES384".to_owned());
        let mut short = good.clone();
        short.x = Some("AA".to_owned());
        for jwk in [encryption, other_algorithm, short] {
            assert_eq!(VerifyingKey::from_jwk(&jwk).unwrap_err(), JoseError::Key);
        }
        assert!(!format!("{:?}", key(Algorithm::Es256)).contains("pair"));
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_split_or_refused(text in "[A-Za-z0-9_.{}\"-]{0,120}") {
            let _ = UnverifiedJws::parse(&text);
        }
    }
}
