//! What a thief of the database has, and what a thief of the phone.

use jose::base64url;
use serde_json::json;
use values::AssuranceLevel::Substantial;

use crate::store::device;
use crate::tests::phone::{By, PIN, Phone, new_key};
use crate::tests::world::World;
use mobile_key_api::DeviceId;

fn contains(disk: &[u8], secret: &[u8]) -> bool {
    disk.windows(secret.len()).any(|window| window == secret)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stolen_database_shows_no_seed_no_cookie_no_ticket_and_no_identity() {
    let world = World::new().await;
    let mut phone = world.enrolled("jana").await;
    let begun = world.begin_login(Substantial).await;
    world.begin_enrolment("jana").await;
    let ticket = phone.call(&world, "tickets", &json!({})).await.json["ticket"].as_str().unwrap().to_owned();
    let id = DeviceId::parse(&phone.id).unwrap();
    let sealed = world.store().read(|tx| device::sealed_seed(tx, &id)).await.unwrap().unwrap();
    let seed = world.context().seeds.open(&sealed, id.as_str().as_bytes()).unwrap();

    let disk = world.disk();
    assert!(contains(&disk, phone.id.as_bytes()) && contains(&disk, &sealed), "we look at the right disk");
    assert!(!contains(&disk, &seed));
    for secret in [begun.token.as_str(), &ticket] {
        assert!(!contains(&disk, secret.as_bytes()));
        assert!(!contains(&disk, &base64url::decode(secret).unwrap()));
    }
    for identity in ["Nováková", "1985-04-12"] {
        assert!(!contains(&disk, identity.as_bytes()), "{identity}");
    }
    // A seed is sealed for its device: moved to another row it opens nothing.
    assert!(world.context().seeds.open(&sealed, b"another device").is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_disconnected_phone_leaves_nothing_to_guess_with() {
    let world = World::new().await;
    let mut phone = world.enrolled("jana").await;
    let id = DeviceId::parse(&phone.id).unwrap();
    phone.call(&world, "devices/disconnect", &json!({ "id": phone.id.clone() })).await;
    assert_eq!(world.store().read(|tx| device::sealed_seed(tx, &id)).await.unwrap(), None);
    assert_eq!(phone.unlock(&world, "271828").await.unwrap_err().code(), "device_disconnected");
}

/// Possession alone: whoever unlocks the phone and knows no PIN logs nobody in, and changes no factor.
#[tokio::test(flavor = "multi_thread")]
async fn a_stolen_unlocked_phone_approves_nothing_without_the_pin() {
    let world = World::new().await;
    let mut phone = world.enrolled("jana").await;
    let begun = world.begin_login(Substantial).await;
    let request = phone.call(&world, "requests/claim", &json!({ "link": world.qr(&begun) })).await.json;
    let shown = Phone::decision(&request, "approve");
    assert_eq!(phone.call(&world, "requests/decide", &shown).await.code(), "malformed");
    assert_eq!(world.audited("login", "approved").await, 0);
}

/// Possession alone: nor does it put away the other phones, which are those that would be told, or give them names
/// under which nobody finds them.
#[tokio::test(flavor = "multi_thread")]
async fn a_stolen_unlocked_phone_neither_disconnects_nor_renames_the_others() {
    for world in World::on_each_engine().await {
        let (mut stolen, mut other) = (world.enrolled("jana").await, world.enrolled("jana").await);
        let calls = [
            ("devices/rename", json!({ "id": other.id, "name": "x" })),
            ("devices/disconnect", json!({ "id": other.id })),
        ];
        for (path, fields) in &calls {
            let alone = stolen.call(&world, path, fields).await;
            assert_eq!((alone.status, alone.code()), (400, "malformed"), "{path}");
            let forged = stolen.signed(&world, path, fields, &[By::Possession, By::Knowledge(&new_key())]);
            assert_eq!(world.post(path, &forged).await.code(), "bad_signature", "{path}");
        }
        let me = other.call(&world, "me", &json!({})).await;
        assert_eq!((me.status, &me.json["device"]["name"]), (200, &json!("Janin telefon")));

        // Itself it may name and put away, and all others are told.
        let own = json!({ "id": stolen.id, "name": "Nalezený" });
        assert_eq!(stolen.call(&world, "devices/rename", &own).await.status, 204);
        let own = json!({ "id": stolen.id });
        assert_eq!(stolen.call(&world, "devices/disconnect", &own).await.status, 204);
        let told = other.call(&world, "notices", &json!({})).await.json;
        assert_eq!(told["notices"][0]["device_name"], "Nalezený");
        assert_eq!(told["notices"][0]["by_device_name"], "Nalezený");
    }
}

/// With the factor it is the person, and everybody sees on which phone it was done; the phone that is gone is told.
#[tokio::test(flavor = "multi_thread")]
async fn with_the_factor_a_phone_puts_away_another_and_all_see_which_did_it() {
    for world in World::on_each_engine().await {
        let mut by_finger = Phone::install_with_biometrics(&world, "iPhone", 9).await;
        world.enrol(&mut by_finger, "jana").await;
        let (mut lost, mut third) = (world.enrolled("jana").await, world.enrolled("jana").await);
        world.wait(1_000);
        let renaming = json!({ "id": lost.id, "name": "Ztracený" });
        assert_eq!(third.call_by_both(&world, "devices/rename", &renaming).await.status, 204);
        world.wait(1_000);
        let which = json!({ "id": lost.id });
        assert_eq!(by_finger.call_by_both(&world, "devices/disconnect", &which).await.status, 204);

        let gone = lost.call(&world, "me", &json!({})).await;
        assert_eq!((gone.status, gone.code()), (403, "device_disconnected"));
        assert!(gone.json["title"].as_str().unwrap().starts_with("The device was disconnected"));
        let told = third.call(&world, "notices", &json!({})).await.json;
        let told = &told["notices"][0];
        assert_eq!((&told["device_name"], &told["by_device_name"]), (&json!("Ztracený"), &json!("iPhone")));
        let history = third.call(&world, "history", &json!({})).await.json;
        let seen = |n: usize| [&history["entries"][n]["kind"], &history["entries"][n]["by_device_name"]];
        assert_eq!(seen(0), [&json!("device_disconnected"), &json!("iPhone")]);
        assert_eq!(seen(1), [&json!("device_renamed"), &json!("Janin telefon")]);

        // Once more: there is no such device of hers any more, and the right PIN costs no try.
        for _ in 0..6 {
            assert_eq!(third.call_by_both(&world, "devices/disconnect", &which).await.code(), "not_yours");
        }
        assert!(third.unlock(&world, PIN).await.unwrap().is_some());
    }
}
