use serde_json::{Value, json};
use values::AssuranceLevel::Substantial;

use crate::acts::{self, LoginNotice, PeopleError};
use crate::rules::{DeviceId, DeviceName, PersonId};
use crate::testing::phone::Phone;
use crate::testing::world::World;

fn jana() -> PersonId {
    PersonId::parse("jana").unwrap()
}

async fn notify(world: &World, id: &str) {
    let notice: LoginNotice = serde_json::from_value(
        json!({ "id": id, "at_ms": 1, "kind": "login", "service_name": "Lipová", "method": "mojeID" }),
    )
    .unwrap();
    acts::notify_login(world.core(), &jana(), &notice).await.unwrap();
}

async fn notices(world: &World, phone: &mut Phone) -> Vec<Value> {
    phone.call(world, "notices", &json!({})).await.json["notices"].as_array().unwrap().clone()
}

async fn log_in(world: &World, phone: &mut Phone) {
    let begun = world.begin_login(Substantial).await;
    let request = phone.call(world, "requests/claim", &json!({ "link": world.qr(&begun) })).await.json;
    assert_eq!(phone.approve(world, &request).await.status, 200);
}

// mission: A7
#[tokio::test(flavor = "multi_thread")]
async fn a7_many_devices_with_names_dates_and_last_use() {
    for world in World::on_each_engine().await {
        let mut first = world.enrolled("jana").await;
        let attached_at = world.now_ms();
        world.wait(60_000);
        let mut second = world.enrolled("jana").await;
        let _strangers = world.enrolled("petr").await;
        world.wait(1_000);
        log_in(&world, &mut first).await;

        let renaming = json!({ "id": first.id, "name": "  Starý telefon " });
        assert_eq!(second.call_by_both(&world, "devices/rename", &renaming).await.status, 204);
        let listed = second.call(&world, "devices/list", &json!({})).await.json;
        assert_eq!(
            listed["devices"],
            json!([
                { "id": second.id, "name": "Janin telefon", "attached_at_ms": attached_at + 60_000, "this_device": true, "blocked": false },
                { "id": first.id, "name": "Starý telefon", "attached_at_ms": attached_at, "last_used_at_ms": attached_at + 61_000, "this_device": false, "blocked": false },
            ])
        );
    }
}

