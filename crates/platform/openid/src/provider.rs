//! The provider that a site mounts.

use std::sync::Arc;

use axum::Router;
use axum::http::HeaderMap;
use oidc::AuthorizationError;
use secrets::MasterKey;
use store::{Store, StoreError, Tx};
use values::Timestamp;

use crate::{
    Answer, Bearer, BearerError, Client, EndUsers, Grant, Interaction, InteractionError, Logout,
    ProviderConfig,
};

/// An OpenID provider. Cheap to clone.
#[derive(Clone)]
pub struct Provider(Arc<Inner>);

struct Inner {}

/// Why a provider cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Two clients have the same id.
    #[error("two clients have the id {0}")]
    SameId(String),
    /// A client's configuration contradicts itself.
    #[error("client {id}: {reason}")]
    Client {
        /// Which.
        id: String,
        /// What is wrong.
        reason: &'static str,
    },
    /// The issuer is no absolute URL without query and fragment.
    #[error("the issuer is not an absolute URL without query and fragment")]
    Issuer,
    /// A signing key cannot be made or opened.
    #[error("a signing key cannot be made or opened; was the master key changed?")]
    SigningKey,
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Provider {
    /// Opens the provider of a site: reads or makes its signing keys. The store has [`crate::MIGRATIONS`]; the client is
    /// for fetching the keys of clients that publish them.
    pub async fn open(
        _config: ProviderConfig,
        _site: &web::Site,
        _store: Store,
        _master_key: &MasterKey,
        _http: reqwest::Client,
        _end_users: Arc<dyn EndUsers>,
    ) -> Result<Self, OpenError> {
        Ok(Self(Arc::new(Inner {})))
    }

    /// The endpoints, to be merged into the site's routes before [`web::Site::finish`].
    pub fn router(&self) -> Router {
        Router::new()
    }

    /// The issuer.
    pub fn issuer(&self) -> &str {
        let _ = &self.0;
        ""
    }

    /// A client by its id.
    pub fn client(&self, _id: &str) -> Option<Arc<Client>> {
        None
    }

    /// All clients, in the order of the configuration.
    pub fn clients(&self) -> Vec<Arc<Client>> {
        Vec::new()
    }

    /// A person as a client sees them: its `sub`.
    pub fn subject_for(&self, _client: &Client, _subject: &str) -> String {
        String::new()
    }

    /// The interaction that the site's page was opened with, if it began in this browser and still waits.
    pub async fn interaction(
        &self,
        _headers: &HeaderMap,
        _id: &str,
    ) -> Result<Interaction, InteractionError> {
        Err(InteractionError::Unknown)
    }

    /// Ends an interaction well: issues the code, in the site's own transaction. The provider checks once more what the
    /// request demands of level, age and person.
    pub fn complete(
        &self,
        _tx: &mut Tx<'_>,
        _interaction: &Interaction,
        _grant: &Grant,
    ) -> Result<Answer, InteractionError> {
        Err(InteractionError::Unknown)
    }

    /// Ends an interaction with an error, usually [`AuthorizationError::AccessDenied`].
    pub fn refuse(
        &self,
        _tx: &mut Tx<'_>,
        _interaction: &Interaction,
        _error: AuthorizationError,
    ) -> Result<Answer, InteractionError> {
        Err(InteractionError::Unknown)
    }

    /// The logout that the site's page was opened with.
    pub async fn logout(&self, _headers: &HeaderMap, _id: &str) -> Result<Logout, InteractionError> {
        Err(InteractionError::Unknown)
    }

    /// Revokes everything that a person granted, to one client or to all: after a withdrawn consent, a logout from
    /// everywhere, a closed account. Returns how many grants ended.
    pub fn revoke_grants(
        &self,
        _tx: &mut Tx<'_>,
        _subject: &str,
        _client_id: Option<&str>,
    ) -> Result<u64, StoreError> {
        Ok(0)
    }

    /// Who calls an API of this site, by the access token in `Authorization: Bearer`; it must cover the scope.
    pub async fn authenticate_bearer(
        &self,
        _headers: &HeaderMap,
        _scope: &str,
    ) -> Result<Bearer, BearerError> {
        Err(BearerError::Missing)
    }

    /// Forgets what has expired and changes signing keys when their time has come: a due job of the site.
    pub async fn sweep(&self, _now: Timestamp) -> Result<u64, OpenError> {
        Ok(0)
    }
}

impl std::fmt::Debug for Provider {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Provider").finish_non_exhaustive()
    }
}
