//! Logging out, for a service or by oneself.

use axum::http::StatusCode;

use crate::tests::world::{CALLBACK, ORIGIN, World, jana};

use super::authorize::{authorize, password};

/// From the clients' findings: who does not want to be logged out is not lost for the service.
#[tokio::test(flavor = "multi_thread")]
async fn who_stays_logged_in_comes_back_to_the_service() {
    let world = World::new().await;
    world.active(&jana()).await;
    let mut browser = world.browser();
    let page = browser.get(&authorize("vlastni", &[])).await;
    password(&mut browser, &page).await;
    let back = "http%3A%2F%2Flocalhost%3A8010%2Fcallback";
    let logout = format!("{ORIGIN}/openid/logout?client_id=vlastni&post_logout_redirect_uri={back}&state=s1");
    let page = browser.get(&logout).await;
    assert!(
        page.has("Neodhlašovat a vrátit se do služby") && !page.has("Neodhlašovat</a>"),
        "one way not to"
    );
    let mut browser = browser.without_redirects();
    let stayed = browser.submit(&page, "/logout", &[("stay", "yes")]).await;
    assert_eq!(stayed.location().unwrap().as_str(), format!("{CALLBACK}?state=s1&logout=refused"));
    assert_eq!(browser.get(&format!("{ORIGIN}/profile")).await.status, StatusCode::OK, "still signed in");
}

/// Finding O14: an address that the service has not registered is no reason to leave somebody logged in.
#[tokio::test(flavor = "multi_thread")]
async fn a_logout_that_cannot_come_back_is_offered_all_the_same() {
    let world = World::new().await;
    world.active(&jana()).await;
    let mut browser = world.browser();
    let page = browser.get(&authorize("vlastni", &[])).await;
    password(&mut browser, &page).await;
    let evil = "post_logout_redirect_uri=https%3A%2F%2Fevil.example%2F&ui_locales=en";
    let page = browser.get(&format!("{ORIGIN}/openid/logout?client_id=vlastni&{evil}")).await;
    assert!(page.has("After logging out you will stay on our pages"), "{}", page.body);
    assert!(
        page.has("Stay logged in</a>") && !page.has("return to the service"),
        "there is nothing to return to"
    );
    browser.submit(&page, "/logout", &[]).await;
    assert_eq!(browser.get(&format!("{ORIGIN}/profile")).await.url.path(), "/login");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_can_log_the_person_out_after_asking() {
    let world = World::new().await;
    world.active(&jana()).await;
    let mut browser = world.browser();
    let page = browser.get(&authorize("vlastni", &[])).await;
    password(&mut browser, &page).await;
    let page = browser.get(&format!("{ORIGIN}/openid/logout?client_id=vlastni")).await;
    assert_eq!(page.url.path(), "/logout", "{}", page.body);
    assert!(page.has("Odhlášení žádá služba") && page.has("Vlastní služba"));
    let page = browser.submit(&page, "/logout", &[]).await;
    assert!(page.has("Jste odhlášeni z mojeID."), "{}: {}", page.url, page.body);
    assert_eq!(browser.get(&format!("{ORIGIN}/profile")).await.url.path(), "/login");
}
