//! Getting back in, as browsers see it. Finding N-2.

use axum::http::StatusCode;
use values::HOUR_MS;
use web::testing::{Answer, Browser};

use crate::tests::world::{ORIGIN, PASSWORD, World, jana};

const NEW: &str = "ctyri kone v jetelicku";
const PHONE: &str = "+420601100001";

async fn get(browser: &mut Browser, path: &str) -> Answer {
    browser.get(&format!("{ORIGIN}{path}")).await
}

async fn log_in(browser: &mut Browser, password: &str) -> Answer {
    let page = get(browser, "/login").await;
    browser.submit(&page, "/login", &[("name", "jana"), ("password", password)]).await
}

async fn ask(browser: &mut Browser, name: &str) -> Answer {
    let page = get(browser, "/recovery").await;
    browser.submit(&page, "/recovery", &[("name", name)]).await
}

/// The address that the newest message of a kind leads to.
async fn link(world: &World, channel: &str, to: &str, path: &str) -> String {
    let text = world.saying(channel, to, path).await.text;
    let found = text.split_whitespace().find(|word| word.starts_with(ORIGIN) && word.contains(path));
    found.unwrap_or_else(|| panic!("no {path} in {text}")).to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forgotten_password_is_replaced_on_another_device() {
    let world = World::new().await;
    world.active(&jana()).await;
    let (mut pc, mut phone) = (world.browser(), world.browser());
    log_in(&mut pc, PASSWORD).await;
    let page = log_in(&mut world.browser(), "a wrong guess").await;
    assert!(page.links().iter().any(|link| link == "/recovery"), "from the login");
    let page = ask(&mut world.browser(), "jana").await;
    assert!(page.has("Podívejte se do e-mailu"), "{}", page.body);

    let link = link(&world, "email", "jana", "/recovery/").await;
    let page = phone.get(&link).await;
    assert!(page.has("+420 ••• ••• 001") || page.has("001"), "{}", page.body);
    let page = phone.submit(&page, "/recovery", &[]).await;
    let code = world.pin("sms", PHONE).await;
    let wrong = phone.submit(&page, "/recovery", &[("code", "7KQ2XM4A"), ("new_password", NEW)]).await;
    assert!(wrong.status == StatusCode::UNPROCESSABLE_ENTITY && wrong.has("Kód nesouhlasí"));
    let filled = [("code", code.as_str()), ("new_password", NEW)];
    let done = phone.submit(&wrong, "/recovery", &filled).await;
    assert!(done.url.path() == "/login" && done.has("Nové heslo platí."), "{}", done.body);
    let twice = phone.submit(&wrong, "/recovery", &filled).await;
    assert!(twice.url.path() == "/login" && twice.has("Nové heslo platí."), "a double click says the same");
    assert_eq!(get(&mut pc, "/profile").await.url.path(), "/login", "other devices are signed out");
    let profile = log_in(&mut phone, NEW).await;
    assert_eq!(profile.url.path(), "/profile");
    // Finding C-19: nothing is offered that would be refused.
    assert!(profile.has("jméno a adresu bude možné změnit až 28. 11. 2026"), "{}", profile.body);
    assert!(!profile.links().iter().any(|link| link == "/profile/data"), "{}", profile.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_of_a_forgotten_password_says_nothing_about_accounts() {
    let world = World::new().await;
    world.active(&jana()).await;
    let plain = |page: Answer| (page.status, page.url, web::testing::as_read(&page.body));
    let known = plain(ask(&mut world.browser(), "jana").await);
    let unknown = plain(ask(&mut world.browser(), "nobody").await);
    assert_eq!(known, unknown);
    for _ in 0..10 {
        assert_eq!(plain(ask(&mut world.browser(), "jana").await), unknown, "nor when no more is sent");
    }
    let mut browser = world.browser();
    let page = get(&mut browser, "/recovery/name").await;
    let fields = [("email", "jana.novakova@posta.example")];
    let known = plain(browser.submit(&page, "/recovery/name", &fields).await);
    let unknown = plain(browser.submit(&page, "/recovery/name", &[("email", "nobody@posta.example")]).await);
    assert_eq!(known, unknown);
    let page = browser.submit(&page, "/recovery/name", &[("email", "nobody")]).await;
    assert!(page.has("Zadejte e-mailovou adresu"), "{}", page.body);
}

/// Programs that look after a mailbox open every link in it.
#[tokio::test(flavor = "multi_thread")]
async fn links_of_messages_do_nothing_by_being_opened() {
    let world = World::new().await;
    world.active(&jana()).await;
    world.clock.shift(HOUR_MS);
    let (mut here, mut program) = (world.browser(), world.browser());
    log_in(&mut here, PASSWORD).await;
    ask(&mut world.browser(), "jana").await;
    let sms = world.count("sms").await;
    let recovery = link(&world, "email", "jana", "/recovery/").await;
    let not_me = link(&world, "email", "jana", "/not-me/").await;
    for opened in [&recovery, &not_me] {
        let page = program.get(opened).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    }
    assert_eq!(world.count("sms").await, sms);
    assert_eq!(get(&mut here, "/profile").await.url.path(), "/profile");

    let page = program.get(&not_me).await;
    let page = program.submit(&page, "/not-me", &[]).await;
    assert!(page.has("Zařízení jsou odhlášena"), "{}", page.body);
    assert_eq!(get(&mut here, "/profile").await.url.path(), "/login");
    let refused = log_in(&mut here, PASSWORD).await;
    assert!(refused.has("Toto heslo už neplatí"), "{}", refused.body);

    let page = program.get(&recovery).await;
    let page = program.submit(&page, "/recovery", &[]).await;
    let code = world.pin("sms", PHONE).await;
    program.submit(&page, "/recovery", &[("code", &code), ("new_password", NEW)]).await;
    let undo = link(&world, "sms", PHONE, "/undo/").await;
    let page = program.get(&undo).await;
    assert_eq!(log_in(&mut here, NEW).await.url.path(), "/profile", "not undone yet");
    let page = program.submit(&page, "/undo", &[]).await;
    assert!(page.has("Obnovení je vráceno zpět"), "{}", page.body);
    assert_eq!(get(&mut here, "/profile").await.url.path(), "/login");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_that_is_no_link_leads_to_a_new_one() {
    let world = World::new().await;
    let mut browser = world.browser();
    for path in ["/recovery/x", "/undo/x", "/not-me/x"] {
        let page = get(&mut browser, path).await;
        assert_eq!(page.status, StatusCode::GONE, "{path}");
        assert!(page.has("Tento odkaz už neplatí"), "{}", page.body);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_language_of_messages_is_a_setting() {
    let world = World::new().await;
    world.active(&jana()).await;
    let mut browser = world.browser();
    log_in(&mut browser, PASSWORD).await;
    let page = get(&mut browser, "/settings/language").await;
    let page = browser.submit(&page, "/settings/language", &[("language", "sk")]).await;
    assert!(page.has("Jazyk zpráv je změněn."), "{}", page.body);
    ask(&mut world.browser(), "jana").await;
    world.saying("email", "jana", "niekto požiadal o nové heslo").await;
}

/// The link of the SMS fits into one message, whatever the address of the site.
#[tokio::test(flavor = "multi_thread")]
async fn messages_about_a_recovery_fit_into_one_sms() {
    let world = World::new().await;
    world.active(&jana()).await;
    let mut browser = world.browser();
    ask(&mut browser, "jana").await;
    let page = browser.get(&link(&world, "email", "jana", "/recovery/").await).await;
    let page = browser.submit(&page, "/recovery", &[]).await;
    let code = world.pin("sms", PHONE).await;
    browser.submit(&page, "/recovery", &[("code", &code), ("new_password", NEW)]).await;
    for part in ["kod", "/undo/"] {
        let text = world.saying("sms", PHONE, part).await.text;
        assert!(
            text.is_ascii() && text.len() + "https://www.mojeid.example".len() - ORIGIN.len() <= 160,
            "{text}"
        );
    }
}
