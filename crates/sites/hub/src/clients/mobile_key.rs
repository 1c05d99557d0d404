//! The Mobile Key's API: the phones of a person (mission: A7).

use mobile_key_api::people::{Device, DeviceHistory, Devices, RenameDevice, SCOPE};
use mobile_key_api::{DeviceName, HistoryEntry};
use openid::{RelyingParty, RelyingPartyError};
use reqwest::{Client, Method, RequestBuilder, Response, StatusCode};
use serde_json::Value;
use thiserror::Error;
use url::Url;

/// The API as the hub sees it.
pub(crate) struct MobileKeyClient<'a> {
    pub(crate) http: &'a Client,
    pub(crate) api: &'a Url,
    pub(crate) relying_party: &'a RelyingParty,
}

/// The Mobile Key did not do what it was asked.
#[derive(Debug, Error)]
pub(crate) enum MobileKeyError {
    /// It does not answer, or its answer cannot be read.
    #[error("the Mobile Key does not answer")]
    Unreachable(#[source] reqwest::Error),
    /// No access token can be had.
    #[error("no access token for the Mobile Key")]
    Token(#[from] RelyingPartyError),
    /// It refuses.
    #[error("the Mobile Key answers {0}")]
    Refused(StatusCode),
    /// The person has no such device (any more).
    #[error("no such device")]
    NoSuchDevice,
    /// The name is too long, or nothing.
    #[error("not a name for a device")]
    Name,
}

impl From<reqwest::Error> for MobileKeyError {
    /// The address holds what the Mobile Key calls the person: it stays out of logs.
    fn from(error: reqwest::Error) -> Self {
        Self::Unreachable(error.without_url())
    }
}

impl MobileKeyClient<'_> {
    /// The phones of a person.
    pub(crate) async fn devices(&self, sub: &str) -> Result<Vec<Device>, MobileKeyError> {
        let request = || self.http.get(self.address(&["people", sub, "devices"]));
        let response = self.send(request).await?;
        match response.status() {
            StatusCode::OK => Ok(response.json::<Devices>().await?.devices),
            StatusCode::NOT_FOUND => Ok(Vec::new()),
            status => Err(MobileKeyError::Refused(status)),
        }
    }

    /// What became of a person's phones, the newest first.
    pub(crate) async fn history(&self, sub: &str) -> Result<Vec<HistoryEntry>, MobileKeyError> {
        let response = self.send(|| self.http.get(self.address(&["people", sub, "history"]))).await?;
        match response.status() {
            StatusCode::OK => Ok(response.json::<DeviceHistory>().await?.entries),
            status => Err(MobileKeyError::Refused(status)),
        }
    }

    /// Gives a phone another name.
    pub(crate) async fn rename(&self, sub: &str, device: &str, name: &str) -> Result<(), MobileKeyError> {
        let name = DeviceName::parse(name).map_err(|_| MobileKeyError::Name)?;
        let renaming = RenameDevice { name };
        let address = self.address(&["people", sub, "devices", device]);
        let request = || self.http.request(Method::PATCH, address.clone()).json(&renaming);
        done(self.send(request).await?.status())
    }

    /// Disconnects a phone; it cannot log anybody in from now on.
    pub(crate) async fn disconnect(&self, sub: &str, device: &str) -> Result<(), MobileKeyError> {
        let address = self.address(&["people", sub, "devices", device]);
        done(self.send(|| self.http.delete(address.clone())).await?.status())
    }

    /// Sends a notice to the person's phones; one with the same idempotency key is the same notice.
    pub(crate) async fn tell(
        &self,
        url: &Url,
        json: &Value,
        key: &str,
    ) -> Result<StatusCode, MobileKeyError> {
        let request = || self.http.post(url.clone()).header("Idempotency-Key", key).json(json);
        Ok(self.send(request).await?.status())
    }

    /// Whether an address is one of its API: an access token goes nowhere else.
    pub(crate) fn has(&self, url: &Url) -> bool {
        let api = self.address(&[]);
        let folder = format!("{}/", api.path().trim_end_matches('/'));
        api.origin() == url.origin() && url.path().starts_with(&folder)
    }

    /// With an access token of the hub's own; one that the API does not know any more is replaced once.
    async fn send(&self, request: impl Fn() -> RequestBuilder) -> Result<Response, MobileKeyError> {
        let token = self.relying_party.service_token(SCOPE).await?;
        let response = request().bearer_auth(token).send().await?;
        if response.status() != StatusCode::UNAUTHORIZED {
            return Ok(response);
        }
        self.relying_party.forget_service_token(SCOPE).await;
        let token = self.relying_party.service_token(SCOPE).await?;
        Ok(request().bearer_auth(token).send().await?)
    }

    fn address(&self, path: &[&str]) -> Url {
        let mut address = self.api.clone();
        if let Ok(mut segments) = address.path_segments_mut() {
            segments.pop_if_empty().push("api").extend(path);
        }
        address
    }
}

fn done(status: StatusCode) -> Result<(), MobileKeyError> {
    match status {
        status if status.is_success() => Ok(()),
        StatusCode::NOT_FOUND => Err(MobileKeyError::NoSuchDevice),
        StatusCode::UNPROCESSABLE_ENTITY | StatusCode::BAD_REQUEST => Err(MobileKeyError::Name),
        status => Err(MobileKeyError::Refused(status)),
    }
}
