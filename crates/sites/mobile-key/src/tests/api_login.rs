use serde_json::json;
use values::AssuranceLevel::{High, Low, Substantial};

use crate::acts;
use crate::rules::{Refusal, Stage};
use crate::tests::phone::Phone;
use crate::tests::world::{Begun, World};

async fn stage(world: &World, begun: &Begun) -> Stage {
    acts::view(world.context(), &begun.id, begun.browser(None)).await.unwrap().stage_at(world.context().now())
}

async fn redeem(world: &World, begun: &Begun, nonce: Option<&str>) -> Result<acts::Redeemed, acts::ActError> {
    let now = world.context().now();
    world.store().write(|tx| acts::redeem(world.context(), tx, &begun.id, begun.browser(nonce), now)).await
}

// mission: A1
#[tokio::test(flavor = "multi_thread")]
async fn a1_a_scan_shows_who_asks_and_an_approval_logs_the_browser_in() {
    for world in World::on_each_engine().await {
        let mut phone = world.enrolled("jana").await;
        let begun = world.begin_login(Substantial).await;
        let request = phone.call(&world, "requests/claim", &json!({ "link": world.qr(&begun) })).await.json;
        assert_eq!(request["kind"], "login");
        assert_eq!(request["service"], json!({ "name": "Městský úřad Lipová", "domain": "lipova.example" }));
        assert_eq!(request["level"], "substantial");
        assert_eq!(request["browser"], "Chrome, Linux");
        assert_eq!(request["data"][1], json!({ "name": "email", "essential": false, "released": true }));
        let Stage::Claimed(claim) = stage(&world, &begun).await else { panic!() };
        assert_eq!(request["code"], claim.code.to_string());

        let decided = phone.approve(&world, &request).await;
        assert_eq!((decided.status, &decided.json), (200, &json!({ "state": "approved" })));
        let redeemed = redeem(&world, &begun, None).await.unwrap();
        assert_eq!(redeemed.person.as_str(), "jana");
        assert_eq!(redeemed.level, Substantial);
        assert_eq!(redeemed.released.data, ["email", "given_name"]);
        assert_eq!(redeem(&world, &begun, None).await.unwrap_err(), Refusal::RequestFinished.into());
        assert_eq!(world.audited("login", "approved").await, 1);
        assert_eq!(world.audited("login_redeemed", "done").await, 1);
    }
}

