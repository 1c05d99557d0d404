//! What an operator decides about a relying party.

use jose::Algorithm;
use oidc::Scope;
use secrets::Secret;
use serde::Deserialize;

/// Whom a site asks, and as whom.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RelyingPartyConfig {
    /// The provider, letter for letter as it names itself.
    pub issuer: String,
    /// As whom.
    pub client_id: String,
    /// How this site proves who it is.
    #[serde(default)]
    pub authentication: RelyingPartyAuthentication,
    /// The path of the callback on this site; its address is registered with the provider.
    pub callback_path: String,
    /// What is asked for unless a login says otherwise.
    #[serde(default = "openid_only")]
    pub scope: Scope,
    /// Pushes its requests where the provider takes them (RFC 9126).
    #[serde(default = "yes")]
    pub push: bool,
    /// Fetches the userinfo at the end of a login.
    #[serde(default = "yes")]
    pub userinfo: bool,
}

/// How a relying party proves who it is.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(tag = "method", rename_all = "snake_case", deny_unknown_fields)]
pub enum RelyingPartyAuthentication {
    /// Not at all.
    #[default]
    #[serde(deserialize_with = "crate::config::nothing_else")]
    None,
    /// `client_secret_basic`.
    ClientSecretBasic {
        /// The secret.
        secret: Secret,
    },
    /// `client_secret_post`.
    ClientSecretPost {
        /// The secret.
        secret: Secret,
    },
    /// `private_key_jwt` with a key made at the first start and kept sealed.
    PrivateKeyJwt {
        /// Of the key.
        #[serde(default)]
        algorithm: Algorithm,
    },
}

fn yes() -> bool {
    true
}

fn openid_only() -> Scope {
    "openid".parse().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::{from_value, json};

    use super::*;

    #[test]
    fn a_stray_secret_is_refused() {
        type Way = RelyingPartyAuthentication;
        assert!(matches!(from_value(json!({"method": "none"})), Ok(Way::None)));
        for way in [
            json!({"method": "none", "secret": "0123456789abcdef"}),
            json!({"method": "private_key_jwt", "secret": "0123456789abcdef"}),
            json!({"method": "client_secret_basic", "secret": "0123456789abcdef", "jwks": {}}),
        ] {
            assert!(from_value::<Way>(way.clone()).is_err(), "{way}");
        }
    }
}
