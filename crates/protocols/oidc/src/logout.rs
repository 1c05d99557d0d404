//! The logout request of a service (OpenID Connect RP-Initiated Logout 1.0 §2).

use serde::{Deserialize, Serialize};
use values::Language;

use crate::Parameters;
use crate::authorization::ui_locales;

/// What a service asks for; who asks is decided by the provider.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogoutRequest {
    /// An ID token issued earlier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id_token_hint: Option<String>,
    /// Who asks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_id: Option<String>,
    /// Where the browser goes afterwards; must be registered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub post_logout_redirect_uri: Option<String>,
    /// Returned as it came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// The languages that we speak of those the service wants, the best first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ui_locales: Vec<Language>,
}

/// Reads the parameters; all are optional. `logout_hint` is passed over: whom a session belongs to the browser's cookie
/// says, and the person is asked.
pub fn read_logout_request(parameters: &Parameters<'_>) -> LogoutRequest {
    let get = |name| parameters.get(name).map(str::to_owned);
    LogoutRequest {
        id_token_hint: get("id_token_hint"),
        client_id: get("client_id"),
        post_logout_redirect_uri: get("post_logout_redirect_uri"),
        state: get("state"),
        ui_locales: ui_locales(parameters),
    }
}
