//! What is known about the provider: its metadata and keys, kept for a while.

use std::sync::Arc;

use oidc::ProviderMetadata;
use tokio::sync::Mutex;
use values::{HOUR_MS, SECOND_MS, Timestamp};

use super::RelyingPartyError;
use crate::remote::{RemoteError, RemoteKeys, fetch};

/// How long metadata is kept.
const KEEP_METADATA_MS: i64 = HOUR_MS;
/// How often a provider that does not answer is asked, while its old metadata are still known.
const ASK_AGAIN_MS: i64 = 30 * SECOND_MS;

pub(super) struct RemoteProvider {
    issuer: String,
    http: reqwest::Client,
    metadata: Mutex<Option<Known>>,
    pub(super) keys: RemoteKeys,
}

struct Known {
    metadata: Arc<ProviderMetadata>,
    ask_after: Timestamp,
    asked_at: Timestamp,
}

impl RemoteProvider {
    pub(super) fn new(issuer: String, http: reqwest::Client) -> Self {
        Self { issuer, metadata: Mutex::new(None), keys: RemoteKeys::new(http.clone()), http }
    }

    /// The metadata; old ones serve on while the provider does not answer.
    pub(super) async fn metadata(&self, now: Timestamp) -> Result<Arc<ProviderMetadata>, RelyingPartyError> {
        let mut known = self.metadata.lock().await;
        if let Some(known) = &*known
            && (known.asked_at..known.ask_after).contains(&now)
        {
            return Ok(Arc::clone(&known.metadata));
        }
        match (self.discover().await, &mut *known) {
            (Ok(metadata), known) => {
                let metadata = Arc::new(metadata);
                let ask_after = now.plus_ms(KEEP_METADATA_MS);
                *known = Some(Known { metadata: Arc::clone(&metadata), ask_after, asked_at: now });
                Ok(metadata)
            }
            (Err(error), Some(known)) => {
                tracing::warn!(issuer = self.issuer, %error, "a provider does not answer; its old metadata serve on");
                (known.asked_at, known.ask_after) = (now, now.plus_ms(ASK_AGAIN_MS));
                Ok(Arc::clone(&known.metadata))
            }
            (Err(error), None) => Err(error.into()),
        }
    }

    /// OpenID Connect Discovery 1.0 §4; the document must name the issuer that was asked (§4.3).
    async fn discover(&self) -> Result<ProviderMetadata, RemoteError> {
        let url = format!("{}/.well-known/openid-configuration", self.issuer.trim_end_matches('/'));
        let json = fetch(self.http.get(url)).await?;
        let metadata: ProviderMetadata =
            serde_json::from_slice(&json).map_err(|_| RemoteError("its metadata are malformed"))?;
        if metadata.issuer == self.issuer {
            Ok(metadata)
        } else {
            Err(RemoteError("its metadata name another issuer"))
        }
    }
}

impl From<RemoteError> for RelyingPartyError {
    fn from(error: RemoteError) -> Self {
        Self::Provider(error.0)
    }
}
