//! What a device signs: JWS in JSON serialization (RFC 7515 §7.2), with a WebAuthn assertion beside it or not.

use jose::JsonSignature;
use jose::base64url::Base64Url;
use serde::{Deserialize, Serialize};

/// A signed request, flattened (`protected` and `signature`) or general (`signatures`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignedRequest {
    /// The payload, encoded: what the operation needs, and [`Purpose`](crate::phone::Purpose).
    pub payload: String,
    /// The protected header of the only signature, encoded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub protected: Option<String>,
    /// The only signature.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<Base64Url>,
    /// One to three signatures.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signatures: Option<Vec<JsonSignature>>,
    /// Of a device that approves by biometrics.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub webauthn: Option<Assertion>,
}

/// What the browser returned from `navigator.credentials.get`; its challenge is the SHA-256 of the payload's text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Assertion {
    /// The credential.
    #[cfg_attr(test, schemars(with = "crate::description::Binary"))]
    pub id: Base64Url,
    /// WebAuthn L3 §6.1.
    #[cfg_attr(test, schemars(with = "crate::description::Binary"))]
    pub authenticator_data: Base64Url,
    /// WebAuthn L3 §5.8.1.
    #[serde(rename = "clientDataJSON")]
    #[cfg_attr(test, schemars(with = "crate::description::Binary"))]
    pub client_data_json: Base64Url,
    /// ASN.1 DER.
    #[cfg_attr(test, schemars(with = "crate::description::Binary"))]
    pub signature: Base64Url,
}

/// What the browser returned from `navigator.credentials.create`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Registration {
    /// The credential.
    #[cfg_attr(test, schemars(with = "crate::description::Binary"))]
    pub id: Base64Url,
    /// WebAuthn L3 §5.8.1.
    #[serde(rename = "clientDataJSON")]
    #[cfg_attr(test, schemars(with = "crate::description::Binary"))]
    pub client_data_json: Base64Url,
    /// WebAuthn L3 §6.5.4.
    #[cfg_attr(test, schemars(with = "crate::description::Binary"))]
    pub attestation_object: Base64Url,
}
