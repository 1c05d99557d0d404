//! JWS JSON serialization (RFC 7515 §7.2): one payload with one or more signatures.

use serde::{Deserialize, Serialize};

use crate::base64url::{self, Base64Url};
use crate::{Header, HeaderPolicy, JoseError, P256PublicKey};

/// One entry of `signatures`. Unprotected headers are not accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JsonSignature {
    /// The protected header in base64url.
    pub protected: String,
    /// The signature.
    pub signature: Base64Url,
}

/// A JWS with several signatures, none of them checked.
#[derive(Clone, Debug)]
pub struct JsonJws {
    payload: String,
    signatures: Vec<(Header, JsonSignature)>,
}

impl JsonJws {
    /// Reads the headers of all signatures. `signatures` has at least one entry and at most `most`.
    pub fn parse(
        payload: String,
        signatures: Vec<JsonSignature>,
        most: usize,
        policy: &HeaderPolicy,
    ) -> Result<Self, JoseError> {
        if !(1..=most).contains(&signatures.len()) {
            return Err(JoseError::Malformed);
        }
        let signatures = signatures.into_iter().map(|one| Ok((Header::parse(&one.protected, policy)?, one)));
        Ok(Self { payload, signatures: signatures.collect::<Result<_, JoseError>>()? })
    }

    /// The payload as base64url text: what every signature covers.
    pub fn payload_text(&self) -> &str {
        &self.payload
    }

    /// The payload, which anybody may have written until the signatures are checked.
    pub fn unverified_payload(&self) -> Result<Vec<u8>, JoseError> {
        base64url::decode(&self.payload).ok_or(JoseError::Malformed)
    }

    /// The headers, in the order of the signatures.
    pub fn headers(&self) -> impl ExactSizeIterator<Item = &Header> {
        self.signatures.iter().map(|(header, _)| header)
    }

    /// Whether signature number `index` is there and was made with `key` (RFC 7515 §5.2).
    pub fn is_signed_by(&self, index: usize, key: &P256PublicKey) -> bool {
        self.signatures.get(index).is_some_and(|(_, one)| {
            let message = format!("{}.{}", one.protected, self.payload);
            key.verifies_fixed(message.as_bytes(), &one.signature.0)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Algorithm, PublicJwk, SigningKey};

    const POLICY: HeaderPolicy =
        HeaderPolicy { algorithms: &[Algorithm::Es256], typ: Some("test+jws"), known_members_only: true };
    const HEADER: &str = r#"{"alg":"ES256","typ":"test+jws","kid":"a"}"#;

    fn parse(headers: &[&str]) -> Result<JsonJws, JoseError> {
        let signature = |header: &&str| JsonSignature {
            protected: base64url::encode(header.as_bytes()),
            signature: Base64Url::default(),
        };
        JsonJws::parse("e30".to_owned(), headers.iter().map(signature).collect(), 2, &POLICY)
    }

    #[test]
    fn every_signature_has_a_header_that_the_policy_accepts() {
        let jws = parse(&[HEADER, HEADER]).unwrap();
        assert_eq!(jws.headers().map(|header| header.kid.as_deref()).collect::<Vec<_>>(), [Some("a"); 2]);
        assert_eq!((jws.payload_text(), jws.unverified_payload().unwrap().as_slice()), ("e30", &b"{}"[..]));
        for (from, to, error) in [
            ("ES256", "none", JoseError::Algorithm),
            ("ES256", "HS256", JoseError::Algorithm),
            ("ES256", "EdDSA", JoseError::Algorithm),
            ("test+jws", "JWT", JoseError::Type),
            (r#","typ":"test+jws""#, "", JoseError::Type),
            ("}", r#","crit":["b64"]}"#, JoseError::Critical),
            ("}", r#","b64":false}"#, JoseError::Malformed),
            ("}", r#","jku":"https://example.org"}"#, JoseError::Malformed),
            ("}", r#","alg":"none"}"#, JoseError::Malformed),
            ("}", r#","jwk":{"kty":"EC","crv":"P-256","x":"AA","y":"AA","d":"AA"}}"#, JoseError::Malformed),
        ] {
            let bad = HEADER.replacen(from, to, 1);
            assert_eq!(parse(&[HEADER, &bad]).unwrap_err(), error, "{bad}");
        }
        assert_eq!(parse(&[]).unwrap_err(), JoseError::Malformed);
        assert_eq!(parse(&[HEADER; 3]).unwrap_err(), JoseError::Malformed);
    }

    #[test]
    fn a_signature_counts_for_its_key_only() {
        let key = || {
            let pkcs8 = SigningKey::generate_pkcs8(Algorithm::Es256).unwrap();
            SigningKey::from_pkcs8(Algorithm::Es256, &pkcs8).unwrap()
        };
        let (signer, other) = (key(), key());
        let compact = signer.sign("test+jws", &serde_json::json!({})).unwrap();
        let [protected, payload, signature] = compact.split('.').collect::<Vec<_>>().try_into().unwrap();
        let signature = Base64Url(base64url::decode(signature).unwrap());
        let one = JsonSignature { protected: protected.to_owned(), signature };
        let jws = JsonJws::parse(payload.to_owned(), vec![one], 1, &POLICY).unwrap();
        let public = |jwk: &PublicJwk| P256PublicKey::from_jwk(jwk).unwrap();
        assert!(jws.is_signed_by(0, &public(signer.public_jwk())));
        assert!(!jws.is_signed_by(0, &public(other.public_jwk())));
        assert!(!jws.is_signed_by(1, &public(signer.public_jwk())));
    }
}
