//! Access tokens that a relying party has for itself, and reading the token endpoint's answers.

use std::collections::HashMap;

use oidc::TokenResponse;
use reqwest::StatusCode;
use tokio::sync::Mutex;
use values::{MINUTE_MS, SECOND_MS, Timestamp};

use super::{RelyingParty, RelyingPartyError};

/// A token is given up so long before it expires.
const SPARE_MS: i64 = 30 * SECOND_MS;
/// Cache time if the response has no `expires_in`.
const DEFAULT_LIFE_MS: i64 = MINUTE_MS;

/// By scope. Callers that come while one is being fetched wait for it.
#[derive(Default)]
pub(super) struct ServiceTokens(Mutex<HashMap<String, ServiceToken>>);

struct ServiceToken {
    text: String,
    until: Timestamp,
}

impl ServiceTokens {
    pub(super) async fn forget(&self, scope: &str) {
        self.0.lock().await.remove(scope);
    }
}

impl RelyingParty {
    pub(super) async fn request_service_token(&self, scope: &str) -> Result<String, RelyingPartyError> {
        let now = self.now();
        let mut tokens = self.0.service_tokens.0.lock().await;
        if let Some(token) = tokens.get(scope).filter(|token| now < token.until) {
            return Ok(token.text.clone());
        }
        let metadata = self.0.provider.metadata(now).await?;
        let form = vec![("grant_type", "client_credentials".into()), ("scope", scope.into())];
        let (status, body) = crate::remote::ask(self.post(&metadata.token_endpoint, form, now)?).await?;
        let answer = read(status, &body)?;
        let life_ms = answer.expires_in.map_or(DEFAULT_LIFE_MS, |seconds| seconds.saturating_mul(SECOND_MS));
        let text = answer.access_token.into_owned();
        let until = now.plus_ms(life_ms.saturating_sub(SPARE_MS));
        tokens.insert(scope.to_owned(), ServiceToken { text: text.clone(), until });
        Ok(text)
    }
}

/// RFC 6749 §5: tokens, or an error that goes to the log.
pub(super) fn read(status: StatusCode, body: &[u8]) -> Result<TokenResponse<'static>, RelyingPartyError> {
    if status != StatusCode::OK {
        super::error::log_refusal("token", status, body);
        return Err(RelyingPartyError::Provider("it refused to hand out tokens"));
    }
    let answer: TokenResponse<'static> =
        serde_json::from_slice(body).map_err(|_| RelyingPartyError::Provider("its tokens are malformed"))?;
    // RFC 6749 §7.1: a token of an unknown type is not to be used.
    if answer.token_type.eq_ignore_ascii_case("bearer") {
        Ok(answer)
    } else {
        Err(RelyingPartyError::Provider("its access token is of an unknown type"))
    }
}
