//! Somebody else at the same computer.

use super::authorize::{authorize, parameter, password};
use crate::acts::log_out;
use crate::tests::world::{World, jana, petr};

/// On a shared computer the page says whose account it is, and lets somebody else log in. Finding C-65.
#[tokio::test(flavor = "multi_thread")]
async fn the_page_of_consent_says_whose_account_it_is() {
    let world = World::new().await;
    let registered = world.active(&jana()).await;
    world.active(&petr()).await;
    let mut browser = world.browser();
    let page = browser.get(&authorize("lipova", &[("scope", "openid email")])).await;
    let page = password(&mut browser, &page).await;
    assert_eq!(page.url.path(), "/consent");
    assert!(page.has("Jana Nováková (jana)"), "{}", page.body);
    let page = browser.submit(&page, "/login/other", &[]).await;
    assert_eq!(page.url.path(), "/login");
    assert!(log_out::sessions_of(&world.context, world.now(), &registered.account).await.unwrap().is_empty());
    let petrs = petr().password;
    let page = browser.submit(&page, "/login", &[("name", "petr"), ("password", &petrs)]).await;
    assert!(page.url.path() == "/consent" && page.has("Petr Svoboda (petr)"), "{}", page.body);
    let back = browser.submit(&page, "/consent", &[("items", "email")]).await;
    assert!(parameter(&back.url, "code").is_some(), "{}", back.url);
}
