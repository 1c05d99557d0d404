//! What a provider says about itself.

use oidc::ProviderMetadata;
use values::DAY_MS;

use crate::world::*;

#[tokio::test(flavor = "multi_thread")]
async fn the_document_is_complete_and_open() {
    let world = World::new().await;
    let answer = world.browser().get(&format!("{ORIGIN}/.well-known/openid-configuration")).await;
    assert_eq!(answer.header("content-type"), Some("application/json"));
    assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
    assert_eq!(answer.header("cache-control"), Some("public, max-age=3600"));
    let document: ProviderMetadata = serde_json::from_str(&answer.body).unwrap();
    assert_eq!(document.issuer, ORIGIN);
    assert_eq!(document.ui_locales_supported, ["cs", "sk", "en"]);
    assert_eq!(
        document.acr_values_supported,
        ["http://eidas.europa.eu/LoA/low", "http://eidas.europa.eu/LoA/substantial"]
    );
    assert_eq!(document.authorization_details_types_supported, ["svornik_login"]);
    assert_eq!(document.code_challenge_methods_supported, ["S256"]);
    // Finding D1: RFC 8414 §2 wants the algorithms wherever private_key_jwt stands.
    let algorithms = ["ES256", "RS256", "EdDSA"];
    assert_eq!(document.id_token_signing_alg_values_supported, algorithms);
    assert_eq!(document.token_endpoint_auth_signing_alg_values_supported, algorithms);
    assert_eq!(document.revocation_endpoint_auth_signing_alg_values_supported, algorithms);
    assert_eq!(document.introspection_endpoint_auth_signing_alg_values_supported, algorithms);
    assert!(document.claims_parameter_supported && document.authorization_response_iss_parameter_supported);
    assert!(!document.request_parameter_supported && !document.request_uri_parameter_supported);
    assert!(document.prompt_values_supported.contains(&"create".to_owned()));
    assert!(document.claims_supported.contains(&"birthdate".to_owned()));
    for endpoint in [
        Some(document.authorization_endpoint),
        Some(document.token_endpoint),
        Some(document.jwks_uri),
        document.userinfo_endpoint,
        document.revocation_endpoint,
        document.introspection_endpoint,
        document.end_session_endpoint,
        document.pushed_authorization_request_endpoint,
    ] {
        let answer = world.browser().get(&endpoint.unwrap()).await;
        assert_ne!(answer.status, 404, "{}", answer.url);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_issuer_with_a_path_is_found_under_it() {
    let world = World::with(|config| config.issuer = Some(format!("{ORIGIN}/oidc/"))).await;
    for path in [
        "/oidc/.well-known/openid-configuration",
        "/.well-known/openid-configuration",
        "/.well-known/oauth-authorization-server/oidc",
        "/.well-known/oauth-authorization-server",
    ] {
        let answer = world.browser().get(&format!("{ORIGIN}{path}")).await;
        assert_eq!(answer.json()["issuer"], format!("{ORIGIN}/oidc/"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn scripts_of_other_origins_may_ask() {
    let world = World::new().await;
    let client = tower::ServiceExt::oneshot(
        world.router.clone(),
        axum::http::Request::options("/openid/token").body(axum::body::Body::empty()).unwrap(),
    );
    let answer = client.await.unwrap();
    assert_eq!(answer.status(), 204);
    assert_eq!(answer.headers()["access-control-allow-headers"], "Authorization, Content-Type");
    assert_eq!(answer.headers()["access-control-allow-origin"], "*");
}

/// Finding D4: a script can read that it used the wrong method.
#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_method_is_told_to_scripts_of_other_origins_too() {
    let world = World::new().await;
    for path in ["/openid/token", "/openid/par", "/openid/revoke"] {
        let answer = world.browser().get(&format!("{ORIGIN}{path}")).await;
        assert_eq!(
            (answer.status.as_u16(), answer.header("access-control-allow-origin")),
            (405, Some("*")),
            "{path}"
        );
        assert_eq!(answer.json()["error"], "invalid_request");
        assert!(answer.header("allow").unwrap().contains("POST"), "{path}");
    }
}

/// A client may keep the key set for an hour. Whatever set it has, fresh or an hour old, verifies what is signed now.
#[tokio::test(flavor = "multi_thread")]
async fn keys_change_and_no_client_notices() {
    let world = World::new().await;
    let mut sets = vec![world.provider_keys().await];
    let mut used = Vec::new();
    for _ in 0..200 {
        world.clock.shift(DAY_MS / 2);
        world.provider.delete_expired(world.clock.now()).await.unwrap();
        let code = world.code(&[]).await;
        let tokens = world.redeem(&code).await.json();
        let id_token = tokens["id_token"].as_str().unwrap().to_owned();
        let jws = jose::UnverifiedJws::parse(&id_token).unwrap();
        assert!(jws.verify(sets.last().unwrap()).is_ok(), "the set that was fetched before");
        used.push(jws.kid().unwrap().to_owned());
        sets.push(world.provider_keys().await);
        assert!(jws.verify(sets.last().unwrap()).is_ok(), "the set of now");
    }
    used.dedup();
    assert_eq!(used.len(), 2, "one change in a hundred days");
}

impl World {
    async fn provider_keys(&self) -> Vec<jose::VerifyingKey> {
        let set = self.browser().get(&format!("{ORIGIN}/openid/keys")).await;
        let set = jose::JwkSet::parse(set.body.as_bytes()).unwrap();
        set.keys.iter().map(|jwk| jose::VerifyingKey::from_jwk(jwk).unwrap()).collect()
    }
}
