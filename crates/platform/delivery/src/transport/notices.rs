//! Notices to another system's API, with client authentication.

use std::time::Duration;

use reqwest::{Client, StatusCode};
use serde::Deserialize;
use tokio::sync::Mutex;
use tokio::time::Instant;
use url::Url;

use super::http::{ANSWER_LIMIT, exchange, judge};
use super::{Notices, Parcel, SendError, Sending};
use crate::{Credential, Notice};

/// A token is not used in its last seconds, when it might expire on the way.
const MARGIN: Duration = Duration::from_secs(15);
const TOKEN_LIVES_AT_LEAST_SECONDS: u64 = 30;

/// Posts JSON with an access token of our own (OAuth 2.0 client credentials, RFC 6749 §4.4), to URLs under `base`
/// only, so that a token never goes anywhere else.
pub struct HttpNotices {
    base: Url,
    client: TokenClient,
    http: Client,
    token: Mutex<Option<Token>>,
}

/// How the other system knows us.
pub(crate) struct TokenClient {
    pub(crate) token_endpoint: Url,
    pub(crate) client_id: String,
    pub(crate) client_secret: Credential,
    pub(crate) scope: String,
}

struct Token {
    text: String,
    good_until: Instant,
}

#[derive(Deserialize)]
struct TokenAnswer {
    access_token: String,
    expires_in: Option<u64>,
}

impl HttpNotices {
    /// Notices to URLs under `base`, with tokens from `token_endpoint`.
    pub fn new(
        base: Url,
        token_endpoint: Url,
        client_id: impl Into<String>,
        client_secret: Credential,
        scope: impl Into<String>,
        http: Client,
    ) -> Self {
        let client =
            TokenClient { token_endpoint, client_id: client_id.into(), client_secret, scope: scope.into() };
        Self { base, client, http, token: Mutex::new(None) }
    }

    async fn post(&self, parcel: Parcel<'_, Notice>) -> Result<(), SendError> {
        if !is_under(&self.base, &parcel.content.url) {
            return Err(SendError::permanent("not an address of the configured system"));
        }
        match self.post_with_token(&parcel).await? {
            StatusCode::UNAUTHORIZED => {
                // The other side has forgotten the token: one more attempt with a new one.
                *self.token.lock().await = None;
                judge(self.post_with_token(&parcel).await?)
            }
            status => judge(status),
        }
    }

    async fn post_with_token(&self, parcel: &Parcel<'_, Notice>) -> Result<StatusCode, SendError> {
        let token = self.token().await?;
        let request = self
            .http
            .post(parcel.content.url.clone())
            .bearer_auth(token)
            .header("Idempotency-Key", parcel.id.as_str())
            .json(&parcel.content.json);
        exchange(request).await
    }

    /// The lock is held while a token is fetched, so that many notices fetch one.
    async fn token(&self) -> Result<String, SendError> {
        let mut kept = self.token.lock().await;
        if let Some(token) = kept.as_ref()
            && token.good_until > now()
        {
            return Ok(token.text.clone());
        }
        let answer = self.fetch_token().await?;
        let lives =
            Duration::from_secs(answer.expires_in.unwrap_or_default().max(TOKEN_LIVES_AT_LEAST_SECONDS));
        let good_until = now() + lives.saturating_sub(MARGIN);
        *kept = Some(Token { text: answer.access_token.clone(), good_until });
        Ok(answer.access_token)
    }

    async fn fetch_token(&self) -> Result<TokenAnswer, SendError> {
        let TokenClient { token_endpoint, client_id, client_secret, scope } = &self.client;
        let answer = self
            .http
            .post(token_endpoint.clone())
            .basic_auth(form_encoded(client_id), Some(form_encoded(client_secret.reveal())))
            .form(&[("grant_type", "client_credentials"), ("scope", scope)])
            .timeout(ANSWER_LIMIT)
            .send()
            .await
            .map_err(|_| SendError::temporary("the token endpoint does not answer"))?;
        if !answer.status().is_success() {
            return Err(SendError::temporary(format!(
                "the token endpoint says HTTP {}",
                answer.status().as_u16()
            )));
        }
        answer.json().await.map_err(|_| SendError::temporary("the token endpoint answers something else"))
    }
}

impl Notices for HttpNotices {
    fn send<'a>(&'a self, parcel: Parcel<'a, Notice>) -> Sending<'a> {
        Box::pin(self.post(parcel))
    }
}

fn is_under(base: &Url, url: &Url) -> bool {
    base.origin() == url.origin() && url.path().starts_with(base.path())
}

/// RFC 6749 §2.3.1: both are form-encoded before they become a user name and a password.
fn form_encoded(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// Tokens age by the machine's clock, not by the world's, which the demo moves.
fn now() -> Instant {
    Instant::now()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_go_only_where_they_belong() {
        let base = Url::parse("https://key.example/api/").unwrap();
        for (url, expected) in [
            ("https://key.example/api/people/1/notices", true),
            ("https://key.example/other", false),
            ("https://key.example:444/api/", false),
            ("http://key.example/api/", false),
            ("https://evil.example/api/", false),
            ("https://key.example/api/../admin", false),
        ] {
            assert_eq!(is_under(&base, &Url::parse(url).unwrap()), expected, "{url}");
        }
    }
}
