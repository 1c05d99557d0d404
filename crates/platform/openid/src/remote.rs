//! Documents of other parties: fetched within bounds of time and size, kept for a while.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jose::{JwkSet, VerifyingKey};
use reqwest::{Client, StatusCode};
use tokio::time::Instant;
use values::{HOUR_MS, SECOND_MS, Timestamp};

/// How long another party may take to answer.
const TIMEOUT_MS: u64 = 10_000;
/// How much of an answer is read.
const LONGEST_ANSWER_BYTES: usize = 512 * 1024;
/// How long somebody else's keys are kept.
const KEEP_KEYS_MS: i64 = HOUR_MS;
/// How often an unknown key makes us ask again.
const ASK_AGAIN_MS: i64 = 10 * SECOND_MS;
/// How long nobody asks after a failure.
pub(crate) const PAUSE_MS: u64 = 2_000;

/// Another party cannot be asked, or answers nonsense.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub(crate) struct RemoteError(pub(crate) &'static str);

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

/// Single-flight cache of another party's document: callers with a fresh copy never wait; concurrent refreshes share one
/// request.
pub(crate) struct Cached<T> {
    known: Mutex<Known<T>>,
    asking: tokio::sync::Mutex<()>,
}

struct Known<T> {
    value: Option<Document<T>>,
    failed: Option<(Instant, RemoteError)>,
}

struct Document<T> {
    url: String,
    value: Arc<T>,
    at: Timestamp,
}

impl<T> Cached<T> {
    pub(crate) fn new() -> Self {
        Self { known: Mutex::new(Known { value: None, failed: None }), asking: tokio::sync::Mutex::default() }
    }

    /// The document of that address, if it is not older than that; otherwise what `ask` brings. Nobody asks within `pause_ms` after a
    /// failure: those who waited for it get it too, instead of each waiting as long again.
    pub(crate) async fn get_fresh(
        &self,
        url: &str,
        age_ms: i64,
        pause_ms: u64,
        now: Timestamp,
        ask: impl Future<Output = Result<T, RemoteError>>,
    ) -> Result<Arc<T>, RemoteError> {
        if let Some(value) = self.known_fresh(url, age_ms, now) {
            return Ok(value);
        }
        let _asking = self.asking.lock().await;
        if let Some(value) = self.known_fresh(url, age_ms, now) {
            return Ok(value);
        }
        let pause = Duration::from_millis(pause_ms);
        let failed = self.known().failed;
        if let Some((_, error)) = failed.filter(|(at, _)| at.elapsed() < pause) {
            return Err(error);
        }
        let answer = ask.await.map(Arc::new);
        let mut known = self.known();
        match &answer {
            Ok(value) => {
                let document = Document { url: url.to_owned(), value: Arc::clone(value), at: now };
                *known = Known { value: Some(document), failed: None };
            }
            Err(error) => known.failed = Some((Instant::now(), *error)),
        }
        answer
    }

    /// The document, however old.
    pub(crate) fn get_stale(&self) -> Option<Arc<T>> {
        self.known().value.as_ref().map(|known| Arc::clone(&known.value))
    }

    fn known_fresh(&self, url: &str, age_ms: i64, now: Timestamp) -> Option<Arc<T>> {
        let known = self.known();
        let known = known.value.as_ref().filter(|known| known.url == url)?;
        (0..age_ms).contains(&now.since(known.at)).then(|| Arc::clone(&known.value))
    }

    fn known(&self) -> MutexGuard<'_, Known<T>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The public keys of another party.
pub(crate) struct RemoteKeys {
    http: Client,
    kept: Cached<Vec<VerifyingKey>>,
}

impl RemoteKeys {
    pub(crate) fn new(http: Client) -> Self {
        Self { http, kept: Cached::new() }
    }

    /// The keys, fetched if they are not known or too old.
    pub(crate) async fn get(&self, url: &str, now: Timestamp) -> Result<Arc<Vec<VerifyingKey>>, RemoteError> {
        self.kept.get_fresh(url, KEEP_KEYS_MS, PAUSE_MS, now, self.fetch_keys(url)).await
    }

    /// After a token with an unknown key: fetched again, but not too often.
    pub(crate) async fn refresh(
        &self,
        url: &str,
        now: Timestamp,
    ) -> Result<Arc<Vec<VerifyingKey>>, RemoteError> {
        self.kept.get_fresh(url, ASK_AGAIN_MS, PAUSE_MS, now, self.fetch_keys(url)).await
    }

    async fn fetch_keys(&self, url: &str) -> Result<Vec<VerifyingKey>, RemoteError> {
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

    /// A token with an invented key makes us ask; those with a known one do not wait for the answer.
    #[tokio::test]
    async fn what_is_known_is_had_while_somebody_asks_again() {
        let kept = Cached::new();
        let now = Timestamp::from_unix_ms(1_800_000_000_000);
        let known = kept.get_fresh("a", 1_000, PAUSE_MS, now, async { Ok("keys") }).await;
        assert_eq!(known.as_deref(), Ok(&"keys"));
        let later = now.plus_ms(500);
        let hangs = kept.get_fresh("a", 100, PAUSE_MS, later, std::future::pending());
        let had = kept.get_fresh("a", 1_000, PAUSE_MS, later, async { Err(RemoteError("asked")) });
        tokio::select! {
            biased;
            _ = hangs => panic!("it hangs"),
            had = had => assert_eq!(had.as_deref(), Ok(&"keys")),
        }
        let moved = kept.get_fresh("b", 1_000, PAUSE_MS, later, async { Ok("other keys") }).await;
        assert_eq!(moved.as_deref(), Ok(&"other keys"), "those of the old address count no longer");
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_party_that_does_not_answer_is_not_asked_by_everyone() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/keys", listener.local_addr().unwrap());
        let asked = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&asked);
        tokio::spawn(async move {
            while listener.accept().await.is_ok() {
                counted.fetch_add(1, Ordering::SeqCst);
            }
        });
        let keys = RemoteKeys::new(http_client::client().unwrap());
        let now = Timestamp::from_unix_ms(1_800_000_000_000);
        let outcomes = join_all((0..8).map(|_| keys.get(&url, now))).await;
        assert!(outcomes.iter().all(Result::is_err));
        let once = asked.load(Ordering::SeqCst);
        assert!(keys.refresh(&url, now).await.is_err());
        assert_eq!(asked.load(Ordering::SeqCst), once);
        tokio::time::sleep(Duration::from_millis(PAUSE_MS)).await;
        assert!(keys.get(&url, now).await.is_err());
        assert_eq!(asked.load(Ordering::SeqCst), 2 * once);
    }
}
