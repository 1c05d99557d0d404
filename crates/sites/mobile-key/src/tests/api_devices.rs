use serde_json::{Value, json};
use values::AssuranceLevel::Substantial;

use mobile_key_api::people::LoginNotice;
use mobile_key_api::{DeviceId, DeviceName};

use crate::acts::{self, PeopleError};
use crate::rules::PersonId;
use crate::tests::phone::Phone;
use crate::tests::world::World;

fn jana() -> PersonId {
    PersonId::parse("jana").unwrap()
}

async fn notify(world: &World, id: &str) {
    let notice: LoginNotice = serde_json::from_value(
        json!({ "id": id, "at_ms": 1, "kind": "login", "service_name": "Lipová", "method": "mojeID" }),
    )
    .unwrap();
    acts::notify_login(world.context(), &jana(), &notice).await.unwrap();
}

async fn notices(world: &World, phone: &mut Phone) -> Vec<Value> {
    phone.call(world, "notices", &json!({})).await.json["notices"].as_array().unwrap().clone()
}

async fn log_in(world: &World, phone: &mut Phone) {
    let begun = world.begin_login(Substantial).await;
    let request = phone.call(world, "requests/claim", &json!({ "link": world.qr(&begun) })).await.json;
    assert_eq!(phone.approve(world, &request).await.status, 200);
}

/// The reader's language is the phone's, not the one of the login.
#[tokio::test(flavor = "multi_thread")]
async fn a_notice_bears_names_in_each_language() {
    for world in World::on_each_engine().await {
        let mut phone = world.enrolled("jana").await;
        let names = json!({ "cs": "Město Lipová", "sk": "Mesto Lipová", "en": "Town of Lipová" });
        let notice = json!({ "id": "1", "at_ms": 1, "service_name": names, "method": "{mojeID}" });
        acts::notify_login(world.context(), &jana(), &serde_json::from_value(notice).unwrap()).await.unwrap();
        let told = notices(&world, &mut phone).await;
        assert_eq!((&told[0]["service_name"], &told[0]["method"]), (&names, &json!("{mojeID}")));
    }
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
        let view = acts::view(world.context(), &begun.id, begun.browser(None)).await.unwrap();
        assert_eq!(view.state_at(world.context().now()).as_str(), "abandoned");
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
    acts::disconnect_of(world.context(), &jana(), &id).await.unwrap();
    let now = world.context().now();
    let redeemed = world
        .store()
        .write(|tx| acts::redeem(world.context(), tx, &begun.id, begun.browser(None), now))
        .await;
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
        assert_eq!(entries.len(), 2, "{history}");
        assert_eq!(
            entries[0],
            json!({
                "at_ms": world.now_ms(), "kind": "login", "outcome": "approved", "service_name": "Městský úřad Lipová",
                "service_domain": "lipova.example", "device_name": "Janin telefon", "data": ["email", "given_name"]
            })
        );
        // finding N-21: one enrolment is one entry, although its scan and its end were written down.
        assert_eq!((&entries[1]["kind"], &entries[1]["outcome"]), (&json!("enrolment"), &json!("done")));
        for _ in 0..51 {
            world.wait(1_000);
            phone.call(&world, "devices/rename", &json!({ "id": phone.id.clone(), "name": "x" })).await;
        }
        let page = phone.call(&world, "history", &json!({})).await.json;
        assert_eq!(page["entries"].as_array().unwrap().len(), 50);
        let rest = phone.call(&world, "history", &json!({ "before_ms": page["next_before_ms"] })).await.json;
        assert_eq!(rest["entries"].as_array().unwrap().len(), 3);
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
    acts::rename_of(world.context(), &jana(), &id, &name).await.unwrap();
    assert_eq!(acts::devices_of(world.context(), &jana()).await.unwrap().devices[0].name, name);
    let petr = PersonId::parse("petr").unwrap();
    assert_eq!(acts::disconnect_of(world.context(), &petr, &id).await, Err(PeopleError::NoSuchDevice));
    acts::disconnect_of(world.context(), &jana(), &id).await.unwrap();
    assert!(acts::devices_of(world.context(), &jana()).await.unwrap().devices.is_empty());
    assert_eq!(acts::disconnect_of(world.context(), &jana(), &id).await, Err(PeopleError::NoSuchDevice));
}

/// findings F2, N-21: a notice that waited in the hub's queue says when the login was and what it was.
#[tokio::test(flavor = "multi_thread")]
async fn a_notice_tells_when_the_login_was_and_of_what_kind() {
    for world in World::on_each_engine().await {
        let mut phone = world.enrolled("jana").await;
        let now = world.now_ms();
        for (id, at_ms, kind) in [
            ("1", now - 3_600_000, "login"),
            ("2", now - 60_000, "single_sign_on"),
            ("3", now, "enrolment_begun"),
            ("4", now + 3_600_000, "login"),
        ] {
            let notice = json!({ "id": id, "at_ms": at_ms, "kind": kind, "service_name": "Lipová", "method": "mojeID" });
            let notice: LoginNotice = serde_json::from_value(notice).unwrap();
            acts::notify_login(world.context(), &jana(), &notice).await.unwrap();
        }
        let told = notices(&world, &mut phone).await;
        let told: Vec<_> = told.iter().map(|told| (told["kind"].as_str(), told["at_ms"].as_i64())).collect();
        // What has not happened yet is told as of now.
        let expected = [
            ("login", now),
            ("enrolment_begun", now),
            ("single_sign_on", now - 60_000),
            ("login", now - 3_600_000),
        ];
        assert_eq!(told, expected.map(|(kind, at)| (Some(kind), Some(at))));
        // All of them are logins, and can be switched off.
        assert_eq!(phone.call(&world, "notices/settings", &json!({ "logins": false })).await.status, 204);
        for kind in ["login", "single_sign_on", "enrolment_begun"] {
            let notice = json!({ "id": format!("quiet {kind}"), "at_ms": now, "kind": kind });
            let notice: LoginNotice = serde_json::from_value(notice).unwrap();
            acts::notify_login(world.context(), &jana(), &notice).await.unwrap();
        }
        assert_eq!(notices(&world, &mut phone).await.len(), 4);
        // Finding S-A3: that somebody can log in as this person by one more account is told in any case.
        for kind in ["account_linked", "account_allowed", "account_disconnected", "account_suspended"] {
            let notice = json!({ "id": kind, "at_ms": now, "kind": kind, "method": "mojeID" });
            let notice: LoginNotice = serde_json::from_value(notice).unwrap();
            acts::notify_login(world.context(), &jana(), &notice).await.unwrap();
        }
        assert_eq!(notices(&world, &mut phone).await.len(), 8);
    }
}

