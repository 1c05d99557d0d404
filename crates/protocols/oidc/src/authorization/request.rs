//! An authorization request after all checks that need no session.

use serde::{Deserialize, Serialize};
use values::{AssuranceLevel, Language};

use super::{AuthorizationErrorResponse, ResponseMode, ResponseParameters, ResponseType};
use crate::{AuthorizationDetail, ClaimsRequest, CodeChallenge, Prompt, RequestedClaim, Scope};

/// What a service asks for. It is kept as JSON while the person is on the pages of the site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuthorizationRequest {
    /// Who asks.
    pub client_id: String,
    /// Where the answer goes; registered for that client.
    pub redirect_uri: String,
    /// What is asked for.
    #[serde(default)]
    pub response_type: ResponseType,
    /// How the answer goes there.
    #[serde(default)]
    pub response_mode: ResponseMode,
    /// Scope values that the client may have; others were dropped (OIDC Core §3.1.2.1).
    pub scope: Scope,
    /// Returned as it came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// Goes into the ID token.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nonce: Option<String>,
    /// PKCE; missing only where a confidential client may do without (RFC 9700 §2.1.1), and then there is a nonce.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code_challenge: Option<CodeChallenge>,
    /// What the person is to be asked.
    #[serde(default)]
    pub prompt: Prompt,
    /// How long ago, in seconds, the person may have authenticated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_age_s: Option<i64>,
    /// Levels that will do, from `acr_values` and the essential claim `acr`; empty when any will.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<AssuranceLevel>,
    /// Data asked for by name.
    #[serde(default, skip_serializing_if = "ClaimsRequest::is_empty")]
    pub claims: ClaimsRequest,
    /// Who the service thinks the person is: to fill in a form with, never to believe.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub login_hint: Option<String>,
    /// An ID token issued earlier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id_token_hint: Option<String>,
    /// The subject (as that client knows it) that must be the one who answers: from `id_token_hint` once its signature was
    /// checked, or from the claim `sub` asked for with a value (OIDC Core §3.1.2.1, §5.5.1).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected_subject: Option<String>,
    /// The languages that we speak of those the service wants, the best first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ui_locales: Vec<Language>,
    /// Rich authorization details (RFC 9396); by pushed requests only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authorization_details: Vec<AuthorizationDetail>,
}

impl AuthorizationRequest {
    /// The lowest level that will do, if any was asked for. A higher one is always as good.
    pub fn minimum_level(&self) -> Option<AssuranceLevel> {
        self.levels.iter().copied().min()
    }

    /// The items of the person's data that the service asks for.
    pub fn items(&self) -> Vec<RequestedClaim<'_>> {
        self.claims.items(&self.scope)
    }

    /// Whether an authentication this old will do (OIDC Core §3.1.2.1, `max_age`).
    pub fn allows_age_ms(&self, age_ms: i64) -> bool {
        self.max_age_s.is_none_or(|most_s| age_ms <= most_s.saturating_mul(values::SECOND_MS))
    }

    /// The answer to an accepted request.
    pub fn granted(&self, code: String, issuer: &str) -> ResponseParameters {
        self.answer(issuer, vec![("code", code)])
    }

    /// The answer to a refused request.
    pub fn refused(&self, refusal: AuthorizationErrorResponse, issuer: &str) -> ResponseParameters {
        let AuthorizationErrorResponse { error, description } = refusal;
        self.answer(
            issuer,
            vec![("error", error.code().to_owned()), ("error_description", description.to_owned())],
        )
    }

    fn answer(&self, issuer: &str, parameters: Vec<(&'static str, String)>) -> ResponseParameters {
        ResponseParameters::new(
            &self.redirect_uri,
            self.response_mode,
            self.state.as_deref(),
            issuer,
            parameters,
        )
    }
}
