//! WebAuthn for one purpose: a platform credential with user verification, ES256, attestation `none`.
//!
//! Our challenge is the hash of what is approved, which the general libraries (webauthn_rp, webauthn-rs) do not
//! allow: they insist on a random challenge of their own. What is left to do for one algorithm and no attestation
//! is short enough to be read beside the specification (W3C WebAuthn Level 3), so it stands here.

mod assertion;
mod authenticator;
mod client_data;
mod registration;

pub(crate) use assertion::verify;
pub(crate) use registration::register;

use jose::P256PublicKey;

/// The credential of a device, as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Credential {
    pub(crate) id: Vec<u8>,
    pub(crate) key: P256PublicKey,
    /// The last signature counter; platform authenticators usually keep it at 0.
    pub(crate) counter: u32,
}

/// Who we are and what we asked for.
#[derive(Clone, Debug)]
pub(crate) struct Expected<'a> {
    pub(crate) challenge: &'a [u8],
    /// The origin of the app, `https://host[:port]`.
    pub(crate) origin: &'a str,
    /// The relying party identifier: the host of the origin.
    pub(crate) rp_id: &'a str,
}

/// The step of WebAuthn that failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum WebauthnError {
    #[error("client data is not what a browser writes")]
    ClientData,
    #[error("client data is of another type of ceremony")]
    Type,
    #[error("another challenge")]
    Challenge,
    #[error("another origin")]
    Origin,
    #[error("from a frame of another site")]
    CrossOrigin,
    #[error("authenticator data is not readable")]
    AuthenticatorData,
    #[error("for another relying party")]
    RelyingParty,
    #[error("the person was not present")]
    UserPresence,
    #[error("the person was not verified")]
    UserVerification,
    #[error("the attestation object is not readable")]
    Attestation,
    #[error("the algorithm is not ES256")]
    Algorithm,
    #[error("another credential")]
    Credential,
    #[error("the signature does not hold")]
    Signature,
    #[error("the counter went back: the authenticator may be a copy")]
    Counter,
}

#[cfg(test)]
mod tests;
