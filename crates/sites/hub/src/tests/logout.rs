//! Logged out means logged out (findings N-1, Cl-C5, N-68).

use serde_json::json;
use values::{DAY_MS, MINUTE_MS};
use web::testing::Browser;

use super::service;
use super::world::{HUB, World};

/// Follows what a browser would follow by itself.
async fn refreshed(browser: &mut Browser, page: &web::testing::Answer) -> web::testing::Answer {
    let refresh = page.headers["refresh"].to_str().unwrap();
    let next = refresh.strip_prefix("0; url=").unwrap();
    browser.get(next).await
}

// finding N-1
#[tokio::test(flavor = "multi_thread")]
async fn the_next_person_at_the_computer_gets_nothing() {
    for world in World::each().await {
        let (mut browser, page) = world.in_portal().await;
        let page = browser.submit(&page, "/logout", &[]).await;
        assert!(page.has("Odhlášeno") && page.has("mojeID"), "{}", page.body);
        let onward = page.headers["refresh"].to_str().unwrap().to_owned();
        assert!(onward.contains(&format!("{}/openid/logout?client_id=hub", world.mojeid.origin)), "{onward}");

        // Jana does not confirm it there: her session at mojeID stays open, and she leaves.
        world.clock.shift(MINUTE_MS);
        world.mojeid.change(|person| {
            person.present = false;
            person.proven_ms_ago = 2 * MINUTE_MS;
        });
        let start = browser.get(&format!("{HUB}/portal")).await;
        let page = world.take(&mut browser, &start, "mojeid").await;
        assert_eq!(page.url.path(), "/login", "nobody gets in by a session that stays open at mojeID");
        assert!(browser.cookie("localhost", "session_hub").is_none_or(str::is_empty));
        let page = world.choose(&mut browser, "knihovna", &[], "mojeid").await;
        assert_eq!(page.url.path(), "/login", "to no service either");
    }
}

// finding N-1
#[tokio::test(flavor = "multi_thread")]
async fn another_persons_session_at_the_method_is_nobodys_step_up() {
    let world = World::new().await;
    world.in_portal().await;
    // Jana is signed in by her password only.
    world.mojeid.change(|person| person.level = values::AssuranceLevel::Low);
    let mut browser = world.browser();
    let page = world.choose(&mut browser, "knihovna", &[], "mojeid").await;
    browser.submit(&page, "/login/release", &[]).await;
    // At mojeID Zuzana's session is open in the meantime, and Zuzana is gone.
    world.clock.shift(MINUTE_MS);
    world.mojeid.change(|person| {
        person.subject = "zuzana".to_owned();
        person.level = values::AssuranceLevel::Substantial;
        person.claims["given_name"] = json!("Zuzana");
        person.proven_ms_ago = MINUTE_MS;
        person.present = false;
    });
    let page = world.choose(&mut browser, "lipova", &[], "mojeid").await;
    assert_eq!(page.url.path(), "/login", "{}", page.body);
    let asked = world.mojeid.requests().iter().rev().take(2).map(|r| r.prompt.login).collect::<Vec<_>>();
    assert_eq!(asked, [true, false], "first by the open session, then she would have to prove it");
}

// finding N-1
#[tokio::test(flavor = "multi_thread")]
async fn a_login_by_one_method_does_not_open_another() {
    let world = World::new().await;
    let (mut browser, _) = world.in_portal().await;
    world.attach(&mut browser).await;
    let mut by_key = world.browser();
    let page = by_key.get(&format!("{HUB}/portal")).await;
    world.take(&mut by_key, &page, "mobile-key").await;
    world.mojeid.change(|person| person.present = false);
    let page = by_key.get(&format!("{HUB}/login?again=1")).await;
    let page = world.take(&mut by_key, &page, "mojeid").await;
    assert_eq!(page.url.path(), "/login", "mojeID's session may be somebody else's");
}

