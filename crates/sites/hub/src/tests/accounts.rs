//! Accounts that are linked to a person: compared at each login, listed, disconnected and allowed again (mission: A7).

use serde_json::json;
use values::{DAY_MS, MINUTE_MS};

use super::service;
use super::world::{HUB, World, jana_at_mojeid};

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

// findings S-A3, A-5, A-6
#[tokio::test(flavor = "multi_thread")]
async fn of_two_accounts_each_is_pointed_out_and_neither_changes_the_other_whoever_came_first() {
    for impostor_first in [true, false] {
        for world in World::each().await {
            let subjects = if impostor_first { ["impostor", "jana"] } else { ["jana", "impostor"] };
            world.mojeid.change(|person| person.subject = subjects[0].to_owned());
            let (mut first, _) = world.in_portal().await;
            world.attach(&mut first).await;
            world.told().await;
            world.clock.shift(DAY_MS);
            world.mojeid.change(|person| person.subject = subjects[1].to_owned());
            let (mut second, page) = world.in_portal().await;
            assert!(world.told().await.contains(&"account_linked".to_owned()));
            assert!(page.has("se může přihlásit i další účet mojeID"), "the first one: {}", page.body);
            world.mojeid.change(|person| person.subject = subjects[0].to_owned());
            let (mut first, page) = world.in_portal().await;
            assert!(page.has("se může přihlásit i další účet mojeID"), "the second one: {}", page.body);

            let numbers = world.accounts(&mut first).await;
            assert_eq!(numbers.len(), 2, "each account is listed: {numbers:?}");
            assert!(page.has(&numbers[1]) && !page.has(&numbers[0]), "with what support asks for");
            let mut by_key = world.in_portal_by_key().await;
            for (browser, other) in [(&mut first, 1), (&mut second, 0), (&mut by_key, 1)] {
                let path = format!("/portal/methods/{}/disconnect", numbers[other]);
                assert_eq!(browser.get(&format!("{HUB}{path}")).await.status, 403);
                assert_eq!(world.send(browser, &path, &[("understand", "on")]).await.status, 403);
            }

            // The second one goes by its own word: the other one can log in as before, and brings it back as little.
            world.told().await;
            let path = format!("/portal/methods/{}/disconnect", numbers[1]);
            let page = second.get(&format!("{HUB}{path}")).await;
            second.submit(&page, &path, &[]).await;
            assert_eq!(second.get(&format!("{HUB}/portal")).await.url.path(), "/login", "out at once");
            assert!(world.told().await.contains(&"account_disconnected".to_owned()));
            for browser in [&mut first, &mut by_key] {
                let page = browser.get(&format!("{HUB}/portal/methods")).await;
                assert!(page.has("Znovu ho povolí podpora"), "{}", page.body);
                let path = format!("/portal/methods/{}/allow", numbers[1]);
                assert_eq!(browser.get(&format!("{HUB}{path}")).await.status, 403);
                assert_eq!(world.send(browser, &path, &[]).await.status, 403);
            }
            world.mojeid.change(|person| person.subject = subjects[1].to_owned());
            let mut again = world.browser();
            let page = world.choose(&mut again, "lipova", &[], "mojeid").await;
            assert!(page.status == 403 && page.has("je v portálu odpojen"), "{}", page.body);

            // Until support allows it.
            let method = "mojeid".parse().unwrap();
            assert!(world.hub.set_blocked(&method, &numbers[1], false, world.clock.now()).await.unwrap());
            let told = world.told().await;
            assert!(told.contains(&"account_allowed".to_owned()), "{told:?}");
            assert!(!told.contains(&"account_linked".to_owned()), "no other way was connected: {told:?}");
            let page = first.get(&format!("{HUB}/portal/history")).await;
            for text in ["byl odpojen", "provozovatel znovu povolil", "Připojen způsob přihlášení mojeID"]
            {
                assert!(page.has(text), "{text}: {}", page.body);
            }
            world.choose(&mut again, "lipova", &[], "mojeid").await;
            assert!(again.cookie("localhost", "session_hub").is_some());
        }
    }
}

