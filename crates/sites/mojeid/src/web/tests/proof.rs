//! A fresh proof before a change, as a browser sees it.

use axum::http::StatusCode;
use web::testing::{Answer, Browser};

use super::prove;
use crate::rules::proof::{FRESH_FORM_MS, FRESH_MS};
use crate::rules::recovery::UNDO_MS;
use crate::store::account;
use crate::testing::{ORIGIN, PASSWORD, World, jana};

const FORM: &str = "/settings/password";

async fn logged_in(world: &World) -> Browser {
    let mut browser = world.browser();
    let page = browser.get(&format!("{ORIGIN}/login")).await;
    browser.submit(&page, "/login", &[("name", "jana"), ("password", PASSWORD)]).await;
    browser
}

async fn get(browser: &mut Browser, path: &str) -> Answer {
    browser.get(&format!("{ORIGIN}{path}")).await
}

/// Findings S-A4 and N-6: whatever session is open, a change begins with password and passcode.
#[tokio::test(flavor = "multi_thread")]
async fn a_change_asks_for_password_and_passcode_and_leads_back() {
    let world = World::new().await;
    world.active(&jana()).await;
    let mut browser = logged_in(&world).await;
    let page = get(&mut browser, FORM).await;
    assert_eq!(page.url.path(), "/proof");
    assert!(page.has("Poslali jsme vám kód v SMS"), "the password was entered just now: {}", page.body);
    let wrong = browser.submit(&page, "/proof/passcode", &[("passcode", "000000")]).await;
    assert!(wrong.status == StatusCode::UNPROCESSABLE_ENTITY && wrong.has("Kód nesouhlasí"));
    let page = prove(&world, &mut browser, page).await;
    assert_eq!(page.url.path(), FORM);

    world.clock.shift(FRESH_MS);
    let page = get(&mut browser, FORM).await;
    assert_eq!(page.url.path(), "/proof", "not any more");
    let wrong = browser.submit(&page, "/proof", &[("password", "a wrong guess")]).await;
    assert!(wrong.has("Heslo nesouhlasí"), "{}", wrong.body);
    let page = prove(&world, &mut browser, page).await;
    assert_eq!(page.url.path(), FORM);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_was_opened_in_time_may_be_filled_in() {
    let world = World::new().await;
    world.active(&jana()).await;
    let mut browser = logged_in(&world).await;
    let page = get(&mut browser, FORM).await;
    let form = prove(&world, &mut browser, page).await;
    let (mut slow, short) = (browser.clone(), [("new_password", "short")]);
    world.clock.shift(FRESH_FORM_MS - 1);
    let answer = browser.submit(&form, FORM, &short).await;
    assert_eq!((answer.url.path(), answer.status), (FORM, StatusCode::UNPROCESSABLE_ENTITY));
    world.clock.shift(1);
    let answer = slow.submit(&form, FORM, &short).await;
    assert_eq!(answer.url.path(), "/proof", "too late");
}

/// A double click on either form says the same as one.
#[tokio::test(flavor = "multi_thread")]
async fn forms_of_the_proof_sent_twice_lead_on() {
    let world = World::new().await;
    world.active(&jana()).await;
    let mut browser = logged_in(&world).await;
    let page = get(&mut browser, FORM).await;
    let passcode = world.passcode(&jana().phone).await;
    let fields = [("passcode", passcode.as_str())];
    assert_eq!(browser.submit(&page, "/proof/passcode", &fields).await.url.path(), FORM);
    assert_eq!(browser.submit(&page, "/proof/passcode", &fields).await.url.path(), FORM);
}

/// Findings S-A4, S-A16 and N-6: the forms that move how somebody is reached are behind it, sending them too.
#[tokio::test(flavor = "multi_thread")]
async fn an_open_session_reaches_no_form_of_contact_data() {
    let world = World::new().await;
    world.identified(&jana()).await;
    let mut browser = logged_in(&world).await;
    let page = get(&mut browser, "/profile/email").await;
    let form = prove(&world, &mut browser, page).await;
    let mut late = browser.clone();
    world.clock.shift(FRESH_FORM_MS);
    for path in ["/profile/data", "/profile/email", "/profile/phone"] {
        assert_eq!(get(&mut browser, path).await.url.path(), "/proof", "{path}");
    }
    let answer = late.submit(&form, "/profile/email", &[("email", "nova@posta.example")]).await;
    assert_eq!(answer.url.path(), "/proof");
}

/// Finding N-2: after a recovery nobody moves mailbox or telephone while it can be undone.
#[tokio::test(flavor = "multi_thread")]
async fn contact_data_stay_where_they_are_after_a_recovery() {
    let world = World::new().await;
    let founded = world.identified(&jana()).await;
    let now = world.now();
    let recovered = world.mojeid.store().write(|tx| {
        let credentials = account::credentials(tx, &founded.account)?.unwrap();
        account::recover(tx, &founded.account, &credentials.password_hash, now)
    });
    recovered.await.unwrap();
    let mut browser = logged_in(&world).await;
    assert!(get(&mut browser, "/profile").await.has("Přístup k účtu byl nedávno obnoven"));
    for path in ["/profile/data", "/profile/email", "/profile/phone"] {
        let refused = get(&mut browser, path).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{path}");
        assert!(refused.has("Tyto údaje teď nemůžete měnit"), "{}", refused.body);
    }
    world.clock.shift(UNDO_MS);
    let mut browser = logged_in(&world).await;
    assert_eq!(get(&mut browser, "/profile/email").await.url.path(), "/proof");
}

/// Finding P5.
#[tokio::test(flavor = "multi_thread")]
async fn password_managers_find_the_form() {
    let world = World::new().await;
    let answer = get(&mut world.browser().without_redirects(), "/.well-known/change-password").await;
    assert_eq!(answer.location().unwrap().path(), FORM);
}
