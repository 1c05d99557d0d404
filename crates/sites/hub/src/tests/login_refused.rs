//! What does not go, each with a page that says what to do.

use oidc::AuthorizationError;
use serde_json::json;

use super::service;
use super::world::{HUB, World};

#[tokio::test(flavor = "multi_thread")]
async fn whoever_changes_their_mind_at_a_method_is_offered_the_others() {
    let world = World::new().await;
    world.mojeid.change(|person| person.error = Some(AuthorizationError::AccessDenied));
    let mut browser = world.browser();
    let page = world.choose(&mut browser, "lipova", &[], "mojeid").await;
    assert_eq!(page.url.path(), "/login");
    assert!(page.has("Přihlášení způsobem mojeID jste zrušili") && page.has("Mobilní klíč eGovernmentu"));
    world.mojeid.change(|person| person.error = None);
    let page = world.take(&mut browser, &page, "mojeid").await;
    assert!(page.url.path().starts_with("/login/release"), "the login goes on: {}", page.url);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_method_that_does_not_answer_leaves_the_others() {
    let world = World::new().await;
    world.mojeid.change(|person| person.error = Some(AuthorizationError::TemporarilyUnavailable));
    let mut browser = world.browser();
    let page = world.choose(&mut browser, "lipova", &[], "mojeid").await;
    assert_eq!(page.url.path(), "/login");
    assert!(page.has("Tento způsob teď neodpovídá"), "{}", page.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_method_that_cannot_be_reached_leaves_the_others() {
    let nowhere = "http://127.0.0.1:9";
    let world = World::with(|config| config["methods"][0]["openid"]["issuer"] = json!(nowhere)).await;
    let mut browser = world.browser();
    let page = world.choose(&mut browser, "lipova", &[], "mobile-key").await;
    assert_eq!(page.url.path(), "/login");
    assert!(page.has("Tento způsob teď neodpovídá"), "{}", page.body);
    let page = world.take(&mut browser, &page, "mojeid").await;
    assert!(page.url.path().starts_with("/login/release"), "{}", page.url);
}

#[tokio::test(flavor = "multi_thread")]
async fn people_who_cannot_be_identified_are_told_how_to_go_on() {
    let world = World::new().await;
    let full = world.mojeid.person().claims;
    for (given_name, address, told) in [
        ("Jan", true, "V registru obyvatel jsme vás nenašli"),
        ("Jana", false, "jsme nedostali všechny údaje"),
        ("<b>", true, "jsme nedostali všechny údaje"),
    ] {
        world.mojeid.change(|person| {
            person.claims = full.clone();
            person.claims["given_name"] = json!(given_name);
            if !address {
                person.claims.as_object_mut().unwrap().remove("address");
            }
        });
        let mut browser = world.browser();
        let page = world.choose(&mut browser, "lipova", &[], "mojeid").await;
        assert_eq!(page.status, 403);
        assert!(page.has(told), "{told}: {}", page.body);
        assert!(browser.cookie("localhost", "session_hub").is_none(), "nobody is signed in");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_register_that_does_not_answer_loses_nothing() {
    let world = World::new().await;
    *world.population.down.lock().unwrap() = true;
    let mut browser = world.browser();
    let page = world.choose(&mut browser, "lipova", &[], "mojeid").await;
    assert_eq!(page.status, 503);
    assert!(page.has("Registr obyvatel neodpovídá"), "{}", page.body);
    *world.population.down.lock().unwrap() = false;
    let retry = page.links().into_iter().find(|href| href.starts_with("/login?")).unwrap();
    let page = browser.open(&page, &retry).await;
    let page = world.take(&mut browser, &page, "mojeid").await;
    assert!(page.url.path().starts_with("/login/release"), "{}", page.url);

    // Down again when the service asks for the data: it is told to come again, and gets no empty person.
    let answer = browser.submit(&page, "/login/release", &[]).await;
    let tokens = service::redeem(&mut browser, &answer, "lipova").await.json();
    *world.population.down.lock().unwrap() = true;
    assert_eq!(service::userinfo(&browser, &tokens).await.status, 503);
}

#[tokio::test(flavor = "multi_thread")]
async fn back_button_second_click_and_other_browsers_are_recognised() {
    let world = World::new().await;
    let mut browser = world.browser();
    let choice = browser.get(&service::authorize("lipova", &[])).await;
    world.tick();
    let mut thief = world.browser();
    let page = thief.get(choice.url.as_str()).await;
    assert_eq!(page.status, 403, "the interaction belongs to the browser that began it");

    let release = world.take(&mut browser, &choice, "mojeid").await;
    let answer = browser.submit(&release, "/login/release", &[]).await;
    assert!(service::returned(&answer, "lipova").contains_key("code"));
    // A second press leads to where the first one led (finding O17), until the service has its tokens.
    let twice = browser.submit(&release, "/login/release", &[]).await;
    assert_eq!(twice.url, answer.url);
    assert_eq!(service::redeem(&mut browser, &answer, "lipova").await.status, 200);
    for again in [
        browser.submit(&release, "/login/release", &[]).await,
        browser.get(release.url.as_str()).await,
        browser.get(choice.url.as_str()).await,
    ] {
        assert_eq!(again.status, 410, "{} {}", again.url, again.body);
        assert!(again.links().contains(&"/help".to_owned()));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_callback_counts_once_and_in_its_own_browser() {
    let world = World::new().await;
    let mut browser = world.browser().without_redirects();
    let choice = browser.get(&service::authorize("lipova", &[])).await;
    let choice = browser.get(choice.location().unwrap().as_str()).await;
    world.tick();
    let mut answer = world.take(&mut browser, &choice, "mojeid").await;
    while !answer.location().unwrap().path().starts_with("/login/callback/") {
        answer = browser.get(answer.location().unwrap().as_str()).await;
    }
    let callback = answer.location().unwrap();
    let mut thief = world.browser();
    assert_eq!(thief.get(callback.as_str()).await.status, 403);
    assert_eq!(browser.get(callback.as_str()).await.status, 303, "the thief has spoilt nothing");
    assert_eq!(browser.get(callback.as_str()).await.status, 410);
    for nonsense in ["", "?state=x", "?state=x&code=y", "?error=server_error"] {
        let page = browser.get(&format!("{HUB}/login/callback/mojeid{nonsense}")).await;
        assert!(
            page.status.is_client_error() || page.status.is_server_error(),
            "{nonsense}: {}",
            page.status
        );
    }
    assert_eq!(browser.get(&format!("{HUB}/login/callback/card")).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_expired_interaction_says_so() {
    let world = World::new().await;
    let mut browser = world.browser();
    let page = browser.get(&service::authorize("lipova", &[])).await;
    world.clock.shift(31 * 60_000);
    assert_eq!(browser.get(page.url.as_str()).await.status, 410);
    let login = world.take(&mut browser, &page, "mojeid").await;
    assert_eq!(login.status, 410);
    // finding N-40
    assert!(login.links().contains(&"https://lipova.example/".to_owned()), "{}", login.body);
    runtime::run_all(&world.hub.jobs(), world.clock.now()).await.unwrap();
    let swept = browser.get(page.url.as_str()).await;
    assert!(swept.links().contains(&"https://lipova.example/".to_owned()), "{}", swept.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_person_can_go_back_to_the_service_without_logging_in() {
    let world = World::new().await;
    let mut browser = world.browser();
    let page = browser.get(&service::authorize("lipova", &[])).await;
    let answer = browser.submit(&page, "/login/cancel", &[]).await;
    assert_eq!(service::returned(&answer, "lipova")["error"], "access_denied");
}

#[tokio::test(flavor = "multi_thread")]
async fn forms_from_elsewhere_and_spoiled_forms_are_refused() {
    let world = World::new().await;
    let mut browser = world.browser();
    let page = world.choose(&mut browser, "lipova", &[], "mojeid").await;
    let interaction = page.form("/login/release").get("interaction").unwrap().to_owned();
    let url = format!("{HUB}/login/release");
    let forged =
        browser.post(&url, &[("interaction", &interaction)], &[("origin", "https://evil.example")]).await;
    assert_eq!(forged.status, 403);
    let spoiled =
        browser.submit(&page, "/login/release", &[("interaction", "x"), ("released", "nonsense")]).await;
    assert_eq!(spoiled.status, 404);
    let long = "x".repeat(100_000);
    let over_long = browser.submit(&page, "/login/release", &[("released", &long)]).await;
    assert_eq!(over_long.status, 413);
    let answer = browser.submit(&page, "/login/release", &[("released", "nonsense")]).await;
    assert!(service::returned(&answer, "lipova").contains_key("code"), "nothing was lost");
}

#[tokio::test(flavor = "multi_thread")]
async fn return_paths_lead_nowhere_else() {
    let world = World::new().await;
    for evil in ["https://evil.example/", "//evil.example", "/\\evil.example"] {
        let mut browser = world.browser();
        let mut url = url::Url::parse(&format!("{HUB}/login")).unwrap();
        url.query_pairs_mut().append_pair("return_to", evil);
        let page = browser.get(url.as_str()).await;
        let page = world.take(&mut browser, &page, "mojeid").await;
        assert_eq!(page.url.as_str(), format!("{HUB}/portal"), "{evil}");
    }
}
