//! The portal (mission: A4, A7).

use serde_json::json;
use values::{HOUR_MS, Language};

use super::service;
use super::world::{HUB, START, World, device};

#[tokio::test(flavor = "multi_thread")]
async fn the_overview_greets_by_the_name_that_the_register_has_now() {
    let world = World::new().await;
    let (mut browser, page) = world.in_portal().await;
    for text in ["Přihlášená osoba:", "<strong>Jana Nováková</strong>", "Přihlašujte se telefonem"] {
        assert!(page.has(text), "{text}: {}", page.body);
    }
    // finding N-43: the overview itself reads the name, once; the data are read where they are shown.
    browser.get(&format!("{HUB}/portal")).await;
    let name_only = json!(["given_name", "family_name"]);
    assert_eq!(world.population.reads(), [("portal".to_owned(), "Národní bod".to_owned(), name_only)]);
    let page = browser.get(&format!("{HUB}/portal/data")).await;
    assert!(page.has("12. 4. 1988") && page.has("Občanský průkaz 208154397"), "{}", page.body);
    *world.population.down.lock().unwrap() = true;
    assert_eq!(browser.get(&format!("{HUB}/portal")).await.status, 200);
    let page = browser.get(&format!("{HUB}/portal/data")).await;
    assert_eq!(page.status, 200);
    assert!(page.has("Registr obyvatel teď neodpovídá"), "{}", page.body);
}

/// With ordinary blanks.
fn as_typed(answer: &web::testing::Answer) -> String {
    answer.body.replace('\u{a0}', " ").replace("&nbsp;", " ")
}

