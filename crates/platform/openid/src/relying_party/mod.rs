//! The other half: a site that asks somebody else's provider who a person is.

mod config;
mod error;
mod identity;

use std::sync::Arc;

use axum::Router;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use secrets::MasterKey;
use store::Store;

pub use config::{RelyingPartyAuthentication, RelyingPartyConfig};
pub use error::{Refused, RelyingPartyError};
pub use identity::{Begin, Identity};

/// A relying party of one provider. Cheap to clone.
#[derive(Clone)]
pub struct RelyingParty(Arc<Inner>);

struct Inner {}

/// The browser leaves for the provider, with a cookie that binds its return.
#[derive(Clone, Debug)]
#[must_use]
pub struct Departure {
    url: String,
    cookie: Option<HeaderValue>,
}

impl RelyingParty {
    /// Opens a relying party. The name is short and plain and tells the relying parties of one site apart; the store has
    /// [`crate::MIGRATIONS`]. Nothing is fetched yet, so that sites may start in any order.
    pub async fn open(
        _config: RelyingPartyConfig,
        _name: &'static str,
        _site: &web::Site,
        _store: Store,
        _master_key: &MasterKey,
        _http: reqwest::Client,
    ) -> Result<Self, RelyingPartyError> {
        Ok(Self(Arc::new(Inner {})))
    }

    /// The public keys of this relying party at `/openid/relying-party/{name}/keys`, for the provider's `jwks_uri`.
    pub fn router(&self) -> Router {
        Router::new()
    }

    /// Where [`RelyingParty::router`] serves the keys.
    pub fn keys_path(&self) -> String {
        let _ = &self.0;
        String::new()
    }

    /// Begins a login. The handler returns the departure.
    pub async fn begin(
        &self,
        _headers: &HeaderMap,
        _begin: Begin<'_>,
    ) -> Result<Departure, RelyingPartyError> {
        Err(RelyingPartyError::UnknownState)
    }

    /// Finishes a login from the query of the callback: `axum::extract::RawQuery`. Works once.
    pub async fn finish(
        &self,
        _headers: &HeaderMap,
        _query: Option<&str>,
    ) -> Result<Identity, RelyingPartyError> {
        Err(RelyingPartyError::UnknownState)
    }

    /// An access token on this relying party's own behalf (RFC 6749 §4.4), kept until shortly before it expires.
    pub async fn own_access_token(&self, _scope: &str) -> Result<String, RelyingPartyError> {
        Err(RelyingPartyError::UnknownState)
    }

    /// Forgets an access token that the API refused, so that the next call gets a new one.
    pub fn forget_own_access_token(&self, _scope: &str) {}

    /// Where the browser goes to log out at the provider too (RP-Initiated Logout 1.0); `None` if it cannot.
    pub async fn logout_url(
        &self,
        _id_token: Option<&str>,
        _return_to: Option<&str>,
    ) -> Result<Option<String>, RelyingPartyError> {
        Ok(None)
    }
}

impl Departure {
    /// Where it goes.
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl IntoResponse for Departure {
    fn into_response(self) -> Response {
        let mut response = Redirect::to(&self.url).into_response();
        if let Some(cookie) = self.cookie {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
        response
    }
}
