//! PIN, password, biometrics.

use jose::PublicJwk;
use jose::base64url::Base64Url;
use serde::{Deserialize, Serialize};

use crate::words::words;

/// A blinded PIN or password (RFC 9497, mode OPRF, suite P256-SHA256).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Evaluate {
    /// A compressed point.
    #[cfg_attr(test, schemars(with = "crate::description::Binary"))]
    pub blinded: Base64Url,
}

/// The evaluation, which spent a try.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Evaluated {
    /// A compressed point.
    #[cfg_attr(test, schemars(with = "crate::description::Binary"))]
    pub evaluated: Base64Url,
    /// 0 to 4.
    pub tries_left: i64,
}

/// A PIN or a password, by the key that it unlocks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SetKnowledge {
    /// Which of the two.
    pub kind: KnowledgeKind,
    /// The public half of the knowledge key.
    #[cfg_attr(test, schemars(with = "crate::description::PublicKey"))]
    pub jwk: PublicJwk,
}

/// What the app hands to `navigator.credentials.create`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct WebauthnOptions {
    /// Serves once, for 5 minutes.
    #[cfg_attr(test, schemars(with = "crate::description::Binary"))]
    pub challenge: Base64Url,
    /// The host of the app.
    pub rp_id: String,
    /// The name of the site.
    pub rp_name: String,
    /// The device's identifier, encoded.
    #[cfg_attr(test, schemars(with = "crate::description::Binary"))]
    pub user_id: Base64Url,
    /// The device's name.
    pub user_name: String,
}

words!(
    /// What is known to the person.
    KnowledgeKind {
        /// 6 to 12 digits.
        Pin = "pin",
        /// At least 10 characters.
        Password = "password",
    }
);

words!(
    /// What a person proves themselves with beside the device (mission A2).
    FactorKind {
        /// 6 to 12 digits.
        Pin = "pin",
        /// At least 10 characters.
        Password = "password",
        /// The phone's own fingerprint or face check.
        Biometrics = "biometrics",
    }
);