// mission: A7
#[tokio::test(flavor = "multi_thread")]
async fn the_overview_shows_the_login_before_the_present_one() {
    let world = World::new().await;
    let (_, first) = world.in_portal().await;
    assert!(!first.has("Předchozí přihlášení"), "{}", first.body);
    let when = world.clock.now().in_prague(Language::Cs).replace('\u{a0}', " ");
    world.clock.shift(HOUR_MS);
    let (mut browser, second) = world.in_portal().await;
    let told = format!("Předchozí přihlášení: {when}, mojeID, Portál Národního bodu.");
    let second = as_typed(&second);
    assert!(second.contains(&told), "{told} {second}");
    browser.get(&service::authorize("lipova", &[])).await;
    let again = browser.get(&format!("{HUB}/portal")).await;
    let again = as_typed(&again);
    assert!(again.contains(&told), "what this browser does since is no earlier login: {again}");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_not_signed_in_comes_back_to_the_page_they_wanted() {
    let world = World::new().await;
    let mut browser = world.browser();
    let page = browser.get(&format!("{HUB}/portal/devices")).await;
    assert_eq!(page.url.path(), "/login");
    assert!(page.has("Přihlášení do portálu Národního bodu"), "{}", page.body);
    let page = world.take(&mut browser, &page, "mojeid").await;
    assert_eq!(page.url.path(), "/portal/devices");
}

// mission: A7
#[tokio::test(flavor = "multi_thread")]
async fn devices_are_listed_renamed_and_disconnected() {
    for world in World::each().await {
        let (mut browser, _) = world.in_portal().await;
        let page = browser.get(&format!("{HUB}/portal/devices")).await;
        assert!(page.has("Nemáte připojené žádné zařízení"), "{}", page.body);
        world.attach(&mut browser).await;
        let mut second = device("019a8b4c-0000-7000-8000-0000000000d2", "Starý telefon");
        second.last_used_at_ms = Some(START.unix_ms());
        second.blocked = true;
        world.mobile_key.state.devices.lock().unwrap().push(second);
        let page = browser.get(&format!("{HUB}/portal/devices")).await;
        for text in ["Telefon", "dosud nepoužito", "Starý telefon", "Zablokováno"] {
            assert!(page.has(text), "{text}: {}", page.body);
        }
        let page = browser.open(&page, "/portal/devices/019a8b4c-0000-7000-8000-0000000000d1/rename").await;
        assert_eq!(
            page.form("/portal/devices/019a8b4c-0000-7000-8000-0000000000d1/rename").get("name"),
            Some("Telefon")
        );
        let refused = browser
            .submit(&page, "/portal/devices/019a8b4c-0000-7000-8000-0000000000d1/rename", &[("name", " ")])
            .await;
        assert_eq!(refused.status, 422);
        assert!(refused.has("Zadejte název o délce 1 až 60 znaků"));
        let long = "ž".repeat(61);
        assert_eq!(
            browser
                .submit(
                    &page,
                    "/portal/devices/019a8b4c-0000-7000-8000-0000000000d1/rename",
                    &[("name", &long)]
                )
                .await
                .status,
            422
        );
        let page = browser
            .submit(
                &page,
                "/portal/devices/019a8b4c-0000-7000-8000-0000000000d1/rename",
                &[("name", "Janin <telefon>")],
            )
            .await;
        assert!(page.has("Zařízení se teď jmenuje Janin <telefon>.") && !page.body.contains("<telefon>"));

        let page =
            browser.open(&page, "/portal/devices/019a8b4c-0000-7000-8000-0000000000d1/disconnect").await;
        assert!(
            page.has("poslední použitelné zařízení s Mobilním klíčem")
                && !page.has("poslední způsob přihlášení"),
            "{}",
            page.body
        );
        let page = browser
            .submit(&page, "/portal/devices/019a8b4c-0000-7000-8000-0000000000d1/disconnect", &[])
            .await;
        // finding N-39
        assert!(page.has("Zařízení Janin <telefon> je odpojeno."), "{}", page.body);
        assert!(
            !page.links().contains(&"/portal/devices/019a8b4c-0000-7000-8000-0000000000d1/rename".to_owned()),
            "{}",
            page.body
        );
        assert!(page.has("Starý telefon"), "{}", page.body);
        assert_eq!(page.url.query(), None, "no address holds a name");
        assert!(!browser.get(page.url.as_str()).await.has("je odpojeno"), "once is enough");
        for gone in ["019a8b4c-0000-7000-8000-0000000000d1", "x", "..%2Fsecret"] {
            let page = browser.get(&format!("{HUB}/portal/devices/{gone}/disconnect")).await;
            assert_eq!(page.status, 404, "{gone}");
        }
    }
}

// finding N-39
#[tokio::test(flavor = "multi_thread")]
async fn what_was_done_is_told_in_its_own_session_and_on_its_own_page_only() {
    let world = World::new().await;
    let (mut signed_in, _) = world.in_portal().await;
    world.attach(&mut signed_in).await;
    let session = signed_in.cookie("localhost", "session_hub").unwrap().to_owned();
    let mut browser = world.browser().without_redirects();
    browser.set_cookie("localhost", "session_hub", &session);
    let path = "/portal/devices/019a8b4c-0000-7000-8000-0000000000d1/rename";
    let page = browser.get(&format!("{HUB}{path}")).await;
    let answer = browser.submit(&page, path, &[("name", "Janin telefon")]).await;
    assert_eq!(answer.location().unwrap().as_str(), format!("{HUB}/portal/devices"));
    let told = browser.cookie("localhost", "told_hub").unwrap().to_owned();
    let (mut other, _) = world.in_portal().await;
    let (text, _) = told.split_once('.').unwrap();
    for cookie in [told.clone(), format!("{text}."), format!("{text}.AAAA"), "x".to_owned()] {
        other.set_cookie("localhost", "told_hub", &cookie);
        let page = other.get(&format!("{HUB}/portal/devices")).await;
        assert!(!page.has("se teď jmenuje"), "{cookie}: {}", page.body);
    }
    browser.set_cookie("localhost", "told_hub", &told);
    assert!(!browser.get(&format!("{HUB}/portal/methods")).await.has("se teď jmenuje"), "another page");
    let page = browser.get(&format!("{HUB}/portal/devices")).await;
    assert!(page.has("Zařízení se teď jmenuje Janin telefon."), "{}", page.body);
    // Whoever keeps the cookie shows it no longer than a minute.
    world.clock.shift(61_000);
    browser.set_cookie("localhost", "told_hub", &told);
    let page = browser.get(&format!("{HUB}/portal/devices")).await;
    assert!(page.status == 200 && !page.has("se teď jmenuje"), "{}", page.body);
}

// mission: A7
#[tokio::test(flavor = "multi_thread")]
async fn the_last_way_in_is_not_cut_off_without_a_warning() {
    let world = World::new().await;
    let (mut browser, _) = world.in_portal().await;
    world.attach(&mut browser).await;
    world.forget_link("mojeid").await;
    let page =
        browser.get(&format!("{HUB}/portal/devices/019a8b4c-0000-7000-8000-0000000000d1/disconnect")).await;
    assert!(page.has("Je to váš poslední způsob přihlášení"), "{}", page.body);
    let refused =
        browser.submit(&page, "/portal/devices/019a8b4c-0000-7000-8000-0000000000d1/disconnect", &[]).await;
    assert_eq!(refused.status, 422);
    assert_eq!(world.mobile_key.state.devices.lock().unwrap().len(), 1);
    let page = browser
        .submit(
            &page,
            "/portal/devices/019a8b4c-0000-7000-8000-0000000000d1/disconnect",
            &[("understand", "on")],
        )
        .await;
    assert!(page.has("Nemáte připojené žádné zařízení"), "{}", page.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mobile_key_that_does_not_answer_takes_only_its_own_pages_along() {
    let world = World::new().await;
    let (mut browser, _) = world.in_portal().await;
    world.attach(&mut browser).await;
    *world.mobile_key.state.down.lock().unwrap() = true;
    let page = browser.get(&format!("{HUB}/portal/devices")).await;
    assert_eq!(page.status, 503);
    assert!(page.has("Mobilní klíč teď neodpovídá"), "{}", page.body);
    for path in ["/portal", "/portal/methods", "/portal/history"] {
        assert_eq!(browser.get(&format!("{HUB}{path}")).await.status, 200, "{path}");
    }
}

// mission: A7
#[tokio::test(flavor = "multi_thread")]
async fn the_history_tells_who_when_where_and_how() {
    for world in World::each().await {
        let mut browser =
            world.browser().with_header("user-agent", "Mozilla/5.0 (Windows NT 10.0) Firefox/132.0");
        let page = world.choose(&mut browser, "lipova", &[], "mojeid").await;
        browser.submit(&page, "/login/release", &[("remember", "on")]).await;
        world.tick();
        browser.get(&service::authorize("lipova", &[])).await;
        let page = browser.get(&format!("{HUB}/portal/history")).await;
        for text in [
            "Městský úřad Lipová",
            "mojeID",
            "značná",
            "Firefox, Windows",
            "přihlášeno",
            "přihlášeno bez nového ověření",
            "Nebyli jste to vy?",
        ] {
            assert!(page.has(text), "{text}: {}", page.body);
        }
        assert!(!page.has("přihlášení nedokončeno"));
        let page = browser.get(&format!("{HUB}/portal/releases")).await;
        assert_eq!(page.body.matches("Jméno, Příjmení").count(), 3, "two releases and the remembered choice");
        assert_eq!(browser.get(&format!("{HUB}/portal/history?before=nonsense")).await.status, 400);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn long_histories_come_in_pages() {
    let world = World::new().await;
    let (mut browser, _) = world.in_portal().await;
    let page = browser.get(&service::authorize("lipova", &[])).await;
    browser.submit(&page, "/login/release", &[("remember", "on")]).await;
    for _ in 0..55 {
        world.tick();
        browser.get(&service::authorize("lipova", &[])).await;
    }
    for path in ["/portal/history", "/portal/releases"] {
        let page = browser.get(&format!("{HUB}{path}")).await;
        assert_eq!(page.body.matches("data-label=\"Služba\"").count(), 50);
        let is_older = |href: &String| href.contains("before=") && !href.contains("lang=");
        let older = page.links().into_iter().find(is_older).unwrap();
        let page = browser.open(&page, &older).await;
        assert!((1..10).contains(&page.body.matches("data-label=\"Služba\"").count()), "{path}");
        assert!(!page.links().iter().any(is_older));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_person_sees_who_read_their_data() {
    let world = World::new().await;
    let (mut browser, _) = world.in_portal().await;
    let page = browser.get(&format!("{HUB}/portal/register")).await;
    for text in [
        "Městský úřad Lipová",
        "přihlášení do služby",
        "Jméno, Adresa trvalého pobytu",
        "ztotožnění",
        "jen vyhledání",
    ] {
        assert!(page.has(text), "{text}: {}", page.body);
    }
    *world.population.down.lock().unwrap() = true;
    assert_eq!(browser.get(&format!("{HUB}/portal/register")).await.status, 503);
}

#[tokio::test(flavor = "multi_thread")]
async fn sessions_are_listed_and_ended() {
    for world in World::each().await {
        let (mut phone, _) = world.in_portal().await;
        let (mut tablet, _) = world.in_portal().await;
        let (mut desk, _) = world.in_portal().await;
        let page = desk.get(&format!("{HUB}/portal/sessions")).await;
        assert_eq!(page.body.matches("/end\"").count(), 3);
        let page = desk.submit(&page, "/portal/sessions/0", &[]).await;
        assert_eq!(page.body.matches("/end\"").count(), 2, "{}", page.body);
        let page = desk.submit(&page, "/portal/sessions/others", &[]).await;
        assert!(!page.body.contains("/end\""));
        for browser in [&mut phone, &mut tablet] {
            assert_eq!(browser.get(&format!("{HUB}/portal")).await.url.path(), "/login");
        }
        assert_eq!(desk.get(&format!("{HUB}/portal")).await.url.path(), "/portal");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_login_gets_a_new_session_and_logging_out_ends_it() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.set_cookie("localhost", "session_hub", &"A".repeat(43));
    let page = browser.get(&format!("{HUB}/portal")).await;
    let page = world.take(&mut browser, &page, "mojeid").await;
    let cookie = browser.cookie("localhost", "session_hub").unwrap().to_owned();
    assert_ne!(cookie, "A".repeat(43), "a planted cookie is not taken over");
    let page = browser.submit(&page, "/logout", &[]).await;
    assert!(page.url.path() == "/logout/done" && page.has("Odhlášeno"), "{}", page.body);
    browser.set_cookie("localhost", "session_hub", &cookie);
    assert_eq!(
        browser.get(&format!("{HUB}/portal")).await.url.path(),
        "/login",
        "the old cookie opens nothing"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_can_ask_for_a_logout_and_the_person_decides() {
    let world = World::new().await;
    let (mut browser, _) = world.in_portal().await;
    let end = format!(
        "{HUB}/openid/logout?client_id=lipova&post_logout_redirect_uri=https%3A%2F%2Flipova.example%2Fbye&state=s"
    );
    let page = browser.get(&end).await;
    assert!(page.has("Odhlásit se z Národního bodu?"), "{} {}", page.url, page.body);
    let stays = browser.submit(&page, "/logout", &[("decision", "stay")]).await;
    assert_ne!(stays.url.path(), "/logout");
    assert_eq!(browser.get(&format!("{HUB}/portal")).await.url.path(), "/portal");
    let page = browser.get(&end).await;
    browser.submit(&page, "/logout", &[("decision", "")]).await;
    assert_eq!(browser.get(&format!("{HUB}/portal")).await.url.path(), "/login");
}

#[tokio::test(flavor = "multi_thread")]
async fn histories_are_kept_for_their_time() {
    let world = World::new().await;
    let (mut browser, _) = world.in_portal().await;
    let page = browser.get(&service::authorize("lipova", &[])).await;
    browser.submit(&page, "/login/release", &[]).await;
    world.clock.shift(731 * values::DAY_MS);
    runtime::run_all(&world.hub.jobs(), world.clock.now()).await.unwrap();
    let (mut browser, _) = world.in_portal().await;
    let page = browser.get(&format!("{HUB}/portal/history")).await;
    assert!(!page.has("Městský úřad Lipová") && page.has("Portál Národního bodu"), "{}", page.body);
    let page = browser.get(&format!("{HUB}/portal/releases")).await;
    assert!(page.has("Zatím tu nic není"));
}

#[tokio::test(flavor = "multi_thread")]
async fn notices_that_were_delivered_are_forgotten() {
    let world = World::new().await;
    let (mut browser, _) = world.in_portal().await;
    world.attach(&mut browser).await;
    let _ = world.in_portal().await;
    let kept = async || {
        let count = world
            .store
            .read(|tx| tx.query_one_or_none("SELECT count(*) FROM job", &[], |row| row.get::<i64>(0)));
        count.await.unwrap().unwrap()
    };
    world.worker.run_due().await.unwrap();
    assert!(kept().await > 0);
    world.clock.shift(401 * values::DAY_MS);
    runtime::run_all(&world.hub.jobs(), world.clock.now()).await.unwrap();
    assert_eq!(kept().await, 0);
}
