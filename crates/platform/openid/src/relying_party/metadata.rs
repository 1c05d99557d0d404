//! What is known about the provider: its metadata and keys, kept for a while.

use std::sync::Arc;

use oidc::ProviderMetadata;
use values::{HOUR_MS, Timestamp};

use super::RelyingPartyError;
use crate::remote::{Cached, PAUSE_MS, RemoteError, RemoteKeys, fetch};

/// How long metadata is kept.
const KEEP_METADATA_MS: i64 = HOUR_MS;
/// How often a provider that does not answer is asked, while its old metadata are still known.
const ASK_AGAIN_MS: u64 = 30_000;

pub(super) struct RemoteProvider {
    issuer: String,
    http: reqwest::Client,
    kept: Cached<ProviderMetadata>,
    pub(super) keys: RemoteKeys,
}

impl RemoteProvider {
    pub(super) fn new(issuer: String, http: reqwest::Client) -> Self {
        Self { issuer, kept: Cached::new(), keys: RemoteKeys::new(http.clone()), http }
    }

    /// The metadata; old ones serve on while the provider does not answer.
    pub(super) async fn metadata(&self, now: Timestamp) -> Result<Arc<ProviderMetadata>, RelyingPartyError> {
        let old = self.kept.get_stale();
        let pause_ms = if old.is_some() { ASK_AGAIN_MS } else { PAUSE_MS };
        let ask = async {
            self.discover().await.inspect_err(|error| {
                tracing::warn!(issuer = self.issuer, %error, "a provider does not answer");
            })
        };
        match (self.kept.get_fresh(&self.issuer, KEEP_METADATA_MS, pause_ms, now, ask).await, old) {
            (Ok(metadata), _) => Ok(metadata),
            (Err(_), Some(old)) => Ok(old),
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
