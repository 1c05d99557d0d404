//! Nothing that was typed is lost: errors have an address, a stale or refused form can be sent again, and whoever is signed
//! in keeps the shell.

use crate::tests::sample::{ORIGIN, Sample};

async fn signed_in(sample: &Sample) -> crate::testing::Browser {
    let mut browser = sample.browser();
    let page = browser.get(&format!("{ORIGIN}/login")).await;
    browser.submit(&page, "/login", &[("who", "jana")]).await;
    browser
}

// finding N-27
#[tokio::test]
async fn an_error_page_has_an_address_so_that_back_and_reload_show_it_again() {
    let sample = Sample::new().await;
    let mut browser = sample.browser();
    let page = browser.get(&format!("{ORIGIN}/note?tab=2")).await;
    let mut patient = browser.clone().without_redirects();
    let sent = patient.submit(&page, "/note", &[("note", "")]).await;
    assert_eq!(sent.status, 303);
    let address = sent.location().unwrap();
    assert_eq!(address.path(), "/note");
    for _ in 0..2 {
        let again = patient.get(address.as_str()).await;
        assert_eq!(again.status, 422, "the status of the error");
        assert!(again.has("Napište poznámku") && again.header("cache-control") == Some("no-store"));
        assert!(again.header("content-security-policy").unwrap().ends_with("form-action 'self'"));
    }
    let shown = patient.get(address.as_str()).await;
    let corrected = patient.submit(&shown, "/note", &[("note", "ahoj")]).await;
    assert_eq!(corrected.body, "noted ahoj []", "the form of the shown page works");
}

// finding N-27
#[tokio::test]
async fn an_error_page_is_shown_to_its_own_browser_only_and_not_for_long() {
    let sample = Sample::new().await;
    let mut browser = sample.browser();
    let page = browser.get(&format!("{ORIGIN}/note")).await;
    let shown = browser.submit(&page, "/note", &[("note", "")]).await;
    assert!(shown.url.query().unwrap().starts_with("_shown="));
    let address = shown.url.to_string();
    let plain = format!("{ORIGIN}/note");
    let stranger = sample.browser().get(&address).await;
    assert_eq!((stranger.status.as_u16(), stranger.url.as_str()), (200, plain.as_str()));
    assert!(!stranger.has("Napište poznámku"));
    let elsewhere = browser.get(&address.replace("/note?", "/limited?")).await;
    assert_eq!((elsewhere.status.as_u16(), elsewhere.url.path()), (200, "/limited"), "it has one address");
    // Whoever signs in or out meanwhile does not see what was typed before.
    let mut changed = browser.clone();
    changed.set_cookie("localhost", "session_sample", "another");
    assert_eq!(changed.get(&address).await.url.as_str(), plain);
    sample.clock.shift(11 * 60_000);
    assert_eq!(browser.get(&address).await.url.as_str(), plain, "it was forgotten");
}

/// Who comes next at a shared computer opens the address from the history: a login and a logout leave the browser without
/// a session, as it was, but not with what was typed.
#[tokio::test]
async fn after_a_login_or_a_logout_nothing_that_was_typed_is_shown() {
    let sample = Sample::new().await;
    let mut browser = sample.browser();
    let page = browser.get(&format!("{ORIGIN}/note")).await;
    let before = browser.submit(&page, "/note", &[("note", "")]).await.url.to_string();
    let page = browser.get(&format!("{ORIGIN}/login")).await;
    browser.submit(&page, "/login", &[("who", "petr")]).await;
    let page = browser.get(&format!("{ORIGIN}/note")).await;
    let within = browser.submit(&page, "/note", &[("note", "")]).await.url.to_string();
    assert_eq!(browser.get(&within).await.status, 422);
    let with_session = browser.clone();
    let page = browser.get(&format!("{ORIGIN}/profile")).await;
    browser.submit(&page, "/logout", &[]).await;
    for address in [&before, &within] {
        assert!(address.contains("_shown="));
        let page = browser.get(address).await;
        assert_eq!((page.status.as_u16(), page.url.query()), (200, None), "{address}");
    }
    // The cookie was another one already after the login.
    let mut early = with_session;
    early.set_cookie("localhost", "session_sample", "");
    assert_eq!(early.get(&before).await.status, 200);
}

