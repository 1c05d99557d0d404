//! Refresh, revocation, introspection, tokens of clients' own.

use serde_json::{Value, json};
use values::{DAY_MS, MINUTE_MS};
use web::testing::Answer;

use crate::world::*;

const OFFLINE: &str = "scope=openid email profile offline_access";

async fn refresh(world: &World, refresh_token: &Value, extra: &[(&str, &str)]) -> Answer {
    let mut form = vec![
        ("grant_type", "refresh_token"),
        ("refresh_token", refresh_token.as_str().unwrap()),
        ("client_id", "lipova"),
        ("client_secret", SECRET),
    ];
    form.extend_from_slice(extra);
    world.token(&form).await
}

async fn offline(world: &World) -> Value {
    let code = world.code(&[OFFLINE]).await;
    world.redeem(&code).await.json()
}

async fn introspect(world: &World, token: &Value, client: &str) -> Value {
    let form = [("token", token.as_str().unwrap()), ("client_id", client), ("client_secret", SECRET)];
    world.post("/openid/introspect", &form).await.json()
}

#[tokio::test(flavor = "multi_thread")]
async fn refresh_tokens_rotate_and_a_spent_one_ends_the_family() {
    for store in store::testing::both_engines("site", &[web::MIGRATIONS, openid::MIGRATIONS]).await {
        let world = World::on(store, |_| ()).await;
        let first = offline(&world).await;
        world.clock.shift(MINUTE_MS);
        let second = refresh(&world, &first["refresh_token"], &[]).await.json();
        assert_ne!(second["refresh_token"], first["refresh_token"]);
        let (_, before) = world.verified(first["id_token"].as_str().unwrap()).await;
        let (_, after) = world.verified(second["id_token"].as_str().unwrap()).await;
        assert_eq!((&after.sub, after.auth_time), (&before.sub, before.auth_time));
        assert_eq!((after.nonce, after.iat), (None, before.iat + 60));
        let third = refresh(&world, &second["refresh_token"], &[]).await.json();
        assert_eq!(world.userinfo(third["access_token"].as_str().unwrap()).await.status, 200);

        // A thief, or the robbed, comes with a spent one.
        assert_eq!(refresh(&world, &first["refresh_token"], &[]).await.json()["error"], "invalid_grant");
        assert_eq!(refresh(&world, &third["refresh_token"], &[]).await.json()["error"], "invalid_grant");
        assert_eq!(world.userinfo(third["access_token"].as_str().unwrap()).await.status, 401);
    }
}

