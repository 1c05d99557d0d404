//! Sessions: made anew at each login, found without a write, ended for good.

use crate::testing::{Answer, Browser};
use axum::http::StatusCode;

use crate::tests::sample::{ORIGIN, Sample};

const COOKIE: &str = "session_sample";
const MINUTE_MS: i64 = 60_000;

async fn log_in(browser: &mut Browser, who: &str) -> Answer {
    let page = browser.get(&format!("{ORIGIN}/profile")).await;
    assert_eq!(page.url.path(), "/login", "not signed in yet");
    browser.submit(&page, "/login", &[("who", who)]).await
}

#[tokio::test]
async fn a_person_comes_back_to_where_they_wanted() {
    let sample = Sample::new().await;
    let mut browser = sample.browser();
    let page = browser.get(&format!("{ORIGIN}/profile?tab=1")).await;
    assert_eq!(page.url.query(), Some("return_to=%2Fprofile%3Ftab%3D1"));
    let profile = browser.submit(&page, "/login", &[("who", "jana")]).await;
    assert_eq!((profile.url.path(), profile.url.query()), ("/profile", Some("tab=1")));
    assert!(profile.has("<h1>jana</h1>") && profile.has("Odhlásit se"));
}

#[tokio::test]
async fn nobody_is_sent_to_another_site_after_login() {
    let sample = Sample::new().await;
    let mut browser = sample.browser();
    let page = browser.get(&format!("{ORIGIN}/login?return_to=//evil.example/")).await;
    assert_eq!(page.form("/login").get("return_to"), Some("/"));
    let fields = [("who", "jana"), ("return_to", "https://evil.example/")];
    let answer = browser.submit(&page, "/login", &fields).await;
    assert_eq!(answer.url.as_str(), format!("{ORIGIN}/"));
}

#[tokio::test]
async fn a_planted_session_is_worthless() {
    let sample = Sample::new().await;
    let mut attacker = sample.browser();
    let mut victim = sample.browser();
    log_in(&mut attacker, "eva").await;
    let planted = attacker.cookie("localhost", COOKIE).unwrap().to_owned();

    // The attacker plants their own session, and a made-up one, into the victim's browser.
    for planted in [planted.as_str(), "made-up"] {
        victim.set_cookie("localhost", COOKIE, planted);
        let page = victim.get(&format!("{ORIGIN}/login")).await;
        victim.submit(&page, "/login", &[("who", "jana"), ("return_to", "/profile")]).await;
        assert_ne!(victim.cookie("localhost", COOKIE), Some(planted), "a login makes a new cookie");
    }
    let answer = attacker.get(&format!("{ORIGIN}/profile")).await;
    assert_eq!(answer.url.path(), "/login", "the replaced session has ended");
}

#[tokio::test]
async fn logging_out_ends_the_session_itself() {
    let sample = Sample::new().await;
    let mut browser = sample.browser();
    let profile = log_in(&mut browser, "jana").await;
    let cookie = browser.cookie("localhost", COOKIE).unwrap().to_owned();
    browser.submit(&profile, "/logout", &[]).await;
    assert_eq!(browser.cookie("localhost", COOKIE), None);
    browser.set_cookie("localhost", COOKIE, &cookie);
    assert_eq!(browser.get(&format!("{ORIGIN}/profile")).await.url.path(), "/login");
}

#[tokio::test]
async fn sessions_end_when_idle_and_in_the_end() {
    let sample = Sample::new().await;
    let mut browser = sample.browser();
    log_in(&mut browser, "jana").await;
    for _ in 0..9 {
        sample.clock.shift(59 * MINUTE_MS);
        let before = sample.store.stats().writes;
        let page = browser.get(&format!("{ORIGIN}/profile")).await;
        assert_eq!(page.url.path(), "/profile");
        the_use_is_noted(&sample, before).await;
    }
    sample.clock.shift(66 * MINUTE_MS);
    assert_eq!(browser.get(&format!("{ORIGIN}/profile")).await.url.path(), "/login", "idle too long");

    log_in(&mut browser, "jana").await;
    for _ in 0..14 {
        sample.clock.shift(40 * MINUTE_MS);
        let before = sample.store.stats().writes;
        browser.get(&format!("{ORIGIN}/profile")).await;
        the_use_is_noted(&sample, before).await;
    }
    sample.clock.shift(40 * MINUTE_MS);
    assert_eq!(browser.get(&format!("{ORIGIN}/profile")).await.url.path(), "/login", "10 hours are over");
}