/// A level that cannot be reached is told after the password, which began a session.
#[tokio::test]
async fn an_error_page_that_comes_with_a_new_session_is_shown() {
    let sample = Sample::new().await;
    let mut browser = sample.browser();
    let page = browser.get(&format!("{ORIGIN}/login")).await;
    let fields = page.form("/login").fields.clone();
    let mut fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    fields.retain(|(name, _)| *name != "who");
    fields.push(("who", "jana"));
    let answer =
        browser.post(&format!("{ORIGIN}/half-login"), &fields, &[("sec-fetch-site", "same-origin")]).await;
    assert_eq!((answer.status.as_u16(), answer.url.path()), (403, "/half-login"));
    assert!(answer.has("K tomuto nemáte oprávnění"), "{}", answer.body);
}

/// What was typed rests sealed.
#[tokio::test]
async fn what_was_typed_cannot_be_read_in_the_database() {
    let sample = Sample::new().await;
    let mut browser = sample.browser();
    let page = browser.get(&format!("{ORIGIN}/note")).await;
    browser.submit(&page, "/note", &[("note", "")]).await;
    let rows =
        sample.store.read(|tx| tx.query("SELECT sealed FROM web_shown", &[], |row| row.get::<Vec<u8>>(0)));
    let rows = rows.await.unwrap();
    assert_eq!(rows.len(), 1);
    // Nor unpacked: so begins what gzip writes.
    let gzip: &[u8] = &[0x1f, 0x8b, 8, 0];
    for plain in ["Poznámka".as_bytes(), b"<html", gzip] {
        assert!(!rows[0].windows(plain.len()).any(|window| window == plain), "{plain:?}");
    }
}

#[tokio::test]
async fn programs_and_floods_get_their_errors_at_once() {
    let sample = Sample::new().await;
    let mut browser = sample.browser().without_redirects();
    let page = browser.get(&format!("{ORIGIN}/note")).await;
    let mut answers = Vec::new();
    // 60 a minute, and one more for each second that the test takes
    for _ in 0..120 {
        answers.push(browser.submit(&page, "/note", &[("note", "")]).await.status.as_u16());
    }
    assert!(answers[..60].iter().all(|status| *status == 303), "{answers:?}");
    assert!(answers[60..].contains(&422), "{answers:?}");
    let mut program = browser.with_header("accept", "application/json");
    let answer = program.submit(&page, "/note", &[("tags", "x")]).await;
    assert_ne!(answer.status, 303);
}

// finding N-25
#[tokio::test]
async fn a_form_from_an_old_tab_says_that_nothing_was_changed_and_leads_back() {
    let sample = Sample::new().await;
    let mut browser = signed_in(&sample).await;
    let page = browser.get(&format!("{ORIGIN}/own-note?tab=1")).await;
    let other_tab = browser.get(&format!("{ORIGIN}/profile")).await;
    browser.submit(&other_tab, "/logout", &[]).await;
    let answer = browser.submit(&page, "/own-note", &[("note", "x")]).await;
    assert_eq!(answer.status, 403);
    assert!(answer.has("Mezitím jste byli odhlášeni") && answer.has("Nic se nezměnilo"), "{}", answer.body);
    let login = answer.links().into_iter().find(|link| link.starts_with("/login")).unwrap();
    assert_eq!(login, "/login?return_to=%2Fown-note%3Ftab%3D1");
    let login = browser.get(&format!("{ORIGIN}{login}")).await;
    let back = browser.submit(&login, "/login", &[("who", "jana")]).await;
    assert_eq!(back.url.as_str(), format!("{ORIGIN}/own-note?tab=1"));
}

