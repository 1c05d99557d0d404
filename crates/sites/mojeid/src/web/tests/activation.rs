//! PIN1 and PIN2 through their page.

use axum::http::StatusCode;

use crate::testing::{ORIGIN, World, jana};

#[tokio::test(flavor = "multi_thread")]
async fn both_pins_from_any_browser_activate() {
    // mission: B6
    let world = World::new().await;
    let founded = world.registered(&jana()).await;
    let (pin1, pin2) = (world.pin("email", "jana").await, world.pin("sms", "+420").await);
    let mut browser = world.browser();
    let url = format!("{ORIGIN}/activation/{}", founded.activation);
    browser.get(&url).await;
    assert!(
        !world.mojeid.account(&founded.account).await.unwrap().unwrap().state.is_active(),
        "a link alone does nothing"
    );

    let page = browser.get(&url).await;
    let page = browser.submit(&page, "/activation/", &[("pin1", &pin1), ("pin2", "ABCDEFGH")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.has("PIN1 z e-mailu je potvrzen."));
    assert!(page.has("Kód nesouhlasí. Počet zbývajících pokusů: 4"));
    let page = browser.submit(&page, "/activation/", &[("pin2", &pin2.to_lowercase())]).await;
    assert_eq!(page.url.path(), "/login");
    assert!(page.has("Účet je aktivní. Přihlaste se."));
    let page = browser.get(&url).await;
    assert!(page.has("Tento účet už je aktivní."));
}

#[tokio::test(flavor = "multi_thread")]
async fn codes_are_sent_again_by_a_button() {
    // mission: B6
    let world = World::new().await;
    let founded = world.registered(&jana()).await;
    let old = world.pin("email", "jana").await;
    let mut browser = world.browser();
    let mut page = browser.get(&format!("{ORIGIN}/activation/{}", founded.activation)).await;
    let resend = format!("/activation/{}/resend", founded.activation);
    page = browser.submit(&page, &resend, &[]).await;
    assert!(page.has("Co ještě chybí, jsme poslali znovu. Starší kódy už neplatí."));
    assert_ne!(world.pin("email", "jana").await, old);
    for _ in 0..10 {
        page = browser.submit(&page, &resend, &[]).await;
    }
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.has("O další odeslání můžete požádat 21. 11. 2026"), "{}", page.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_page_says_what_may_have_happened() {
    // mission: B7
    let world = World::new().await;
    let mut browser = world.browser();
    for id in ["0190a0a0-0000-7000-8000-000000000000", "nonsense"] {
        let page = browser.get(&format!("{ORIGIN}/activation/{id}")).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
        assert!(page.has("Účet byl možná smazán"));
    }
}
