//! What a login asks for and what comes of it.

use oidc::{AuthorizationDetail, ClaimsRequest, Prompt, Scope};
use serde_json::{Map, Value};
use values::{AssuranceLevel, Language, Timestamp};

/// What a login asks for.
#[derive(Clone, Debug, Default)]
pub struct AuthenticationRequest<'a> {
    /// Instead of the configured one.
    pub scope: Option<Scope>,
    /// The level that must be reached at least.
    pub minimum_level: Option<AssuranceLevel>,
    /// How long ago the person may have authenticated, in seconds.
    pub max_age_s: Option<i64>,
    /// What the person is to be asked.
    /// With `login`, the provider has to tell `auth_time`, or the answer is refused.
    pub prompt: Prompt,
    /// Data asked for by name.
    pub claims: ClaimsRequest,
    /// Rich authorization details; the request is pushed then.
    pub authorization_details: Vec<AuthorizationDetail>,
    /// The language of the person.
    pub language: Option<Language>,
    /// Who the person may be.
    pub login_hint: Option<&'a str>,
    /// Comes back with the identity; it stays in this site's store.
    pub payload: String,
}

/// Who came back.
#[derive(Clone, Debug, PartialEq)]
pub struct Identity {
    /// Who says so.
    pub issuer: String,
    /// The person, as this relying party sees them.
    pub subject: String,
    /// How sure the provider is.
    pub level: Option<AssuranceLevel>,
    /// How the person proved it.
    pub amr: Vec<String>,
    /// When the person proved it.
    pub authenticated_at: Option<Timestamp>,
    /// Data from the ID token and the userinfo.
    pub claims: Map<String, Value>,
    /// The authorization details as granted.
    pub authorization_details: Vec<AuthorizationDetail>,
    /// What [`AuthenticationRequest::payload`] was.
    pub payload: String,
}

impl Identity {
    /// A claim that is a text.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.claims.get(name).and_then(Value::as_str)
    }
}
