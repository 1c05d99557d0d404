//! The other half: a site that asks somebody else's provider who a person is.

mod authentication;
mod authorize;
mod callback;
mod client_auth;
mod config;
mod error;
mod metadata;
mod service_token;

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use secrets::{KeyedHash, MasterKey};
use store::Store;
use values::{HOUR_MS, Language, SECOND_MS, Timestamp};

use crate::browser_binding::BrowserCookie;
use crate::keyring::{Keyring, KeyringError};
use crate::{KeyRotation, table};

pub use authentication::{AuthenticationRequest, Identity};
pub use config::{RelyingPartyAuthentication, RelyingPartyConfig};
pub use error::{Refused, RelyingPartyError};

/// A relying party of one provider. Cheap to clone.
#[derive(Clone)]
pub struct RelyingParty(Arc<Inner>);

struct Inner {
    config: RelyingPartyConfig,
    name: String,
    site: web::Site,
    store: Store,
    http: reqwest::Client,
    /// State, nonce and verifier: only the hash of the state is stored, the others are made from it.
    hash: KeyedHash,
    browser: BrowserCookie,
    /// For `private_key_jwt`.
    keyring: Option<Keyring>,
    provider: metadata::RemoteProvider,
    service_tokens: service_token::ServiceTokens,
}

/// The browser leaves for the provider, with a cookie that binds its return.
#[derive(Clone, Debug)]
#[must_use]
pub struct AuthorizationRedirect {
    url: String,
    cookie: Option<HeaderValue>,
}

/// How long an assertion of ours may be in use, and so how long its key stays published.
const ASSERTION_VALIDITY_MS: i64 = HOUR_MS;

impl RelyingParty {
    /// Opens a relying party. The name is short and plain and tells the relying parties of one site apart; the store has
    /// [`crate::MIGRATIONS`]. Nothing is fetched yet, so that sites may start in any order.
    pub async fn open(
        config: RelyingPartyConfig,
        name: &str,
        site: &web::Site,
        store: Store,
        master_key: &MasterKey,
        http: reqwest::Client,
    ) -> Result<Self, RelyingPartyError> {
        let keyring = match config.authentication {
            RelyingPartyAuthentication::PrivateKeyJwt { algorithm } => {
                let owner = format!("relying party {name}");
                // Nobody brings an assertion back.
                let rotation = KeyRotation { hint_ms: 0, ..KeyRotation::default() };
                let now = site.clock().now();
                let algorithms = &[algorithm];
                let ring = Keyring::open(
                    owner,
                    store.clone(),
                    master_key,
                    rotation,
                    ASSERTION_VALIDITY_MS,
                    algorithms,
                    now,
                );
                Some(ring.await?)
            }
            _ => None,
        };
        Ok(Self(Arc::new(Inner {
            provider: metadata::RemoteProvider::new(config.issuer.clone(), http.clone()),
            config,
            name: name.to_owned(),
            site: site.clone(),
            store,
            http,
            hash: KeyedHash::new(master_key, "openid relying party"),
            browser: BrowserCookie::new("login", site, master_key),
            keyring,
            service_tokens: service_token::ServiceTokens::default(),
        })))
    }

    /// The public keys of this relying party at [`RelyingParty::keys_path`], for the provider's `jwks_uri`.
    pub fn router(&self) -> Router {
        Router::new().route(&self.keys_path(), get(keys)).with_state(self.clone())
    }

    /// Where [`RelyingParty::router`] serves the keys: `/openid/relying-party/{name}/keys`.
    pub fn keys_path(&self) -> String {
        format!("/openid/relying-party/{}/keys", self.0.name)
    }

    /// Begins a login: a write, and a request to the provider if it is pushed. The handler returns the departure.
    pub async fn authorize(
        &self,
        headers: &HeaderMap,
        begin: AuthenticationRequest<'_>,
    ) -> Result<AuthorizationRedirect, RelyingPartyError> {
        self.start_login(headers, begin).await
    }

    /// Finishes a login from the query of the callback ([`axum::extract::RawQuery`]). Works once.
    pub async fn callback(
        &self,
        headers: &HeaderMap,
        query: Option<&str>,
    ) -> Result<Identity, RelyingPartyError> {
        self.finish_login(headers, query.unwrap_or_default()).await
    }

    /// An access token on this relying party's own behalf (RFC 6749 §4.4), kept until shortly before it expires.
    pub async fn service_token(&self, scope: &str) -> Result<String, RelyingPartyError> {
        self.request_service_token(scope).await
    }

    /// Forgets an access token that the API refused, so that the next call gets a new one.
    pub async fn forget_service_token(&self, scope: &str) {
        self.0.service_tokens.forget(scope).await;
    }

    /// Where the browser goes to log out at the provider too, and comes back from with the state (RP-Initiated Logout 1.0
    /// §2); `None` if it cannot.
    pub async fn logout_url(
        &self,
        return_to: Option<&str>,
        state: Option<&str>,
        language: Option<Language>,
    ) -> Result<Option<String>, RelyingPartyError> {
        let metadata = self.0.provider.metadata(self.now()).await?;
        let Some(endpoint) = &metadata.end_session_endpoint else { return Ok(None) };
        let mut parameters = vec![("client_id", self.0.config.client_id.as_str())];
        parameters.extend(return_to.map(|uri| ("post_logout_redirect_uri", uri)));
        parameters.extend(state.map(|state| ("state", state)));
        parameters.extend(language.map(|language| ("ui_locales", language.as_str())));
        authorize::url(endpoint, &parameters).map(Some)
    }

    /// Changes keys when their time has come: a due job of every site.
    pub async fn rotate_keys(&self, now: Timestamp) -> Result<(), RelyingPartyError> {
        if let Some(keyring) = &self.0.keyring {
            keyring.rotate(now).await?;
        }
        Ok(())
    }

    /// Forgets logins that have expired: a due job of a site that has no [`crate::Provider`], whose `delete_expired` deletes
    /// them too.
    pub async fn delete_expired(&self, now: Timestamp) -> Result<u64, RelyingPartyError> {
        Ok(table::delete_expired(&self.0.store, now).await?)
    }

    fn now(&self) -> Timestamp {
        self.0.site.clock().now()
    }
}

async fn keys(State(relying_party): State<RelyingParty>) -> Response {
    let Some(keyring) = &relying_party.0.keyring else { return web::Problem::not_found().into_response() };
    let cache = format!("public, max-age={}", KeyRotation::default().cache_ms / SECOND_MS);
    let headers = [(header::CONTENT_TYPE, "application/json".to_owned()), (header::CACHE_CONTROL, cache)];
    (headers, keyring.keys().published().to_owned()).into_response()
}

impl AuthorizationRedirect {
    /// Where it goes.
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl IntoResponse for AuthorizationRedirect {
    fn into_response(self) -> Response {
        let mut response = Redirect::to(&self.url).into_response();
        if let Some(cookie) = self.cookie {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
        response
    }
}

impl From<KeyringError> for RelyingPartyError {
    fn from(error: KeyringError) -> Self {
        match error {
            KeyringError::Key => Self::SigningKey,
            KeyringError::Store(error) => Self::Store(error),
        }
    }
}

impl std::fmt::Debug for RelyingParty {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RelyingParty").field("name", &self.0.name).finish_non_exhaustive()
    }
}
