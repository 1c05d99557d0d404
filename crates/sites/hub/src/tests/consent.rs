//! Item by item: what is released, remembered, changed and withdrawn.

use serde_json::json;

use super::service;
use super::world::{HUB, World};

// mission: A1
#[tokio::test(flavor = "multi_thread")]
async fn a_remembered_choice_is_not_asked_again_and_can_be_changed_and_withdrawn() {
    for world in World::each().await {
        let mut browser = world.browser();
        let page = world.choose(&mut browser, "lipova", &[], "mojeid").await;
        let form = [("released", "birthdate"), ("released", "address"), ("remember", "on")];
        browser.submit(&page, "/login/release", &form).await;
        world.tick();

        let answer = browser.get(&service::authorize("lipova", &[])).await;
        let (_, userinfo) = service::learn(&mut browser, &answer, "lipova").await;
        assert_eq!(userinfo["address"]["locality"], "Olomouc");

        let page = browser.get(&format!("{HUB}/portal/releases")).await;
        assert!(
            page.has("Městský úřad Lipová") && page.has("Jméno, Příjmení, Datum narození, Adresa"),
            "{}",
            page.body
        );
        let page = browser.open(&page, "/portal/choices/lipova").await;
        world.tick();
        let saved = browser.submit(&page, "/portal/choices/lipova", &[("released", "birthdate")]).await;
        assert!(saved.has("Volba pro službu Městský úřad Lipová je uložena."), "{}", saved.body);
        let answer = browser.get(&service::authorize("lipova", &[])).await;
        let (_, userinfo) = service::learn(&mut browser, &answer, "lipova").await;
        assert_eq!(userinfo["birthdate"], "1988-04-12");
        assert_eq!(userinfo.get("address"), None);
        assert_eq!(userinfo["given_name"], "Jana", "what is essential stays released");

        let page = browser.get(&format!("{HUB}/portal/choices/lipova")).await;
        browser.submit(&page, "/portal/choices/lipova/withdraw", &[]).await;
        let page = browser.get(&service::authorize("lipova", &[])).await;
        assert!(page.url.path().starts_with("/login/release"), "{}", page.url);
        let gone = browser.get(&format!("{HUB}/portal/choices/lipova")).await;
        assert_eq!(gone.status, 404);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_choice_ends_tokens_that_carry_the_former_one() {
    let world = World::new().await;
    let mut browser = world.browser();
    let page = world.choose(&mut browser, "lipova", &[], "mojeid").await;
    let answer =
        browser.submit(&page, "/login/release", &[("released", "address"), ("remember", "on")]).await;
    let tokens = service::redeem(&mut browser, &answer, "lipova").await.json();
    assert_eq!(service::userinfo(&browser, &tokens).await.status, 200);
    let page = browser.get(&format!("{HUB}/portal/choices/lipova")).await;
    browser.submit(&page, "/portal/choices/lipova", &[]).await;
    assert_eq!(service::userinfo(&browser, &tokens).await.status, 401);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_larger_question_is_asked_again_with_the_former_choice_ticked() {
    let world = World::new().await;
    let mut browser = world.browser();
    let page = world.choose(&mut browser, "lipova", &[("scope", "openid address")], "mojeid").await;
    browser.submit(&page, "/login/release", &[("released", "address"), ("remember", "on")]).await;
    world.tick();
    let page = browser.get(&service::authorize("lipova", &[])).await;
    assert!(page.url.path().starts_with("/login/release"), "{}", page.url);
    assert_eq!(page.form("/login/release").get("released"), Some("address"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_request_calls_essential_is_essential_within_the_policy() {
    let world = World::new().await;
    let mut browser = world.browser();
    let claims = json!({ "userinfo": { "birthdate": { "essential": true }, "document_number": { "essential": true } } });
    let more = [("scope", "openid"), ("claims", &claims.to_string())];
    let page = world.choose(&mut browser, "lipova", &more, "mojeid").await;
    assert!(page.has("Datum narození") && !page.has("Druh a číslo dokladu"), "{}", page.body);
    let answer = browser.submit(&page, "/login/release", &[("released", "document")]).await;
    let (id_token, userinfo) = service::learn(&mut browser, &answer, "lipova").await;
    assert_eq!(userinfo, json!({ "sub": id_token["sub"], "birthdate": "1988-04-12" }));
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_does_not_agree_goes_back_with_nothing_released() {
    for world in World::each().await {
        let mut browser = world.browser();
        let page = world.choose(&mut browser, "lipova", &[], "mojeid").await;
        let answer = browser.submit(&page, "/login/release", &[("decision", "refuse")]).await;
        assert_eq!(service::returned(&answer, "lipova")["error"], "access_denied");
        let for_the_service = world.population.reads().into_iter().filter(|(reason, ..)| reason == "login");
        assert_eq!(for_the_service.count(), 0, "nothing was read for the service");
        let history = browser.get(&format!("{HUB}/portal/history")).await;
        assert!(history.has("předání údajů odmítnuto"), "{}", history.body);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn prompt_consent_asks_in_spite_of_a_remembered_choice() {
    let world = World::new().await;
    let mut browser = world.browser();
    let page = world.choose(&mut browser, "lipova", &[], "mojeid").await;
    browser.submit(&page, "/login/release", &[("remember", "on")]).await;
    world.tick();
    let page = browser.get(&service::authorize("lipova", &[("prompt", "consent")])).await;
    assert!(page.url.path().starts_with("/login/release"), "{}", page.url);
    let answer = browser.submit(&page, "/login/release", &[]).await;
    assert!(service::returned(&answer, "lipova").contains_key("code"));
}

// finding N-8
#[tokio::test(flavor = "multi_thread")]
async fn the_page_says_who_is_logged_in_and_shows_the_values() {
    let world = World::new().await;
    let mut browser = world.browser();
    let page = world.choose(&mut browser, "lipova", &[], "mojeid").await;
    for text in ["Přihlášená osoba:", "<strong>Jana Nováková</strong>", "12. 4. 1988", "Lipová 12", "mojeID"]
    {
        assert!(page.has(text), "{text}: {}", page.body);
    }
    assert!(page.links().iter().any(|href| href.contains("again=1")), "whoever is somebody else goes on");
    // A register that is silent takes the values away and not the page.
    *world.population.down.lock().unwrap() = true;
    let page = browser.get(page.url.as_str()).await;
    assert!(page.status == 200 && page.has("jméno přihlášené osoby a hodnoty údajů proto nemůžeme ukázat"));
    assert!(page.has("Datum narození") && !page.has("12. 4. 1988"), "{}", page.body);
}
