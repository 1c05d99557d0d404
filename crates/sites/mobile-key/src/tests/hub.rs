//! The whole way: the hub pushes its request, the person approves, the hub redeems the code.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use web::testing::{Answer, Browser};

use crate::tests::fake_hub::{claims, push, redeem, returned, send, service_token};
use crate::tests::phone::Phone;
use crate::tests::world::World;
use mobile_key_api::RequestId;

const SUBSTANTIAL: &str = "http://eidas.europa.eu/LoA/substantial";

fn details() -> Value {
    json!([{
        "type": "identity_release", "service_name": "Město Lipová", "service_domain": "lipova.example",
        "level": SUBSTANTIAL, "remembered": [],
        "data": [{"name": "given_name", "essential": true}, {"name": "birthdate"}],
    }])
}

fn request_of(page: &Answer) -> RequestId {
    RequestId::parse(page.url.path().strip_prefix("/requests/").unwrap()).unwrap()
}

/// What the screen shows, as a camera reads it.
fn scanned(page: &Answer, attribute: &str) -> String {
    page.body.split(&format!("{attribute}=\"")).nth(1).unwrap().split('"').next().unwrap().to_owned()
}

async fn approve(world: &World, phone: &mut Phone, page: &Answer) -> Answer {
    let link = json!({ "link": scanned(page, "data-link") });
    let request = phone.call(world, "requests/claim", &link).await;
    assert_eq!(request.status, 200, "{}", request.body);
    assert_eq!(phone.approve(world, &request.json).await.status, 200);
    page.clone()
}

// mission: A1
#[tokio::test(flavor = "multi_thread")]
async fn a1_the_hub_learns_who_at_which_level_and_what_was_released() {
    for world in World::on_each_engine().await {
        let mut phone = world.enrolled("jana").await;
        let mut browser = world.browser();
        let page = send(&world, &mut browser, &details(), SUBSTANTIAL).await;
        assert!(page.has("Město Lipová") && page.has("lipova.example"), "{}", page.body);
        approve(&world, &mut phone, &page).await;
        // The script would go on at once; so does a page that is loaded again.
        let back = browser.get(page.url.as_str()).await;
        let code = returned(&world, &back, "code").expect("a code");
        assert_eq!(returned(&world, &back, "state").as_deref(), Some("st"));
        let tokens = redeem(&world, &code).await.json();
        let id_token = claims(&tokens);
        assert_eq!(id_token["sub"], "jana");
        assert_eq!(id_token["acr"], SUBSTANTIAL);
        assert_eq!(id_token["amr"], json!(["mfa", "swk", "pin"]));
        assert_eq!(id_token["nonce"], "no");
        let granted = json!([{
            "type": "identity_release", "service_name": "Město Lipová", "service_domain": "lipova.example",
            "level": SUBSTANTIAL, "data": ["given_name"]
        }]);
        assert_eq!(tokens["authorization_details"], granted);
        assert_eq!(id_token["authorization_details"], granted);

        // Once: neither the code nor the approval serves again.
        assert_eq!(redeem(&world, &code).await.json()["error"], "invalid_grant");
        let again = browser.get(&format!("{}/continue", page.url)).await;
        assert_eq!(again.status, StatusCode::CONFLICT);
        assert!(again.has("Tato žádost už skončila"));
    }
}

