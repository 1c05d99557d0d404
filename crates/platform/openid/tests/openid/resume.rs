//! An interaction that goes on is decided as at the authorization endpoint.

use crate::world::*;

async fn begin(browser: &mut web::testing::Browser, changes: &[&str]) -> String {
    let id = interaction_of(&browser.get(&authorize_url(changes)).await);
    format!("{ORIGIN}/resume?interaction={id}")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_logs_in_consents_and_is_answered_once() {
    let world = World::new().await;
    let mut browser = world.browser();
    let resume = begin(&mut browser, &[]).await;
    assert_eq!(browser.get(&resume).await.body, "Login(Login)");
    sign_in_to(&mut browser, "jana", "low").await;
    assert_eq!(browser.get(&resume).await.body, "Consent");
    world.remember("jana", "lipova", &["email"]);
    let code = query_of(&browser.get(&resume).await)["code"].clone();
    assert_eq!(query_of(&browser.get(&resume).await)["code"], code, "pressed twice");
    assert_eq!(world.redeem(&code).await.status, 200);
    assert_eq!(browser.get(&resume).await.status, 410);
    assert_eq!(world.people.granted.lock().unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_demand_counts_until_it_is_met() {
    let world = World::new().await;
    world.remember("jana", "lipova", &["email"]);
    for (change, reason) in [
        ("prompt=login", "Login(LoginAgain)"),
        ("max_age=60", "Login(LoginAgain)"),
        ("prompt=select_account", "Login(Selection)"),
        ("prompt=create", "Login(Account)"),
        ("acr_values=http://eidas.europa.eu/LoA/substantial", "Login(HigherLevel)"),
    ] {
        let mut browser = world.signed_in("jana", "low").await;
        world.clock.shift(2 * values::MINUTE_MS);
        let resume = begin(&mut browser, &[change]).await;
        assert_eq!(browser.get(&resume).await.body, reason, "{change}");
        sign_in_to(&mut browser, "jana", "substantial").await;
        assert!(query_of(&browser.get(&resume).await).contains_key("code"), "{change}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_person_is_asked_in_spite_of_a_stored_consent_where_the_request_wants_it() {
    let world = World::new().await;
    world.remember("jana", "lipova", &["email"]);
    for change in ["prompt=consent", "scope=openid email offline_access"] {
        let mut browser = world.signed_in("jana", "low").await;
        let resume = begin(&mut browser, &[change]).await;
        assert_eq!(browser.get(&resume).await.body, "Consent", "{change}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_asked_about_a_client_of_the_operator() {
    let world = World::new().await;
    let mut browser = world.browser();
    let other = ["client_id=knihovna", "redirect_uri=https://knihovna.example/cb"];
    let resume = begin(&mut browser, &other).await;
    sign_in_to(&mut browser, "jana", "low").await;
    assert!(query_of(&browser.get(&resume).await).contains_key("code"));
}

/// Whoever logged in for the request and is somebody else is told, instead of being asked to log in again and again.
#[tokio::test(flavor = "multi_thread")]
async fn another_person_than_expected_is_told() {
    let world = World::new().await;
    world.remember("jana", "lipova", &["email"]);
    let mut browser = world.signed_in("jana", "low").await;
    world.clock.shift(values::MINUTE_MS);
    let expected = r#"claims={"id_token":{"sub":{"value":"somebody-else"}}}"#;
    let resume = begin(&mut browser, &[expected]).await;
    assert_eq!(browser.get(&resume).await.body, "Login(LoginAgain)");
    sign_in_to(&mut browser, "jana", "low").await;
    let answer = browser.get(&resume).await;
    assert_eq!(answer.status, 403);
    assert!(answer.has("Služba očekává někoho jiného"), "{}", answer.body);
}
