//! What a login was opened for is not lost on the way.

use super::authorize::{authorize, parameter, password};
use crate::tests::world::{World, jana};

/// Finding O-38: the service still waits after a wrong password, in another language and after the way to the forgotten
/// name.
#[tokio::test(flavor = "multi_thread")]
async fn a_form_shown_again_keeps_what_it_was_opened_for() {
    let world = World::new().await;
    world.active(&jana()).await;
    let mut browser = world.browser();
    let page = browser.get(&authorize("knihovna", &[])).await;
    let wrong = browser.submit(&page, "/login", &[("name", "jana"), ("password", "wrong")]).await;
    let interaction = parameter(&wrong.url, "interaction").expect("the address is that of the form's page");
    for link in wrong.links() {
        let link = wrong.url.join(&link).unwrap();
        if link.path().starts_with("/login") || link.path().starts_with("/recovery") {
            assert_eq!(parameter(&link, "interaction").as_ref(), Some(&interaction), "{link}");
        }
    }
    let slovak = wrong.links().into_iter().find(|link| link.contains("lang=sk")).unwrap();
    let page = browser.open(&wrong, &slovak).await;
    assert!(page.has("Prihlasujete sa do služby"), "{}", page.body);
    let forgotten = page.links().into_iter().find(|link| link.starts_with("/recovery/name")).unwrap();
    let page = browser.open(&page, &forgotten).await;
    let page = browser.submit(&page, "/recovery/name", &[("email", &jana().email)]).await;
    let back = page.links().into_iter().find(|link| link.starts_with("/login")).unwrap();
    let page = browser.open(&page, &back).await;
    let page = password(&mut browser, &page).await;
    assert_eq!(page.url.path(), "/consent", "{}", page.body);
}
