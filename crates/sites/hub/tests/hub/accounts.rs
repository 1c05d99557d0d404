//! Accounts that are linked to a person: compared at each login, listed, disconnected and allowed again (mission: A7).

use serde_json::json;
use values::{DAY_MS, MINUTE_MS};

use crate::service;
use crate::world::{HUB, World, jana_at_mojeid};

// finding S-A2
#[tokio::test(flavor = "multi_thread")]
async fn an_account_that_describes_somebody_else_by_now_logs_nobody_in() {
    for world in World::each().await {
        let (mut browser, _) = world.in_portal().await;
        world.attach(&mut browser).await;
        world.delivered().await;
        for (name, street) in [("Zuzana", "Lipová 12"), ("Jan", "Utočná 5")] {
            world.mojeid.change(|person| {
                person.claims["given_name"] = json!(name);
                person.claims["address"]["street_address"] = json!(street);
            });
            let mut elsewhere = world.browser();
            let page = world.choose(&mut elsewhere, "lipova", &[], "mojeid").await;
            assert_eq!(page.status, 403, "{name}");
            assert!(page.has("teď popisuje někoho jiného"), "{}", page.body);
            assert!(elsewhere.cookie("localhost", "session_hub").is_none());
        }
        let told = world.delivered().await;
        let kinds: Vec<_> = told.iter().map(|(_, json)| json["kind"].clone()).collect();
        assert_eq!(kinds, [json!("account_suspended")], "the person is told once");
        assert_eq!(
            browser.get(&format!("{HUB}/portal")).await.url.path(),
            "/login",
            "what the account began has ended"
        );

        // The account says again what the register knows as Jana: it is hers again.
        world.mojeid.change(|person| *person = jana_at_mojeid());
        let (mut browser, _) = world.in_portal().await;
        let page = browser.get(&format!("{HUB}/portal/history")).await;
        assert!(page.has("popisuje někoho jiného a byl pozastaven"), "{}", page.body);
        assert!(page.has("registr potvrdil, že je váš"), "{}", page.body);
    }
}

// finding S-A2
#[tokio::test(flavor = "multi_thread")]
async fn an_account_that_keeps_its_data_back_is_not_taken_at_its_old_word() {
    let world = World::new().await;
    world.in_portal().await;
    world.mojeid.change(|person| {
        person.claims.as_object_mut().unwrap().remove("address");
    });
    let mut browser = world.browser();
    let page = world.choose(&mut browser, "lipova", &[], "mojeid").await;
    assert_eq!(page.status, 403);
    assert!(page.has("jsme nedostali všechny údaje"), "{}", page.body);
}

// finding S-A3
#[tokio::test(flavor = "multi_thread")]
async fn a_second_account_is_told_listed_and_disconnected_and_does_not_come_back() {
    for world in World::each().await {
        let (mut jana, _) = world.in_portal().await;
        world.attach(&mut jana).await;
        world.delivered().await;
        world.clock.shift(DAY_MS);

        world.mojeid.change(|person| person.subject = "somebody".to_owned());
        let (mut thief, page) = world.in_portal().await;
        let told = world.delivered().await;
        let kinds: Vec<_> = told.iter().map(|(_, json)| json["kind"].clone()).collect();
        assert!(kinds.contains(&json!("account_linked")), "{kinds:?}");
        assert!(page.url.path() == "/portal", "the register does not tell them apart");

        // The younger account cuts itself only.
        let numbers = world.accounts(&mut thief).await;
        assert_eq!(numbers.len(), 1, "{numbers:?}");
        let page = thief.get(&format!("{HUB}/portal/methods")).await;
        assert!(page.has("Odpojit ho lze jen po přihlášení účtem"), "{}", page.body);

        world.mojeid.change(|person| person.subject = "jana-at-mojeid".to_owned());
        let (mut jana, page) = world.in_portal().await;
        assert!(page.has("byl připojen další účet mojeID. Nebyli jste to vy?"), "{}", page.body);
        let numbers = world.accounts(&mut jana).await;
        assert_eq!(numbers.len(), 2, "each account is listed: {numbers:?}");
        let path = format!("/portal/methods/{}/disconnect", numbers[1]);
        let page = jana.get(&format!("{HUB}{path}")).await;
        let page = jana.submit(&page, &path, &[]).await;
        assert!(page.has("Účet mojeID je odpojen"), "{}", page.body);
        assert_eq!(thief.get(&format!("{HUB}/portal")).await.url.path(), "/login", "and out at once");

        world.mojeid.change(|person| person.subject = "somebody".to_owned());
        let mut again = world.browser();
        let page = world.choose(&mut again, "lipova", &[], "mojeid").await;
        assert_eq!(page.status, 403);
        assert!(page.has("je v portálu odpojen"), "{}", page.body);

        // Until Jana allows it.
        let path = format!("/portal/methods/{}/allow", numbers[1]);
        let page = jana.get(&format!("{HUB}{path}")).await;
        let page = jana.submit(&page, &path, &[]).await;
        assert!(page.has("Účtem mojeID se můžete zase přihlásit"), "{}", page.body);
        let told = world.delivered().await;
        let kinds: Vec<_> = told.iter().map(|(_, json)| json["kind"].clone()).collect();
        assert!(kinds.contains(&json!("account_allowed")), "{kinds:?}");
        assert!(!kinds.contains(&json!("account_linked")), "no other way was connected: {kinds:?}");
        let page = jana.get(&format!("{HUB}/portal/history")).await;
        for text in ["byl odpojen", "byl znovu povolen", "Připojen způsob přihlášení mojeID"] {
            assert!(page.has(text), "{text}: {}", page.body);
        }
        let mut allowed = world.browser();
        let page = world.choose(&mut allowed, "lipova", &[], "mojeid").await;
        assert!(page.url.path().starts_with("/login/release"), "{}", page.url);
    }
}

