//! Bad input: each its own code, an entry in the trail, and nothing changed.

use serde_json::{Value, json};
use values::AssuranceLevel::Substantial;

use crate::tests::phone::{By, Phone, jwk, new_key};
use crate::tests::world::{Reply, World};

/// Refused with a code, written down once more, in the language of the phone.
async fn refused(world: &World, reply: &Reply, status: u16, code: &str) {
    assert_eq!((reply.status, reply.code()), (status, code), "{}", reply.body);
    assert!(reply.json["title"].as_str().unwrap().len() > 10);
    assert_eq!(reply.json["type"], "about:blank");
    assert_eq!(reply.json["status"], status);
    assert_eq!(reply.json["request_id"].as_str().unwrap().len(), 36);
    assert_eq!(world.audited("refused", code).await, 1, "{code}");
}

async fn claimed(world: &World, phone: &mut Phone) -> Value {
    let begun = world.begin_login(Substantial).await;
    let reply = phone.call(world, "requests/claim", &json!({ "link": world.qr(&begun) })).await;
    assert_eq!(reply.status, 200, "{}", reply.body);
    reply.json
}

#[tokio::test(flavor = "multi_thread")]
async fn a_frame_older_than_three_seconds() {
    let world = World::new().await;
    let mut phone = world.enrolled("jana").await;
    let begun = world.begin_login(Substantial).await;
    let screenshot = json!({ "link": world.qr(&begun) });
    world.wait(3_001);
    refused(&world, &phone.call(&world, "requests/claim", &screenshot).await, 410, "frame_expired").await;
    let fresh = json!({ "link": world.qr(&begun) });
    assert_eq!(phone.call(&world, "requests/claim", &fresh).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_scanned_twice() {
    let world = World::new().await;
    let (mut first, mut second) = (world.enrolled("jana").await, world.enrolled("petr").await);
    let begun = world.begin_login(Substantial).await;
    let link = json!({ "link": world.qr(&begun) });
    assert_eq!(first.call(&world, "requests/claim", &link).await.status, 200);
    refused(&world, &second.call(&world, "requests/claim", &link).await, 409, "already_claimed").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_of_an_expired_or_finished_request() {
    let world = World::new().await;
    let mut phone = world.enrolled("jana").await;
    let begun = world.begin_login(Substantial).await;
    world.wait(240_000);
    let late = json!({ "link": world.qr(&begun) });
    refused(&world, &phone.call(&world, "requests/claim", &late).await, 410, "request_expired").await;

    let begun = world.begin_login(Substantial).await;
    let link = json!({ "link": world.qr(&begun) });
    let request = phone.call(&world, "requests/claim", &link).await.json;
    phone.call(&world, "requests/decide", &Phone::decision(&request, "refuse")).await;
    refused(&world, &phone.call(&world, "requests/claim", &link).await, 409, "request_finished").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_that_is_not_ours() {
    let world = World::new().await;
    let mut phone = world.enrolled("jana").await;
    let begun = world.begin_login(Substantial).await;
    let forged = world.qr(&begun).replace(begun.id.as_str(), "019a8b4c-0000-7000-8000-000000000001");
    refused(
        &world,
        &phone.call(&world, "requests/claim", &json!({ "link": forged })).await,
        404,
        "request_unknown",
    )
    .await;
    let spoilt = world.same_device(&begun).replace("/s/", "/q/");
    assert_eq!(
        phone.call(&world, "requests/claim", &json!({ "link": spoilt })).await.code(),
        "request_unknown"
    );
    let mut guessed = world.same_device(&begun);
    guessed.replace_range(guessed.len() - 22.., "AAAAAAAAAAAAAAAAAAAAAA");
    assert_eq!(
        phone.call(&world, "requests/claim", &json!({ "link": guessed })).await.code(),
        "request_unknown"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_approval_with_a_wrong_signature() {
    for world in World::on_each_engine().await {
        let mut phone = world.enrolled("jana").await;
        let request = claimed(&world, &mut phone).await;
        let shown = Phone::decision(&request, "approve");
        let right = phone.unlock(&world, crate::tests::phone::PIN).await.unwrap().unwrap();

        // Another knowledge key; then the right one under another possession key.
        let body =
            phone.signed(&world, "requests/decide", &shown, &[By::Possession, By::Knowledge(&new_key())]);
        refused(&world, &world.post("requests/decide", &body).await, 401, "bad_signature").await;
        let own = std::mem::replace(&mut phone.possession, new_key());
        let body = phone.signed(&world, "requests/decide", &shown, &[By::Possession, By::Knowledge(&right)]);
        assert_eq!(world.post("requests/decide", &body).await.code(), "bad_signature");
        phone.possession = own;

        // Possession alone, or twice, is no approval.
        let alone = phone.call(&world, "requests/decide", &shown).await;
        assert_eq!((alone.status, alone.code()), (400, "malformed"));
        let body = phone.signed(&world, "requests/decide", &shown, &[By::Possession, By::Possession]);
        assert_eq!(world.post("requests/decide", &body).await.code(), "malformed");

        // What was signed cannot be changed afterwards.
        let mut body =
            phone.signed(&world, "requests/decide", &shown, &[By::Possession, By::Knowledge(&right)]);
        let other = phone.signed(&world, "requests/decide", &json!({}), &[By::Possession]);
        body["payload"] = other["payload"].clone();
        assert_eq!(world.post("requests/decide", &body).await.code(), "bad_signature");
        assert_eq!(world.audited("login", "approved").await, 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_replayed_approval() {
    for world in World::on_each_engine().await {
        let mut phone = world.enrolled("jana").await;
        let request = claimed(&world, &mut phone).await;
        let body = phone.decision_body(&world, &Phone::decision(&request, "approve")).await;
        assert_eq!(world.post("requests/decide", &body).await.status, 200);
        let again = world.post("requests/decide", &body).await;
        refused(&world, &again, 401, "replayed").await;
        assert_eq!(again.json["last_iat_ms"], phone.last_iat_ms);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_approval_for_another_request_or_by_another_phone() {
    let world = World::new().await;
    let (mut phone, mut stranger) = (world.enrolled("jana").await, world.enrolled("petr").await);
    let request = claimed(&world, &mut phone).await;
    let shown = Phone::decision(&request, "approve");
    refused(&world, &stranger.decide(&world, &shown).await, 403, "not_yours").await;

    let mut other = shown.clone();
    other["request_id"] = json!("019a8b4c-0000-7000-8000-000000000001");
    refused(&world, &phone.decide(&world, &other).await, 404, "request_unknown").await;
    // Somebody else's request, with what one's own showed.
    let theirs = claimed(&world, &mut stranger).await;
    other["request_id"] = theirs["id"].clone();
    assert_eq!(phone.decide(&world, &other).await.code(), "not_yours");
    assert_eq!(
        stranger.call(&world, "requests/state", &json!({ "request_id": request["id"] })).await.code(),
        "not_yours"
    );
    let abandoned = stranger.call(&world, "requests/abandon", &json!({ "request_id": request["id"] })).await;
    assert_eq!(abandoned.code(), "not_yours");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_approval_of_something_else_than_was_shown() {
    let world = World::new().await;
    let mut phone = world.enrolled("jana").await;
    let request = claimed(&world, &mut phone).await;
    let shown = Phone::decision(&request, "approve");
    for (name, value) in [
        ("service_domain", json!("lipova.example.evil")),
        ("code", json!("0000")),
        ("level", json!("low")),
        ("data", json!(["email", "given_name", "national_id"])),
        ("kind", json!("enrolment")),
    ] {
        let mut differs = shown.clone();
        differs[name] = value;
        let reply = phone.decide(&world, &differs).await;
        assert_eq!((reply.status, reply.code()), (409, "shown_differs"), "{name}");
    }
    assert_eq!(world.audited("refused", "shown_differs").await, 5);
    assert_eq!(world.audited("login", "approved").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_signature_for_one_operation_is_not_one_for_another() {
    let world = World::new().await;
    let mut phone = world.enrolled("jana").await;
    let body = phone.sign(&world, "me", &json!({}));
    refused(&world, &world.post("devices/list", &body).await, 401, "bad_signature").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_is_wrong() {
    let world = World::new().await;
    let mut phone = world.enrolled("jana").await;
    let body = phone.sign(&world, "me", &json!({}));
    world.wait(61_000);
    let reply = world.post("me", &body).await;
    refused(&world, &reply, 401, "clock_skew").await;
    assert_eq!(reply.json["server_time_ms"], world.now_ms());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_device_that_nobody_knows() {
    let world = World::new().await;
    let mut phone = world.enrolled("jana").await;
    phone.id = "019a8b4c-0000-7000-8000-000000000001".into();
    let reply = phone.call(&world, "me", &json!({})).await;
    assert_eq!((reply.status, reply.code()), (401, "unknown_device"));
}

#[tokio::test(flavor = "multi_thread")]
async fn too_many_calls_or_installations_from_one_address() {
    let world = World::limited(1, 5).await;
    let mut phone = Phone::bare(&world, "x").await;
    let second = json!({ "alg": "ES256", "typ": "svornik-device+jws", "jwk": jwk(&phone.possession) });
    let mut body = phone.sign(&world, "devices", &json!({ "name": "y" }));
    body = phone.flattened(body["payload"].as_str().unwrap(), &second);
    let reply = world.post("devices", &body).await;
    assert_eq!((reply.status, reply.code()), (429, "rate_limited"));
    for _ in 0..3 {
        assert_eq!(phone.call(&world, "me", &json!({})).await.status, 200);
    }
    assert_eq!(phone.call(&world, "me", &json!({})).await.code(), "rate_limited");
}

/// A flood of refused calls of one phone fills the log, not the database.
#[tokio::test(flavor = "multi_thread")]
async fn only_so_many_refusals_are_written_down() {
    let world = World::new().await;
    let mut phone = world.enrolled("jana").await;
    for _ in 0..130 {
        assert_eq!(phone.call(&world, "devices/disconnect", &json!({})).await.code(), "malformed");
    }
    assert_eq!(world.audited("refused", "malformed").await, 120);
}

#[tokio::test(flavor = "multi_thread")]
async fn bodies_that_are_malformed_or_too_large() {
    let world = World::new().await;
    let mut phone = world.enrolled("jana").await;
    for body in
        ["", "{}", "[]", "null", "\"x\"", "{\"payload\":\"!\",\"protected\":\"AA\",\"signature\":\"AA\"}"]
    {
        let reply = world.post_text("me", body.to_owned()).await;
        assert_eq!((reply.status, reply.code()), (400, "malformed"), "{body}");
    }
    let unknown_field = phone.call(&world, "me", &json!({ "admin": true })).await;
    assert_eq!(unknown_field.code(), "malformed");
    let long = phone.call(&world, "requests/claim", &json!({ "link": "x".repeat(13_000) })).await;
    assert_eq!((long.status, long.code()), (413, "too_large"));
    let huge = world.post_text("me", "x".repeat(200_000)).await;
    assert_eq!((huge.status, huge.code()), (413, "too_large"));
    let name = phone
        .call(&world, "devices/rename", &json!({ "id": phone.id.clone(), "name": "ž".repeat(61) }))
        .await;
    assert_eq!(name.code(), "malformed");
}
