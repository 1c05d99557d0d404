//! A client by hand.

use std::collections::HashMap;

use serde_json::Value;
use url::Url;
use web::testing::{Answer, Browser};

use super::SECRET;

/// A PKCE verifier (RFC 7636 appendix B).
pub const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
/// Its challenge.
pub const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

/// A client with the secret [`SECRET`], registered at some provider.
#[derive(Clone, Debug)]
pub struct FakeClient {
    /// Where the provider is.
    pub provider: String,
    /// `client_id`.
    pub id: String,
    /// Its one redirect URI.
    pub redirect_uri: String,
}

impl FakeClient {
    /// The usual parameters of a request, replaced and added to by `changes`.
    pub fn parameters(&self, changes: &[(&str, &str)]) -> Vec<(String, String)> {
        let usual = [
            ("client_id", self.id.as_str()),
            ("redirect_uri", &self.redirect_uri),
            ("response_type", "code"),
            ("scope", "openid"),
            ("state", "st"),
            ("nonce", "no"),
            ("code_challenge", CHALLENGE),
            ("code_challenge_method", "S256"),
        ];
        let is_kept = |(name, _): &(&str, &str)| !changes.iter().any(|(changed, _)| changed == name);
        let all = usual.into_iter().filter(is_kept).chain(changes.iter().copied());
        all.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
    }

    /// Where it sends a browser.
    pub fn authorize_url(&self, changes: &[(&str, &str)]) -> String {
        self.url(&self.parameters(changes))
    }

    /// Pushes a request (RFC 9126).
    pub async fn push(&self, browser: &mut Browser, changes: &[(&str, &str)]) -> Answer {
        let parameters = self.parameters(changes);
        let form: Vec<(&str, &str)> =
            parameters.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        self.post(browser, "par", &[&form, &[("client_secret", SECRET)][..]].concat()).await
    }

    /// Where it sends a browser after [`FakeClient::push`].
    pub fn pushed_url(&self, pushed: &Answer) -> String {
        let pushed = pushed.json();
        let request_uri = pushed["request_uri"].as_str().unwrap_or_else(|| panic!("{pushed}"));
        self.url(&[
            ("client_id".to_owned(), self.id.clone()),
            ("request_uri".to_owned(), request_uri.to_owned()),
        ])
    }

    /// The parameters of the answer, if the browser is back.
    pub fn returned(&self, answer: &Answer) -> HashMap<String, String> {
        assert!(answer.url.as_str().starts_with(&self.redirect_uri), "{} {}", answer.url, answer.body);
        answer.url.query_pairs().into_owned().collect()
    }

    /// Code to tokens.
    pub async fn redeem(&self, browser: &mut Browser, code: &str) -> Answer {
        let form = [
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", &self.redirect_uri),
            ("code_verifier", VERIFIER),
            ("client_id", &self.id),
            ("client_secret", SECRET),
        ];
        self.post(browser, "token", &form).await
    }

    /// A token of its own (RFC 6749 §4.4).
    pub async fn client_credentials(&self, browser: &mut Browser, scope: &str) -> Answer {
        let form = [
            ("grant_type", "client_credentials"),
            ("scope", scope),
            ("client_id", &self.id),
            ("client_secret", SECRET),
        ];
        self.post(browser, "token", &form).await
    }

    /// What the userinfo says for these tokens.
    pub async fn userinfo(&self, browser: &Browser, tokens: &Value) -> Answer {
        let token = tokens["access_token"].as_str().unwrap_or_else(|| panic!("{tokens}"));
        let mut browser = browser.clone().with_header("authorization", &format!("Bearer {token}"));
        browser.get(&format!("{}/openid/userinfo", self.provider)).await
    }

    async fn post(&self, browser: &mut Browser, endpoint: &str, form: &[(&str, &str)]) -> Answer {
        browser.post(&format!("{}/openid/{endpoint}", self.provider), form, &[]).await
    }

    fn url(&self, parameters: &[(String, String)]) -> String {
        let mut url = Url::parse(&format!("{}/openid/authorize", self.provider)).unwrap();
        url.query_pairs_mut().extend_pairs(parameters);
        url.into()
    }
}

/// The claims of the ID token, which is not verified here.
pub fn claims_of(tokens: &Value) -> Value {
    let token = tokens["id_token"].as_str().unwrap_or_else(|| panic!("{tokens}"));
    let payload = token.split('.').nth(1).and_then(jose::base64url::decode).unwrap();
    serde_json::from_slice(&payload).unwrap()
}
