//! Routes, as a browser without JavaScript sees them.

mod activation;
mod authorize;
mod login;
mod login_other;
mod logout;
mod pages;
mod profile;
mod proof;
mod recovery;
mod registration;
mod undo;
mod waiting;

use web::testing::{Answer, Browser};

use crate::tests::world::{PASSWORD, World, jana};

/// Jana shows password and passcode where a page asks for both again, and comes to where she wanted to go.
async fn prove(world: &World, browser: &mut Browser, page: Answer) -> Answer {
    assert_eq!(page.url.path(), "/proof", "{}", page.body);
    let mut page = page;
    if page.body.contains("name=\"password\"") {
        page = browser.submit(&page, "/proof", &[("password", PASSWORD)]).await;
    }
    let passcode = world.passcode(&jana().phone).await;
    browser.submit(&page, "/proof/passcode", &[("passcode", &passcode)]).await
}
