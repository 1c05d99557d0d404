//! A fresh proof before a change, as a browser sees it.

use axum::http::StatusCode;
use web::testing::{Answer, Browser};

use super::prove;
use crate::rules::reauthentication::{FRESH_FORM_MS, FRESH_MS};
use crate::rules::recovery::UNDO_MS;
use crate::store::account;
use crate::tests::world::{ORIGIN, PASSWORD, World, jana};

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

/// The thirty minutes are for a form that was opened within ten; who opens none has ten. Finding A-15.
#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_was_opened_in_time_may_be_filled_in() {
    let world = World::new().await;
    world.active(&jana()).await;
    let mut browser = logged_in(&world).await;
    let page = get(&mut browser, FORM).await;
    let form = prove(&world, &mut browser, page).await;
    let short = [("password", PASSWORD), ("new_password", "short")];
    let unopened = [("password", PASSWORD), ("new_password", "short"), ("opened", "")];
    let forged = [("password", PASSWORD), ("new_password", "short"), ("opened", "0123456789abcdef")];
    let answer = browser.clone().submit(&form, FORM, &unopened).await;
    assert_eq!(answer.url.path(), FORM, "the proof is fresh");
    world.clock.shift(FRESH_MS);
    for fields in [&unopened, &forged] {
        let answer = browser.clone().submit(&form, FORM, fields).await;
        assert_eq!(answer.url.path(), "/proof", "{fields:?}");
    }
    let mut slow = browser.clone();
    world.clock.shift(FRESH_FORM_MS - FRESH_MS - 1);
    let answer = browser.submit(&form, FORM, &short).await;
    assert_eq!((answer.url.path(), answer.status), (FORM, StatusCode::UNPROCESSABLE_ENTITY));
    world.clock.shift(1);
    let answer = slow.submit(&form, FORM, &short).await;
    assert_eq!(answer.url.path(), "/proof", "too late");
}

/// What one session opened is worth nothing in another.
#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_another_session_opened_opens_nothing() {
    let world = World::new().await;
    world.active(&jana()).await;
    let (mut here, mut there) = (logged_in(&world).await, logged_in(&world).await);
    let page = get(&mut here, FORM).await;
    let form = prove(&world, &mut here, page).await;
    let mark = form.form(FORM).get("opened").unwrap().to_owned();
    world.clock.shift(values::SECOND_MS);
    let page = get(&mut there, FORM).await;
    let form = prove(&world, &mut there, page).await;
    world.clock.shift(FRESH_MS);
    let fields = [("password", PASSWORD), ("new_password", "short"), ("opened", mark.as_str())];
    assert_eq!(there.submit(&form, FORM, &fields).await.url.path(), "/proof");
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

/// What each form of contact data is sent with, and by which page.
const CONTACT_FORMS: [(&str, &str, &str); 3] = [
    ("/profile/data", "street", "Nová 1"),
    ("/profile/email", "email", "nova@posta.example"),
    ("/profile/phone", "phone", "+421905100003"),
];

/// Findings S-A4, S-A16, N-6 and A-15: the forms that move how somebody is reached are behind it, sending them too: with
/// a page that was opened in time for half an hour, without one for ten minutes.
#[tokio::test(flavor = "multi_thread")]
async fn an_open_session_reaches_no_form_of_contact_data() {
    for (path, field, value) in CONTACT_FORMS {
        let world = World::new().await;
        world.identified(&jana()).await;
        let mut browser = logged_in(&world).await;
        let page = get(&mut browser, path).await;
        let form = prove(&world, &mut browser, page).await;
        assert_eq!(form.url.path(), path);
        world.clock.shift(FRESH_MS);
        let mut late = browser.clone();
        assert_eq!(get(&mut browser, path).await.url.path(), "/proof", "{path}");
        let unopened = browser.submit(&form, path, &[(field, value), ("opened", "")]).await;
        assert_eq!(unopened.url.path(), "/proof", "{path}");
        world.clock.shift(FRESH_FORM_MS - FRESH_MS);
        let answer = late.submit(&form, path, &[(field, value)]).await;
        assert_eq!(answer.url.path(), "/proof", "{path}");
        if path != "/profile/data" {
            let code = format!("{path}/code");
            let url = format!("{ORIGIN}{code}");
            let csrf = form.form(path).get("_csrf").unwrap_or_default().to_owned();
            let fields = [("_csrf", csrf.as_str()), ("code", "7KQ2XM4A")];
            let answer = late.post(&url, &fields, &[("origin", ORIGIN)]).await;
            assert_eq!(answer.url.path(), "/proof", "{code}");
        }
        assert_eq!(world.count("letter").await, 1, "{path}: none to another address");
    }
}

/// Finding N-2: after a recovery nobody moves mailbox or telephone while it can be undone, by no page and by no form that
/// was opened before.
#[tokio::test(flavor = "multi_thread")]
async fn contact_data_stay_where_they_are_after_a_recovery() {
    let world = World::new().await;
    let registered = world.identified(&jana()).await;
    let mut browser = logged_in(&world).await;
    let page = get(&mut browser, "/profile/email").await;
    prove(&world, &mut browser, page).await;
    let mut forms = Vec::new();
    for (path, field, value) in CONTACT_FORMS {
        forms.push((path, field, value, get(&mut browser, path).await));
    }
    let now = world.now();
    let recovered = world.context.store.write(|tx| {
        let credentials = account::credentials(tx, &registered.account)?.unwrap();
        account::recover(tx, &registered.account, &credentials.password_hash, now)
    });
    recovered.await.unwrap();
    assert!(get(&mut browser, "/profile").await.has("Přístup k účtu byl nedávno obnoven"));
    let (mails, texts, letters) =
        (world.count("email").await, world.count("sms").await, world.count("letter").await);
    for (path, field, value, form) in forms {
        let refused = get(&mut browser, path).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{path}");
        assert!(refused.has("Tyto údaje teď nemůžete měnit"), "{}", refused.body);
        let sent = browser.submit(&form, path, &[(field, value)]).await;
        assert_eq!(sent.status, StatusCode::FORBIDDEN, "{path}");
        if path != "/profile/data" {
            let url = format!("{ORIGIN}{path}/code");
            let csrf = form.form(path).get("_csrf").unwrap_or_default().to_owned();
            let fields = [("_csrf", csrf.as_str()), ("code", "7KQ2XM4A")];
            let entered = browser.post(&url, &fields, &[("origin", ORIGIN)]).await;
            assert_eq!(entered.status, StatusCode::FORBIDDEN, "{url}");
        }
    }
    let sent = (world.count("email").await, world.count("sms").await, world.count("letter").await);
    assert_eq!(sent, (mails, texts, letters), "no code and no letter left");
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
