use axum::http::StatusCode;
use serde_json::json;
use values::AssuranceLevel::{High, Substantial};
use web::testing::{Answer, Browser};

use crate::tests::phone::{PIN, Phone};
use crate::tests::world::{Begun, World, digits};

/// Czech comes last, and stays: browsers remember the choice.
const LANGUAGES: [&str; 3] = ["sk", "en", "cs"];

async fn open(world: &World, begun: &Begun) -> (Browser, Answer) {
    let mut browser = world.browser();
    begun.put_into(&mut browser);
    let page = browser.get(&begun.page()).await;
    (browser, page)
}

async fn claim(world: &World, phone: &mut Phone, begun: &Begun) -> serde_json::Value {
    phone.call(world, "requests/claim", &json!({ "link": world.qr(begun) })).await.json
}

/// Renders in each language, with a way to help (A6) and without a text that is missing.
async fn in_each_language(browser: &mut Browser, url: &str) {
    for language in LANGUAGES {
        let page = browser.get(&format!("{url}?lang={language}")).await;
        assert!(page.body.contains(&format!("<html lang=\"{language}\"")), "{url}");
        assert!(page.links().iter().any(|link| link == "/help"), "{url}");
    }
}

// mission: A1
#[tokio::test(flavor = "multi_thread")]
async fn a1_the_page_of_a_login_shows_a_living_code_and_the_button_for_the_same_device() {
    let world = World::new().await;
    let begun = world.begin_login(Substantial).await;
    let (mut browser, page) = open(&world, &begun).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.has("Městský úřad Lipová") && page.has("lipova.example"));
    // Drawn once, and shown in two places: beside the steps, or folded away behind the button (finding N-13).
    assert_eq!(page.body.matches("d=\"M2 2h7v1h-7z").count(), 1);
    assert_eq!(page.body.matches("<use href=\"#qr\"/>").count(), 2);
    assert_eq!(page.links().iter().filter(|link| **link == world.same_device(&begun)).count(), 3);
    assert!(page.body.contains(&format!("data-events=\"/requests/{}/events\"", begun.id)));
    assert!(page.body.contains(&world.qr(&begun)));
    let launch = page.links().into_iter().find(|link| link.contains("/app/#/s/")).unwrap();
    assert_eq!(launch, world.same_device(&begun));
    assert!(page.has("Spustit mobilní klíč") && page.has("4:00"));
    assert!(page.body.contains("role=\"img\" aria-label=\"QR kód"));
    // What a browser without scripts loads every two seconds is unfolded: nothing closes under the reader's eyes.
    let anew = format!("/requests/{}?open=1", begun.id);
    assert!(
        page.body.contains(&format!(
            "<noscript><meta http-equiv=\"refresh\" content=\"2; url={anew}\"></noscript>"
        ))
    );
    assert!(!page.body.contains("<details class=\"govuk-details\" open>"));
    let unfolded = browser.get(&format!("{}?open=1", begun.page())).await;
    assert_eq!(unfolded.body.matches("<details class=\"govuk-details\" open>").count(), 3);
    assert!(unfolded.body.contains(&format!("url={anew}\"")), "and stays so");
    in_each_language(&mut browser, &begun.page()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_state_has_its_own_page_and_way_on() {
    let world = World::new().await;
    let mut phone = world.enrolled("jana").await;

    let begun = world.begin_login(Substantial).await;
    let request = claim(&world, &mut phone, &begun).await;
    let (mut browser, page) = open(&world, &begun).await;
    assert!(page.body.contains(&digits(&request["code"])) && page.has("V telefonu musí být stejný kód"));
    in_each_language(&mut browser, &begun.page()).await;
    phone.call(&world, "requests/decide", &Phone::decision(&request, "refuse")).await;
    check_end(&world, &begun, "Žádost byla odmítnuta").await;

    let begun = world.begin_login(Substantial).await;
    claim(&world, &mut phone, &begun).await;
    phone.call(&world, "requests/abandon", &json!({ "request_id": begun.id })).await;
    check_end(&world, &begun, "Žádost byla zrušena").await;

    let begun = world.begin_login(High).await;
    claim(&world, &mut phone, &begun).await;
    check_end(&world, &begun, "Tento Mobilní klíč pro tuto službu nestačí").await;
    leads_to_another_method(&world, &begun).await;

    let begun = world.begin_login(Substantial).await;
    claim(&world, &mut phone, &begun).await;
    world.wait(240_000);
    check_end(&world, &begun, "Čas na dokončení vypršel").await;

    let begun = world.begin_login(Substantial).await;
    claim(&world, &mut phone, &begun).await;
    for _ in 0..5 {
        assert!(phone.unlock(&world, "999999").await.unwrap().is_none());
    }
    assert!(phone.unlock(&world, PIN).await.is_err());
    check_end(&world, &begun, "Klíč v telefonu je zablokován").await;
    leads_to_another_method(&world, &begun).await;
}

/// finding N-24: where trying again cannot help, the first and main button is another method.
async fn leads_to_another_method(world: &World, begun: &Begun) {
    let (_, page) = open(world, begun).await;
    let form = |way: &str| page.body.split(&format!("/requests/{}/{way}\"", begun.id)).nth(1).unwrap();
    let button = |way: &str| form(way).split("<button").nth(1).unwrap().split('>').next().unwrap().to_owned();
    assert!(form("cancel").len() > form("again").len(), "the first form");
    assert!(
        !button("cancel").contains("secondary") && button("again").contains("secondary"),
        "{}",
        page.body
    );
}

async fn check_end(world: &World, begun: &Begun, what: &str) {
    let (mut browser, page) = open(world, begun).await;
    assert!(page.has(what), "{what}: {}", page.body);
    assert!(page.form(&format!("/requests/{}/again", begun.id)).get("_csrf").is_some());
    assert!(page.form(&format!("/requests/{}/cancel", begun.id)).get("_csrf").is_some());
    assert!(!page.body.contains("data-frame"));
    in_each_language(&mut browser, &begun.page()).await;
}

// mission: A4
#[tokio::test(flavor = "multi_thread")]
async fn a4_the_pages_of_an_enrolment() {
    let world = World::new().await;
    let mut phone = Phone::install(&world, "Telefon").await;
    let begun = world.begin_enrolment("jana").await;
    let (mut browser, page) = open(&world, &begun).await;
    assert!(page.has("Založení Mobilního klíče") && page.body.contains("data-frame"));
    assert!(!page.has("Nováková"), "who they are stands in the app, not on a screen that others see");
    in_each_language(&mut browser, &begun.page()).await;

    let request = claim(&world, &mut phone, &begun).await;
    assert!(browser.get(&begun.page()).await.has("potvrdíte nové zařízení a identitu"));
    phone.approve(&world, &request).await;
    let page = browser.get(&begun.page()).await;
    assert!(page.body.contains(&digits(&request["code"])) && page.has("Kódy si odpovídají"));
    in_each_language(&mut browser, &begun.page()).await;

    let page = browser.get(&format!("{}?lang=cs", begun.page())).await;
    let done = browser.submit(&page, &format!("/requests/{}/confirm", begun.id), &[]).await;
    assert!(done.has("Mobilní klíč je založen"));
    assert!(done.links().contains(&"http://localhost:8002/portal".to_owned()));
    in_each_language(&mut browser, &begun.page()).await;
    // Sent again by the browser's back button: the same page, nothing twice.
    let again = browser.submit(&page, &format!("/requests/{}/confirm", begun.id), &[]).await;
    assert!(again.has("Mobilní klíč je založen"));
    // A page left open in another window: too late to say no, but not to be told what to do.
    let late = browser.submit(&page, &format!("/requests/{}/differs", begun.id), &[]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.has("Toto zařízení už bylo mezitím připojeno"));
    assert!(late.links().contains(&"http://localhost:8002/portal".to_owned()));
}

#[tokio::test(flavor = "multi_thread")]
async fn codes_that_differ_are_said_in_the_browser() {
    let world = World::new().await;
    let mut thief = Phone::install(&world, "Cizí").await;
    let begun = world.begin_enrolment("jana").await;
    let request = claim(&world, &mut thief, &begun).await;
    thief.approve(&world, &request).await;
    let (mut browser, page) = open(&world, &begun).await;
    let refused = browser.submit(&page, &format!("/requests/{}/differs", begun.id), &[]).await;
    assert!(refused.has("Žádost byla odmítnuta"));
    assert_eq!(thief.call(&world, "me", &json!({})).await.json["enrolled"], false);
    let cancelled = browser.submit(&refused, &format!("/requests/{}/cancel", begun.id), &[]).await;
    assert_eq!(cancelled.url.as_str(), "http://localhost:8002/portal");
}

#[tokio::test(flavor = "multi_thread")]
async fn another_persons_browser_cookie_with_this_request() {
    let world = World::new().await;
    let (begun, other) = (world.begin_login(Substantial).await, world.begin_login(Substantial).await);
    let mut stranger = world.browser();
    other.put_into(&mut stranger);
    for path in ["", "/events", "/continue", "/return?nonce=AAAAAAAAAAAAAAAAAAAAAA"] {
        let page = stranger.get(&format!("{}{path}", begun.page())).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{path}");
        assert!(page.has("Tato žádost začala v jiném prohlížeči"), "{path}");
    }
    // Nor with the value of the other request's cookie under this one's name.
    stranger.set_cookie("localhost", &format!("request_mobile-key_{}", begun.id), other.token.as_str());
    assert_eq!(stranger.get(&begun.page()).await.status, StatusCode::FORBIDDEN);
    assert_eq!(stranger.get("http://localhost:8003/requests/none").await.status, StatusCode::NOT_FOUND);
    let gone = stranger.get("http://localhost:8003/requests/019a8b4c-0000-7000-8000-000000000001").await;
    assert!(gone.has("Tuto žádost neznáme"));
}

#[tokio::test(flavor = "multi_thread")]
async fn forms_of_other_sites_change_nothing() {
    let world = World::new().await;
    let mut phone = Phone::install(&world, "Telefon").await;
    let begun = world.begin_enrolment("jana").await;
    let request = claim(&world, &mut phone, &begun).await;
    phone.approve(&world, &request).await;
    let (mut browser, _) = open(&world, &begun).await;
    for path in ["confirm", "differs", "cancel", "again"] {
        let url = format!("{}/{path}", begun.page());
        let forged = browser.post(&url, &[("nonce", "")], &[("sec-fetch-site", "cross-site")]).await;
        assert_eq!(forged.status, StatusCode::FORBIDDEN, "{path}");
        let without_token = browser.post(&url, &[], &[("sec-fetch-site", "same-origin")]).await;
        assert!(without_token.status.is_client_error(), "{path}");
    }
    assert_eq!(phone.call(&world, "me", &json!({})).await.json["enrolled"], false);
}

// mission: A6
#[tokio::test(flavor = "multi_thread")]
async fn a6_front_page_and_help_in_each_language() {
    let world = World::new().await;
    let mut browser = world.browser();
    in_each_language(&mut browser, "http://localhost:8003/").await;
    let front = browser.get("http://localhost:8003/?lang=cs").await;
    assert!(front.has("Mobilní klíč eGovernmentu") && front.links().contains(&"/app/".to_owned()));
    let help = browser.get("http://localhost:8003/help?lang=cs").await;
    assert!(help.has("225 514 777") && help.has("7:00–18:00") && help.has("K čemu je kontrolní kód?"));
}
