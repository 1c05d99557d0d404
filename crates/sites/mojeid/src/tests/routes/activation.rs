//! PIN1 and PIN2 through their page.

use axum::http::StatusCode;

use crate::acts::queries;
use crate::tests::world::{ORIGIN, World, jana};

#[tokio::test(flavor = "multi_thread")]
async fn both_pins_from_any_browser_activate() {
    // mission: B6
    let world = World::new().await;
    let registered = world.registered(&jana()).await;
    let (pin1, pin2) = (world.pin("email", "jana").await, world.pin("sms", "+420").await);
    let mut browser = world.browser();
    let url = format!("{ORIGIN}/activation/{}", registered.activation);
    browser.get(&url).await;
    assert!(
        !queries::account(&world.context, &registered.account).await.unwrap().unwrap().state.is_active(),
        "a link alone does nothing"
    );

    let page = browser.get(&url).await;
    let page = browser.submit(&page, "/activation/", &[("pin1", &pin1), ("pin2", "ABCDEFGH")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.has("PIN1 z e-mailu je potvrzen."));
    assert!(page.has("PIN2 z SMS nesouhlasí. Počet zbývajících pokusů: 4"));
    assert!(page.has("K aktivaci zbývá zadat jeden kód."));
    let page = browser.submit(&page, "/activation/", &[("pin2", &pin2.to_lowercase())]).await;
    assert_eq!(page.url.path(), "/login");
    assert!(page.has("Účet je aktivní. Přihlaste se."));
    assert_eq!(page.form("/login").get("name"), Some("jana"), "finding N-36");
    let page = browser.get(&url).await;
    assert!(page.has("Tento účet už je aktivní."));
}

#[tokio::test(flavor = "multi_thread")]
async fn codes_are_sent_again_by_a_button_each() {
    // mission: B6; findings N-35, N-37
    let world = World::new().await;
    let registered = world.registered(&jana()).await;
    let (old1, old2) = (world.pin("email", "jana").await, world.pin("sms", "+420").await);
    let mut browser = world.browser();
    let url = format!("{ORIGIN}/activation/{}", registered.activation);
    let mut page = browser.get(&url).await;
    assert!(!page.has("Starší už neplatí."));
    let resend = format!("/activation/{}/resend", registered.activation);
    world.clock.shift(5 * values::MINUTE_MS);
    page = browser.submit(&page, &resend, &[("pin", "pin2")]).await;
    assert!(
        page.has("Nový PIN2 jsme poslali v SMS na +420 ••• ••• 001. Starší už neplatí."),
        "{}",
        page.body
    );
    assert!(!page.has("Nový PIN1"));
    assert!(page.url.query().is_none(), "nothing in the address says it again later: {}", page.url);
    assert_eq!(world.pin("email", "jana").await, old1);
    assert_ne!(world.pin("sms", "+420").await, old2);
    world.clock.shift(2 * values::MINUTE_MS);
    assert!(!browser.get(&url).await.has("Nový PIN2 jsme poslali"));
    for _ in 0..10 {
        page = browser.submit(&page, &resend, &[("pin", "pin2")]).await;
    }
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(page.has("O další odeslání můžete požádat za 3 minuty"), "{}", page.body);
    assert!(page.has("O nový PIN2 můžete požádat za") && page.has("Poslat nový PIN1 e-mailem"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worn_out_pin_has_no_field_and_an_empty_one_says_what_to_type() {
    // findings N-30, N-35
    let world = World::new().await;
    let registered = world.registered(&jana()).await;
    let mut browser = world.browser();
    let page = browser.get(&format!("{ORIGIN}/activation/{}", registered.activation)).await;
    let mut page = browser.submit(&page, "/activation/", &[("pin1", ""), ("pin2", "")]).await;
    assert!(page.has("Zadejte PIN1 z e-mailu (8 znaků)") && page.has("Zadejte PIN2 z SMS (8 znaků)"));
    for _ in 0..5 {
        page = browser.submit(&page, "/activation/", &[("pin1", ""), ("pin2", "ABCDEFGH")]).await;
    }
    assert!(!page.has("Počet zbývajících pokusů: 0"), "{}", page.body);
    assert!(page.has("PIN2 z SMS byl pětkrát zadán chybně a už neplatí. Nechte si poslat nový."));
    let form = page.form("/activation/");
    assert!(form.get("pin1").is_some() && form.get("pin2").is_none());
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
