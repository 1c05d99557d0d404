//! What a person does with their own account.

use axum::http::StatusCode;
use store::Tx;
use web::testing::{Answer, Browser};

use super::prove;
use crate::acts::ClientInfo;
use crate::rules::event::EventKind;
use crate::tests::world::{ORIGIN, PASSWORD, World, jana};

async fn logged_in(world: &World) -> Browser {
    let mut browser = world.browser();
    let page = browser.get(&format!("{ORIGIN}/login")).await;
    browser.submit(&page, "/login", &[("name", "jana"), ("password", PASSWORD)]).await;
    browser
}

async fn get(browser: &mut Browser, path: &str) -> Answer {
    browser.get(&format!("{ORIGIN}{path}")).await
}

/// A page that asks for a fresh proof first.
async fn proven(world: &World, browser: &mut Browser, path: &str) -> Answer {
    let mut page = get(browser, path).await;
    assert_eq!(page.url.path(), "/proof", "{path} asks for a fresh proof");
    if page.body.contains("name=\"password\"") {
        page = browser.submit(&page, "/proof", &[("password", PASSWORD)]).await;
    }
    let passcode = world.passcode(&jana().phone).await;
    browser.submit(&page, "/proof/passcode", &[("passcode", &passcode)]).await
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
    assert!(
        page.has("Dopis jsme odeslali 21. 11. 2026 19:46 na adresu Lipová 12, 779 00 Olomouc"),
        "{}",
        page.body
    );
    assert!(page.has("O další dopis můžete požádat 22. 11. 2026"), "a letter a day");
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
async fn all_data_can_be_edited_only_when_identified() {
    // mission: B6; finding N-4
    let world = World::new().await;
    world.active(&jana()).await;
    let mut browser = logged_in(&world).await;
    let page = get(&mut browser, "/profile").await;
    assert!(page.has("E-mail a telefon můžete měnit, až zadáte PIN3"));
    proven(&world, &mut browser, "/profile/data").await;
    for path in ["/profile/email", "/profile/phone"] {
        assert!(!page.links().iter().any(|link| link == path));
        let refused = get(&mut browser, path).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        assert!(refused.has("Nejprve zadejte PIN3 z dopisu."));
    }
    assert!(page.links().iter().any(|link| link == "/profile/data"), "a typo can be corrected");
    assert_eq!(get(&mut browser, "/profile/shoe-size").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_typo_in_an_unproven_address_is_corrected() {
    // mission: B8; findings N-3, N-4
    let world = World::new().await;
    world.active(&jana()).await;
    let mut browser = logged_in(&world).await;
    let page = get(&mut browser, "/settings").await;
    assert!(page.has("Je jméno nebo adresa špatně?"));
    let page = proven(&world, &mut browser, "/profile/data").await;
    assert!(page.has("Opravy platí hned."));
    let page = browser.submit(&page, "/profile/data", &[("street", "Lipová 21")]).await;
    assert!(page.has("Lipová 21") && page.has("pošleme na novou adresu, jakmile to půjde"), "{}", page.body);
    let page = get(&mut browser, "/settings").await;
    assert!(page.has("Dopis na adresu Lipová 21, 779 00 Olomouc"), "{}", page.body);
    assert!(page.has("odešleme 22. 11. 2026 po 19:46"), "{}", page.body);
    assert!(!page.body.contains("name=\"pin3\""), "no PIN3 is valid, none is asked for");
    assert!(!page.has("Poslat dopis znovu"), "it leaves by itself");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_move_waits_for_its_letter_and_every_page_says_what_counts() {
    // mission: B2 B6; findings S-A1, N-3
    let world = World::new().await;
    world.identified(&jana()).await;
    let mut browser = logged_in(&world).await;
    let page = proven(&world, &mut browser, "/profile/data").await;
    let abroad = browser.submit(&page, "/profile/data", &[("country", "AT"), ("city", "Wien")]).await;
    assert_eq!(abroad.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(abroad.has("mojeID je jen pro osoby s trvalým pobytem"));
    assert_eq!(abroad.form("/profile/data").get("city"), Some("Wien"));
    let page = browser.submit(&page, "/profile/data", &[("street", "Nová 1"), ("city", "Brno")]).await;
    assert!(page.has("identifikovaný") && page.has("Lipová 12"), "{}", page.body);
    assert!(page.has("Na PIN3 čeká nové jméno nebo adresa") && page.has("Nová 1"));
    let settings = get(&mut browser, "/settings").await;
    assert!(settings.has("Nová 1") && settings.has("účet zůstává identifikovaný"));
    let data = get(&mut browser, "/profile/data").await;
    assert_eq!(data.form("/profile/data").get("street"), Some("Nová 1"), "what waits can be mended");
    let page = browser.submit(&page, "/profile/cancel", &[]).await;
    assert!(page.has("Změna jména a adresy je zrušena.") && !page.has("Nová 1"), "{}", page.body);
    world.saying("sms", &jana().phone, "ceka zmena jmena nebo adresy").await;

    world.clock.shift(values::DAY_MS);
    let mut browser = logged_in(&world).await;
    let page = proven(&world, &mut browser, "/profile/data").await;
    browser.submit(&page, "/profile/data", &[("street", "Nová 1"), ("city", "Brno")]).await;
    let pin3 = world.pin("letter", "Brno").await;
    let page = get(&mut browser, "/settings").await;
    let page = browser.submit(&page, "/settings/pin3", &[("pin3", &pin3)]).await;
    assert!(page.has("Nové jméno a adresa jsou ověřeny a platí."), "{}", page.body);
    assert!(get(&mut browser, "/profile").await.has("Nová 1, 779 00 Brno"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_is_stopped_by_the_link_without_logging_in() {
    // finding S-A1
    let world = World::new().await;
    world.identified(&jana()).await;
    let mut browser = logged_in(&world).await;
    let page = proven(&world, &mut browser, "/profile/data").await;
    browser.submit(&page, "/profile/data", &[("street", "Nová 1")]).await;
    let email = world.saying("email", "jana", "/change/").await;
    let link = email.text.lines().find(|line| line.contains("/change/")).expect("a link");
    let mut elsewhere = world.browser();
    let page = elsewhere.get(link).await;
    assert!(page.has("Zrušit změnu jména a adresy?") && !page.has("Nová 1"), "{}", page.body);
    assert!(get(&mut browser, "/profile").await.has("Nová 1"), "a link alone does nothing");
    let page = elsewhere.submit(&page, "/change/", &[]).await;
    assert!(page.has("Změna je zrušena"), "{}", page.body);
    assert!(!get(&mut browser, "/profile").await.has("Nová 1"));
    assert_eq!(elsewhere.get(link).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_email_counts_once_its_code_is_entered() {
    // mission: B2
    let world = World::new().await;
    world.identified(&jana()).await;
    let mut browser = logged_in(&world).await;
    let page = proven(&world, &mut browser, "/profile/email").await;
    let page = browser.submit(&page, "/profile/email", &[("email", "nova@posta.example")]).await;
    assert!(page.has("Na nova@posta.example jsme poslali kód."), "{}", page.body);
    let code = world.pin("email", "nova@").await;
    let page = browser.submit(&page, "/profile/email/code", &[("code", &code)]).await;
    assert!(page.has("Změny jsou uloženy.") && page.has("nova@posta.example"));
    let page = get(&mut browser, "/profile/phone").await;
    let page = browser.submit(&page, "/profile/phone", &[("phone", "+48 601 234 567")]).await;
    assert!(page.has("mojeID potřebuje mobilní číslo"));
}

/// Finding C-12: who leaves the page of the code finds it again, or lets the change be.
#[tokio::test(flavor = "multi_thread")]
async fn a_change_that_waits_for_its_code_is_told_on_the_profile_and_can_be_cancelled() {
    let world = World::new().await;
    world.identified(&jana()).await;
    let mut browser = logged_in(&world).await;
    let page = proven(&world, &mut browser, "/profile/email").await;
    browser.submit(&page, "/profile/email", &[("email", "nova@posta.example")]).await;
    let email = world.saying("email", "nova@", "kód").await;
    assert!(email.text.contains(&format!("{ORIGIN}/profile/email/code")), "{}", email.text);
    assert!(email.text.contains("Kód platí do 21. 11. 2026 20:46."), "{}", email.text);
    let code = world.pin("email", "nova@").await;
    let profile = get(&mut browser, "/profile").await;
    assert!(profile.has("Na kód čeká nový e-mail") && profile.has("nova@posta.example"), "{}", profile.body);
    assert!(profile.links().iter().any(|link| link == "/profile/email/code"));
    let page = browser.submit(&profile, "/profile/email/cancel", &[]).await;
    assert!(page.has("Změna je zrušena") && !page.has("nova@posta.example"), "{}", page.body);
    let page = get(&mut browser, "/profile/email").await;
    let page = browser.submit(&page, "/profile/email", &[("email", "jina@posta.example")]).await;
    let late = browser.submit(&page, "/profile/email/code", &[("code", &code)]).await;
    assert!(!late.has("Změny jsou uloženy."), "the code of what was cancelled is worth nothing");
    world.clock.shift(values::HOUR_MS);
    let mut browser = logged_in(&world).await;
    assert!(!get(&mut browser, "/profile").await.has("Na kód čeká"), "its code is past");
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
    let page =
        here.submit(&page, "/settings/password", &[("password", PASSWORD), ("new_password", new)]).await;
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
            && history.has("Neznámý prohlížeč")
    );
}

/// The message and the history name what a code is for, and which data were changed. A code for a change is none for a
/// login, nor the other way round. Findings C-11, C-20.
#[tokio::test(flavor = "multi_thread")]
async fn a_code_and_the_history_name_the_act() {
    let world = World::new().await;
    world.active(&jana()).await;
    let mut browser = logged_in(&world).await;
    let page = get(&mut browser, "/settings/password").await;
    world.saying("sms", &jana().phone, "kod pro zmenu hesla").await;
    let page = prove(&world, &mut browser, page).await;
    assert_eq!(page.url.path(), "/settings/password");
    world.clock.shift(crate::rules::reauthentication::FRESH_MS);
    let page = proven(&world, &mut browser, "/profile/data").await;
    world.saying("sms", &jana().phone, "kod pro zmenu udaju").await;
    browser.submit(&page, "/profile/data", &[("street", "Lipová 21"), ("family_name", "Malá")]).await;
    let history = get(&mut browser, "/history").await;
    for what in [
        "Kód pro změnu hesla poslán v SMS",
        "Kód pro změnu údajů poslán v SMS",
        "Heslo zadáno znovu před změnou",
        "Změna povolena kódem z SMS",
        "Změněno: Příjmení, Trvalý pobyt",
    ] {
        assert!(history.has(what), "{what}: {}", history.body);
    }
    assert!(!history.has("Přihlášení potvrzeno kódem z SMS"));
}

/// Which network somebody comes from is known to what counts. Findings.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_counted_knows_the_network_of_an_address() {
    let world = World::new().await;
    let address = web::ClientAddress("2001:db8:7:1234::1".parse().unwrap());
    let router = world.mojeid.router().layer(axum::Extension(address));
    let mut browser = Browser::new().with_site(world.mojeid.web(), router);
    let page = get(&mut browser, "/recovery").await;
    browser.submit(&page, "/recovery", &[("name", "nobody")]).await;
    let page = get(&mut browser, "/login").await;
    browser.submit(&page, "/login", &[("name", "nobody"), ("password", "a wrong guess")]).await;
    let counted: Result<Vec<String>, store::StoreError> = world
        .context
        .store
        .read(|tx| tx.query("SELECT whom FROM login_failure", &[], |row| row.get(0)))
        .await;
    let counted = counted.unwrap();
    for what in [
        "asking:2001:db8:7:1200",
        "asking-network:2001:db8:7::",
        "address:2001:db8:7:1200",
        "network:2001:db8:7::",
    ] {
        assert!(counted.iter().any(|throttle_key| throttle_key.starts_with(what)), "{what} in {counted:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_history_goes_on_on_the_next_page() {
    let world = World::new().await;
    let registered = world.active(&jana()).await;
    let mut browser = logged_in(&world).await;
    for _ in 0..60 {
        let (client, now) = (ClientInfo::default(), world.now());
        let record = |tx: &mut Tx<'_>| client.record(tx, now, &registered.account, EventKind::PinsSent);
        world.context.store.write(record).await.unwrap();
    }
    let page = get(&mut browser, "/history").await;
    let older =
        page.links().into_iter().find(|link| link.starts_with("/history?before=")).expect("a second page");
    let page = browser.open(&page, &older).await;
    assert!(page.has("Účet založen") && !page.has("Starší"));
}
