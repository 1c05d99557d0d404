//! What a provider says about itself, and its keys.

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use jose::Algorithm;
use oidc::ProviderMetadata;
use url::Url;
use values::Language;

use super::{
    AUTHORIZE, DISCOVERY, INTROSPECT, KEYS, LOGOUT, OAUTH_DISCOVERY, PUSHED, REVOKE, TOKEN, USERINFO,
};
use crate::clients::Clients;
use crate::{Capabilities, Provider};

/// OpenID Connect Discovery 1.0 §4.
pub(crate) async fn document(State(provider): State<Provider>) -> Response {
    json(provider.registry().metadata.clone(), provider.0.cache_s)
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

/// The document, made once.
pub(crate) fn metadata(
    issuer: &str,
    site: &web::Site,
    clients: &Clients,
    capabilities: Capabilities,
) -> String {
    let algorithms = || Algorithm::ALL.iter().map(ToString::to_string).collect::<Vec<_>>();
    let ways = texts(&["client_secret_basic", "client_secret_post", "private_key_jwt", "none"]);
    let mut prompts = texts(&["none", "login", "consent", "select_account"]);
    if capabilities.create {
        prompts.push("create".to_owned());
    }
    let document = ProviderMetadata {
        issuer: issuer.to_owned(),
        authorization_endpoint: site.url(AUTHORIZE),
        token_endpoint: site.url(TOKEN),
        userinfo_endpoint: Some(site.url(USERINFO)),
        jwks_uri: site.url(KEYS),
        pushed_authorization_request_endpoint: Some(site.url(PUSHED)),
        revocation_endpoint: Some(site.url(REVOKE)),
        introspection_endpoint: Some(site.url(INTROSPECT)),
        end_session_endpoint: Some(site.url(LOGOUT)),
        scopes_supported: scopes(clients),
        response_types_supported: texts(&["code"]),
        response_modes_supported: texts(&["query", "form_post"]),
        grant_types_supported: texts(&["authorization_code", "refresh_token", "client_credentials"]),
        acr_values_supported: capabilities.levels.iter().map(|level| level.uri().to_owned()).collect(),
        subject_types_supported: texts(&["pairwise", "public"]),
        id_token_signing_alg_values_supported: algorithms(),
        token_endpoint_auth_methods_supported: ways.clone(),
        token_endpoint_auth_signing_alg_values_supported: algorithms(),
        revocation_endpoint_auth_methods_supported: ways.clone(),
        revocation_endpoint_auth_signing_alg_values_supported: algorithms(),
        introspection_endpoint_auth_methods_supported: ways[..3].to_vec(),
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
    };
    serde_json::to_string(&document).unwrap_or_default()
}

/// Everything that some client may ask people for and gets.
fn scopes(clients: &Clients) -> Vec<String> {
    let mut scopes = texts(&["openid"]);
    for token in clients.iter().flat_map(|client| client.scope.iter()) {
        if !scopes.iter().any(|known| known == token) {
            scopes.push(token.to_owned());
        }
    }
    scopes
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