/// finding N-24: a blocked key can still be put away by the phone itself, so that setting it up again leaves no ghost.
#[tokio::test(flavor = "multi_thread")]
async fn a_blocked_device_puts_itself_away_and_does_nothing_else() {
    for world in World::on_each_engine().await {
        let (mut blocked, mut other) = (world.enrolled("jana").await, world.enrolled("jana").await);
        for _ in 0..5 {
            assert!(blocked.unlock(&world, "999999").await.unwrap().is_none());
        }
        assert_eq!(blocked.unlock(&world, "999999").await.unwrap_err().code(), "device_blocked");
        let theirs = json!({ "id": other.id });
        assert_eq!(blocked.call(&world, "devices/disconnect", &theirs).await.code(), "device_blocked");
        for (path, fields) in
            [("me", json!({})), ("devices/rename", json!({ "id": blocked.id, "name": "x" }))]
        {
            assert_eq!(blocked.call(&world, path, &fields).await.code(), "device_blocked", "{path}");
        }
        let own = json!({ "id": blocked.id });
        let forged = Phone::bare(&world, "x").await.sign(&world, "devices/disconnect", &own);
        assert_ne!(world.post("devices/disconnect", &forged).await.status, 204);
        assert_eq!(
            other.call(&world, "devices/list", &json!({})).await.json["devices"].as_array().unwrap().len(),
            2
        );

        let leaving = blocked.sign(&world, "devices/disconnect", &own);
        assert_eq!(world.post("devices/disconnect", &leaving).await.status, 204);
        assert_eq!(world.post("devices/disconnect", &leaving).await.code(), "device_disconnected");
        assert_eq!(
            other.call(&world, "devices/list", &json!({})).await.json["devices"].as_array().unwrap().len(),
            1
        );
        assert_eq!(notices(&world, &mut other).await[0]["kind"], "device_disconnected");
    }
}

/// finding N-24: whoever never sets the phone up again has the blocked one in the list for 90 days.
#[tokio::test(flavor = "multi_thread")]
async fn a_blocked_device_is_forgotten_after_ninety_days() {
    let world = World::new().await;
    let mut blocked = world.enrolled("jana").await;
    for _ in 0..5 {
        assert!(blocked.unlock(&world, "999999").await.unwrap().is_none());
    }
    assert!(blocked.unlock(&world, "999999").await.is_err());
    for (ms, left) in [(90 * values::DAY_MS, 1), (1, 0)] {
        world.wait(ms);
        world.run_due_jobs().await;
        assert_eq!(acts::devices_of(world.context(), &jana()).await.unwrap().devices.len(), left);
    }
}

/// finding N-7: the app starts from what the person released to this service by a key the last time.
#[tokio::test(flavor = "multi_thread")]
async fn the_choice_starts_from_the_last_one_for_this_service() {
    for world in World::on_each_engine().await {
        let (mut phone, mut petrs) = (world.enrolled("jana").await, world.enrolled("petr").await);
        let begun = world.begin_login_to("Knihovna", &[]).await;
        let request = phone.call(&world, "requests/claim", &json!({ "link": world.qr(&begun) })).await.json;
        assert_eq!(request["data"][1], json!({ "name": "email", "essential": false, "released": false }));
        let mut shown = Phone::decision(&request, "approve");
        shown["data"] = json!(["email", "given_name"]);
        assert_eq!(phone.decide(&world, &shown).await.status, 200);

        for (janas, service, remembered, released) in [
            (true, "Knihovna", vec![], ["email"].as_slice()),
            (false, "Knihovna", vec![], &[]),
            (true, "Lipová", vec![], &[]),
            // What the hub knows is newer than what the key does.
            (true, "Knihovna", vec!["phone_number"], &["phone_number"]),
        ] {
            let phone = if janas { &mut phone } else { &mut petrs };
            let begun = world.begin_login_to(service, &remembered).await;
            let request =
                phone.call(&world, "requests/claim", &json!({ "link": world.qr(&begun) })).await.json;
            let chosen = request["data"].as_array().unwrap().iter();
            let chosen = chosen.filter(|item| item["released"] == true && item["essential"] == false);
            let names: Vec<_> = chosen.map(|item| item["name"].as_str().unwrap()).collect();
            assert_eq!(names, released, "{service} {remembered:?}");
            phone.call(&world, "requests/abandon", &json!({ "request_id": request["id"] })).await;
        }
    }
}
