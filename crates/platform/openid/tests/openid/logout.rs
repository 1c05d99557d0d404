//! Logout that a client begins.

use crate::world::*;

const BYE: &str = "post_logout_redirect_uri=https%3A%2F%2Flipova.example%2Fbye";

fn logout_url(query: &str) -> String {
    format!("{ORIGIN}/openid/logout?{query}")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_confirms_and_comes_back() {
    let world = World::new().await;
    let code = world.code(&[]).await;
    let tokens = world.redeem(&code).await.json();
    let id_token = tokens["id_token"].as_str().unwrap();
    let mut browser = world.signed_in("jana", "low").await;
    // The ID token may have expired long ago.
    world.clock.shift(values::HOUR_MS);
    let answer = browser.get(&logout_url(&format!("id_token_hint={id_token}&{BYE}&state=s"))).await;
    let leave = answer.location().unwrap();
    assert_eq!(leave.path(), "/leave");
    let id = query_of(&answer).remove("logout").unwrap();
    // Nothing has happened yet.
    world.remember("jana", "lipova", &[]);
    assert!(query_of(&browser.get(&authorize_url(&["prompt=none"])).await).contains_key("code"));
    let left = browser.get(&format!("{ORIGIN}/left?logout={id}")).await;
    assert_eq!(left.location().unwrap().as_str(), "https://lipova.example/bye?state=s");
    assert_eq!(error_of(&browser.get(&authorize_url(&["prompt=none"])).await), "login_required");
    // Who is not signed in has nothing to confirm.
    let again = browser.get(&logout_url(&format!("client_id=lipova&{BYE}"))).await;
    assert_eq!(again.location().unwrap().as_str(), "https://lipova.example/bye");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_logout_belongs_to_its_browser() {
    let world = World::new().await;
    let mut browser = world.signed_in("jana", "low").await;
    let answer = browser.get(&logout_url("client_id=lipova")).await;
    let id = query_of(&answer).remove("logout").unwrap();
    let stolen = world.signed_in("eva", "low").await.get(&format!("{ORIGIN}/left?logout={id}")).await;
    assert_eq!(stolen.status, 403);
    let left = browser.get(&format!("{ORIGIN}/left?logout={id}")).await;
    assert_eq!(left.location().unwrap().path(), "/");
}

/// Finding O14: the person is asked all the same, and stays here.
#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_sent_to_an_unregistered_address() {
    let world = World::new().await;
    let code = world.code(&[]).await;
    let tokens = world.redeem(&code).await.json();
    let hint = format!("id_token_hint={}", tokens["id_token"].as_str().unwrap());
    let mut browser = world.signed_in("jana", "low").await;
    for query in [
        "client_id=lipova&post_logout_redirect_uri=https%3A%2F%2Fevil.example%2F".to_owned(),
        BYE.to_owned(),
        format!("client_id=unknown&{BYE}"),
        format!("client_id=knihovna&{BYE}"),
        format!("client_id=knihovna&{hint}&{BYE}"),
        format!("id_token_hint=nonsense&{BYE}"),
    ] {
        let answer = browser.get(&logout_url(&query)).await;
        assert_eq!(answer.location().unwrap().path(), "/leave", "{query}");
        let id = query_of(&answer).remove("logout").unwrap();
        let asked = browser.get(answer.location().unwrap().as_str()).await;
        assert!(asked.body.starts_with("openid-logout-stays"), "{query}: {}", asked.body);
        let left = browser.get(&format!("{ORIGIN}/left?logout={id}")).await;
        assert_eq!(left.location().unwrap().path(), "/", "{query}");
        sign_in_to(&mut browser, "jana", "low").await;
    }
    let answer = browser.get(&logout_url("client_id=lipova")).await;
    let asked = browser.get(answer.location().unwrap().as_str()).await;
    assert_eq!(asked.body, "- Městský úřad Lipová", "it wants nobody back");
    let malformed = world.browser().get(&logout_url("state=1&state=2")).await;
    assert_eq!((malformed.status.as_u16(), malformed.location()), (400, None));
    assert!(malformed.has("žádost o odhlášení, které nerozumíme"));
    let posted = world.post("/openid/logout", &[("client_id", "lipova")]).await;
    assert_eq!(posted.location().unwrap().as_str(), logout_url("client_id=lipova"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_wish_for_a_language_is_followed() {
    let world = World::new().await;
    let mut browser = world.signed_in("jana", "low").await;
    let answer = browser.get(&logout_url("client_id=lipova&ui_locales=de%20en&logout_hint=jana")).await;
    assert!(answer.location().unwrap().as_str().ends_with("&lang=en"));
}
