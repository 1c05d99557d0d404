//! What a thief of the database has, and what a thief of the phone.

use serde_json::json;
use values::AssuranceLevel::Substantial;

use crate::rules::DeviceId;
use crate::signing::binary;
use crate::store::device;
use crate::testing::phone::Phone;
use crate::testing::world::World;

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
    let seed = world.core().seeds.open(&sealed, id.as_str().as_bytes()).unwrap();

    let disk = world.disk();
    assert!(contains(&disk, phone.id.as_bytes()) && contains(&disk, &sealed), "we look at the right disk");
    assert!(!contains(&disk, &seed));
    for secret in [begun.token.as_str(), &ticket] {
        assert!(!contains(&disk, secret.as_bytes()));
        assert!(!contains(&disk, &binary::decode(secret).unwrap()));
    }
    for identity in ["Nováková", "1985-04-12"] {
        assert!(!contains(&disk, identity.as_bytes()), "{identity}");
    }
    // A seed is sealed for its device: moved to another row it opens nothing.
    assert!(world.core().seeds.open(&sealed, b"another device").is_err());
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
