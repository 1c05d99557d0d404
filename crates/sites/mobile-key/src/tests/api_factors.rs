use jose::base64url;
use mobile_key_api::phone::SetKnowledge;
use serde_json::json;
use values::AssuranceLevel::Substantial;

use crate::acts::{self, ActError};
use crate::rules::Refusal;
use crate::tests::authenticator::Authenticator;
use crate::tests::phone::{By, PIN, Phone, jwk, new_key};
use crate::tests::world::World;

async fn challenge(world: &World, phone: &mut Phone) -> Vec<u8> {
    let options = phone.call(world, "factor/webauthn/options", &json!({})).await.json;
    assert_eq!((options["rp_id"].as_str(), options["user_name"].as_str()), (Some("localhost"), Some("x")));
    base64url::decode(options["challenge"].as_str().unwrap()).unwrap()
}

// mission: A2
#[tokio::test(flavor = "multi_thread")]
async fn a2_first_start_pin_password_or_biometrics() {
    for world in World::on_each_engine().await {
        for kind in ["pin", "password"] {
            let mut phone = Phone::bare(&world, "x").await;
            let me = phone.call(&world, "me", &json!({})).await.json;
            assert_eq!(me["device"], json!({ "id": phone.id, "name": "x" }));
            assert_eq!(
                (&me["enrolled"], &me["notices_enabled"], &me["unread"]),
                (&json!(false), &json!(true), &json!(0))
            );
            let key = new_key();
            let fields = json!({ "kind": kind, "jwk": jwk(&key) });
            let body = phone.signed(&world, "factor", &fields, &[By::Possession, By::Knowledge(&key)]);
            assert_eq!(world.post("factor", &body).await.status, 204);
            assert_eq!(phone.call(&world, "me", &json!({})).await.json["device"]["factor"], kind);
        }
        let mut phone = Phone::install_with_biometrics(&world, "x", 3).await;
        assert_eq!(phone.call(&world, "me", &json!({})).await.json["device"]["factor"], "biometrics");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_factor_proves_its_key() {
    let world = World::new().await;
    let mut phone = Phone::bare(&world, "x").await;
    let fields = json!({ "kind": "pin", "jwk": jwk(&new_key()) });
    let body = phone.signed(&world, "factor", &fields, &[By::Possession, By::Knowledge(&new_key())]);
    assert_eq!(world.post("factor", &body).await.code(), "bad_signature");
    assert_eq!(phone.call(&world, "factor", &fields).await.code(), "malformed");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_factor_is_changed_only_with_the_old_one() {
    let world = World::new().await;
    let mut phone = world.enrolled("jana").await;
    let mut other = world.enrolled("jana").await;
    let old = phone.unlock(&world, PIN).await.unwrap().unwrap();
    let new = new_key();
    let fields = json!({ "kind": "password", "jwk": jwk(&new) });

    let alone = phone.signed(&world, "factor", &fields, &[By::Possession, By::Knowledge(&new)]);
    assert_eq!(world.post("factor", &alone).await.code(), "malformed");
    let forged =
        phone.signed(&world, "factor", &fields, &[By::Possession, By::Knowledge(&new), By::Knowledge(&new)]);
    assert_eq!(world.post("factor", &forged).await.code(), "bad_signature");
    let good =
        phone.signed(&world, "factor", &fields, &[By::Possession, By::Knowledge(&new), By::Knowledge(&old)]);
    assert_eq!(world.post("factor", &good).await.status, 204);
    assert_eq!(phone.call(&world, "me", &json!({})).await.json["device"]["factor"], "password");
    let told = other.call(&world, "notices", &json!({})).await.json;
    assert_eq!(told["notices"][0]["kind"], "factor_changed");
    assert_eq!(world.audited("factor_changed", "done").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_key_again_gives_the_tries_back_and_tells_nobody() {
    let world = World::new().await;
    let mut phone = world.enrolled("jana").await;
    for _ in 0..4 {
        assert!(phone.unlock(&world, "999999").await.unwrap().is_none());
    }
    let key = phone.unlock(&world, PIN).await.unwrap().unwrap();
    let fields = json!({ "kind": "pin", "jwk": jwk(&key) });
    let body =
        phone.signed(&world, "factor", &fields, &[By::Possession, By::Knowledge(&key), By::Knowledge(&key)]);
    assert_eq!(world.post("factor", &body).await.status, 204);
    assert!(phone.unlock(&world, PIN).await.unwrap().is_some());
    assert_eq!(world.audited("factor_changed", "done").await, 0);
}

/// A thief with an unlocked phone registers their own finger: not without the PIN.
#[tokio::test(flavor = "multi_thread")]
async fn biometrics_replace_a_pin_only_with_the_pin() {
    let world = World::new().await;
    let mut phone = Phone::install(&world, "x").await;
    let thief = Authenticator::new(5);
    let challenge = challenge(&world, &mut phone).await;
    let new = thief.create(world.origin(), "localhost", &challenge);
    assert_eq!(phone.call(&world, "factor/webauthn", &new).await.code(), "malformed");
    let guess = phone.signed(&world, "factor/webauthn", &new, &[By::Possession, By::Knowledge(&new_key())]);
    assert_eq!(world.post("factor/webauthn", &guess).await.code(), "bad_signature");
    let pin = phone.unlock(&world, PIN).await.unwrap().unwrap();
    let owner = phone.signed(&world, "factor/webauthn", &new, &[By::Possession, By::Knowledge(&pin)]);
    assert_eq!(world.post("factor/webauthn", &owner).await.status, 204);

    // And back to a PIN, with the finger.
    phone.authenticator = Some(thief);
    let key = new_key();
    let fields = json!({ "kind": "pin", "jwk": jwk(&key) });
    let mut body = phone.asserted(&world, "factor", &fields);
    let payload = body["payload"].as_str().unwrap().to_owned();
    let second = crate::tests::phone::signature(&key, &payload, &phone.header("#knowledge"));
    body["signatures"].as_array_mut().unwrap().push(second);
    assert_eq!(world.post("factor", &body).await.status, 204);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_challenge_serves_once_and_not_for_long() {
    let world = World::new().await;
    let mut phone = Phone::bare(&world, "x").await;
    let authenticator = Authenticator::new(3);
    let create = |challenge: &[u8]| authenticator.create(world.origin(), "localhost", challenge);

    let never_asked = phone.call(&world, "factor/webauthn", &create(&[1; 32])).await;
    assert_eq!((never_asked.status, never_asked.code()), (400, "factor_refused"));
    let late = challenge(&world, &mut phone).await;
    world.wait(300_000);
    assert_eq!(phone.call(&world, "factor/webauthn", &create(&late)).await.code(), "factor_refused");
    let good = challenge(&world, &mut phone).await;
    assert_eq!(phone.call(&world, "factor/webauthn", &create(&[1; 32])).await.code(), "factor_refused");
    assert_eq!(phone.call(&world, "factor/webauthn", &create(&good)).await.status, 204);
    let again = phone.signed(&world, "factor/webauthn", &create(&good), &[By::Possession]);
    assert_eq!(world.post("factor/webauthn", &again).await.code(), "malformed");
    // finding S-C: nor with the signature of the finger that is registered now.
    phone.authenticator = Some(Authenticator::new(3));
    assert_eq!(phone.call_by_both(&world, "factor/webauthn", &create(&good)).await.code(), "factor_refused");
}

fn path(operation: &str) -> String {
    format!("/api/v1/{operation}")
}

/// A call that was checked and has not been done yet, as of two that arrive at once.
async fn opened(world: &World, operation: &str, body: &serde_json::Value) -> acts::Signed {
    acts::open(world.context(), &path(operation), body.to_string().as_bytes()).await.unwrap()
}

/// finding S-C: what the old factor signed counts only as long as it is the factor.
#[tokio::test(flavor = "multi_thread")]
async fn of_two_changes_of_a_factor_at_once_one_counts() {
    for world in World::on_each_engine().await {
        let mut phone = world.enrolled("jana").await;
        let old = phone.unlock(&world, PIN).await.unwrap().unwrap();
        let mut changes = Vec::new();
        for key in [new_key(), new_key()] {
            let fields = json!({ "kind": "password", "jwk": jwk(&key) });
            let by = [By::Possession, By::Knowledge(&key), By::Knowledge(&old)];
            let body = phone.signed(&world, "factor", &fields, &by);
            changes.push(opened(&world, "factor", &body).await);
        }
        let mut outcomes = Vec::new();
        for signed in &changes {
            let new: SetKnowledge = signed.fields().unwrap();
            outcomes.push(acts::set_knowledge(world.context(), signed, &new).await);
        }
        assert_eq!(outcomes, [Ok(()), Err(ActError::Refused(Refusal::BadSignature))]);
        assert_eq!(world.audited("factor_changed", "done").await, 1);
    }
}

/// finding S-C: an approval that the old PIN signed is void once there is a new one.
#[tokio::test(flavor = "multi_thread")]
async fn an_approval_signed_by_a_factor_that_was_changed_meanwhile_is_void() {
    for world in World::on_each_engine().await {
        let mut phone = world.enrolled("jana").await;
        let begun = world.begin_login(Substantial).await;
        let request = phone.call(&world, "requests/claim", &json!({ "link": world.qr(&begun) })).await.json;
        let old = phone.unlock(&world, PIN).await.unwrap().unwrap();
        let new = new_key();
        let fields = json!({ "kind": "password", "jwk": jwk(&new) });
        let by = [By::Possession, By::Knowledge(&new), By::Knowledge(&old)];
        let change = phone.signed(&world, "factor", &fields, &by);
        let shown = Phone::decision(&request, "approve");
        let by = [By::Possession, By::Knowledge(&old)];
        let approval = phone.signed(&world, "requests/decide", &shown, &by);
        // The approval was checked before the change is done, and is the younger of the two.
        let approval = opened(&world, "requests/decide", &approval).await;
        assert_eq!(world.post("factor", &change).await.status, 204);
        let decision = approval.fields().unwrap();
        let decided = acts::decide(world.context(), &approval, &decision).await;
        assert_eq!(decided, Err(ActError::Refused(Refusal::BadSignature)));
        assert_eq!(world.audited("login", "approved").await, 0);
    }
}

/// finding S-C: the second signature names the device whose knowledge it is.
#[tokio::test(flavor = "multi_thread")]
async fn a_knowledge_signature_in_the_name_of_another_device_is_malformed() {
    let world = World::new().await;
    let (mut phone, other) = (world.enrolled("jana").await, world.enrolled("jana").await);
    let begun = world.begin_login(Substantial).await;
    let request = phone.call(&world, "requests/claim", &json!({ "link": world.qr(&begun) })).await.json;
    let key = phone.unlock(&world, PIN).await.unwrap().unwrap();
    let shown = Phone::decision(&request, "approve");
    let mut body = phone.signed(&world, "requests/decide", &shown, &[By::Possession]);
    let payload = body["payload"].as_str().unwrap().to_owned();
    let second = crate::tests::phone::signature(&key, &payload, &other.header("#knowledge"));
    body["signatures"].as_array_mut().unwrap().push(second);
    assert_eq!(world.post("requests/decide", &body).await.code(), "malformed");
    assert_eq!(world.audited("login", "approved").await, 0);
}
