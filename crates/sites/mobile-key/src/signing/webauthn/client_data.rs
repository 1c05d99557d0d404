//! Client data: what the browser says about the ceremony (WebAuthn L3 §5.8.1).

use aws_lc_rs::constant_time::verify_slices_are_equal;
use jose::base64url::Base64Url;
use serde::Deserialize;

use super::{Expected, WebauthnError};

/// Which ceremony the browser went through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ceremony {
    Registration,
    Assertion,
}

/// Unknown members are allowed: browsers add some (§5.8.1.1).
#[derive(Deserialize)]
struct ClientData {
    #[serde(rename = "type")]
    ceremony: String,
    challenge: Base64Url,
    origin: String,
    #[serde(rename = "crossOrigin", default)]
    cross_origin: bool,
}

/// WebAuthn L3 §7.1 steps 5 to 11 and §7.2 steps 9 to 14.
pub(super) fn check(json: &[u8], ceremony: Ceremony, expected: &Expected<'_>) -> Result<(), WebauthnError> {
    let data: ClientData = serde_json::from_slice(json).map_err(|_| WebauthnError::ClientData)?;
    if data.ceremony != ceremony.name() {
        return Err(WebauthnError::Type);
    }
    if verify_slices_are_equal(&data.challenge.0, expected.challenge).is_err() {
        return Err(WebauthnError::Challenge);
    }
    if data.origin != expected.origin {
        return Err(WebauthnError::Origin);
    }
    if data.cross_origin {
        return Err(WebauthnError::CrossOrigin);
    }
    Ok(())
}

impl Ceremony {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Registration => "webauthn.create",
            Self::Assertion => "webauthn.get",
        }
    }
}
