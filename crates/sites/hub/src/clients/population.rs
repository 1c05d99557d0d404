//! The population register: who a person is, and their data at this moment.

use population_api::{AccessLog, Identified, IdentifyRequest, Items, PersonData, ReadRequest, Reason};
use reqwest::{Client, RequestBuilder, StatusCode};
use thiserror::Error;
use url::Url;

use crate::rules::identification::MatchingAttributes;

/// The register as the hub sees it. Its HTTP client shows the hub's certificate.
#[derive(Clone, Debug)]
pub(crate) struct PopulationClient {
    http: Client,
    base: Url,
}

/// The register gave no answer that can be used.
#[derive(Debug, Error)]
pub(crate) enum PopulationError {
    /// It cannot be reached, or its answer cannot be read.
    #[error("the register does not answer")]
    Unreachable(#[source] reqwest::Error),
    /// It refuses.
    #[error("the register answers {0}")]
    Refused(StatusCode),
}

impl From<reqwest::Error> for PopulationError {
    /// The address holds what the register calls the person: it stays out of logs.
    fn from(error: reqwest::Error) -> Self {
        Self::Unreachable(error.without_url())
    }
}

impl PopulationClient {
    pub(crate) fn new(http: Client, base: Url) -> Self {
        Self { http, base }
    }

    /// Finds exactly one person; none if several match.
    pub(crate) async fn identify(
        &self,
        description: &MatchingAttributes,
        on_behalf_of: &str,
    ) -> Result<Option<String>, PopulationError> {
        let sent = IdentifyRequest {
            given_name: description.name.given().to_owned(),
            family_name: description.name.family().to_owned(),
            birthdate: description.birth_date.to_string(),
            address: Some((&description.address).into()),
            document: None,
            reason: Reason::Identification.as_str().to_owned(),
            on_behalf_of: on_behalf_of.to_owned(),
        };
        let response = self.http.post(self.address("identify")).json(&sent).send().await?;
        match response.status() {
            StatusCode::OK => Ok(Some(response.json::<Identified>().await?.person_id.to_string())),
            // What the register cannot parse it cannot know either.
            StatusCode::NOT_FOUND | StatusCode::UNPROCESSABLE_ENTITY => Ok(None),
            status => Err(PopulationError::Refused(status)),
        }
    }

    /// A person's data at this moment.
    pub(crate) async fn read(
        &self,
        person: &str,
        items: &Items,
        reason: Reason,
        on_behalf_of: &str,
    ) -> Result<PersonData, PopulationError> {
        let sent = ReadRequest {
            items: items.iter().map(|item| item.name().to_owned()).collect(),
            reason: reason.as_str().to_owned(),
            on_behalf_of: on_behalf_of.to_owned(),
        };
        answer(self.http.post(self.address(&format!("people/{person}"))).json(&sent)).await
    }

    /// Who has read a person's data.
    pub(crate) async fn access_log(
        &self,
        person: &str,
        before: Option<&str>,
    ) -> Result<AccessLog, PopulationError> {
        let mut address = self.address(&format!("people/{person}/reads"));
        if let Some(before) = before {
            address.query_pairs_mut().append_pair("before", before);
        }
        answer(self.http.get(address)).await
    }

    fn address(&self, path: &str) -> Url {
        let mut address = self.base.clone();
        address.set_path(&format!("/api/v1/{path}"));
        address
    }
}

async fn answer<T: serde::de::DeserializeOwned>(request: RequestBuilder) -> Result<T, PopulationError> {
    let response = request.send().await?;
    match response.status() {
        StatusCode::OK => Ok(response.json().await?),
        status => Err(PopulationError::Refused(status)),
    }
}

#[cfg(test)]
mod tests {
    use std::error::Error;

    use super::*;

    // finding S-A15
    #[tokio::test]
    async fn what_cannot_be_reached_is_logged_without_its_address() {
        // Nothing listens on the discard port of this machine.
        let base = Url::parse("http://127.0.0.1:9").unwrap();
        let register = PopulationClient::new(http_client::client().unwrap(), base);
        let read = register.read("68720c4b", &Items::default(), Reason::Portal, "x").await;
        let error = read.unwrap_err();
        let mut told = error.to_string();
        let mut next = error.source();
        while let Some(source) = next {
            told.push_str(&source.to_string());
            next = source.source();
        }
        assert!(!told.contains("68720c4b") && !told.contains("people"), "{told}");
        let key: super::super::mobile_key::MobileKeyError = http_client::client()
            .unwrap()
            .get("http://127.0.0.1:9/api/people/68720c4b")
            .send()
            .await
            .unwrap_err()
            .into();
        let source = key.source().map(ToString::to_string).unwrap_or_default();
        assert!(!source.contains("68720c4b"), "{source}");
    }
}
