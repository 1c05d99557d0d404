//! What is remembered of a login while the person is on its pages and at a method.

use serde::{Deserialize, Serialize};
use values::AssuranceLevel;

/// The lowest level that opens the portal.
pub const PORTAL_LEVEL: AssuranceLevel = AssuranceLevel::Substantial;

/// For which service, or which page of the portal, a person logs in: the query of every page of a login.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoginQuery {
    /// The id of a service's waiting request; none for the portal.
    pub interaction: Option<String>,
    /// The page of the portal that the person wants.
    pub return_to: Option<String>,
    /// Present if that page wants an authentication made now.
    pub proof: Option<String>,
}

/// A login on its way to a method and back. The relying party keeps it as text beside its own state.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LoginState {
    /// For which service, or for which page of the portal.
    pub query: LoginQuery,
    /// Whether this is the second, stronger login of somebody not yet known.
    pub stepped_up: bool,
    /// When the first login at the method began, in Unix milliseconds: a second one may stand on what was proven since.
    pub started_at_ms: Option<i64>,
    /// Whether the method was told that no session of its own will do.
    pub forced_login: bool,
}

impl LoginState {
    /// As text for the relying party.
    pub fn to_text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Reads what [`LoginState::to_text`] wrote; anything else leads to the portal.
    pub fn from_text(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_default()
    }
}