// mission: A1
#[tokio::test(flavor = "multi_thread")]
async fn a1_on_the_same_device_the_phone_leads_back_to_the_browser() {
    let world = World::new().await;
    let mut phone = world.enrolled("jana").await;
    let mut browser = world.browser();
    let page = send(&world, &mut browser, &details(), SUBSTANTIAL).await;
    let link = page.links().into_iter().find(|link| link.contains("/app/#/s/")).unwrap();
    let request = phone.call(&world, "requests/claim", &json!({ "link": link })).await.json;
    let decided = phone.approve(&world, &request).await.json;
    // The page itself is not led on, whoever looks at it: an attacker who sent the link gets nothing.
    let waiting = browser.get(page.url.as_str()).await;
    assert!(waiting.has("Dokončíte to tlačítkem v aplikaci"), "{}", waiting.body);
    assert_eq!(browser.get(&format!("{}/continue", page.url)).await.status, StatusCode::FORBIDDEN);
    let victim = world.browser().get(decided["return_url"].as_str().unwrap()).await;
    assert!(victim.has("Tato žádost začala v jiném prohlížeči"));
    let back = browser.get(decided["return_url"].as_str().unwrap()).await;
    assert!(returned(&world, &back, "code").is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_changes_their_mind_goes_back_to_the_hub() {
    let world = World::new().await;
    let mut browser = world.browser();
    let page = send(&world, &mut browser, &details(), SUBSTANTIAL).await;
    let back = browser.submit(&page, &format!("{}/cancel", page.url.path()), &[]).await;
    assert_eq!(returned(&world, &back, "error").as_deref(), Some("access_denied"));
    assert_eq!(world.audited("login", "abandoned").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_refusal_the_same_login_can_be_tried_again() {
    let world = World::new().await;
    let mut phone = world.enrolled("jana").await;
    let mut browser = world.browser();
    let page = send(&world, &mut browser, &details(), SUBSTANTIAL).await;
    let link = json!({ "link": scanned(&page, "data-link") });
    let request = phone.call(&world, "requests/claim", &link).await.json;
    phone.call(&world, "requests/decide", &Phone::decision(&request, "refuse")).await;
    let refused = browser.get(page.url.as_str()).await;
    assert!(refused.has("Žádost byla odmítnuta"));
    let again = browser.submit(&refused, &format!("{}/again", page.url.path()), &[]).await;
    assert_ne!(request_of(&again), request_of(&page));
    approve(&world, &mut phone, &again).await;
    assert!(returned(&world, &browser.get(again.url.as_str()).await, "code").is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_opened_again_shows_the_same_request_and_another_browser_none() {
    let world = World::new().await;
    let mut browser = world.browser().without_redirects();
    let pushed = push(&world, &details(), SUBSTANTIAL).await.json();
    let uri = pushed["request_uri"].as_str().unwrap();
    let authorize = format!("{}/openid/authorize?client_id=hub&request_uri={uri}", world.origin());
    let login = browser.get(&authorize).await.location().unwrap();
    assert_eq!(login.path(), "/login");
    let first = browser.get(login.as_str()).await.location().unwrap();
    assert_eq!(browser.get(login.as_str()).await.location().unwrap(), first);
    let mut other = world.browser();
    assert_eq!(other.get(login.as_str()).await.status, StatusCode::FORBIDDEN);
    assert_eq!(other.get(first.as_str()).await.status, StatusCode::FORBIDDEN);
    // It did not disturb the first.
    assert_eq!(browser.get(first.as_str()).await.status, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cookie_planted_beforehand_opens_nothing() {
    let world = World::new().await;
    let mut browser = world.browser();
    let first = send(&world, &mut browser, &details(), SUBSTANTIAL).await;
    let cookie = |browser: &Browser, page: &Answer| {
        browser.cookie("localhost", &format!("request_mobile-key_{}", request_of(page))).unwrap().to_owned()
    };
    let planted = cookie(&browser, &first);
    let second = send(&world, &mut browser, &details(), SUBSTANTIAL).await;
    assert_ne!(cookie(&browser, &second), planted);
    let mut attacker = world.browser();
    attacker.set_cookie("localhost", &format!("request_mobile-key_{}", request_of(&second)), &planted);
    assert_eq!(attacker.get(second.url.as_str()).await.status, StatusCode::FORBIDDEN);
    assert_eq!(browser.get(first.url.as_str()).await.status, StatusCode::OK);
}

/// finding clients, low: the hub hears of it at once, before any browser is sent here.
#[tokio::test(flavor = "multi_thread")]
async fn a_request_that_says_nothing_of_the_service_is_not_taken() {
    let world = World::new().await;
    let mut nameless = details();
    nameless[0]["service_name"] = json!("");
    let mut levelless = details();
    levelless[0].as_object_mut().unwrap().remove("level");
    for (details, error) in [
        (nameless, "invalid_authorization_details"),
        (levelless, "invalid_authorization_details"),
        (json!([]), "invalid_request"),
    ] {
        let refused = push(&world, &details, SUBSTANTIAL).await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{}", refused.body);
        assert_eq!(refused.json()["error"], error, "{details}");
    }
}

/// finding N-40: a login that took too long leads back to the service, which begins anew.
#[tokio::test(flavor = "multi_thread")]
async fn a_login_that_took_too_long_leads_back_to_the_service() {
    let world = World::new().await;
    for (uri, expected) in [(Some("https://lipova.example/"), "https://lipova.example/"), (None, "/")] {
        let mut details = details();
        details[0]["service_uri"] = json!(uri);
        let mut browser = world.browser();
        let page = send(&world, &mut browser, &details, SUBSTANTIAL).await;
        world.wait(2 * 60 * 60 * 1_000);
        let ended = browser.get(page.url.as_str()).await;
        for way in ["again", "cancel"] {
            let over = browser.submit(&ended, &format!("{}/{way}", page.url.path()), &[]).await;
            assert_eq!(over.status, StatusCode::GONE, "{way} {}", over.body);
            assert!(over.body.contains(&format!("href=\"{expected}\"")), "{way} {}", over.body);
            assert_eq!(over.has("Zpět do služby"), uri.is_some(), "{way}");
        }
    }
}

// mission: A7
#[tokio::test(flavor = "multi_thread")]
async fn a7_the_hub_manages_devices_with_a_token_of_its_own() {
    for world in World::on_each_engine().await {
        let mut phone = world.enrolled("jana").await;
        let token = service_token(&world, "devices").await.json();
        let bearer =
            format!("Bearer {}", token["access_token"].as_str().unwrap_or_else(|| panic!("{token}")));
        let mut hub = world.browser().with_header("authorization", &bearer);
        let devices = format!("{}/api/people/jana/devices", world.origin());
        let listed = hub.get(&devices).await.json();
        let attached_at_ms = world.now_ms();
        let line = json!({ "id": phone.id, "name": "Janin telefon", "attached_at_ms": attached_at_ms,
            "blocked": false, "level": SUBSTANTIAL });
        assert_eq!(listed, json!({ "devices": [line] }));
        let nobody = hub.get(&format!("{}/api/people/nobody/devices", world.origin())).await.json();
        assert_eq!(nobody, json!({ "devices": [] }));

        // What the portal's history shows: attached, blocked, disconnected, each by its name.
        let history = format!("{}/api/people/jana/history", world.origin());
        let told = hub.get(&history).await.json();
        let line = json!({ "at_ms": attached_at_ms, "kind": "enrolment", "outcome": "done", "device_name": "Janin telefon" });
        assert_eq!(told, json!({ "entries": [line] }));
        let device = format!("{devices}/{}", phone.id);
        let renamed = hub.send_json(Method::PATCH, &device, &json!({ "name": "Nový název" })).await;
        assert_eq!(renamed.status, StatusCode::NO_CONTENT, "{}", renamed.body);
        let empty = hub.send_json(Method::PATCH, &device, &json!({ "name": " " })).await;
        assert_eq!(empty.status, StatusCode::BAD_REQUEST);
        let notice =
            json!({ "id": "l1", "at_ms": 1, "kind": "login", "method": "mojeID", "service_name": "Lipová" });
        let notices = format!("{}/api/people/jana/notices", world.origin());
        for _ in 0..2 {
            let told = hub.send_json(Method::POST, &notices, &notice).await;
            assert_eq!(told.status, StatusCode::NO_CONTENT, "{}", told.body);
        }
        let told = phone.call(&world, "notices", &json!({})).await.json;
        assert_eq!(told["notices"].as_array().unwrap().len(), 1);

        let theirs = format!("{}/api/people/petr/devices/{}", world.origin(), phone.id);
        assert_eq!(hub.send_json(Method::DELETE, &theirs, &json!({})).await.status, StatusCode::NOT_FOUND);
        assert_eq!(hub.send_json(Method::DELETE, &device, &json!({})).await.status, StatusCode::NO_CONTENT);
        assert_eq!(phone.call(&world, "me", &json!({})).await.code(), "device_disconnected");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_hubs_api_is_closed_to_others() {
    let world = World::new().await;
    let phone = world.enrolled("jana").await;
    let devices = format!("{}/api/people/jana/devices", world.origin());
    let mut stranger: Browser = world.browser();
    assert_eq!(stranger.get(&devices).await.status, StatusCode::UNAUTHORIZED);
    let mut guessing = world.browser().with_header("authorization", "Bearer AAAA");
    assert_eq!(guessing.get(&devices).await.status, StatusCode::UNAUTHORIZED);
    let device = format!("{devices}/{}", phone.id);
    assert_eq!(
        stranger.send_json(Method::DELETE, &device, &json!({})).await.status,
        StatusCode::UNAUTHORIZED
    );
    assert!(service_token(&world, "everything").await.json()["error"].is_string());
}
