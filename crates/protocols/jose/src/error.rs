//! Why signed JSON is refused.

/// Why a token or key cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum JoseError {
    /// Not a JWS, or too long.
    #[error("not a JWS")]
    Malformed,
    /// RFC 7515 §4.1.11: an extension that must be understood and is not.
    #[error("the token has a critical extension")]
    Critical,
    /// RFC 8725 §3.11: a token made for another purpose.
    #[error("the token is of another type")]
    Type,
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
