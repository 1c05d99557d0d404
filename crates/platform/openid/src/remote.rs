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
/// How long nobody asks after a failure: those who waited for it get it too, instead of each waiting as long again.
const PAUSE_MS: i64 = 2 * SECOND_MS;

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
    known: Mutex<Known>,
}

#[derive(Default)]
struct Known {
    cached: Option<Cached>,
    failed_at: Option<Timestamp>,
}

struct Cached {
    url: String,
    keys: Arc<[VerifyingKey]>,
    at: Timestamp,
}

impl RemoteKeys {
    pub(crate) fn new(http: Client) -> Self {
        Self { http, known: Mutex::default() }
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
        let mut known = self.known.lock().await;
        if let Some(cached) = &known.cached
            && cached.url == url
            && (0..age_ms).contains(&now.since(cached.at))
        {
            return Ok(Arc::clone(&cached.keys));
        }
        if known.failed_at.is_some_and(|failed_at| (0..PAUSE_MS).contains(&now.since(failed_at))) {
            return Err(RemoteError("it did not answer a moment ago"));
        }
        let fetched = self.fetch_keys(url).await;
        known.failed_at = fetched.is_err().then_some(now);
        let keys = fetched?;
        known.cached = Some(Cached { url: url.to_owned(), keys: Arc::clone(&keys), at: now });
        Ok(keys)
    }

    async fn fetch_keys(&self, url: &str) -> Result<Arc<[VerifyingKey]>, RemoteError> {
        let json = fetch(self.http.get(url)).await?;
        let set = JwkSet::parse(&json).ok_or(RemoteError("its keys are malformed"))?;
        Ok(set.keys.iter().filter_map(|jwk| VerifyingKey::from_jwk(jwk).ok()).collect())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use futures_util::future::join_all;
    use tokio::net::TcpListener;

    use super::*;

    #[tokio::test(flavor = "multi_thread")]
    async fn a_party_that_does_not_answer_is_not_asked_by_everyone() {
        let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/keys", listener.local_addr().unwrap());
        let asked = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&asked);
        tokio::spawn(async move {
            while listener.accept().await.is_ok() {
                counted.fetch_add(1, Ordering::SeqCst);
            }
        });
        let keys = RemoteKeys::new(http_client().unwrap());
        let now = Timestamp::from_unix_ms(1_800_000_000_000);
        let outcomes = join_all((0..8).map(|_| keys.get(&url, now))).await;
        assert!(outcomes.iter().all(Result::is_err));
        let once = asked.load(Ordering::SeqCst);
        assert!(keys.again(&url, now).await.is_err());
        assert_eq!(asked.load(Ordering::SeqCst), once);
        assert!(keys.get(&url, now.plus_ms(PAUSE_MS)).await.is_err());
        assert_eq!(asked.load(Ordering::SeqCst), 2 * once);
    }
}