// finding N-26
#[tokio::test]
async fn errors_and_help_keep_name_navigation_and_logout() {
    let sample = Sample::new().await;
    let mut browser = signed_in(&sample).await;
    for path in ["/nowhere", "/lost/2", "/panic", "/help"] {
        let page = browser.get(&format!("{ORIGIN}{path}")).await;
        assert!(page.has("jana</span>") && page.has("Odhlásit se"), "{path}: {}", page.body);
        assert!(page.has("<a href=\"/note\">"), "{path} has no navigation");
        let strangers = sample.browser().get(&format!("{ORIGIN}{path}")).await;
        assert!(!strangers.has("Odhlásit se"), "{path}");
    }
}

// findings N-28, R22
#[tokio::test]
async fn a_form_that_came_too_often_can_be_sent_again_as_it_was() {
    let sample = Sample::new().await;
    let mut browser = sample.browser();
    let page = browser.get(&format!("{ORIGIN}/limited")).await;
    let action = "/limited";
    let mut fields = page.form("").fields.clone();
    fields.extend(
        [("postal_code", "390 01"), ("password", "tajné"), ("pin2", "ABCD")]
            .map(|(n, v)| (n.into(), v.into())),
    );
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let refused =
        browser.post(&format!("{ORIGIN}{action}"), &fields, &[("sec-fetch-site", "same-origin")]).await;
    assert_eq!((refused.status.as_u16(), refused.header("retry-after")), (429, Some("90")));
    assert!(
        refused.has("Co jste vyplnili, zůstalo zachováno") && !refused.has("tajné") && !refused.has("ABCD")
    );
    let form = refused.form(action);
    assert_eq!(form.get("postal_code"), Some("390 01"));
    assert_eq!((form.get("password"), form.get("pin2")), (Some(""), Some("")), "to be typed again");
    assert!(refused.has("PIN2</label>") && refused.has("Heslo</label>"), "{}", refused.body);
}

// finding N-28
#[tokio::test]
async fn a_stale_form_with_a_password_asks_for_the_password_only() {
    let sample = Sample::new().await;
    let mut browser = sample.browser();
    let page = browser.get(&format!("{ORIGIN}/login?return_to=/profile")).await;
    browser.forget_cookies();
    let stale = browser.submit(&page, "/login", &[("who", "jana"), ("password", "tajné-heslo")]).await;
    assert_eq!(stale.status, 403);
    assert!(stale.has("Formulář mezitím vypršel") && !stale.has("tajné-heslo"));
    let profile = browser.submit(&stale, "/login", &[("password", "tajné-heslo")]).await;
    assert!(profile.has("<h1>jana</h1>"), "{}", profile.body);
}

/// It has no address then, but it is not lost.
#[tokio::test]
async fn an_error_page_too_large_to_be_kept_is_answered_at_once() {
    let sample = Sample::new().await;
    let mut browser = sample.browser().without_redirects();
    let page = browser.get(&format!("{ORIGIN}/long")).await;
    let answer = browser.submit(&page, "/long", &[("note", "x")]).await;
    assert_eq!((answer.status.as_u16(), answer.body.len()), (422, 3 + 300 * 1024));
}

/// A secret may have any name: only fields that the site calls plain come back.
#[tokio::test]
async fn a_form_with_an_unknown_field_is_not_offered_again() {
    let sample = Sample::new().await;
    let mut browser = sample.browser();
    let page = browser.get(&format!("{ORIGIN}/limited")).await;
    let csrf = page.form("").get("_csrf").unwrap().to_owned();
    let fields = [("_csrf", csrf.as_str()), ("note", "ahoj"), ("otp", "123456")];
    let refused =
        browser.post(&format!("{ORIGIN}/limited"), &fields, &[("sec-fetch-site", "same-origin")]).await;
    assert_eq!(refused.status, 429);
    assert!(
        !refused.has("123456") && !refused.has("ahoj") && !refused.body.contains("<form"),
        "{}",
        refused.body
    );
}
