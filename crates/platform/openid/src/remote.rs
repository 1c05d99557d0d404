//! Documents of other parties: fetched within bounds of time and size, kept for a while.

use std::sync::Arc;
use std::time::Duration;

use oidc::{JwkSet, VerifyingKey};
use reqwest::{Client, StatusCode, redirect};
use tokio::sync::Mutex;
use values::{HOUR_MS, SECOND_MS, Timestamp};

/// How long another party may take to answer.
const TIMEOUT_MS: u64 = 10_000;
/// How long it may take to be reached.
const CONNECT_TIMEOUT_MS: u64 = 5_000;
/// How much of an answer is read.
const LONGEST_ANSWER_BYTES: usize = 512 * 1024;
/// How long somebody else's keys are kept.
const KEEP_KEYS_MS: i64 = HOUR_MS;
/// How often an unknown key makes us ask again.
const ASK_AGAIN_MS: i64 = 10 * SECOND_MS;

/// Another party cannot be asked, or answers nonsense.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub(crate) struct RemoteError(pub(crate) &'static str);

/// A client for other parties: bounded in time, follows no redirect.
pub fn http_client() -> Result<Client, reqwest::Error> {
    Client::builder()
        .timeout(Duration::from_millis(TIMEOUT_MS))
        .connect_timeout(Duration::from_millis(CONNECT_TIMEOUT_MS))
        .redirect(redirect::Policy::none())
        .user_agent("svornik")
        .build()
}

/// Sends a request and reads the whole answer, but not more than is sensible.
pub(crate) async fn ask(request: reqwest::RequestBuilder) -> Result<(StatusCode, Vec<u8>), RemoteError> {
    let request = request.timeout(Duration::from_millis(TIMEOUT_MS));
    let mut response = request.send().await.map_err(|_| RemoteError("it cannot be reached"))?;
    let status = response.status();
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|_| RemoteError("its answer breaks off"))? {
        if body.len() + chunk.len() > LONGEST_ANSWER_BYTES {
            return Err(RemoteError("its answer is too long"));
        }
        body.extend_from_slice(&chunk);
    }
    Ok((status, body))
}

/// Sends a request whose answer must be a success.
pub(crate) async fn fetch(request: reqwest::RequestBuilder) -> Result<Vec<u8>, RemoteError> {
    match ask(request).await? {
        (StatusCode::OK, body) => Ok(body),
        _ => Err(RemoteError("its answer is not a success")),
    }
}

/// The public keys of another party.
pub(crate) struct RemoteKeys {
    http: Client,
    cached: Mutex<Option<Cached>>,
}

struct Cached {
    url: String,
    keys: Arc<[VerifyingKey]>,
    at: Timestamp,
}

impl RemoteKeys {
    pub(crate) fn new(http: Client) -> Self {
        Self { http, cached: Mutex::new(None) }
    }

    /// The keys, fetched if they are not known or too old. Callers that come meanwhile wait for the same answer.
    pub(crate) async fn get(&self, url: &str, now: Timestamp) -> Result<Arc<[VerifyingKey]>, RemoteError> {
        self.younger_than(url, now, KEEP_KEYS_MS).await
    }

    /// After a token with an unknown key: fetched again, but not too often.
    pub(crate) async fn again(&self, url: &str, now: Timestamp) -> Result<Arc<[VerifyingKey]>, RemoteError> {
        self.younger_than(url, now, ASK_AGAIN_MS).await
    }

    async fn younger_than(
        &self,
        url: &str,
        now: Timestamp,
        age_ms: i64,
    ) -> Result<Arc<[VerifyingKey]>, RemoteError> {
        let mut cached = self.cached.lock().await;
        if let Some(cached) = &*cached
            && cached.url == url
            && (0..age_ms).contains(&now.since(cached.at))
        {
            return Ok(Arc::clone(&cached.keys));
        }
        let json = fetch(self.http.get(url)).await?;
        let set = JwkSet::parse(&json).ok_or(RemoteError("its keys are malformed"))?;
        let keys: Arc<[VerifyingKey]> =
            set.keys.iter().filter_map(|jwk| VerifyingKey::from_jwk(jwk).ok()).collect();
        *cached = Some(Cached { url: url.to_owned(), keys: Arc::clone(&keys), at: now });
        Ok(keys)
    }
}