/// OIDC Core §11; findings C4 and O16. mission: B2
#[tokio::test(flavor = "multi_thread")]
async fn nobody_fetches_data_later_without_having_asked_for_that() {
    let world = World::new().await;
    world.remember("jana", "lipova", &["email"]);
    let mut browser = world.signed_in("jana", "low").await;
    let tokens = async |answer: &Answer| world.redeem(&query_of(answer)["code"]).await.json();
    // Her consent said nothing of it: with prompt=none there is a login and no more, otherwise she is asked.
    let silent = tokens(&browser.get(&authorize_url(&[OFFLINE, "prompt=none"])).await).await;
    assert_eq!((silent.get("refresh_token"), &silent["scope"]), (None, &json!("openid email profile")));
    let id = interaction_of(&browser.get(&authorize_url(&[OFFLINE])).await);
    assert!(needs(&mut browser, &id).await.starts_with("Consent"));
    let finish = |id: &str, word: &str| format!("{ORIGIN}/finish?interaction={id}&release=email{word}");
    let refused = tokens(&browser.get(&finish(&id, "&offline=no")).await).await;
    assert_eq!((refused.get("refresh_token"), &refused["scope"]), (None, &json!("openid email profile")));
    for word in ["&offline=yes", ""] {
        let id = interaction_of(&browser.get(&authorize_url(&[OFFLINE])).await);
        let answered = tokens(&browser.get(&finish(&id, word)).await).await;
        assert_eq!(answered["refresh_token"].is_string(), !word.is_empty(), "{word}");
    }
    // What she said counts from then on, if the site remembers it.
    for said in [false, true] {
        *world.people.offline.lock().unwrap() = Some(said);
        let remembered = tokens(&browser.get(&authorize_url(&[OFFLINE])).await).await;
        assert_eq!(remembered["refresh_token"].is_string(), said);
    }
    // And a service that does not ask for it gets none.
    let online = tokens(&browser.get(&authorize_url(&[])).await).await;
    assert_eq!(online.get("refresh_token"), None);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refresh_token_is_its_clients_and_expires_when_it_lies_idle() {
    let world = World::new().await;
    let tokens = offline(&world).await;
    let form = [
        ("grant_type", "refresh_token"),
        ("refresh_token", tokens["refresh_token"].as_str().unwrap()),
        ("client_id", "knihovna"),
        ("client_secret", SECRET),
    ];
    assert_eq!(world.token(&form).await.json()["error"], "invalid_grant");
    world.clock.shift(29 * DAY_MS);
    world.provider.delete_expired(world.clock.now()).await.unwrap();
    let second = refresh(&world, &tokens["refresh_token"], &[]).await.json();
    assert!(second["access_token"].is_string(), "{second}");
    world.clock.shift(30 * DAY_MS);
    assert_eq!(refresh(&world, &second["refresh_token"], &[]).await.json()["error"], "invalid_grant");
    assert_eq!(introspect(&world, &second["refresh_token"], "lipova").await, json!({"active": false}));
    assert!(world.provider.delete_expired(world.clock.now()).await.unwrap() >= 1);
}

/// RFC 6749 §6.
#[tokio::test(flavor = "multi_thread")]
async fn a_narrower_scope_can_be_had_and_no_wider_one() {
    let world = World::new().await;
    let tokens = offline(&world).await;
    let narrow = refresh(&world, &tokens["refresh_token"], &[("scope", "openid profile")]).await.json();
    assert_eq!(narrow["scope"], "openid profile");
    let userinfo = world.userinfo(narrow["access_token"].as_str().unwrap()).await.json();
    assert!(userinfo.get("email").is_none(), "{userinfo}");
    let wider = refresh(&world, &narrow["refresh_token"], &[("scope", "openid address")]).await;
    assert_eq!(wider.json()["error"], "invalid_scope");
    let all = refresh(&world, &narrow["refresh_token"], &[]).await.json();
    assert_eq!(all["scope"], "openid email profile offline_access");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_access_token_expires() {
    let world = World::new().await;
    let tokens = offline(&world).await;
    world.clock.shift(10 * MINUTE_MS);
    assert_eq!(world.userinfo(tokens["access_token"].as_str().unwrap()).await.status, 401);
}

/// RFC 7009.
#[tokio::test(flavor = "multi_thread")]
async fn a_revoked_token_ends_its_grant() {
    let world = World::new().await;
    for kind in ["access_token", "refresh_token"] {
        let tokens = offline(&world).await;
        let form =
            [("token", tokens[kind].as_str().unwrap()), ("client_id", "knihovna"), ("client_secret", SECRET)];
        assert_eq!(world.post("/openid/revoke", &form).await.status, 200, "another client's: no error");
        assert_eq!(
            world.userinfo(tokens["access_token"].as_str().unwrap()).await.status,
            200,
            "and no effect"
        );
        let form =
            [("token", tokens[kind].as_str().unwrap()), ("client_id", "lipova"), ("client_secret", SECRET)];
        assert_eq!(world.post("/openid/revoke", &form).await.status, 200);
        assert_eq!(world.userinfo(tokens["access_token"].as_str().unwrap()).await.status, 401);
        assert_eq!(refresh(&world, &tokens["refresh_token"], &[]).await.json()["error"], "invalid_grant");
    }
    let unknown = [("token", "nonsense"), ("client_id", "lipova"), ("client_secret", SECRET)];
    assert_eq!(world.post("/openid/revoke", &unknown).await.status, 200);
    let stranger = [("token", "nonsense"), ("client_id", "lipova"), ("client_secret", "wrong")];
    assert_eq!(world.post("/openid/revoke", &stranger).await.json()["error"], "invalid_client");
    let nothing = [("client_id", "lipova"), ("client_secret", SECRET)];
    assert_eq!(world.post("/openid/revoke", &nothing).await.json()["error"], "invalid_request");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_takes_back_what_they_granted() {
    // mission: B2
    let world = World::new().await;
    let tokens = offline(&world).await;
    let other_client =
        world.store.write(|tx| world.provider.revoke_grants(tx, "jana", Some("knihovna"))).await;
    assert_eq!(other_client, Ok(0));
    let all = world.store.write(|tx| world.provider.revoke_grants(tx, "jana", None)).await;
    assert_eq!(all, Ok(1));
    assert_eq!(world.userinfo(tokens["access_token"].as_str().unwrap()).await.status, 401);
}

/// RFC 7662.
#[tokio::test(flavor = "multi_thread")]
async fn introspection_tells_whom_it_may() {
    let world = World::new().await;
    let tokens = offline(&world).await;
    for client in ["lipova", "knihovna"] {
        let told = introspect(&world, &tokens["access_token"], client).await;
        assert_eq!((&told["active"], &told["client_id"]), (&json!(true), &json!("lipova")), "{client}");
        let lipova = world.provider.client("lipova").await.unwrap().unwrap();
        assert_eq!(told["sub"], world.provider.subject_for(&lipova, "jana"));
        assert_eq!(told["exp"], START.plus_ms(10 * MINUTE_MS).unix_seconds());
        assert_eq!(told["acr"], "http://eidas.europa.eu/LoA/substantial");
    }
    let refresh_token = introspect(&world, &tokens["refresh_token"], "lipova").await;
    assert_eq!(refresh_token["active"], true);
    refresh(&world, &tokens["refresh_token"], &[]).await;
    let spent = introspect(&world, &tokens["refresh_token"], "lipova").await;
    assert_eq!(spent, json!({"active": false}));
    assert_eq!(introspect(&world, &json!("nonsense"), "lipova").await, json!({"active": false}));
    let public = [("token", "x"), ("client_id", "app")];
    assert_eq!(world.post("/openid/introspect", &public).await.status, 401);
}

#[tokio::test(flavor = "multi_thread")]
async fn other_clients_tokens_look_like_none() {
    let world = World::with(|config| config.clients[1].may_introspect = false).await;
    let tokens = offline(&world).await;
    assert_eq!(introspect(&world, &tokens["access_token"], "knihovna").await, json!({"active": false}));
}

/// RFC 6749 §4.4.
#[tokio::test(flavor = "multi_thread")]
async fn a_client_has_a_token_of_its_own_for_an_api() {
    let world = World::new().await;
    let own = |scope: &'static str| {
        vec![
            ("grant_type", "client_credentials"),
            ("scope", scope),
            ("client_id", "lipova"),
            ("client_secret", SECRET),
        ]
    };
    let tokens = world.token(&own("devices")).await.json();
    assert_eq!(tokens["scope"], "devices");
    assert!(tokens.get("id_token").is_none() && tokens.get("refresh_token").is_none());
    let token = tokens["access_token"].as_str().unwrap();
    let headers = |value: &str| {
        let mut headers = axum::http::HeaderMap::new();
        headers.insert("authorization", value.parse().unwrap());
        headers
    };
    let bearer =
        world.provider.authenticate_bearer(&headers(&format!("bearer {token}")), "devices").await.unwrap();
    assert_eq!((bearer.client_id.as_str(), bearer.subject), ("lipova", None));
    for (value, scope, error) in [
        (format!("Bearer {token}"), "notices", openid::BearerError::Scope),
        ("Bearer nonsense".to_owned(), "devices", openid::BearerError::Invalid),
        ("Basic abc".to_owned(), "devices", openid::BearerError::Malformed),
    ] {
        assert_eq!(world.provider.authenticate_bearer(&headers(&value), scope).await, Err(error));
    }
    let nothing = world.provider.authenticate_bearer(&axum::http::HeaderMap::new(), "devices").await;
    assert_eq!(nothing, Err(openid::BearerError::Missing));
    // Nobody's data can be had with it.
    assert_eq!(world.userinfo(token).await.status, 403);

    assert_eq!(world.token(&own("devices openid")).await.json()["error"], "invalid_scope");
    let other = [("grant_type", "client_credentials"), ("client_id", "knihovna"), ("client_secret", SECRET)];
    assert_eq!(world.token(&other).await.json()["error"], "unauthorized_client");
    let public = [("grant_type", "client_credentials"), ("client_id", "app")];
    assert_eq!(world.token(&public).await.json()["error"], "unauthorized_client");
    let (store, config) = ((*world.store).clone(), openid::ProviderConfig::default());
    let (site, key, people) = (&world.site, &world.master_key, world.people.clone());
    let without_clients =
        openid::Provider::open(config, site, store, key, http_client::client().unwrap(), people)
            .await
            .unwrap();
    let gone = without_clients.authenticate_bearer(&headers(&format!("Bearer {token}")), "devices").await;
    assert_eq!(gone, Err(openid::BearerError::Invalid), "a client that has left the configuration");
    world.clock.shift(10 * MINUTE_MS);
    let late = world.provider.authenticate_bearer(&headers(&format!("Bearer {token}")), "devices").await;
    assert_eq!(late, Err(openid::BearerError::Invalid));
}

/// RFC 6750.
#[tokio::test(flavor = "multi_thread")]
async fn userinfo_takes_the_token_from_header_or_form_but_not_from_both() {
    let world = World::new().await;
    let tokens = offline(&world).await;
    let token = tokens["access_token"].as_str().unwrap();
    let url = format!("{ORIGIN}/openid/userinfo");
    let by_form = world.post("/openid/userinfo", &[("access_token", token)]).await;
    assert_eq!(by_form.status, 200);
    let bearer = format!("Bearer {token}");
    let by_header = world.browser().post(&url, &[], &[("authorization", &bearer)]).await;
    assert_eq!(by_header.json(), by_form.json());
    let by_both = world.browser().post(&url, &[("access_token", token)], &[("authorization", &bearer)]).await;
    assert_eq!(by_both.status, 400);
    let by_query = world.browser().get(&format!("{url}?access_token={token}")).await;
    assert_eq!(by_query.status, 401);
    // Finding D5: RFC 6750 §3 wants at least one parameter.
    assert_eq!(by_query.header("www-authenticate"), Some(r#"Bearer realm="openid""#));
}

/// Whoever comes at the same moment: one is served, and the others are a reuse.
#[tokio::test(flavor = "multi_thread")]
async fn of_many_that_redeem_one_code_at_once_one_succeeds() {
    for store in store::testing::both_engines("site", &[web::MIGRATIONS, openid::MIGRATIONS]).await {
        let world = World::on(store, |_| ()).await;
        let code = world.code(&[OFFLINE]).await;
        let answers = futures_util::future::join_all((0..8).map(|_| world.redeem(&code))).await;
        let served: Vec<_> = answers.iter().filter(|answer| answer.status == 200).collect();
        assert_eq!(served.len(), 1);
        let token = served[0].json();
        assert_eq!(world.userinfo(token["access_token"].as_str().unwrap()).await.status, 401);

        let tokens = offline(&world).await;
        let answers =
            futures_util::future::join_all((0..8).map(|_| refresh(&world, &tokens["refresh_token"], &[])));
        let served = answers.await.into_iter().filter(|answer| answer.status == 200).count();
        assert_eq!(served, 1);
    }
}
