//! Enrolment from the hub's portal to a phone that works.

use axum::http::StatusCode;
use oidc::AuthorizationError;
use serde_json::json;
use values::AssuranceLevel;

use crate::tests::phone::Phone;
use crate::tests::world::World;
use crate::tests::world::digits;

// mission: A4
#[tokio::test(flavor = "multi_thread")]
async fn a4_from_the_portal_to_a_phone_that_works() {
    let (world, hub) = World::with_hub().await;
    let mut browser = world.browser().with_origin(&hub.origin, hub.router.clone());
    let page = browser.get(&format!("{}/enrol", world.origin())).await;
    assert!(page.url.path().starts_with("/requests/"), "{} {}", page.url, page.body);
    let link = page.body.split("data-link=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();

    let mut phone = Phone::install(&world, "Janin telefon").await;
    let request = phone.call(&world, "requests/claim", &json!({ "link": link })).await.json;
    assert_eq!(request["identity"]["given_name"], "Jana");
    assert_eq!(request["identity"]["birthdate"], "1985-04-12");
    phone.approve(&world, &request).await;
    let page = browser.get(page.url.as_str()).await;
    assert!(page.body.contains(&digits(&request["code"])));
    let done = browser.submit(&page, &format!("{}/confirm", page.url.path()), &[]).await;
    assert!(done.has("Mobilní klíč je založen"));
    assert_eq!(phone.call(&world, "me", &json!({})).await.json["level"], "substantial");
    assert_eq!(world.audited("enrolment", "done").await, 1);
}

/// Whoever stole a session at the hub yesterday attaches no phone today: the hub is asked for a fresh and sure login.
#[tokio::test(flavor = "multi_thread")]
async fn the_hub_is_asked_for_a_fresh_and_sure_login() {
    let (world, hub) = World::with_hub().await;
    let mut browser = world.browser().with_origin(&hub.origin, hub.router.clone());
    browser.get(&format!("{}/enrol", world.origin())).await;
    let asked = hub.last_request();
    // Finding N-1: whatever session is open there.
    assert!(asked.prompt.login);
    assert_eq!(asked.minimum_level(), Some(AssuranceLevel::Substantial));
}

// mission: A7
#[tokio::test(flavor = "multi_thread")]
async fn a7_a_weak_login_at_the_hub_makes_no_key() {
    let (world, hub) = World::with_hub().await;
    hub.change(|person| person.level = AssuranceLevel::Low);
    let mut browser = world.browser().with_origin(&hub.origin, hub.router.clone());
    let page = browser.get(&format!("{}/enrol", world.origin())).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN, "{}", page.body);
    assert!(page.has("Váš způsob přihlášení na založení Mobilního klíče nestačí"));
    assert!(page.links().contains(&"http://localhost:8002/portal".to_owned()), "{}", page.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_of_mind_at_the_hub_leads_back_to_the_portal() {
    let (world, hub) = World::with_hub().await;
    hub.change(|person| person.error = Some(AuthorizationError::AccessDenied));
    let mut browser = world.browser().with_origin(&hub.origin, hub.router.clone());
    let page = browser.get(&format!("{}/enrol", world.origin())).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert!(page.has("Založení Mobilního klíče jste zrušili"));
    assert!(page.links().contains(&"http://localhost:8002/portal".to_owned()));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hub_that_does_not_say_who_the_person_is_enrols_nobody() {
    let (world, hub) = World::with_hub().await;
    hub.change(|person| person.claims = json!({ "given_name": "Jana" }));
    let mut browser = world.browser().with_origin(&hub.origin, hub.router.clone());
    let page = browser.get(&format!("{}/enrol", world.origin())).await;
    assert_eq!(page.status, StatusCode::BAD_GATEWAY);
    assert!(page.has("Národní bod nesdělil vaše jméno a datum narození"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_of_the_hub_that_nobody_asked_for_is_refused() {
    let (world, hub) = World::with_hub().await;
    let mut browser = world.browser().with_origin(&hub.origin, hub.router.clone());
    let page = browser.get(&format!("{}/enrol/callback?code=x&state=y", world.origin())).await;
    assert_eq!(page.status, StatusCode::GONE);
}