// findings N-1, S-A3
#[tokio::test(flavor = "multi_thread")]
async fn a_change_of_how_one_logs_in_wants_a_proof_made_now() {
    let world = World::new().await;
    let (mut browser, _) = world.in_portal().await;
    world.attach(&mut browser).await;
    let account = world.accounts(&mut browser).await.remove(0);
    world.clock.shift(6 * MINUTE_MS);
    // The session at mojeID is open; nobody is there who knows password and passcode.
    world.mojeid.change(|person| person.present = false);
    for path in [
        format!("/portal/methods/{account}/disconnect"),
        format!("/portal/methods/{account}/allow"),
        "/portal/devices/d1/disconnect".to_owned(),
    ] {
        let page = browser.get(&format!("{HUB}{path}")).await;
        assert_eq!(page.url.path(), "/login", "{path}");
        assert!(page.has("Ověřte prosím znovu"), "{}", page.body);
        let refused = world.take(&mut browser, &page, "mojeid").await;
        assert_eq!(refused.url.path(), "/login", "{path}");
    }
    world.mojeid.change(|person| person.present = true);
    let page = browser.get(&format!("{HUB}/portal/devices/d1/disconnect")).await;
    let page = world.take(&mut browser, &page, "mojeid").await;
    assert_eq!(page.url.path(), "/portal/devices/d1/disconnect", "and the person is back where they were");
    assert!(world.mojeid.last_request().prompt.login);
    // A form that was opened in time may be filled in, and not for ever.
    let path = "/portal/devices/d1/disconnect";
    world.clock.shift(31 * MINUTE_MS);
    let late = browser.submit(&page, path, &[]).await;
    assert_eq!(late.url.path(), "/login", "{}", late.body);
    let page = world.take(&mut browser, &late, "mojeid").await;
    world.clock.shift(20 * MINUTE_MS);
    let page = browser.submit(&page, path, &[]).await;
    assert!(page.has("Zařízení Telefon je odpojeno"), "{} {}", page.url, page.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_account_is_not_disconnected_without_a_warning() {
    let world = World::new().await;
    let (mut browser, _) = world.in_portal().await;
    let account = world.accounts(&mut browser).await.remove(0);
    let path = format!("/portal/methods/{account}/disconnect");
    let page = browser.get(&format!("{HUB}{path}")).await;
    assert!(page.has("Je to váš poslední způsob přihlášení"), "{}", page.body);
    assert_eq!(browser.submit(&page, &path, &[]).await.status, 422);
    browser.submit(&page, &path, &[("understand", "on")]).await;
    assert_eq!(browser.get(&format!("{HUB}/portal")).await.url.path(), "/login");
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_accounts_that_go_at_once_the_last_one_is_asked_for() {
    for world in World::each().await {
        world.in_portal().await;
        world.clock.shift(DAY_MS);
        world.mojeid.change(|person| person.subject = "jana-by-another".to_owned());
        world.in_portal().await;
        world.mojeid.change(|person| *person = jana_at_mojeid());
        let ((mut first, _), (mut second, _)) = (world.in_portal().await, world.in_portal().await);
        let numbers = world.accounts(&mut first).await;
        let paths = [0, 1].map(|at| format!("/portal/methods/{}/disconnect", numbers[at]));
        let pages =
            [first.get(&format!("{HUB}{}", paths[0])).await, second.get(&format!("{HUB}{}", paths[1])).await];
        assert!(pages.iter().all(|page| !page.has("poslední způsob přihlášení")), "both are left yet");
        let (one, other) =
            tokio::join!(first.submit(&pages[0], &paths[0], &[]), second.submit(&pages[1], &paths[1], &[]),);
        let statuses = [one.status.as_u16(), other.status.as_u16()];
        let audit = world.audit().await;
        let gone = audit.iter().filter(|entry| entry.starts_with("method-disconnected")).count();
        assert_eq!(gone, 1, "{statuses:?}");
    }
}

// finding S-A3
#[tokio::test(flavor = "multi_thread")]
async fn an_account_that_was_suspended_can_be_put_away_by_the_person() {
    let world = World::new().await;
    world.in_portal().await;
    world.clock.shift(DAY_MS);
    world.mojeid.change(|person| person.subject = "somebody".to_owned());
    world.in_portal().await;
    world.mojeid.change(|person| person.claims["given_name"] = json!("Zuzana"));
    let mut elsewhere = world.browser();
    assert_eq!(world.choose(&mut elsewhere, "lipova", &[], "mojeid").await.status, 403);
    world.mojeid.change(|person| *person = jana_at_mojeid());
    let (mut jana, _) = world.in_portal().await;
    let page = jana.get(&format!("{HUB}/portal/methods")).await;
    assert!(page.has("Pozastaveno"), "{}", page.body);
    let number = world.accounts(&mut jana).await.remove(1);
    let path = format!("/portal/methods/{number}/disconnect");
    let page = jana.get(&format!("{HUB}{path}")).await;
    let page = jana.submit(&page, &path, &[]).await;
    assert!(page.has("Odpojeno: nikoho nepřihlásí") && !page.has("Pozastaveno"), "{}", page.body);
    assert_eq!(jana.get(&format!("{HUB}{path}")).await.status, 404, "it is disconnected already");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_blocked_is_out_however_long_sessions_live() {
    let world = World::with(|config| {
        config["sessions"] = json!({ "idle_ms": 40 * DAY_MS, "absolute_ms": 40 * DAY_MS });
    })
    .await;
    let (mut browser, _) = world.in_portal().await;
    let number = world.accounts(&mut browser).await.remove(0);
    world.clock.shift(20 * DAY_MS);
    assert_eq!(browser.get(&format!("{HUB}/portal")).await.url.path(), "/portal");
    let method = "mojeid".parse().unwrap();
    assert!(world.hub.set_blocked(&method, &number, true, world.clock.now()).await.unwrap());
    assert_eq!(browser.get(&format!("{HUB}/portal")).await.url.path(), "/login");
}

// finding S-A3
#[tokio::test(flavor = "multi_thread")]
async fn support_allows_what_the_person_disconnected_and_the_person_not_what_support_blocked() {
    let world = World::new().await;
    let (mut browser, _) = world.in_portal().await;
    let number = world.accounts(&mut browser).await.remove(0);
    let path = format!("/portal/methods/{number}/disconnect");
    let page = browser.get(&format!("{HUB}{path}")).await;
    browser.submit(&page, &path, &[("understand", "on")]).await;
    let (method, now) = ("mojeid".parse().unwrap(), world.clock.now());
    assert!(
        world.hub.set_blocked(&method, &number, false, now).await.unwrap(),
        "who has no other way calls support"
    );
    assert!(!world.hub.set_blocked(&method, &number, false, now).await.unwrap(), "nothing to change");
    world.in_portal().await;

    world.clock.shift(DAY_MS);
    world.mojeid.change(|person| person.subject = "somebody".to_owned());
    let (mut other, _) = world.in_portal().await;
    let number = world.accounts(&mut other).await.remove(0);
    assert!(world.hub.set_blocked(&method, &number, true, world.clock.now()).await.unwrap());
    world.mojeid.change(|person| *person = jana_at_mojeid());
    let (mut jana, _) = world.in_portal().await;
    for path in ["allow", "disconnect"] {
        let page = jana.get(&format!("{HUB}/portal/methods/{number}/{path}")).await;
        assert_eq!(page.status, 404, "{path}: {}", page.body);
    }
}

// finding S-A3
#[tokio::test(flavor = "multi_thread")]
async fn the_operator_blocks_an_account_at_supports_word() {
    let world = World::new().await;
    let (mut browser, _) = world.in_portal().await;
    let account = world.accounts(&mut browser).await.remove(0);
    let (method, now) = ("mojeid".parse().unwrap(), world.clock.now());
    assert!(!world.hub.set_blocked(&method, "000000000000", true, now).await.unwrap());
    assert!(world.hub.set_blocked(&method, &account, true, now).await.unwrap());
    assert!(!world.hub.set_blocked(&method, &account, true, now).await.unwrap(), "already");
    assert_eq!(browser.get(&format!("{HUB}/portal")).await.url.path(), "/login");
    let mut again = world.browser();
    let page = world.choose(&mut again, "lipova", &[], "mojeid").await;
    assert!(page.status == 403 && page.has("zablokoval provozovatel"), "{}", page.body);
    assert!(world.hub.set_blocked(&method, &account, false, now).await.unwrap());
    world.in_portal().await;
}

// finding F7
#[tokio::test(flavor = "multi_thread")]
async fn logins_of_one_instant_are_told_apart() {
    let world = World::new().await;
    let mut browsers = Vec::new();
    for client in ["lipova", "lipova"] {
        let mut browser = world.browser();
        let page = browser.get(&service::authorize(client, &[])).await;
        // No time passes: both stand on one proof at the method.
        let way = page.links().into_iter().find(|href| href.starts_with("/login/with/mojeid")).unwrap();
        let page = browser.open(&page, &way).await;
        browsers.push((browser, page));
    }
    let (mut first, page) = browsers.remove(0);
    first.submit(&page, "/login/release", &[]).await;
    let history = first.get(&format!("{HUB}/portal/history")).await;
    assert_eq!(history.body.matches("přihlášení nedokončeno").count(), 1, "the other one still waits");
}