// finding N-68
#[tokio::test(flavor = "multi_thread")]
async fn a_logout_goes_over_the_method_and_ends_with_what_is_still_open() {
    for world in World::each().await {
        let mut browser = world.browser();
        for client in ["lipova", "knihovna"] {
            let page = match browser.get(&service::authorize(client, &[])).await {
                page if page.url.path() == "/login" => world.take(&mut browser, &page, "mojeid").await,
                page => page,
            };
            browser.submit(&page, "/login/release", &[]).await;
            world.tick();
        }
        let end = format!(
            "{HUB}/openid/logout?client_id=lipova&post_logout_redirect_uri=https%3A%2F%2Flipova.example%2Fbye&state=s"
        );
        let page = browser.get(&end).await;
        assert!(page.has("Chcete se odhlásit i z Národního bodu?"), "{}", page.body);
        let page = browser.submit(&page, "/logout", &[("decision", "")]).await;
        assert!(page.has("Odhlášeno"), "{}", page.body);
        let page = refreshed(&mut browser, &page).await;
        assert_eq!(page.url.path(), "/logout/returned", "over mojeID and back: {}", page.url);
        assert!(page.has("Odhlášeno") && page.has("Knihovna Lipová (knihovna.example)"), "{}", page.body);
        assert!(!page.has("Městský úřad Lipová (lipova.example)"), "that one asked for it");
        assert!(
            page.links().iter().any(|href| href.starts_with("https://lipova.example/bye")),
            "{}",
            page.body
        );

        // In a quarter of an hour the address says nothing any more.
        world.clock.shift(16 * MINUTE_MS);
        let page = browser.get(page.url.as_str()).await;
        assert!(page.has("Odhlášeno") && !page.has("Knihovna Lipová"), "{}", page.body);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_long_session_left_open_is_not_forgotten_before_its_end() {
    let world = World::with(|config| {
        config["sessions"] = json!({ "idle_ms": 40 * DAY_MS, "absolute_ms": 40 * DAY_MS });
    })
    .await;
    let mut browser = world.browser();
    let page = world.choose(&mut browser, "lipova", &[], "mojeid").await;
    browser.submit(&page, "/login/release", &[]).await;
    world.clock.shift(20 * DAY_MS);
    runtime::run_all(&world.hub.jobs(), world.clock.now()).await.unwrap();
    let page = browser.get(&format!("{HUB}/portal")).await;
    let page = browser.submit(&page, "/logout", &[]).await;
    let page = refreshed(&mut browser, &page).await;
    assert!(page.has("Městský úřad Lipová (lipova.example)"), "{}", page.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn where_nothing_else_is_open_the_browser_is_back_at_the_service() {
    let world = World::with(|config| config["methods"][1]["logout"] = json!(true)).await;
    let mut browser = world.browser();
    let page = world.choose(&mut browser, "lipova", &[], "mojeid").await;
    browser.submit(&page, "/login/release", &[]).await;
    let end = format!(
        "{HUB}/openid/logout?client_id=lipova&post_logout_redirect_uri=https%3A%2F%2Flipova.example%2Fbye"
    );
    let page = browser.get(&end).await;
    let page = browser.submit(&page, "/logout", &[("decision", "")]).await;
    let page = refreshed(&mut browser, &page).await;
    assert_eq!(page.url.as_str(), "https://lipova.example/bye");
}

// findings C-34, C-62, C-63
#[tokio::test(flavor = "multi_thread")]
async fn whoever_stays_logged_in_at_the_method_is_told_so_and_led_there_again() {
    let world = World::new().await;
    let (mut browser, _) = world.in_portal().await;
    let page = browser.get(&format!("{HUB}/portal?lang=sk")).await;
    let page = browser.submit(&page, "/logout", &[]).await;
    let onward = page.headers["refresh"].to_str().unwrap().to_owned();
    assert!(onward.contains("ui_locales=sk"), "{onward}");
    let page = refreshed(&mut browser, &page).await;
    assert!(page.has("mojeID: odhlásili ste sa aj tam."), "{}", page.body);
    let refused = browser.get(&format!("{}&logout=refused", page.url)).await;
    assert!(refused.has("Pri spôsobe mojeID ste zostali prihlásení"), "{}", refused.body);
    assert!(!refused.has("odhlásili ste sa aj tam"), "{}", refused.body);
    let links = refused.links();
    let again = links.iter().find(|href| href.contains("/openid/logout?client_id=hub")).unwrap();
    let page = browser.get(again).await;
    assert!(page.has("mojeID: odhlásili ste sa aj tam."), "{} {}", page.url, page.body);
    assert!(!page.has("zostali prihlásení"), "{}", page.body);
}

// finding A-11
#[tokio::test(flavor = "multi_thread")]
async fn a_logout_belongs_to_its_browser_and_says_nothing_to_whoever_is_logged_in() {
    let world = World::new().await;
    let mut browser = world.browser();
    let page = world.choose(&mut browser, "lipova", &[], "mojeid").await;
    browser.submit(&page, "/login/release", &[]).await;
    let page = browser.get(&format!("{HUB}/portal")).await;
    let page = browser.submit(&page, "/logout", &[]).await;
    let page = refreshed(&mut browser, &page).await;
    assert!(page.has("Městský úřad Lipová"), "{}", page.body);
    let (mut stranger, address) = (world.browser(), page.url.to_string());
    let seen = stranger.get(&address).await;
    assert!(
        seen.has("Odhlášeno") && !seen.has("Městský úřad Lipová") && !seen.has("mojeID"),
        "{}",
        seen.body
    );
    let (mut other, _) = world.in_portal().await;
    for path in [address.as_str(), &format!("{HUB}/logout/done")] {
        assert_eq!(other.get(path).await.url.path(), "/portal", "{path}: somebody is logged in");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_method_without_a_logout_is_named() {
    let world = World::with(|config| config["methods"][1]["logout"] = json!(false)).await;
    let (mut browser, page) = world.in_portal().await;
    let page = browser.submit(&page, "/logout", &[]).await;
    assert!(page.headers.get("refresh").is_none());
    assert!(page.has("Kde můžete být ještě přihlášeni") && page.has("mojeID"), "{}", page.body);
    assert!(page.links().contains(&world.mojeid.origin), "{:?}", page.links());
}

// finding S-A7
#[tokio::test(flavor = "multi_thread")]
async fn a_fresh_login_ends_though_the_method_has_a_session() {
    let world = World::new().await;
    world.in_portal().await;
    for prompt in ["login", "select_account"] {
        // Nobody is signed in here when the service asks; a login in another tab comes first.
        let mut browser = world.browser();
        let page = browser.get(&service::authorize("lipova", &[("prompt", prompt)])).await;
        world.tick();
        let other = browser.get(&format!("{HUB}/portal")).await;
        world.take(&mut browser, &other, "mojeid").await;
        world.clock.shift(MINUTE_MS);
        world.mojeid.change(|person| person.proven_ms_ago = 5 * MINUTE_MS);
        let page = world.take(&mut browser, &page, "mojeid").await;
        assert!(page.url.path().starts_with("/login/release"), "{prompt}: {} {}", page.url, page.body);
        assert!(world.mojeid.last_request().prompt.login, "{prompt}");
        world.mojeid.change(|person| person.proven_ms_ago = 0);
    }
}

// finding S-C
#[tokio::test(flavor = "multi_thread")]
async fn a_new_login_ends_the_session_it_takes_the_place_of() {
    let world = World::new().await;
    let (mut browser, _) = world.in_portal().await;
    let old = browser.cookie("localhost", "session_hub").unwrap().to_owned();
    let page = browser.get(&format!("{HUB}/login?again=1")).await;
    world.take(&mut browser, &page, "mojeid").await;
    let mut holder = world.browser();
    holder.set_cookie("localhost", "session_hub", &old);
    assert_eq!(holder.get(&format!("{HUB}/portal")).await.url.path(), "/login");
}

// finding S-C
#[tokio::test(flavor = "multi_thread")]
async fn logins_started_are_limited() {
    let world = World::with(|config| config["logins_started_per_minute"] = json!(3)).await;
    let mut browser = world.browser().without_redirects();
    let mut statuses = Vec::new();
    for _ in 0..5 {
        statuses.push(browser.get(&format!("{HUB}/login/with/mojeid")).await.status.as_u16());
    }
    assert!(statuses[..3].iter().all(|status| *status == 303), "{statuses:?}");
    assert!(statuses[3..].iter().all(|status| *status == 429), "{statuses:?}");
}

/// A flood of logins from one address does not stop a browser in which somebody logged in before.
#[tokio::test(flavor = "multi_thread")]
async fn logins_of_known_browsers_are_counted_apart() {
    let world = World::with(|config| config["logins_started_per_minute"] = json!(3)).await;
    let (known, _) = world.in_portal().await;
    let mut known = known.without_redirects();
    known.set_cookie("localhost", "session_hub", "");
    for _ in 0..4 {
        world.browser().without_redirects().get(&format!("{HUB}/login/with/mojeid")).await;
    }
    let leave = format!("{HUB}/login/with/mojeid");
    assert_eq!(world.browser().without_redirects().get(&leave).await.status, 429);
    assert_eq!(known.get(&leave).await.status, 303);
}
