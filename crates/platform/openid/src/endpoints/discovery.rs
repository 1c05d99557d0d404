//! What a provider says about itself, and its keys.

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use jose::Algorithm;
use oidc::{ProviderMetadata, ResponseMode, ResponseType};
use url::Url;
use values::Language;

use super::{AUTHORIZE, DISCOVERY, INTROSPECT, KEYS, LOGOUT, OAUTH_DISCOVERY, PAR, REVOKE, TOKEN, USERINFO};
use crate::{Capabilities, ClientAuthentication, Provider};

/// OpenID Connect Discovery 1.0 §4.
pub(crate) async fn document(State(provider): State<Provider>) -> Response {
    let document = metadata(&provider);
    json(serde_json::to_string(&document).unwrap_or_default(), provider.0.cache_s)
}

/// RFC 7517 §5; may be cached for as long as the keyring reckons with.
pub(crate) async fn keys(State(provider): State<Provider>) -> Response {
    json(provider.0.keyring.keys().published().to_owned(), provider.0.cache_s)
}

/// Where the document is found: at the root, and for an issuer with a path also where the specifications put that path:
/// before the well-known part (Discovery 1.0 §4.1) or behind it (RFC 8414 §3.1).
pub(crate) fn paths(issuer: &str) -> Vec<String> {
    let mut paths = texts(&[DISCOVERY, OAUTH_DISCOVERY]);
    let Ok(url) = Url::parse(issuer) else { return paths };
    let path = url.path().trim_end_matches('/');
    let plain = path.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/-_.".contains(&byte));
    if !path.is_empty() && plain {
        paths.extend([format!("{path}{DISCOVERY}"), format!("{OAUTH_DISCOVERY}{path}")]);
    }
    paths
}

/// What the provider can do, in the terms of its clients' policies.
fn metadata(provider: &Provider) -> ProviderMetadata {
    let (site, capabilities) = (&provider.0.site, provider.0.account_provider.capabilities());
    let algorithms = || Algorithm::ALL.iter().map(ToString::to_string).collect::<Vec<_>>();
    let auth_methods = texts(&ClientAuthentication::METHODS);
    let mut prompts = texts(&["none", "login", "consent", "select_account"]);
    if capabilities.create {
        prompts.push("create".to_owned());
    }
    let mut scopes = texts(&["openid"]);
    scopes.extend(provider.0.clients.scopes().into_iter().filter(|scope| scope != "openid"));
    ProviderMetadata {
        issuer: provider.0.issuer.clone(),
        authorization_endpoint: site.url(AUTHORIZE),
        token_endpoint: site.url(TOKEN),
        userinfo_endpoint: Some(site.url(USERINFO)),
        jwks_uri: site.url(KEYS),
        pushed_authorization_request_endpoint: Some(site.url(PAR)),
        revocation_endpoint: Some(site.url(REVOKE)),
        introspection_endpoint: Some(site.url(INTROSPECT)),
        end_session_endpoint: Some(site.url(LOGOUT)),
        scopes_supported: scopes,
        response_types_supported: texts(&ResponseType::ALL.map(ResponseType::as_str)),
        response_modes_supported: texts(&ResponseMode::ALL.map(ResponseMode::as_str)),
        grant_types_supported: texts(&["authorization_code", "refresh_token", "client_credentials"]),
        acr_values_supported: capabilities.levels.iter().map(|level| level.uri().to_owned()).collect(),
        subject_types_supported: texts(&["pairwise", "public"]),
        id_token_signing_alg_values_supported: algorithms(),
        token_endpoint_auth_methods_supported: auth_methods.clone(),
        token_endpoint_auth_signing_alg_values_supported: algorithms(),
        revocation_endpoint_auth_methods_supported: auth_methods.clone(),
        revocation_endpoint_auth_signing_alg_values_supported: algorithms(),
        introspection_endpoint_auth_methods_supported: texts(&ClientAuthentication::METHODS[..3]),
        introspection_endpoint_auth_signing_alg_values_supported: algorithms(),
        claim_types_supported: texts(&["normal"]),
        claims_supported: claims(capabilities),
        ui_locales_supported: Language::ALL.iter().map(|language| language.code().to_owned()).collect(),
        prompt_values_supported: prompts,
        code_challenge_methods_supported: texts(&["S256"]),
        authorization_details_types_supported: texts(capabilities.authorization_details_types),
        claims_parameter_supported: true,
        request_parameter_supported: false,
        request_uri_parameter_supported: false,
        require_pushed_authorization_requests: false,
        authorization_response_iss_parameter_supported: true,
        service_documentation: None,
        op_policy_uri: None,
        op_tos_uri: None,
    }
}

fn claims(capabilities: Capabilities) -> Vec<String> {
    let mut claims = texts(&["sub", "iss", "aud", "exp", "iat", "auth_time", "nonce", "acr", "amr"]);
    claims.extend(texts(capabilities.claims));
    claims
}

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|&text| text.to_owned()).collect()
}

fn json(body: String, cache_s: i64) -> Response {
    let cache = format!("public, max-age={cache_s}");
    ([(header::CONTENT_TYPE, "application/json".to_owned()), (header::CACHE_CONTROL, cache)], body)
        .into_response()
}
