//! Pushed authorization requests and rich details.

use serde_json::{Value, json};
use values::MINUTE_MS;

use crate::world::*;

async fn push(world: &World, changes: &[&str]) -> Value {
    let parameters = parameters(changes);
    let mut form: Vec<(&str, &str)> =
        parameters.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    form.push(("client_secret", SECRET));
    let answer = world.post("/openid/par", &form).await;
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    answer.json()
}

fn pushed_url(client_id: &str, request_uri: &Value) -> String {
    let mut url = url::Url::parse(&format!("{ORIGIN}/openid/authorize")).unwrap();
    let request_uri = request_uri.as_str().unwrap();
    url.query_pairs_mut().append_pair("client_id", client_id).append_pair("request_uri", request_uri);
    url.into()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pushed_request_is_good_for_one_code() {
    let world = World::new().await;
    world.remember("jana", "lipova", &["email"]);
    let pushed = push(&world, &[]).await;
    assert_eq!(pushed["expires_in"], 90);
    let url = pushed_url("lipova", &pushed["request_uri"]);
    // A person who has to log in first may reload.
    let mut browser = world.browser();
    interaction_of(&browser.get(&url).await);
    interaction_of(&browser.get(&url).await);
    sign_in_to(&mut browser, "jana", "low").await;
    let answer = browser.get(&url).await;
    assert_eq!(query_of(&answer)["state"], "st");
    assert_eq!(world.redeem(&query_of(&answer)["code"]).await.status, 200);
    let again = browser.get(&url).await;
    assert_eq!((again.status.as_u16(), again.location()), (400, None));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pushed_request_belongs_to_its_client_and_expires() {
    let world = World::new().await;
    let pushed = push(&world, &[]).await;
    let mut browser = world.signed_in("jana", "low").await;
    let other = browser.get(&pushed_url("knihovna", &pushed["request_uri"])).await;
    assert_eq!((other.status.as_u16(), other.location()), (400, None));
    world.clock.shift(2 * MINUTE_MS);
    let late = browser.get(&pushed_url("lipova", &pushed["request_uri"])).await;
    assert_eq!((late.status.as_u16(), late.location()), (400, None));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_request_is_refused_when_it_is_pushed() {
    let world = World::new().await;
    for (change, error) in [
        ("redirect_uri=https://evil.example/", "invalid_request"),
        ("request_uri=urn:ietf:params:oauth:request_uri:x", "request_uri_not_supported"),
        ("request=eyJ", "request_not_supported"),
        ("-code_challenge", "invalid_request"),
        ("scope=email", "invalid_scope"),
        ("client_id=unknown", "invalid_client"),
        (r#"authorization_details=[{"type":"other"}]"#, "invalid_authorization_details"),
        ("authorization_details={", "invalid_authorization_details"),
    ] {
        assert_eq!(push(&world, &[change]).await["error"], error, "{change}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn details_reach_the_site_and_come_back_as_granted() {
    let world = World::new().await;
    world.remember("jana", "lipova", &["email"]);
    let details = r#"authorization_details=[{"type":"svornik_login","service":"Knihovna"}]"#;
    let pushed = push(&world, &[details]).await;
    let mut browser = world.signed_in("jana", "low").await;
    let id = interaction_of(&browser.get(&pushed_url("lipova", &pushed["request_uri"])).await);
    assert!(needs(&mut browser, &id).await.starts_with("Consent Some(Consent)"));
    let answer = browser.get(&format!("{ORIGIN}/finish?interaction={id}&release=email")).await;
    let tokens = world.redeem(&query_of(&answer)["code"]).await.json();
    let granted = json!([{"type": "svornik_login", "service": "Knihovna", "released": "email"}]);
    assert_eq!(tokens["authorization_details"], granted);
    let (_, claims) = world.verified(tokens["id_token"].as_str().unwrap()).await;
    assert_eq!(serde_json::to_value(&claims.authorization_details).unwrap(), granted);
    // The interaction used the pushed request up.
    let again = browser.get(&pushed_url("lipova", &pushed["request_uri"])).await;
    assert_eq!(again.status, 400);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_interactions_of_one_pushed_request_get_one_code() {
    let world = World::new().await;
    let pushed = push(&world, &[]).await;
    let url = pushed_url("lipova", &pushed["request_uri"]);
    let mut browser = world.signed_in("jana", "low").await;
    let first = interaction_of(&browser.get(&url).await);
    let second = interaction_of(&browser.get(&url).await);
    let answer = browser.get(&format!("{ORIGIN}/finish?interaction={first}&release=email")).await;
    assert!(query_of(&answer).contains_key("code"));
    let answer = browser.get(&format!("{ORIGIN}/finish?interaction={second}&release=email")).await;
    assert_eq!(answer.status, 410);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_can_be_bound_to_pushing() {
    let world = World::with(|config| config.clients[0].require_pushed_authorization_requests = true).await;
    assert_eq!(error_of(&world.browser().get(&authorize_url(&[])).await), "invalid_request");
    let pushed = push(&world, &[]).await;
    interaction_of(&world.browser().get(&pushed_url("lipova", &pushed["request_uri"])).await);
}
