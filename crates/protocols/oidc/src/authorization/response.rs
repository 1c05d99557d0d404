//! The response that the browser takes back to the client.

use serde::{Deserialize, Serialize};
use url::Url;

/// `response_mode`: how the response travels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ResponseMode {
    /// In the query of a redirect (OAuth 2.0 Multiple Response Types §2.1).
    #[default]
    Query,
    /// In a form that the browser posts (OAuth 2.0 Form Post Response Mode §2).
    FormPost,
}

/// A response on its way: its parameters and where they go.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub struct ResponseParameters {
    /// Where it goes.
    pub redirect_uri: String,
    /// How it goes.
    pub mode: ResponseMode,
    /// What it says.
    pub parameters: Vec<(&'static str, String)>,
}

impl ResponseMode {
    /// Every response mode.
    pub const ALL: [Self; 2] = [Self::Query, Self::FormPost];

    /// The value of the parameter.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Query => "query",
            Self::FormPost => "form_post",
        }
    }

    /// Reads the value of the parameter.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.as_str() == text)
    }
}

impl ResponseParameters {
    /// Adds `state` (RFC 6749 §4.1.2) and `iss` (RFC 9207 §2) to the parameters.
    pub fn new(
        redirect_uri: &str,
        mode: ResponseMode,
        state: Option<&str>,
        issuer: &str,
        mut parameters: Vec<(&'static str, String)>,
    ) -> Self {
        if let Some(state) = state {
            parameters.push(("state", state.to_owned()));
        }
        parameters.push(("iss", issuer.to_owned()));
        Self { redirect_uri: redirect_uri.to_owned(), mode, parameters }
    }

    /// The address of the redirect; the query of a registered URI is kept (RFC 6749 §3.1.2).
    pub fn url(&self) -> String {
        let (base, query) = match self.redirect_uri.split_once('?') {
            Some((base, query)) => (base, query),
            None => (self.redirect_uri.as_str(), ""),
        };
        let mut url = String::with_capacity(self.redirect_uri.len() + 256);
        url.push_str(base);
        url.push('?');
        url.push_str(query);
        if !query.is_empty() && !query.ends_with('&') {
            url.push('&');
        }
        let start = url.len();
        let mut serializer = form_urlencoded::Serializer::for_suffix(url, start);
        serializer.extend_pairs(self.parameters.iter().map(|(name, value)| (*name, value.as_str())));
        serializer.finish()
    }

    /// The value of a parameter.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }

    /// The host of the service, to tell the person where the browser goes.
    pub fn host(&self) -> Option<String> {
        Url::parse(&self.redirect_uri).ok()?.host_str().map(str::to_owned)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(redirect_uri: &str) -> ResponseParameters {
        let code = vec![("code", "c/1".to_owned())];
        ResponseParameters::new(redirect_uri, ResponseMode::Query, Some("a b"), "https://op.example", code)
    }

    #[test]
    fn the_answer_names_the_issuer_and_returns_the_state() {
        assert_eq!(
            answer("https://service.example/cb").url(),
            "https://service.example/cb?code=c%2F1&state=a+b&iss=https%3A%2F%2Fop.example"
        );
        assert_eq!(answer("https://service.example/cb").get("state"), Some("a b"));
    }

    #[test]
    fn the_query_of_the_registered_uri_is_kept() {
        assert!(
            answer("https://service.example/cb?x=1")
                .url()
                .starts_with("https://service.example/cb?x=1&code=")
        );
        assert_eq!(answer("https://service.example/cb?x=1").host().unwrap(), "service.example");
    }
}