// mission: A1
#[tokio::test(flavor = "multi_thread")]
async fn a1_on_the_same_device_the_browser_must_bring_what_the_phone_gave_it() {
    let world = World::new().await;
    let mut phone = world.enrolled("jana").await;
    let begun = world.begin_login(Substantial).await;
    let request =
        phone.call(&world, "requests/claim", &json!({ "link": world.same_device(&begun) })).await.json;
    assert_eq!(request["same_device"], true);
    let decided = phone.approve(&world, &request).await.json;
    let url = url::Url::parse(decided["return_url"].as_str().unwrap()).unwrap();
    assert_eq!(url.path(), format!("/requests/{}/return", begun.id));
    let nonce = url.query().unwrap().strip_prefix("nonce=").unwrap().to_owned();

    assert_eq!(redeem(&world, &begun, None).await.unwrap_err(), Refusal::NotYours.into());
    assert_eq!(
        redeem(&world, &begun, Some("AAAAAAAAAAAAAAAAAAAAAA")).await.unwrap_err(),
        Refusal::NotYours.into()
    );
    assert!(redeem(&world, &begun, Some(&nonce)).await.is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn another_browser_gets_nothing() {
    let world = World::new().await;
    let mut phone = world.enrolled("jana").await;
    let (begun, other) = (world.begin_login(Substantial).await, world.begin_login(Substantial).await);
    let request = phone.call(&world, "requests/claim", &json!({ "link": world.qr(&begun) })).await.json;
    phone.approve(&world, &request).await;
    let stranger = Begun { id: begun.id.clone(), token: other.token };
    assert_eq!(redeem(&world, &stranger, None).await.unwrap_err(), Refusal::NotYours.into());
    assert!(redeem(&world, &begun, None).await.is_ok());
}

// mission: A1, A2
#[tokio::test(flavor = "multi_thread")]
async fn a2_an_approval_by_biometrics_counts_as_one_by_pin() {
    let world = World::new().await;
    let mut phone = Phone::install_with_biometrics(&world, "iPhone", 9).await;
    world.enrol(&mut phone, "jana").await;
    let begun = world.begin_login(Substantial).await;
    let request = phone.call(&world, "requests/claim", &json!({ "link": world.qr(&begun) })).await.json;
    assert_eq!(phone.approve(&world, &request).await.status, 200);
    assert_eq!(
        redeem(&world, &begun, None).await.unwrap().factor,
        mobile_key_api::phone::FactorKind::Biometrics
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_ends_it_and_needs_no_pin() {
    let world = World::new().await;
    let mut phone = world.enrolled("jana").await;
    let begun = world.begin_login(Substantial).await;
    let request = phone.call(&world, "requests/claim", &json!({ "link": world.qr(&begun) })).await.json;
    let refusal = Phone::decision(&request, "refuse");
    let decided = phone.call(&world, "requests/decide", &refusal).await;
    assert_eq!(decided.json, json!({ "state": "refused" }));
    assert_eq!(phone.call(&world, "requests/decide", &refusal).await.json, json!({ "state": "refused" }));
    assert_eq!(stage(&world, &begun).await.state().as_str(), "refused");
    assert_eq!(phone.approve(&world, &request).await.code(), "request_finished");
    assert_eq!(world.audited("login", "refused").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_app_that_was_closed_abandons_or_expires() {
    let world = World::new().await;
    let mut phone = world.enrolled("jana").await;
    let begun = world.begin_login(Substantial).await;
    let request = phone.call(&world, "requests/claim", &json!({ "link": world.qr(&begun) })).await.json;
    let which = json!({ "request_id": request["id"] });
    assert_eq!(phone.call(&world, "requests/abandon", &which).await.status, 204);
    assert_eq!(phone.call(&world, "requests/state", &which).await.json, json!({ "state": "abandoned" }));
    assert_eq!(phone.approve(&world, &request).await.code(), "request_finished");

    let forgotten = world.begin_login(Substantial).await;
    let request = phone.call(&world, "requests/claim", &json!({ "link": world.qr(&forgotten) })).await.json;
    world.wait(240_000);
    assert_eq!(phone.approve(&world, &request).await.code(), "request_expired");
    assert_eq!(world.audited("login", "expired").await, 0);
    world.run_due_jobs().await;
    assert_eq!(stage(&world, &forgotten).await.state().as_str(), "expired");
    assert_eq!((world.audited("login", "abandoned").await, world.audited("login", "expired").await), (1, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_approval_that_nobody_fetches_expires() {
    let world = World::new().await;
    let mut phone = world.enrolled("jana").await;
    let begun = world.begin_login(Substantial).await;
    let request = phone.call(&world, "requests/claim", &json!({ "link": world.qr(&begun) })).await.json;
    phone.approve(&world, &request).await;
    world.wait(60_000);
    assert_eq!(redeem(&world, &begun, None).await.unwrap_err(), Refusal::RequestExpired.into());
}

// mission: A7
#[tokio::test(flavor = "multi_thread")]
async fn a7_a_key_is_not_released_above_its_level() {
    let world = World::new().await;
    let mut phone = world.enrolled("jana").await;
    let low = world.begin_login(Low).await;
    let request = phone.call(&world, "requests/claim", &json!({ "link": world.qr(&low) })).await.json;
    assert_eq!(request["level"], "substantial");
    phone.call(&world, "requests/abandon", &json!({ "request_id": request["id"] })).await;

    let high = world.begin_login(High).await;
    let refused = phone.call(&world, "requests/claim", &json!({ "link": world.qr(&high) })).await;
    assert_eq!((refused.status, refused.code()), (403, "level_too_low"));
    assert_eq!(stage(&world, &high).await.state().as_str(), "level_too_low");
    assert_eq!(world.audited("login", "level_too_low").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_was_lost_is_given_again() {
    let world = World::new().await;
    let mut phone = world.enrolled("jana").await;
    let begun = world.begin_login(Substantial).await;
    let link = json!({ "link": world.same_device(&begun) });
    let first = phone.call(&world, "requests/claim", &link).await;
    world.wait(10_000);
    let second = phone.call(&world, "requests/claim", &link).await;
    assert_eq!(first.json, second.json);
    let first = phone.approve(&world, &first.json).await;
    assert_eq!(phone.approve(&world, &second.json).await.json, first.json);
    assert_eq!(world.audited("login", "approved").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_request_at_a_time() {
    let world = World::new().await;
    let mut phone = world.enrolled("jana").await;
    let (first, second) = (world.begin_login(Substantial).await, world.begin_login(Substantial).await);
    phone.call(&world, "requests/claim", &json!({ "link": world.qr(&first) })).await;
    let pending = phone.call(&world, "requests/claim", &json!({ "link": world.qr(&second) })).await;
    assert_eq!((pending.status, pending.code()), (409, "pending_request"));
    assert_eq!(pending.json["pending_request_id"], first.id.as_str());
    phone.call(&world, "requests/abandon", &json!({ "request_id": first.id })).await;
    let link = json!({ "link": world.qr(&second) });
    assert_eq!(phone.call(&world, "requests/claim", &link).await.status, 200);

    // One whose time is over stands in nobody's way.
    world.wait(240_000);
    let third = world.begin_login(Substantial).await;
    assert_eq!(phone.call(&world, "requests/claim", &json!({ "link": world.qr(&third) })).await.status, 200);
    assert_eq!(world.audited("login", "expired").await, 1);
}