// mission: A7
#[tokio::test(flavor = "multi_thread")]
async fn a7_a_disconnected_device_fails_at_once() {
    for world in World::on_each_engine().await {
        let (mut phone, mut other) = (world.enrolled("jana").await, world.enrolled("jana").await);
        let begun = world.begin_login(Substantial).await;
        let request = phone.call(&world, "requests/claim", &json!({ "link": world.qr(&begun) })).await.json;
        let body = phone.decision_body(&world, &Phone::decision(&request, "approve")).await;
        let gone = json!({ "id": phone.id });
        assert_eq!(other.call_by_both(&world, "devices/disconnect", &gone).await.status, 204);

        let late = world.post("requests/decide", &body).await;
        assert_eq!((late.status, late.code()), (403, "device_disconnected"));
        assert_eq!(phone.call(&world, "me", &json!({})).await.code(), "device_disconnected");
        let view = acts::view(world.core(), &begun.id, begun.browser(None)).await.unwrap();
        assert_eq!(view.state_word(world.core().now()), "abandoned");
        let listed = other.call(&world, "devices/list", &json!({})).await.json;
        assert_eq!(listed["devices"].as_array().unwrap().len(), 1);
        let told = notices(&world, &mut other).await;
        assert_eq!(
            (&told[0]["kind"], &told[0]["by_device_name"]),
            (&json!("device_disconnected"), &json!("Janin telefon"))
        );
        assert_eq!(world.audited("device_disconnected", "done").await, 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_approval_of_a_device_disconnected_before_the_browser_came_is_void() {
    let world = World::new().await;
    let mut phone = world.enrolled("jana").await;
    let begun = world.begin_login(Substantial).await;
    let request = phone.call(&world, "requests/claim", &json!({ "link": world.qr(&begun) })).await.json;
    phone.approve(&world, &request).await;
    let id = DeviceId::parse(&phone.id).unwrap();
    acts::disconnect_of(world.core(), &jana(), &id).await.unwrap();
    let now = world.core().now();
    let redeemed =
        world.store().write(|tx| acts::redeem(world.core(), tx, &begun.id, begun.browser(None), now)).await;
    assert_eq!(redeemed.unwrap_err(), crate::rules::Refusal::DeviceDisconnected.into());
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_touches_the_devices_of_others() {
    let world = World::new().await;
    let (mut jana, petr) = (world.enrolled("jana").await, world.enrolled("petr").await);
    for (path, fields) in [
        ("devices/rename", json!({ "id": petr.id, "name": "x" })),
        ("devices/disconnect", json!({ "id": petr.id })),
        ("devices/disconnect", json!({ "id": "019a8b4c-0000-7000-8000-000000000001" })),
    ] {
        let reply = jana.call(&world, path, &fields).await;
        assert_eq!((reply.status, reply.code()), (403, "not_yours"), "{path}");
    }
    let mut unenrolled = Phone::install(&world, "x").await;
    let own = json!({ "id": unenrolled.id, "name": "y" });
    assert_eq!(unenrolled.call(&world, "devices/rename", &own).await.status, 204);
    let theirs = json!({ "id": petr.id, "name": "y" });
    assert_eq!(unenrolled.call(&world, "devices/rename", &theirs).await.code(), "not_enrolled");
}

// mission: A7
#[tokio::test(flavor = "multi_thread")]
async fn a7_every_device_is_told_of_every_login_unless_it_does_not_want_to() {
    for world in World::on_each_engine().await {
        let (mut loud, mut quiet) = (world.enrolled("jana").await, world.enrolled("jana").await);
        assert_eq!(quiet.call(&world, "notices/settings", &json!({ "logins": false })).await.status, 204);
        assert_eq!(quiet.call(&world, "me", &json!({})).await.json["notices_enabled"], false);
        let before = notices(&world, &mut quiet).await.len();
        notify(&world, "login-1").await;
        // The hub says it twice when it was not sure that we heard.
        notify(&world, "login-1").await;
        assert_eq!(loud.call(&world, "me", &json!({})).await.json["unread"], 2);
        let told = notices(&world, &mut loud).await;
        assert_eq!(told.iter().filter(|notice| notice["kind"] == "login").count(), 1);
        assert_eq!(told[0]["service_name"], "Lipová");
        assert_eq!(told[0]["method"], "mojeID");
        assert_eq!(told[0]["read"], false);
        assert_eq!(notices(&world, &mut loud).await[0]["read"], true);
        assert_eq!(loud.call(&world, "me", &json!({})).await.json["unread"], 0);
        assert_eq!(notices(&world, &mut quiet).await.len(), before);

        // A warning reaches everybody.
        let mut third = world.enrolled("jana").await;
        assert_eq!(notices(&world, &mut quiet).await[0]["kind"], "device_attached");
        notify(&world, "login-2").await;
        let newer = third.call(&world, "notices", &json!({})).await.json["notices"][0]["id"].clone();
        notify(&world, "login-3").await;
        let after = third.call(&world, "notices", &json!({ "after_id": newer })).await.json;
        assert_eq!(after["notices"].as_array().unwrap().len(), 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_history_tells_what_was_released_to_whom() {
    for world in World::on_each_engine().await {
        let mut phone = world.enrolled("jana").await;
        world.wait(1_000);
        log_in(&world, &mut phone).await;
        let history = phone.call(&world, "history", &json!({})).await.json;
        let entries = history["entries"].as_array().unwrap();
        assert_eq!(entries.len(), 3, "{history}");
        assert_eq!(
            entries[0],
            json!({
                "at_ms": world.now_ms(), "kind": "login", "outcome": "approved", "service_name": "Městský úřad Lipová",
                "service_domain": "lipova.example", "device_name": "Janin telefon", "data": ["email", "given_name"]
            })
        );
        // The clock stood still between the two, so that either may come first.
        let mut enrolment =
            [&entries[1], &entries[2]].map(|entry| (entry["kind"].as_str(), entry["outcome"].as_str()));
        enrolment.sort_unstable();
        assert_eq!(enrolment, ["claimed", "done"].map(|outcome| (Some("enrolment"), Some(outcome))));
        for _ in 0..51 {
            world.wait(1_000);
            phone.call(&world, "devices/rename", &json!({ "id": phone.id.clone(), "name": "x" })).await;
        }
        let page = phone.call(&world, "history", &json!({})).await.json;
        assert_eq!(page["entries"].as_array().unwrap().len(), 50);
        let rest = phone.call(&world, "history", &json!({ "before_ms": page["next_before_ms"] })).await.json;
        assert_eq!(rest["entries"].as_array().unwrap().len(), 4);
        assert_eq!(rest["next_before_ms"], Value::Null);
    }
}

// mission: A7
#[tokio::test(flavor = "multi_thread")]
async fn a7_the_hub_lists_renames_and_disconnects() {
    let world = World::new().await;
    let phone = world.enrolled("jana").await;
    let id = DeviceId::parse(&phone.id).unwrap();
    let name = DeviceName::parse("Z portálu").unwrap();
    acts::rename_of(world.core(), &jana(), &id, &name).await.unwrap();
    assert_eq!(acts::devices_of(world.core(), &jana()).await.unwrap()[0].name, name);
    let petr = PersonId::parse("petr").unwrap();
    assert_eq!(acts::disconnect_of(world.core(), &petr, &id).await, Err(PeopleError::NoSuchDevice));
    acts::disconnect_of(world.core(), &jana(), &id).await.unwrap();
    assert!(acts::devices_of(world.core(), &jana()).await.unwrap().is_empty());
    assert_eq!(acts::disconnect_of(world.core(), &jana(), &id).await, Err(PeopleError::NoSuchDevice));
}
