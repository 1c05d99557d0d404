//! The way to the provider (OIDC Core §3.1.2.1).

use axum::http::HeaderMap;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use oidc::{CodeVerifier, ProviderMetadata};
use reqwest::StatusCode;
use secrets::{KeyedHash, Token};
use serde::{Deserialize, Serialize};
use url::Url;
use values::{AssuranceLevel, HOUR_MS, SECOND_MS, Timestamp};

use super::client_auth::Form;
use super::{AuthenticationRequest, AuthorizationRedirect, RelyingParty, RelyingPartyError};
use crate::table::login;

/// How long a person may be away.
const LOGIN_MS: i64 = HOUR_MS;

/// What is remembered of a login that has begun.
#[derive(Serialize, Deserialize)]
pub(super) struct LoginBody {
    pub(super) minimum_level: Option<AssuranceLevel>,
    /// With `prompt=login`, when it began; with `max_age`, so much before. However long the pages take from there on:
    /// what was recent when the person left stays recent.
    pub(super) authenticated_since: Option<Timestamp>,
    pub(super) payload: String,
}

/// What belongs to one state; made from it, so that nobody need remember it.
pub(super) struct StateSecrets {
    pub(super) id: [u8; 32],
    pub(super) nonce: String,
    pub(super) verifier: CodeVerifier,
}

impl StateSecrets {
    pub(super) fn of(hash: &KeyedHash, name: &str, state: &str) -> Self {
        let part = |what: &[u8]| hash.hash_parts(&[what, name.as_bytes(), state.as_bytes()]);
        Self {
            id: part(b"id"),
            nonce: URL_SAFE_NO_PAD.encode(part(b"nonce")),
            verifier: CodeVerifier::from_bytes(&part(b"verifier")),
        }
    }
}

impl RelyingParty {
    pub(super) async fn start_login(
        &self,
        headers: &HeaderMap,
        begin: AuthenticationRequest<'_>,
    ) -> Result<AuthorizationRedirect, RelyingPartyError> {
        let now = self.now();
        let metadata = self.0.provider.metadata(now).await?;
        let state = Token::new();
        let secrets = StateSecrets::of(&self.0.hash, &self.0.name, state.as_str());
        let parameters = self.parameters(&begin, state.as_str(), &secrets)?;
        let url = self
            .authorization_url(&metadata, parameters, !begin.authorization_details.is_empty(), now)
            .await?;
        let browser = self.0.browser.recognise(headers);
        let by_age = begin.max_age_s.map(|age_s| now.plus_ms(-age_s.saturating_mul(SECOND_MS)));
        let AuthenticationRequest { minimum_level, payload, prompt, .. } = begin;
        let authenticated_since = by_age.max(prompt.login.then_some(now));
        let body = LoginBody { minimum_level, authenticated_since, payload };
        let body = crate::pending_requests::to_json(&body)?;
        let until = now.plus_ms(LOGIN_MS);
        let write = self
            .0
            .store
            .write(|tx| login::insert(tx, &secrets.id, &self.0.name, &browser.hash, &body, until));
        write.await?;
        Ok(AuthorizationRedirect { url, cookie: browser.cookie })
    }

    fn parameters<'a>(
        &'a self,
        begin: &AuthenticationRequest<'a>,
        state: &str,
        secrets: &StateSecrets,
    ) -> Result<Form<'a>, RelyingPartyError> {
        let config = &self.0.config;
        let scope = begin.scope.as_ref().unwrap_or(&config.scope);
        let mut parameters: Form<'a> = vec![
            ("response_type", "code".into()),
            ("redirect_uri", self.0.site.url(&config.callback_path).into()),
            ("scope", scope.to_string().into()),
            ("state", state.to_owned().into()),
            ("nonce", secrets.nonce.clone().into()),
            ("code_challenge", secrets.verifier.challenge().to_string().into()),
            ("code_challenge_method", "S256".into()),
        ];
        parameters.extend(begin.minimum_level.map(|level| ("acr_values", levels_from(level).into())));
        parameters.extend(begin.max_age_s.map(|age_s| ("max_age", age_s.to_string().into())));
        parameters.extend(begin.language.map(|language| ("ui_locales", language.code().into())));
        parameters.extend(begin.login_hint.map(|hint| ("login_hint", hint.into())));
        let prompt = begin.prompt.to_string();
        if !prompt.is_empty() {
            parameters.push(("prompt", prompt.into()));
        }
        if !begin.claims.is_empty() {
            parameters.push(("claims", crate::pending_requests::to_json(&begin.claims)?.into()));
        }
        if !begin.authorization_details.is_empty() {
            let details = crate::pending_requests::to_json(&begin.authorization_details)?;
            parameters.push(("authorization_details", details.into()));
        }
        Ok(parameters)
    }

    /// By a pushed request where the provider takes them (RFC 9126), otherwise with everything in the address.
    async fn authorization_url(
        &self,
        metadata: &ProviderMetadata,
        mut parameters: Form<'_>,
        must_push: bool,
        now: Timestamp,
    ) -> Result<String, RelyingPartyError> {
        let client_id = self.0.config.client_id.as_str();
        let must_push = must_push || metadata.require_pushed_authorization_requests;
        match &metadata.pushed_authorization_request_endpoint {
            Some(endpoint) if must_push || self.0.config.push => {
                let request_uri = self.push(endpoint, parameters, now).await?;
                url(
                    &metadata.authorization_endpoint,
                    &[("client_id", client_id), ("request_uri", &request_uri)],
                )
            }
            None if must_push => Err(RelyingPartyError::Provider("it does not take pushed requests")),
            _ => {
                parameters.push(("client_id", client_id.into()));
                let borrowed: Vec<_> =
                    parameters.iter().map(|(name, value)| (*name, value.as_ref())).collect();
                url(&metadata.authorization_endpoint, &borrowed)
            }
        }
    }

    async fn push(
        &self,
        endpoint: &str,
        form: Form<'_>,
        now: Timestamp,
    ) -> Result<String, RelyingPartyError> {
        #[derive(Deserialize)]
        struct Pushed {
            request_uri: String,
        }
        let (status, body) = crate::remote::ask(self.post(endpoint, form, now)?).await?;
        if status != StatusCode::CREATED {
            super::error::log_refusal("push", status, &body);
            return Err(RelyingPartyError::Provider("it refused the pushed request"));
        }
        let pushed: Pushed = serde_json::from_slice(&body)
            .map_err(|_| RelyingPartyError::Provider("its answer to the pushed request is malformed"))?;
        Ok(pushed.request_uri)
    }
}

/// The address of an endpoint with a query added.
pub(super) fn url(endpoint: &str, parameters: &[(&str, &str)]) -> Result<String, RelyingPartyError> {
    let malformed = |_| RelyingPartyError::Provider("its metadata name an endpoint that is no URL");
    let mut url = Url::parse(endpoint).map_err(malformed)?;
    url.query_pairs_mut().extend_pairs(parameters);
    Ok(url.into())
}

/// The level and those above it, the lowest first: any of them will do.
fn levels_from(minimum: AssuranceLevel) -> String {
    let enough = AssuranceLevel::ALL.into_iter().filter(|level| *level >= minimum);
    enough.map(AssuranceLevel::uri).collect::<Vec<_>>().join(" ")
}
