//! JWS compact serialization (RFC 7515 §7.1).

use crate::{Algorithm, Header, HeaderPolicy, JoseError, VerifyingKey, base64url};

/// A compact JWS whose signature has not been checked. The payload is given out by [`UnverifiedJws::verify`] only.
#[derive(Clone, Debug)]
pub struct UnverifiedJws<'a> {
    header: Header,
    message: &'a [u8],
    payload: &'a str,
    signature: Vec<u8>,
}

/// The longest token that is read.
const LONGEST_BYTES: usize = 16 * 1024;

impl<'a> UnverifiedJws<'a> {
    /// Splits a token and reads its header (RFC 7515 §5.2, steps 1 to 7) with [`HeaderPolicy::ANY`].
    pub fn parse(token: &'a str) -> Result<Self, JoseError> {
        if token.len() > LONGEST_BYTES {
            return Err(JoseError::Malformed);
        }
        let (message, signature) = token.rsplit_once('.').ok_or(JoseError::Malformed)?;
        let (header, payload) = message.split_once('.').ok_or(JoseError::Malformed)?;
        if payload.contains('.') {
            return Err(JoseError::Malformed);
        }
        Ok(Self {
            header: Header::parse(header, &HeaderPolicy::ANY)?,
            message: message.as_bytes(),
            payload,
            signature: base64url::decode(signature).ok_or(JoseError::Malformed)?,
        })
    }

    /// The algorithm that the header names.
    pub fn algorithm(&self) -> Algorithm {
        self.header.algorithm
    }

    /// The key that the header names.
    pub fn kid(&self) -> Option<&str> {
        self.header.kid.as_deref()
    }

    /// The payload, if one of the keys made the signature. With a `kid` only the key of that name is tried (OIDC Core
    /// §10.1); without one every key of the algorithm.
    pub fn verify<'k>(&self, keys: impl IntoIterator<Item = &'k VerifyingKey>) -> Result<Vec<u8>, JoseError> {
        let fits = |key: &&VerifyingKey| {
            key.algorithm() == self.header.algorithm
                && (self.kid().is_none() || key.kid().is_none() || self.kid() == key.kid())
        };
        let mut outcome = JoseError::UnknownKey;
        for key in keys.into_iter().filter(fits) {
            if key.verify(self.message, &self.signature) {
                return base64url::decode(self.payload).ok_or(JoseError::Malformed);
            }
            outcome = JoseError::Signature;
        }
        Err(outcome)
    }
}
