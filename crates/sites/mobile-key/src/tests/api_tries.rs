use serde_json::json;
use values::AssuranceLevel::Substantial;

use crate::store::device;
use crate::tests::authenticator::Authenticator;
use crate::tests::phone::{By, PIN, Phone, new_key};
use crate::tests::world::World;
use mobile_key_api::DeviceId;

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_pin_five_times_blocks_the_phone_and_ends_its_request() {
    for world in World::on_each_engine().await {
        let (mut phone, mut other) = (world.enrolled("jana").await, world.enrolled("jana").await);
        let begun = world.begin_login(Substantial).await;
        let request = phone.call(&world, "requests/claim", &json!({ "link": world.qr(&begun) })).await.json;
        for _ in 0..5 {
            assert!(phone.unlock(&world, "999999").await.unwrap().is_none());
        }
        // Even the right one comes too late, here and for ever.
        let blocked = phone.unlock(&world, PIN).await.unwrap_err();
        assert_eq!((blocked.status, blocked.code()), (403, "device_blocked"));
        assert_eq!(phone.call(&world, "me", &json!({})).await.code(), "device_blocked");
        let page = crate::acts::view(world.context(), &begun.id, begun.browser(None)).await.unwrap();
        assert_eq!(page.state_at(world.context().now()).as_str(), "blocked");
        let _ = request;

        assert_eq!(world.audited("device_blocked", "blocked").await, 1);
        assert_eq!(world.audited("login", "blocked").await, 1);
        let notices = other.call(&world, "notices", &json!({})).await.json;
        assert_eq!(notices["notices"][0]["kind"], "device_blocked");
        assert_eq!(notices["notices"][0]["device_name"], "Janin telefon");
        let listed = other.call(&world, "devices/list", &json!({})).await.json;
        let blocked = listed["devices"].as_array().unwrap().iter().filter(|d| d["blocked"] == true).count();
        assert_eq!(blocked, 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_right_pin_at_the_fifth_try_still_counts_and_gives_the_tries_back() {
    let world = World::new().await;
    let mut phone = world.enrolled("jana").await;
    for round in 0..2 {
        let begun = world.begin_login(Substantial).await;
        let request = phone.call(&world, "requests/claim", &json!({ "link": world.qr(&begun) })).await.json;
        for _ in 0..4 {
            assert!(phone.unlock(&world, "999999").await.unwrap().is_none(), "round {round}");
        }
        assert_eq!(phone.approve(&world, &request).await.status, 200, "round {round}");
    }
}

/// A PIN that was begun and not finished costs tries; the finger gives them back as a PIN would.
#[tokio::test(flavor = "multi_thread")]
async fn a_proof_by_biometrics_gives_the_tries_back() {
    let world = World::new().await;
    let mut phone = Phone::install_with_biometrics(&world, "iPhone", 7).await;
    world.enrol(&mut phone, "jana").await;
    for round in 0..3 {
        for _ in 0..4 {
            let key = new_key();
            let _ = phone.wrap(&world, "123456", &key).await;
        }
        let begun = world.begin_login(Substantial).await;
        let request = phone.call(&world, "requests/claim", &json!({ "link": world.qr(&begun) })).await.json;
        assert_eq!(phone.approve(&world, &request).await.status, 200, "round {round}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_try_must_be_proved_within_a_minute() {
    let world = World::new().await;
    let mut phone = world.enrolled("jana").await;
    for _ in 0..5 {
        assert!(phone.unlock(&world, "999999").await.unwrap().is_none());
    }
    world.wait(60_000);
    assert_eq!(phone.call(&world, "me", &json!({})).await.status, 200);
    world.wait(1);
    assert_eq!(phone.call(&world, "me", &json!({})).await.code(), "device_blocked");

    // The job finds those who never ask again.
    let mut silent = world.enrolled("petr").await;
    for _ in 0..5 {
        assert!(silent.unlock(&world, "999999").await.unwrap().is_none());
    }
    world.wait(60_001);
    world.run_due_jobs().await;
    assert_eq!(world.audited("device_blocked", "blocked").await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_replayed_or_malformed_evaluation_costs_no_try() {
    let world = World::new().await;
    let mut phone = Phone::install(&world, "x").await;
    let blinded = "A3I6HlwJuLnBjR3Lyinoh-lfFPRzLZNG1JD_wZURA2jQ";
    let malformed = phone.call(&world, "oprf", &json!({ "blinded": blinded })).await;
    assert_eq!(malformed.code(), "malformed");
    let identity = phone.call(&world, "oprf", &json!({ "blinded": "AA" })).await;
    assert_eq!(identity.code(), "malformed");
    assert!(phone.unlock(&world, "999999").await.unwrap().is_none());
    let reply = phone.call(&world, "oprf", &json!({ "blinded": "A3I6HlwJuLnBjR3Lyino" })).await;
    assert_eq!(reply.code(), "malformed");
    for _ in 0..4 {
        assert!(phone.unlock(&world, "999999").await.is_ok());
    }
    assert_eq!(phone.unlock(&world, "999999").await.unwrap_err().code(), "device_blocked");
}

/// What the server keeps is worth nothing without the phone, and the other way round: without the server's word no
/// guess can be tested, and its word is given five times.
#[tokio::test(flavor = "multi_thread")]
async fn a_stolen_phone_guesses_five_times_at_most() {
    let world = World::new().await;
    let mut stolen = world.enrolled("jana").await;
    let mut guesses = 0;
    for pin in (100_000..).map(|pin: u32| pin.to_string()) {
        match stolen.unlock(&world, &pin).await {
            Ok(key) => assert!(key.is_none()),
            Err(reply) => {
                assert_eq!(reply.code(), "device_blocked");
                break;
            }
        }
        guesses += 1;
    }
    assert_eq!(guesses, 5);
}

async fn tries_left(world: &World, phone: &Phone) -> i64 {
    let id = DeviceId::parse(&phone.id).unwrap();
    world.store().read(|tx| device::find(tx, &id)).await.unwrap().unwrap().tries.left
}

/// A request that ended or expired meanwhile, and an answer that was lost, are nobody's wrong guess.
#[tokio::test(flavor = "multi_thread")]
async fn a_right_pin_costs_no_try_though_the_decision_is_refused() {
    for world in World::on_each_engine().await {
        let mut phone = world.enrolled("jana").await;
        let begun = world.begin_login(Substantial).await;
        let request = phone.call(&world, "requests/claim", &json!({ "link": world.qr(&begun) })).await.json;
        assert_eq!(phone.approve(&world, &request).await.status, 200);
        for _ in 0..6 {
            assert_eq!(phone.approve(&world, &request).await.status, 200, "its answer was lost");
        }
        world.wait(60_000);
        for _ in 0..6 {
            assert_eq!(phone.approve(&world, &request).await.code(), "request_expired");
            assert_eq!(tries_left(&world, &phone).await, 5);
        }
        let mut unknown = Phone::decision(&request, "approve");
        unknown["request_id"] = json!("019a8b4c-0000-7000-8000-000000000001");
        assert_eq!(phone.decide(&world, &unknown).await.code(), "request_unknown");
        assert_eq!(tries_left(&world, &phone).await, 5);
    }
}

/// Nobody gets a try back who has not proved the factor, nor by sending an old proof once more.
#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_or_replayed_factor_gives_no_try_back() {
    for world in World::on_each_engine().await {
        let mut phone = world.enrolled("jana").await;
        let begun = world.begin_login(Substantial).await;
        let request = phone.call(&world, "requests/claim", &json!({ "link": world.qr(&begun) })).await.json;
        let shown = Phone::decision(&request, "approve");
        let right = phone.decision_body(&world, &shown).await;
        assert_eq!(world.post("requests/decide", &right).await.status, 200);

        assert!(phone.unlock(&world, "999999").await.unwrap().is_none());
        let by = [By::Possession, By::Knowledge(&new_key())];
        let wrong = phone.signed(&world, "requests/decide", &shown, &by);
        assert_eq!(world.post("requests/decide", &wrong).await.code(), "bad_signature");
        assert_eq!(world.post("requests/decide", &right).await.code(), "replayed");
        assert_eq!(tries_left(&world, &phone).await, 4);
    }
}

/// A finger that the phone could not register is no wrong PIN.
#[tokio::test(flavor = "multi_thread")]
async fn a_right_pin_costs_no_try_though_the_new_finger_is_refused() {
    let world = World::new().await;
    let mut phone = world.enrolled("jana").await;
    let new = Authenticator::new(5).create(world.origin(), "localhost", &[1; 32]);
    for _ in 0..6 {
        assert_eq!(phone.call_by_both(&world, "factor/webauthn", &new).await.code(), "factor_refused");
        assert_eq!(tries_left(&world, &phone).await, 5);
    }
}

async fn log_in(world: &World, phone: &mut Phone) -> serde_json::Value {
    let begun = world.begin_login(Substantial).await;
    let request = phone.call(world, "requests/claim", &json!({ "link": world.qr(&begun) })).await.json;
    let decided = phone.approve(world, &request).await;
    assert_eq!(decided.status, 200, "{}", decided.body);
    decided.json
}

/// finding S-A12: somebody in the house has tries between any two logins. At the next proof the owner hears of it.
#[tokio::test(flavor = "multi_thread")]
async fn wrong_pins_are_told_at_the_next_proof() {
    for world in World::on_each_engine().await {
        let (mut phone, mut other) = (world.enrolled("jana").await, world.enrolled("jana").await);
        assert_eq!(log_in(&world, &mut phone).await["failed_tries"], json!(null));
        for _ in 0..4 {
            assert!(phone.unlock(&world, "999999").await.unwrap().is_none());
        }
        world.wait(1_000);
        assert_eq!(log_in(&world, &mut phone).await["failed_tries"], 4);

        let history = other.call(&world, "history", &json!({})).await.json;
        let entries = history["entries"].as_array().unwrap();
        let noted = entries.iter().find(|entry| entry["kind"] == "failed_tries").expect("an entry");
        assert_eq!((&noted["tries"], &noted["device_name"]), (&json!(4), &json!("Janin telefon")));
        for told in [&mut phone, &mut other] {
            let notices = told.call(&world, "notices", &json!({})).await.json;
            assert_eq!(
                (&notices["notices"][0]["kind"], &notices["notices"][0]["tries"]),
                (&json!("failed_tries"), &json!(4))
            );
        }
        let jana = crate::rules::PersonId::parse("jana").unwrap();
        let listed = crate::acts::devices_of(world.context(), &jana).await.unwrap();
        let at = world.now_ms();
        let of_phone = listed.devices.iter().find(|device| device.id.as_str() == phone.id).unwrap();
        assert_eq!(
            (of_phone.failed_tries, of_phone.failed_tries_at_ms),
            (Some(4), Some(at)),
            "for the portal"
        );

        // One slip of the own finger is in the history, and no alarm on the other phones.
        assert!(phone.unlock(&world, "999999").await.unwrap().is_none());
        assert_eq!(log_in(&world, &mut phone).await["failed_tries"], 1);
        assert_eq!(world.audited("failed_tries", "refused").await, 2);
        let notices = other.call(&world, "notices", &json!({})).await.json;
        let told =
            notices["notices"].as_array().unwrap().iter().filter(|notice| notice["kind"] == "failed_tries");
        assert_eq!(told.count(), 1);
        assert_eq!(log_in(&world, &mut phone).await["failed_tries"], json!(null), "told once");
    }
}

/// finding S-A12: a change of the PIN is a proof as well, and the new PIN is no guess.
#[tokio::test(flavor = "multi_thread")]
async fn a_change_of_the_pin_tells_of_wrong_ones_and_counts_none_of_its_own() {
    let world = World::new().await;
    let mut phone = world.enrolled("jana").await;
    for wrong in [0, 2] {
        for _ in 0..wrong {
            assert!(phone.unlock(&world, "999999").await.unwrap().is_none());
        }
        let old = phone.unlock(&world, PIN).await.unwrap().unwrap();
        let new = new_key();
        let _ = phone.wrap(&world, "314159", &new).await;
        let fields = json!({ "kind": "pin", "jwk": crate::tests::phone::jwk(&new) });
        let by = [By::Possession, By::Knowledge(&new), By::Knowledge(&old)];
        let body = phone.signed(&world, "factor", &fields, &by);
        assert_eq!(world.post("factor", &body).await.status, 204);
        assert_eq!(world.audited("failed_tries", "refused").await, i64::from(wrong > 0), "{wrong}");
        phone = world.enrolled("jana").await;
    }
}

/// finding S-C: an evaluation is one guess of whoever holds the phone, and is asked for by possession alone.
#[tokio::test(flavor = "multi_thread")]
async fn an_evaluation_that_somebody_else_signed_as_well_is_malformed_and_costs_no_try() {
    let world = World::new().await;
    let mut phone = world.enrolled("jana").await;
    let fields = json!({ "blinded": "A3I6HlwJuLnBjR3LyinoAH6V8U9HMtk0bUkP_BlREDaN" });
    let body = phone.signed(&world, "oprf", &fields, &[By::Possession, By::Knowledge(&new_key())]);
    assert_eq!(world.post("oprf", &body).await.code(), "malformed");
    assert_eq!(tries_left(&world, &phone).await, 5);
}
