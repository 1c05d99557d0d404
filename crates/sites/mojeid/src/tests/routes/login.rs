//! Logging in to mojeID itself.

use axum::http::StatusCode;
use web::testing::{Answer, Browser};

use crate::tests::world::{ORIGIN, PASSWORD, World, jana};

async fn log_in(browser: &mut Browser, name: &str, password: &str) -> Answer {
    let page = browser.get(&format!("{ORIGIN}/login")).await;
    browser.submit(&page, "/login", &[("name", name), ("password", password)]).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_logs_in_sees_the_profile_and_logs_out() {
    // mission: B1
    let world = World::new().await;
    world.active(&jana()).await;
    let mut browser = world.browser();
    let page = log_in(&mut browser, "jana", PASSWORD).await;
    assert_eq!(page.url.path(), "/profile");
    for shown in [
        "Jana Nováková",
        "+420 601 100 001",
        "12. 4. 1988",
        "Lipová 12, 779 00 Olomouc",
        "aktivní",
        "https://jana.localhost/",
    ] {
        assert!(page.has(shown), "{shown} is not in {}", page.body);
    }
    let page = browser.submit(&page, "/logout", &[]).await;
    assert!(page.has("Jste odhlášeni z mojeID."));
    let page = browser.get(&format!("{ORIGIN}/settings")).await;
    assert_eq!(page.url.path(), "/login");
    let page = browser.submit(&page, "/login", &[("name", "jana"), ("password", PASSWORD)]).await;
    assert_eq!(page.url.path(), "/settings", "back to where the person wanted to go");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_refused_login_says_why() {
    // mission: B10
    let world = World::new().await;
    world.active(&jana()).await;
    let mut browser = world.browser();
    let wrong = "Jméno nebo heslo nesouhlasí.";
    let table = [
        ("jana", "wrong password", wrong),
        ("nobody", PASSWORD, wrong),
        ("nobody@posta.example", PASSWORD, wrong),
        ("", PASSWORD, "Vyplňte toto pole: Uživatelské jméno nebo e-mail"),
        ("jana nováková", PASSWORD, "Zadejte uživatelské jméno, například novak"),
        ("https://jana.example.org/#x", PASSWORD, "To je identifikátor u jiného poskytovatele."),
    ];
    for (name, password, message) in table {
        let page = log_in(&mut browser, name, password).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        assert!(page.has(message), "{name}: {}", page.body);
        assert_eq!(page.form("/login").get("name"), Some(name));
        assert!(!page.body.contains(PASSWORD));
    }
    for _ in 0..5 {
        log_in(&mut browser, "jana", "wrong password").await;
    }
    let page = log_in(&mut browser, "jana", PASSWORD).await;
    assert!(page.has("Příliš mnoho neúspěšných pokusů. Další můžete udělat za 30"), "{}", page.body);
    // Finding O-49: programs see it too, and what was typed stays.
    assert_eq!((page.status, page.header("retry-after")), (StatusCode::TOO_MANY_REQUESTS, Some("30")));
    assert_eq!(page.form("/login").get("name"), Some("jana"));
    let page = browser.get(&format!("{ORIGIN}/login?lang=en")).await;
    let page = browser.submit(&page, "/login", &[("name", "jana"), ("password", PASSWORD)]).await;
    assert!(page.has("Too many failed attempts. You can try again in 30 seconds."), "{}", page.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_not_active_comes_to_the_page_for_the_pins() {
    // mission: B6
    let world = World::new().await;
    let registered = world.registered(&jana()).await;
    let page = log_in(&mut world.browser(), "jana", PASSWORD).await;
    assert_eq!(page.url.path(), format!("/activation/{}", registered.activation));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_planted_session_cookie_is_never_taken_over() {
    let world = World::new().await;
    world.active(&jana()).await;
    let mut browser = world.browser();
    let planted = "A".repeat(43);
    browser.set_cookie("localhost", "session_mojeid", &planted);
    log_in(&mut browser, "jana", PASSWORD).await;
    let first = browser.cookie("localhost", "session_mojeid").unwrap().to_owned();
    assert_ne!(first, planted);
    // A second login in the same browser begins a new session as well.
    let page = browser.get(&format!("{ORIGIN}/logout")).await;
    browser.submit(&page, "/logout", &[]).await;
    log_in(&mut browser, "jana", PASSWORD).await;
    assert_ne!(browser.cookie("localhost", "session_mojeid").unwrap(), first);
    browser.set_cookie("localhost", "session_mojeid", &first);
    assert_eq!(browser.get(&format!("{ORIGIN}/profile")).await.url.path(), "/login", "the old one is dead");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_return_path_leads_nowhere_else() {
    let world = World::new().await;
    world.active(&jana()).await;
    for evil in ["https://evil.example/", "//evil.example/", "/\\evil.example"] {
        let mut browser = world.browser().without_redirects();
        let page = browser.get(&format!("{ORIGIN}/login")).await;
        let fields = [("name", "jana"), ("password", PASSWORD), ("return_to", evil)];
        let answer = browser.submit(&page, "/login", &fields).await;
        assert_eq!(answer.location().unwrap().host_str(), Some("localhost"), "{evil}");
    }
}
