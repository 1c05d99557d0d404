//! What a person does with their own account.

use axum::http::StatusCode;
use store::Tx;
use web::testing::{Answer, Browser};

use super::prove;
use crate::acts::Origin;
use crate::rules::event::EventKind;
use crate::testing::{ORIGIN, PASSWORD, World, jana};

async fn logged_in(world: &World) -> Browser {
    let mut browser = world.browser();
    let page = browser.get(&format!("{ORIGIN}/login")).await;
    browser.submit(&page, "/login", &[("name", "jana"), ("password", PASSWORD)]).await;
    browser
}

async fn get(browser: &mut Browser, path: &str) -> Answer {
    browser.get(&format!("{ORIGIN}{path}")).await
}

#[tokio::test(flavor = "multi_thread")]
async fn pin3_is_entered_in_the_settings() {
    // mission: B6 B8
    let world = World::new().await;
    world.active(&jana()).await;
    let pin3 = world.pin("letter", "Jana").await;
    let mut browser = logged_in(&world).await;
    let page = get(&mut browser, "/settings").await;
    assert!(page.has("Nastavení") && page.has("Aktivovat"));
    assert!(page.has("Poslední dopis jsme odeslali 21. 11. 2026 19:46 na adresu Lipová 12, 779 00 Olomouc"));
    assert!(page.has("O další odeslání můžete požádat 22. 11. 2026"), "a letter a day");
    let page = browser.submit(&page, "/settings/pin3", &[("pin3", "AAAAAAAA")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.has("Počet zbývajících pokusů: 4"));
    let page = browser.submit(&page, "/settings/pin3", &[("pin3", &pin3)]).await;
    assert!(page.has("Účet je identifikovaný. Teď můžete měnit všechny údaje."), "{}", page.body);
    assert!(get(&mut browser, "/profile").await.has("identifikovaný"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_letter_is_asked_for_again() {
    // mission: B8
    let world = World::new().await;
    world.active(&jana()).await;
    let mut browser = logged_in(&world).await;
    world.clock.shift(values::DAY_MS - 60_000 * 60 * 2);
    let page = get(&mut browser, "/login").await;
    let mut browser = if page.url.path() == "/login" { logged_in(&world).await } else { browser };
    world.clock.shift(60_000 * 60 * 2);
    let page = get(&mut browser, "/settings").await;
    let page = browser.submit(&page, "/settings/letter", &[]).await;
    assert!(page.has("Nový dopis je na cestě."), "{}", page.body);
    assert_eq!(world.count("letter").await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn slovak_labels_are_those_of_the_help_page() {
    // mission: B8
    let world = World::new().await;
    world.active(&jana()).await;
    let mut browser = world.browser().with_header("accept-language", "sk");
    assert!(get(&mut browser, "/").await.has("Prihlásiť sa"));
    let page = get(&mut browser, "/login").await;
    browser.submit(&page, "/login", &[("name", "jana"), ("password", PASSWORD)]).await;
    let page = get(&mut browser, "/settings").await;
    for label in ["Nastavenie", "PIN3", "Aktivovať"] {
        assert!(page.has(label), "{label}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn data_can_be_edited_only_when_identified() {
    // mission: B6
    let world = World::new().await;
    world.active(&jana()).await;
    let mut browser = logged_in(&world).await;
    let page = get(&mut browser, "/profile").await;
    assert!(page.has("Údaje můžete měnit, až zadáte PIN3"));
    let asked = get(&mut browser, "/profile/data").await;
    prove(&world, &mut browser, asked).await;
    for path in ["/profile/data", "/profile/email", "/profile/phone"] {
        assert!(!page.links().iter().any(|link| link == path));
        let refused = get(&mut browser, path).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        assert!(refused.has("Nejprve zadejte PIN3 z dopisu."));
    }
    assert_eq!(get(&mut browser, "/profile/shoe-size").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_move_is_stored_and_needs_a_new_letter() {
    // mission: B2 B6
    let world = World::new().await;
    world.identified(&jana()).await;
    let mut browser = logged_in(&world).await;
    let page = get(&mut browser, "/profile/data").await;
    let page = prove(&world, &mut browser, page).await;
    let abroad = browser.submit(&page, "/profile/data", &[("country", "AT"), ("city", "Wien")]).await;
    assert_eq!(abroad.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(abroad.has("mojeID je jen pro osoby s trvalým pobytem"));
    assert_eq!(abroad.form("/profile/data").get("city"), Some("Wien"));
    world.clock.shift(20 * values::MINUTE_MS);
    let page = browser.submit(&page, "/profile/data", &[("street", "Nová 1"), ("city", "Brno")]).await;
    assert!(page.has("Účet teď není identifikovaný") && page.has("Nová 1"), "{}", page.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_email_counts_once_its_code_is_entered() {
    // mission: B2
    let world = World::new().await;
    world.identified(&jana()).await;
    let mut browser = logged_in(&world).await;
    let page = get(&mut browser, "/profile/email").await;
    let page = prove(&world, &mut browser, page).await;
    let page = browser.submit(&page, "/profile/email", &[("email", "nova@posta.example")]).await;
    assert!(page.has("Na nova@posta.example jsme poslali kód."), "{}", page.body);
    let code = world.pin("email", "nova@").await;
    let page = browser.submit(&page, "/profile/email/code", &[("code", &code)]).await;
    assert!(page.has("Změny jsou uloženy.") && page.has("nova@posta.example"));
    let page = get(&mut browser, "/profile/phone").await;
    let page = browser.submit(&page, "/profile/phone", &[("phone", "+48 601 234 567")]).await;
    assert!(page.has("mojeID potřebuje mobilní číslo"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_password_is_changed_and_other_devices_end() {
    let world = World::new().await;
    world.active(&jana()).await;
    let (mut here, mut elsewhere) = (logged_in(&world).await, logged_in(&world).await);
    let page = get(&mut here, "/sessions").await;
    assert!(page.has("toto zařízení") && page.has("Odhlásit všechna ostatní"));
    let page = get(&mut here, "/settings/password").await;
    let page = prove(&world, &mut here, page).await;
    let new = "ctyri kone v jetelicku";
    let page = here.submit(&page, "/settings/password", &[("new_password", new)]).await;
    assert!(page.has("Heslo je změněno."), "{}", page.body);
    assert_eq!(get(&mut elsewhere, "/profile").await.url.path(), "/login");
    assert_eq!(get(&mut here, "/profile").await.url.path(), "/profile");
}

#[tokio::test(flavor = "multi_thread")]
async fn devices_are_listed_and_ended_one_by_one() {
    let world = World::new().await;
    world.active(&jana()).await;
    let (mut here, mut elsewhere) = (logged_in(&world).await, logged_in(&world).await);
    let page = get(&mut here, "/sessions").await;
    let page = here.submit(&page, "/sessions/0", &[]).await;
    assert!(page.has("Odhlášeno."));
    assert_eq!(get(&mut elsewhere, "/profile").await.url.path(), "/login");
    let history = get(&mut here, "/history").await;
    assert!(
        history.has("Jiné zařízení odhlášeno")
            && history.has("Přihlášení heslem")
            && history.has("Test browser")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_history_goes_on_on_the_next_page() {
    let world = World::new().await;
    let founded = world.active(&jana()).await;
    let mut browser = logged_in(&world).await;
    for _ in 0..60 {
        let (origin, now) = (Origin::default(), world.now());
        let record = |tx: &mut Tx<'_>| origin.record(tx, now, &founded.account, EventKind::PinsSent);
        world.mojeid.store().write(record).await.unwrap();
    }
    let page = get(&mut browser, "/history").await;
    let older =
        page.links().into_iter().find(|link| link.starts_with("/history?before=")).expect("a second page");
    let page = browser.open(&page, &older).await;
    assert!(page.has("Účet založen") && !page.has("Starší"));
}