/// Last uses are written in the background.
async fn the_use_is_noted(sample: &Sample, writes_before: u64) {
    let noted = async {
        while sample.store.stats().writes == writes_before {
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
    };
    assert!(tokio::time::timeout(std::time::Duration::from_secs(20), noted).await.is_ok());
}

#[tokio::test]
async fn finding_a_session_writes_nothing_within_five_minutes() {
    let sample = Sample::new().await;
    let mut browser = sample.browser();
    log_in(&mut browser, "jana").await;
    let before = sample.store.stats().writes;
    for _ in 0..10 {
        sample.clock.shift(20_000);
        browser.get(&format!("{ORIGIN}/profile")).await;
    }
    // A write in the background would come in this time, most likely.
    tokio::time::sleep(std::time::Duration::from_millis(30)).await;
    assert_eq!(sample.store.stats().writes, before);
    sample.clock.shift(2 * MINUTE_MS);
    browser.get(&format!("{ORIGIN}/profile")).await;
    the_use_is_noted(&sample, before).await;
    assert_eq!(sample.store.stats().writes, before + 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn people_see_and_end_their_own_sessions() {
    for store in store::testing::both_engines("sample", &[crate::MIGRATIONS]).await {
        list_and_end(Sample::with(ORIGIN, store)).await;
    }
}

async fn list_and_end(sample: Sample) {
    let sessions = sample.site.sessions();
    let (mut first, mut second, mut eva) = (sample.browser(), sample.browser(), sample.browser());
    log_in(&mut first, "jana").await;
    sample.clock.shift(1000);
    log_in(&mut second, "jana").await;
    log_in(&mut eva, "eva").await;

    let now = sample.clock.now();
    let list = sample.store.read(|tx| sessions.list(tx, now, "jana")).await.unwrap();
    assert_eq!(list.len(), 2);
    assert!(list[0].created_at > list[1].created_at && list[0].user_agent == "Test browser");

    let foreign = sample.store.write(|tx| sessions.end_by_id(tx, "eva", &list[1].id)).await.unwrap();
    assert!(!foreign, "nobody ends another person's session");
    assert!(sample.store.write(|tx| sessions.end_by_id(tx, "jana", &list[1].id)).await.unwrap());
    assert_eq!(first.get(&format!("{ORIGIN}/profile")).await.url.path(), "/login");
    assert_eq!(second.get(&format!("{ORIGIN}/profile")).await.url.path(), "/profile");

    assert_eq!(sample.store.write(|tx| sessions.end_others(tx, &list[0])).await.unwrap(), 0);
    assert_eq!(sample.store.write(|tx| sessions.end_all(tx, "jana")).await.unwrap(), 1);
    assert_eq!(eva.get(&format!("{ORIGIN}/profile")).await.url.path(), "/profile");

    let later = now.plus_ms(11 * 3_600_000);
    assert_eq!(sessions.delete_expired(later).await, Ok(1));
}

#[tokio::test]
async fn programs_are_not_redirected_to_a_login_page() {
    let sample = Sample::new().await;
    let mut browser = sample.browser().with_header("accept", "application/json");
    let answer = browser.get(&format!("{ORIGIN}/profile")).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    assert_eq!(answer.json()["title"], "Nejste přihlášeni");
}

#[tokio::test]
async fn the_store_never_sees_the_cookie() {
    let sample = Sample::new().await;
    let mut browser = sample.browser();
    log_in(&mut browser, "jana").await;
    let cookie = browser.cookie("localhost", COOKIE).unwrap().to_owned();
    let rows = sample.store.read(|tx| {
        tx.query("SELECT hash, id FROM web_session", &[], |row| {
            Ok((row.get::<Vec<u8>>(0)?, row.get::<String>(1)?))
        })
    });
    let rows: Vec<(Vec<u8>, String)> = rows.await.map_err(|error: store::StoreError| error).unwrap();
    assert!(rows[0].0.len() == 32 && rows[0].0 != cookie.as_bytes() && rows[0].1 != cookie);
}
