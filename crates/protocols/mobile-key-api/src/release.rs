//! What the hub asks a phone to show, and what the person released: one element of `authorization_details` (RFC 9396).

use serde::{Deserialize, Serialize};
use url::Url;
use values::AssuranceLevel;

/// The type of the element.
pub const IDENTITY_RELEASE: &str = "identity_release";

/// The element's `type`, which is always [`IDENTITY_RELEASE`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Type {
    /// The only one.
    #[default]
    IdentityRelease,
}

/// What the hub pushes with its authorization request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReleaseRequest {
    /// Always `identity_release`.
    pub r#type: Type,
    /// The service's name, as the person reads it.
    pub service_name: String,
    /// The service's domain.
    pub service_domain: String,
    /// Where a browser begins anew when the login took too long; the phone does not get it.
    #[serde(default)]
    pub service_uri: Option<Url>,
    /// What the service asks at least.
    pub level: AssuranceLevel,
    /// The items that the service asks for, each once.
    pub data: Vec<RequestedItem>,
    /// The names of items that the person released to this service before.
    #[serde(default)]
    pub remembered: Vec<String>,
}

/// One item that a service asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RequestedItem {
    /// The item's name.
    pub name: String,
    /// Whether the service cannot do without it.
    #[serde(default)]
    pub essential: bool,
}

/// What comes back with the token: the names that the person released and signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReleaseGranted {
    /// Always `identity_release`.
    pub r#type: Type,
    /// As in the request.
    pub service_name: String,
    /// As in the request.
    pub service_domain: String,
    /// The level of the login.
    pub level: AssuranceLevel,
    /// The names of the released items.
    pub data: Vec<String>,
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::description::reads_back;

    #[test]
    fn request_and_grant_read_back_and_no_other_type_does() {
        let asked = json!({
            "type": "identity_release", "service_name": "Lipová", "service_domain": "lipova.example",
            "service_uri": "https://lipova.example/", "level": "http://eidas.europa.eu/LoA/substantial",
            "data": [{"name": "given_name", "essential": true}], "remembered": ["given_name"],
        });
        reads_back::<ReleaseRequest>(&asked);
        let mut payment = asked;
        payment["type"] = json!("payment");
        assert!(serde_json::from_value::<ReleaseRequest>(payment).is_err());
        assert_eq!(serde_json::to_value(Type::default()).unwrap(), IDENTITY_RELEASE);
        reads_back::<ReleaseGranted>(&json!({
            "type": "identity_release", "service_name": "Lipová", "service_domain": "lipova.example",
            "level": "http://eidas.europa.eu/LoA/substantial", "data": ["given_name"],
        }));
    }
}
