//! How clients prove who they are.

use oidc::{JWT_BEARER, JwkSet, SigningKey, basic_header};
use openid::{Client, ClientAuthentication, OpenError, ProviderConfig, Secret};
use serde_json::{Value, json};

use crate::world::*;

fn key() -> SigningKey {
    let algorithm = oidc::Algorithm::Es256;
    SigningKey::from_pkcs8(algorithm, &SigningKey::generate_pkcs8(algorithm).unwrap()).unwrap()
}

async fn world_with_key(key: &SigningKey) -> World {
    World::with(|config| {
        let jwks = Some(JwkSet { keys: vec![key.public_jwk().clone()] });
        config.clients[0].authentication = ClientAuthentication::PrivateKeyJwt { jwks, jwks_uri: None };
    })
    .await
}

fn assertion(key: &SigningKey, change: impl FnOnce(&mut Value)) -> String {
    let now_s = START.unix_seconds();
    let mut claims =
        json!({"iss": "lipova", "sub": "lipova", "aud": ORIGIN, "jti": "1", "exp": now_s + 60, "iat": now_s});
    change(&mut claims);
    key.sign("JWT", &claims).unwrap()
}

async fn own_token(world: &World, assertion: &str) -> Value {
    let form = [
        ("grant_type", "client_credentials"),
        ("client_assertion_type", JWT_BEARER),
        ("client_assertion", assertion),
    ];
    world.token(&form).await.json()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_assertion_counts_once() {
    for store in store::testing::both_engines("site", &[web::MIGRATIONS, openid::MIGRATIONS]).await {
        let key = key();
        let world = World::on(store, |config| {
            let jwks = Some(JwkSet { keys: vec![key.public_jwk().clone()] });
            config.clients[0].authentication = ClientAuthentication::PrivateKeyJwt { jwks, jwks_uri: None };
        })
        .await;
        let once = assertion(&key, |_| ());
        assert!(own_token(&world, &once).await["access_token"].is_string());
        assert_eq!(own_token(&world, &once).await["error"], "invalid_client");
        let next = assertion(&key, |claims| claims["jti"] = json!("2"));
        assert!(own_token(&world, &next).await["access_token"].is_string());
        // Nor at another endpoint.
        let form =
            [("token", "x"), ("client_assertion_type", JWT_BEARER), ("client_assertion", next.as_str())];
        assert_eq!(world.post("/openid/introspect", &form).await.json()["error"], "invalid_client");
        assert_eq!(world.post("/openid/revoke", &form).await.json()["error"], "invalid_client");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_assertions_are_refused() {
    let key = key();
    let world = world_with_key(&key).await;
    let stranger = self::key();
    for wrong in [
        assertion(&stranger, |_| ()),
        assertion(&key, |claims| claims["aud"] = json!("https://other.example")),
        assertion(&key, |claims| claims["exp"] = json!(START.unix_seconds() - 60)),
        assertion(&key, |claims| claims["sub"] = json!("knihovna")),
        assertion(&key, |claims| claims["iss"] = json!("knihovna")),
        "nonsense".to_owned(),
    ] {
        assert_eq!(own_token(&world, &wrong).await["error"], "invalid_client");
    }
    for audience in ["/openid/token", "/openid/par"] {
        let by_endpoint = assertion(&key, |claims| {
            claims["aud"] = json!(format!("{ORIGIN}{audience}"));
            claims["jti"] = json!(audience);
        });
        assert!(own_token(&world, &by_endpoint).await["access_token"].is_string());
    }
    // A secret is no key.
    let form = [("grant_type", "client_credentials"), ("client_id", "lipova"), ("client_secret", SECRET)];
    assert_eq!(world.token(&form).await.json()["error"], "invalid_client");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_secret_comes_by_basic_or_post_but_not_by_both() {
    let world = World::new().await;
    let url = format!("{ORIGIN}/openid/token");
    let own = [("grant_type", "client_credentials")];
    let header = basic_header("lipova", SECRET);
    let answer = world.browser().post(&url, &own, &[("authorization", &header)]).await;
    assert_eq!(answer.status, 200);
    let wrong = basic_header("lipova", "wrong");
    let answer = world.browser().post(&url, &own, &[("authorization", &wrong)]).await;
    assert_eq!(answer.status, 401);
    assert!(answer.header("www-authenticate").unwrap().starts_with("Basic"));
    let both = [("grant_type", "client_credentials"), ("client_secret", SECRET)];
    let answer = world.browser().post(&url, &both, &[("authorization", &header)]).await;
    assert_eq!(answer.json()["error"], "invalid_request");
    // A client with a secret is not public.
    let nothing = [("grant_type", "client_credentials"), ("client_id", "lipova")];
    assert_eq!(world.token(&nothing).await.json()["error"], "invalid_client");
}

#[tokio::test(flavor = "multi_thread")]
async fn too_many_failures_are_slowed_down() {
    let world = World::with(|config| {
        config.limits.failed_authentications_per_minute = std::num::NonZeroU32::new(2).unwrap();
        config.limits.waiting_per_minute = std::num::NonZeroU32::new(1).unwrap();
    })
    .await;
    let wrong = [("grant_type", "client_credentials"), ("client_id", "lipova"), ("client_secret", "wrong")];
    let mut statuses = Vec::new();
    for _ in 0..3 {
        statuses.push(world.token(&wrong).await.status.as_u16());
    }
    assert_eq!(statuses, [401, 401, 429]);
    assert_eq!(world.browser().get(&authorize_url(&[])).await.status, 303);
    assert_eq!(world.browser().get(&authorize_url(&[])).await.status, 429);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_configuration_that_contradicts_itself_is_refused() {
    let weak = ClientAuthentication::ClientSecret { secret: Secret::new("short") };
    let neither = ClientAuthentication::PrivateKeyJwt { jwks: None, jwks_uri: None };
    let changes: [fn(&mut Client); 3] = [
        |client| client.own_scope = "devices".parse().unwrap(),
        |client| client.scope = "email".parse().unwrap(),
        |client| client.id = "a b".to_owned(),
    ];
    let mut configs: Vec<Vec<Client>> = vec![clients().into_iter().chain(clients()).collect()];
    for authentication in [weak, neither] {
        let mut all = clients();
        all[0].authentication = authentication;
        configs.push(all);
    }
    for change in changes {
        let mut all = clients();
        change(&mut all[2]);
        configs.push(all);
    }
    for clients in configs {
        let world = World::with(|config| config.clients = Vec::new()).await;
        let config = ProviderConfig { clients, ..ProviderConfig::default() };
        let (store, people) = ((*world.store).clone(), world.people.clone());
        let opened =
            openid::Provider::open(config, &world.site, store, &world.master_key, http_client(), people)
                .await;
        assert!(matches!(opened, Err(OpenError::Client { .. } | OpenError::SameId(_))), "{opened:?}");
    }
}