// findings
#[tokio::test(flavor = "multi_thread")]
async fn a_persons_only_account_is_disconnected_and_allowed_again_by_their_phone() {
    let world = World::new().await;
    let (mut browser, page) = world.in_portal().await;
    assert!(!page.has("i další účet"), "{}", page.body);
    world.attach(&mut browser).await;
    let mut by_key = world.in_portal_by_key().await;
    let number = world.accounts(&mut by_key).await.remove(0);
    for (act, text) in
        [("disconnect", "Účet mojeID je odpojen"), ("allow", "Účtem mojeID se můžete zase přihlásit")]
    {
        let path = format!("/portal/methods/{number}/{act}");
        let page = by_key.get(&format!("{HUB}{path}")).await;
        let page = by_key.submit(&page, &path, &[]).await;
        assert!(page.has(text), "{}", page.body);
    }
    let told = world.told().await;
    assert!(
        told.contains(&"account_disconnected".to_owned()) && told.contains(&"account_allowed".to_owned())
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_that_is_blocked_while_the_register_answers_logs_nobody_in() {
    for world in World::each().await {
        let (mut browser, _) = world.in_portal().await;
        let number = world.accounts(&mut browser).await.remove(0);
        world.population.asked.lock().unwrap().clear();
        // Another spelling: the register says that it is Jana.
        world.mojeid.change(|person| person.claims["address"]["locality"] = json!("OLOMOUC"));
        let mut elsewhere = world.browser();
        let gate = world.population.gate.lock().await;
        let block = async {
            while world.population.asked.lock().unwrap().iter().all(|(path, _)| path != "/identify") {
                tokio::task::yield_now().await;
            }
            let method = "mojeid".parse().unwrap();
            let blocked = world.hub.set_blocked(&method, &number, true, world.clock.now()).await;
            drop(gate);
            blocked.unwrap()
        };
        let (page, blocked) = tokio::join!(world.choose(&mut elsewhere, "lipova", &[], "mojeid"), block);
        assert!(blocked);
        assert!(page.status == 403 && page.has("zablokoval provozovatel"), "{} {}", page.url, page.body);
        assert!(elsewhere.cookie("localhost", "session_hub").is_none());
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
        "/portal/devices/019a8b4c-0000-7000-8000-0000000000d1/disconnect".to_owned(),
    ] {
        let page = browser.get(&format!("{HUB}{path}")).await;
        assert_eq!(page.url.path(), "/login", "{path}");
        assert!(page.has("Ověřte prosím znovu"), "{}", page.body);
        let refused = world.take(&mut browser, &page, "mojeid").await;
        assert_eq!(refused.url.path(), "/login", "{path}");
    }
    // The forms themselves, sent without having been opened.
    for path in [
        format!("/portal/methods/{account}/disconnect"),
        format!("/portal/methods/{account}/allow"),
        "/portal/devices/019a8b4c-0000-7000-8000-0000000000d1/disconnect".to_owned(),
    ] {
        let page = world.send(&mut browser, &path, &[("understand", "on"), ("opened", "00")]).await;
        assert_eq!(page.url.path(), "/login", "{path} {}", page.status);
    }
    world.clock.shift(25 * MINUTE_MS);
    world.mojeid.change(|person| person.proven_ms_ago = 31 * MINUTE_MS);
    assert_eq!(
        browser.get(&format!("{HUB}/portal")).await.url.path(),
        "/portal",
        "the session itself is good"
    );
    for path in [
        format!("/portal/methods/{account}/disconnect"),
        format!("/portal/methods/{account}/allow"),
        "/portal/devices/019a8b4c-0000-7000-8000-0000000000d1/disconnect".to_owned(),
    ] {
        let page = world.send(&mut browser, &path, &[("understand", "on")]).await;
        assert_eq!(page.url.path(), "/login", "{path} {}", page.status);
    }
    let audit = world.audit().await;
    assert!(!audit.iter().any(|entry| entry.contains("disconnected")), "{audit:?}");
    world.mojeid.change(|person| (person.present, person.proven_ms_ago) = (true, 0));
    let page =
        browser.get(&format!("{HUB}/portal/devices/019a8b4c-0000-7000-8000-0000000000d1/disconnect")).await;
    let page = world.take(&mut browser, &page, "mojeid").await;
    assert_eq!(
        page.url.path(),
        "/portal/devices/019a8b4c-0000-7000-8000-0000000000d1/disconnect",
        "and the person is back where they were"
    );
    assert!(world.mojeid.last_request().prompt.login);
    // A form that was opened in time may be filled in, and not for ever.
    let path = "/portal/devices/019a8b4c-0000-7000-8000-0000000000d1/disconnect";
    world.clock.shift(31 * MINUTE_MS);
    world.mojeid.change(|person| person.proven_ms_ago = 31 * MINUTE_MS);
    browser.submit(&page, path, &[("understand", "on")]).await;
    assert_eq!(world.mobile_key.state.devices.lock().unwrap().len(), 1, "too late");
    let late = browser.get(&format!("{HUB}{path}")).await;
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
    let asked = browser.submit(&page, &path, &[]).await;
    assert!(asked.status == 422 && asked.has("nebo účet neodpojujte"), "{}", asked.body);
    let gone = browser.submit(&page, &path, &[("understand", "on")]).await;
    assert!(gone.has("Odhlášeno"), "{} {}", gone.url, gone.body);
    assert_eq!(browser.get(&format!("{HUB}/portal")).await.url.path(), "/login");
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_accounts_that_go_at_once_the_last_one_is_asked_for() {
    for world in World::each().await {
        world.in_portal().await;
        world.clock.shift(DAY_MS);
        world.mojeid.change(|person| person.subject = "jana-by-another".to_owned());
        world.in_portal().await;
        let (mut second, _) = world.in_portal().await;
        world.mojeid.change(|person| *person = jana_at_mojeid());
        let (mut first, _) = world.in_portal().await;
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

// findings S-A3, A-5
#[tokio::test(flavor = "multi_thread")]
async fn an_account_that_was_suspended_can_be_put_away_by_the_person() {
    let world = World::new().await;
    let (mut browser, _) = world.in_portal().await;
    world.attach(&mut browser).await;
    world.mojeid.change(|person| person.claims["given_name"] = json!("Zuzana"));
    let mut elsewhere = world.browser();
    assert_eq!(world.choose(&mut elsewhere, "lipova", &[], "mojeid").await.status, 403);
    let mut jana = world.in_portal_by_key().await;
    let page = jana.get(&format!("{HUB}/portal/methods")).await;
    assert!(page.has("Pozastaveno"), "{}", page.body);
    let number = world.accounts(&mut jana).await.remove(0);
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
    let number = world.accounts(&mut other).await.remove(1);
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
