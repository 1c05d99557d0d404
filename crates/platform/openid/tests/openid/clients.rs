//! How clients prove who they are.

use jose::{JwkSet, SigningKey};
use oidc::{JWT_BEARER, basic_header};
use openid::{Client, ClientAuthentication, OpenError, ProviderConfig};
use secrets::Secret;
use serde_json::{Value, json};

use crate::world::*;

fn key() -> SigningKey {
    let algorithm = jose::Algorithm::Es256;
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
        let parameters = parameters(&[]);
        let mut push: Vec<(&str, &str)> =
            parameters.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        push.extend_from_slice(&form[1..]);
        assert_eq!(world.post("/openid/par", &push).await.json()["error"], "invalid_client");
        let code = world.code(&[]).await;
        let exchange = [
            ("grant_type", "authorization_code"),
            ("code", code.as_str()),
            ("redirect_uri", CALLBACK),
            ("code_verifier", VERIFIER),
            form[1],
            form[2],
        ];
        assert_eq!(world.token(&exchange).await.json()["error"], "invalid_client");
        // One that PAR has taken counts no more at the token endpoint, which leaves the code as it was.
        let third = assertion(&key, |claims| claims["jti"] = json!("3"));
        push.pop();
        push.push(("client_assertion", &third));
        assert!(world.post("/openid/par", &push).await.json()["request_uri"].is_string());
        let with = |assertion: &str| {
            let mut exchange: Vec<_> =
                exchange.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
            exchange[5].1 = assertion.to_owned();
            exchange
        };
        let exchange = async |assertion: &str| {
            let form = with(assertion);
            let form: Vec<_> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
            world.token(&form).await.json()
        };
        assert_eq!(exchange(&third).await["error"], "invalid_client");
        let fourth = assertion(&key, |claims| claims["jti"] = json!("4"));
        let tokens = exchange(&fourth).await;
        assert!(tokens["id_token"].is_string(), "{tokens}");
        assert_eq!(own_token(&world, &fourth).await["error"], "invalid_client");
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

/// Finding C2: RFC 6749 §2.3.1 has both encoded, and many clients do not.
#[tokio::test(flavor = "multi_thread")]
async fn a_secret_that_was_not_encoded_is_taken_as_it_stands() {
    use base64::Engine as _;
    let secret = "Zm9v+YmFy/cXV4%3Dabc==";
    let world = World::with(|config| {
        config.clients[0].authentication = ClientAuthentication::ClientSecret { secret: Secret::new(secret) };
    })
    .await;
    let url = format!("{ORIGIN}/openid/token");
    let own = [("grant_type", "client_credentials")];
    let raw = |secret: &str| {
        let pair = format!("lipova:{secret}");
        format!("Basic {}", base64::engine::general_purpose::STANDARD.encode(pair))
    };
    for (header, status) in
        [(basic_header("lipova", secret), 200), (raw(secret), 200), (raw("Zm9v YmFy/cXV4=abc=="), 401)]
    {
        let answer = world.browser().post(&url, &own, &[("authorization", &header)]).await;
        assert_eq!(answer.status.as_u16(), status, "{header}");
    }
}

/// A request to an endpoint for clients from an address.
async fn from(world: &World, address: &str, path: &str, form: &[(&str, &str)]) -> axum::response::Response {
    let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
    let mut request = axum::http::Request::post(path)
        .header("content-type", "application/x-www-form-urlencoded")
        .body(axum::body::Body::from(body))
        .unwrap();
    request.extensions_mut().insert(web::ClientAddress(address.parse().unwrap()));
    tower::ServiceExt::oneshot(world.router.clone(), request).await.unwrap()
}

/// Finding A16: the limit closes out who guesses, the right secret included, and nobody else.
#[tokio::test(flavor = "multi_thread")]
async fn too_many_failures_close_a_client_at_that_address() {
    let world = World::with(|config| {
        config.limits.failed_authentications_per_minute = std::num::NonZeroU32::new(2).unwrap();
    })
    .await;
    let (guesser, server) = ("192.0.2.1", "192.0.2.2");
    let own = |client: &'static str, secret: &'static str| {
        [("grant_type", "client_credentials"), ("client_id", client), ("client_secret", secret)]
    };
    for status in [401, 401, 429] {
        let answer = from(&world, guesser, "/openid/token", &own("lipova", "wrong")).await;
        assert_eq!(answer.status().as_u16(), status);
    }
    for path in ["/openid/token", "/openid/par", "/openid/revoke", "/openid/introspect"] {
        let right = from(&world, guesser, path, &own("lipova", SECRET)).await;
        assert_eq!(right.status(), 429, "{path}");
        let wait: u64 = right.headers()["retry-after"].to_str().unwrap().parse().unwrap();
        assert!((1..=60).contains(&wait));
    }
    assert_eq!(from(&world, server, "/openid/token", &own("lipova", SECRET)).await.status(), 200);
    // Another client there is known, though it may not do this.
    assert_eq!(from(&world, guesser, "/openid/token", &own("knihovna", SECRET)).await.status(), 400);
}

/// What public clients push is limited by address; a confidential one may speak for many people.
#[tokio::test(flavor = "multi_thread")]
async fn what_waits_for_people_is_limited() {
    let world = World::with(|config| {
        config.limits.waiting_per_minute = std::num::NonZeroU32::new(1).unwrap();
    })
    .await;
    assert_eq!(world.browser().get(&authorize_url(&[])).await.status, 303);
    assert_eq!(world.browser().get(&authorize_url(&[])).await.status, 429);
    let push = async |changes: &[&str], secret: Option<&str>| {
        let parameters = parameters(changes);
        let mut form: Vec<(&str, &str)> =
            parameters.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        form.extend(secret.map(|secret| ("client_secret", secret)));
        from(&world, "192.0.2.1", "/openid/par", &form).await
    };
    let app = ["client_id=app", "redirect_uri=http://127.0.0.1:51004/cb"];
    let first = push(&app, None).await;
    assert_eq!(first.status(), 201);
    assert_eq!(first.headers()["access-control-allow-origin"], "*", "an app in a browser may push");
    let second = push(&app, None).await;
    assert_eq!(second.status(), 429);
    assert!(second.headers().contains_key("retry-after"));
    for _ in 0..3 {
        assert_eq!(push(&[], Some(SECRET)).await.status(), 201);
    }
    // Finding S-A5: who is signed in goes on, whatever strangers at the same address do.
    let mut signed_in = world.signed_in("jana", "low").await;
    assert_eq!(signed_in.get(&authorize_url(&[])).await.status, 303);
}

/// One address floods the authorization endpoint: a browser there in which somebody logged in before begins a login all the
/// same, and one that makes such a cookie up does not.
#[tokio::test(flavor = "multi_thread")]
async fn a_flood_from_an_address_leaves_browsers_that_have_been_here_alone() {
    let world = World::with(|config| {
        config.limits.waiting_per_minute = std::num::NonZeroU32::new(3).unwrap();
    })
    .await;
    let mut known = world.signed_in("jana", "low").await;
    known.set_cookie("localhost", "session_op", "");
    for _ in 0..4 {
        world.browser().get(&authorize_url(&[])).await;
    }
    assert_eq!(world.browser().get(&authorize_url(&[])).await.status, 429);
    let mut liar = world.browser();
    let made_up = format!("{0}.{0}", "A".repeat(43));
    liar.set_cookie("localhost", "known_op", &made_up);
    assert_eq!(liar.get(&authorize_url(&[])).await.status, 429);
    for expected in [303, 303, 303, 429] {
        assert_eq!(known.get(&authorize_url(&[])).await.status, expected, "it has a count of its own");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_configuration_that_contradicts_itself_is_refused() {
    let weak = ClientAuthentication::ClientSecret { secret: Secret::new("short") };
    let neither = ClientAuthentication::PrivateKeyJwt { jwks: None, jwks_uri: None };
    let changes: [fn(&mut Client); 3] = [
        |client| client.client_credentials_scope = "devices".parse().unwrap(),
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
        let opened = openid::Provider::open(
            config,
            &world.site,
            store,
            &world.master_key,
            http_client::client().unwrap(),
            people,
        )
        .await;
        assert!(matches!(&opened, Err(OpenError::Clients(faults)) if !faults.is_empty()), "{opened:?}");
    }
}

/// Finding C3: a client comes without a restart.
#[tokio::test(flavor = "multi_thread")]
async fn clients_are_replaced_while_the_site_runs() {
    let world = World::new().await;
    let code = world.code(&[]).await;
    let tokens = world.redeem(&code).await.json();
    let token = tokens["access_token"].as_str().unwrap();
    let mut browser = world.signed_in("eva", "substantial").await;
    let running = interaction_of(&browser.get(&authorize_url(&[])).await);
    let unredeemed = world.code(&[]).await;
    let mut all = clients();
    let mut late = all[1].clone();
    late.id = "late".to_owned();
    late.client_credentials_scope = "devices".parse().unwrap();
    all.push(late);
    all[0].id = "a b".to_owned();
    let own = [("grant_type", "client_credentials"), ("client_id", "late"), ("client_secret", SECRET)];
    let refused = world.provider.reload_clients(all.clone()).unwrap_err();
    assert_eq!(refused.to_string(), "client a b: an id is printable ASCII without spaces");
    assert_eq!(world.token(&own).await.status, 401, "nothing has changed");
    assert_eq!(world.userinfo(token).await.status, 200);

    all[0].id = "lipova".to_owned();
    world.provider.reload_clients(all.clone()).unwrap();
    assert_eq!(world.token(&own).await.status, 200);
    assert_eq!(world.userinfo(token).await.status, 200, "who stays keeps what it has");
    assert_eq!(world.redeem(&unredeemed).await.status, 200);
    let answer = browser.get(&format!("{ORIGIN}/finish?interaction={running}&release=email")).await;
    assert_eq!(world.redeem(&query_of(&answer)["code"]).await.status, 200, "a login that runs goes on");

    all.remove(0);
    world.provider.reload_clients(all).unwrap();
    assert_eq!(world.userinfo(token).await.status, 401);
    let form = [("token", token), ("client_id", "knihovna"), ("client_secret", SECRET)];
    assert_eq!(world.post("/openid/introspect", &form).await.json(), json!({"active": false}));
    let answer = world.browser().get(&authorize_url(&[])).await;
    assert_eq!((answer.status.as_u16(), answer.location()), (400, None));
}

/// What an operator's page or dynamic registration would do.
#[tokio::test(flavor = "multi_thread")]
async fn clients_are_registered_beside_the_configured_ones() {
    for store in store::testing::both_engines("registered", &[web::MIGRATIONS, openid::MIGRATIONS]).await {
        let world = World::on(store, |_| ()).await;
        let login = async |secret: &str| {
            let mut browser = world.signed_in("jana", "substantial").await;
            let answer = browser.get(&authorize_url(&["client_id=museum"])).await;
            let code = answer.location().map(|_| query_of(&answer).remove("code").unwrap_or_default());
            let Some(code) = code else { return answer.status.as_u16() };
            let form = [
                ("grant_type", "authorization_code"),
                ("code", &code),
                ("redirect_uri", CALLBACK),
                ("code_verifier", VERIFIER),
                ("client_id", "museum"),
                ("client_secret", secret),
            ];
            world.token(&form).await.status.as_u16()
        };
        let register = async |client: &Client| {
            world
                .store
                .write(|tx| world.provider.register_client(tx, client))
                .await
                .map_err(|error| error.to_string())
        };
        let mut museum = clients()[0].clone();
        museum.id = "museum".to_owned();
        museum.first_party = true;
        assert_eq!(login(SECRET).await, 400, "unknown");
        register(&museum).await.unwrap();
        assert_eq!(login(SECRET).await, 200);
        assert_eq!(login("another secret of some length").await, 401);

        let sql = "SELECT metadata FROM openid_client";
        let read = |row: &store::Row<'_>| row.get::<String>(0);
        let stored = world.store.read(|tx| tx.query(sql, &[], read)).await.unwrap();
        assert!(!stored[0].contains(SECRET), "{stored:?}");

        // Registered again with a key: the secret counts no longer.
        let jwks = Some(JwkSet { keys: vec![key().public_jwk().clone()] });
        world.clock.shift(1_000);
        museum.authentication = ClientAuthentication::PrivateKeyJwt { jwks, jwks_uri: None };
        register(&museum).await.unwrap();
        assert_eq!(login(SECRET).await, 401);

        museum.name = values::Label::One(String::new());
        assert_eq!(register(&museum).await, Err("client museum: the name is empty".to_owned()));
        assert_eq!(
            register(&clients()[0]).await,
            Err("client lipova: the configuration has this id".to_owned())
        );
        let removed = world.store.write(|tx| world.provider.unregister_client(tx, "museum")).await.unwrap();
        assert!(removed);
        assert_eq!(login(SECRET).await, 400, "gone");
    }
}

/// Finding C9: RFC 6749 §5.1. This site has no telephone numbers.
#[tokio::test(flavor = "multi_thread")]
async fn a_scope_that_the_site_cannot_fill_is_not_granted() {
    let world = World::with(|config| {
        config.clients[0].scope = "openid email phone address offline_access".parse().unwrap();
    })
    .await;
    let code = world.code(&["scope=openid email phone address"]).await;
    assert_eq!(world.redeem(&code).await.json()["scope"], "openid email");
    let document = world.browser().get(&format!("{ORIGIN}/.well-known/openid-configuration")).await.json();
    assert_eq!(document["scopes_supported"], json!(["openid", "email", "offline_access"]));
}
