//! Every page in every language, and the texts.

use super::service;
use super::world::{HUB, PHONE, World, jana_at_mojeid};
use web::testing::as_read;

// mission: A6
#[tokio::test(flavor = "multi_thread")]
async fn every_page_speaks_every_language_and_leads_to_help() {
    let world = World::new().await;
    let (mut browser, _) = world.in_portal().await;
    world.attach(&mut browser).await;
    let page = browser.get(&service::authorize("lipova", &[])).await;
    let release = page.url.to_string();
    let answer =
        browser.submit(&page, "/login/release", &[("remember", "on"), ("released", "address")]).await;
    service::redeem(&mut browser, &answer, "lipova").await;
    let waiting = browser.get(&service::authorize("lipova", &[("prompt", "login")])).await;
    let consent = browser.get(&service::authorize("knihovna", &[])).await;
    let logout = browser.get(&format!("{HUB}/openid/logout?client_id=lipova")).await;
    let finished = [waiting.url, consent.url, logout.url].map(|url| url.to_string());
    world.tick();
    world.mojeid.change(|person| person.subject = "another".to_owned());
    let (mut other, _) = world.in_portal().await;
    world.mojeid.change(|person| *person = jana_at_mojeid());
    let numbers = world.accounts(&mut browser).await;
    let (account, another) = (&numbers[0], &numbers[1]);
    let disconnect = format!("/portal/methods/{account}/disconnect");
    let allow = format!("/portal/methods/{another}/allow");
    let page = other.get(&format!("{HUB}/portal/methods/{another}/disconnect")).await;
    other.submit(&page, &format!("/portal/methods/{another}/disconnect"), &[]).await;
    let own = [
        "/",
        "/help",
        "/login?refused=mojeid&did_not_answer=mobile-key",
        "/portal",
        "/portal/attach",
        "/portal/devices",
        "/portal/devices/019a8b4c-0000-7000-8000-0000000000d1/rename",
        "/portal/devices/019a8b4c-0000-7000-8000-0000000000d1/disconnect",
        "/portal/devices/x/rename",
        "/portal/methods",
        &disconnect,
        &allow,
        "/portal/methods/0/disconnect",
        "/portal/data",
        "/logout/done",
        "/portal/history",
        "/portal/releases",
        "/portal/choices/lipova",
        "/portal/choices/x",
        "/portal/register",
        "/portal/sessions",
        "/login/with/nothing",
        "/nowhere",
    ];
    let mut strangers = world.browser();
    let mut snapshots = insta::Settings::clone_current();
    snapshots.set_prepend_module_to_snapshot(false);
    snapshots.set_snapshot_path("snapshots/pages");
    for language in ["cs", "sk", "en"] {
        for path in own {
            let url = with_language(&format!("{HUB}{path}"), language);
            let is_for_strangers = ["/", "/logout/done"].contains(&path) || path.starts_with("/login?");
            let browser = if is_for_strangers { &mut strangers } else { &mut browser };
            let page = browser.get(&url).await;
            assert!(page.body.contains(&format!("<html lang=\"{language}\"")), "{url}");
            assert!(page.links().contains(&"/help".to_owned()), "{url}");
            assert!(page.body.contains("225 514 777"), "{url}: the helpdesk is on every page");
            assert!(!page.status.is_server_error(), "{url} {}", page.status);
            let path = path.replace(account, "ACCOUNT").replace(another, "ANOTHER").replace(PHONE, "d1");
            let read = as_read(&page.body.replace(PHONE, "d1"));
            let read = read.replace(account, "ACCOUNT").replace(another, "ANOTHER");
            let name = path.split('?').next().unwrap_or_default().trim_matches('/').replace('/', "_");
            let name = if name.is_empty() { "front" } else { &name };
            snapshots.bind(|| {
                insta::assert_snapshot!(format!("{name}.{language}"), format!("{}\n{read}", page.status));
            });
        }
        for url in finished.iter().chain([&release]) {
            let page = browser.get(&with_language(url, language)).await;
            assert!(page.body.contains(&format!("<html lang=\"{language}\"")), "{url} {}", page.status);
        }
    }
}

fn with_language(url: &str, language: &str) -> String {
    let separator = if url.contains('?') { '&' } else { '?' };
    format!("{url}{separator}lang={language}")
}

// mission: A4
#[tokio::test(flavor = "multi_thread")]
async fn labels_are_those_of_the_help_page() {
    let world = World::new().await;
    let (mut browser, page) = world.in_portal().await;
    assert!(page.has("Připojení Mobilního klíče"));
    let page = browser.get(&format!("{HUB}/portal/attach")).await;
    for label in [
        "Mobilní klíč eGovernmentu",
        "Založit",
        "Mám účet v Národním bodu",
        "Mám hotovo",
        "Otevřít prohlížeč",
        "Spustit mobilní klíč",
    ] {
        assert!(page.has(label), "{label}");
    }
}

#[test]
fn texts_agree_in_three_languages() {
    assert_eq!(i18n::check(&[i18n::locales!()]), Vec::<String>::new());
}
