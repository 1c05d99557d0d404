use serde_json::json;
use values::AssuranceLevel::{Low, Substantial};

use crate::acts::{self, ActError, NewEnrolment};
use crate::rules::{PersonId, Refusal, Termination};
use crate::tests::phone::Phone;
use crate::tests::world::{Begun, World, digits, identity};

// mission: A4
#[tokio::test(flavor = "multi_thread")]
async fn a4_a_phone_belongs_to_the_person_once_both_sides_have_confirmed() {
    for world in World::on_each_engine().await {
        let mut first = world.enrolled("jana").await;
        let mut phone = Phone::install(&world, "Nový telefon").await;
        let begun = world.begin_enrolment("jana").await;
        let request = phone.call(&world, "requests/claim", &json!({ "link": world.qr(&begun) })).await.json;
        assert_eq!(request["kind"], "enrolment");
        assert_eq!(request["identity"]["family_name"], "Nováková");
        assert_eq!(request["level"], "substantial");
        let shown = acts::view(world.context(), &begun.id, begun.browser(None)).await.unwrap();
        assert_eq!(request["code"], shown.claim().unwrap().code.to_string());

        let which = json!({ "request_id": request["id"] });
        assert_eq!(phone.approve(&world, &request).await.json, json!({ "state": "approved" }));
        assert_eq!(phone.call(&world, "requests/state", &which).await.json, json!({ "state": "approved" }));
        assert_eq!(phone.call(&world, "me", &json!({})).await.json["enrolled"], false);

        world.confirm(&begun).await.unwrap();
        assert_eq!(phone.call(&world, "requests/state", &which).await.json, json!({ "state": "confirmed" }));
        let me = phone.call(&world, "me", &json!({})).await.json;
        assert_eq!((&me["enrolled"], &me["level"]), (&json!(true), &json!("substantial")));
        assert_eq!(me["device"]["attached_at_ms"], world.now_ms());
        assert_eq!(world.confirm(&begun).await, Err(Refusal::RequestFinished.into()));

        // All others are told, the new one is not.
        let told = first.call(&world, "notices", &json!({})).await.json;
        assert_eq!(told["notices"][0]["kind"], "device_attached");
        assert_eq!(told["notices"][0]["device_name"], "Nový telefon");
        assert_eq!(phone.call(&world, "notices", &json!({})).await.json, json!({ "notices": [] }));
        // The identity is forgotten with the request.
        let view = acts::view(world.context(), &begun.id, begun.browser(None)).await.unwrap();
        assert!(matches!(view.details, crate::rules::RequestDetails::Enrolment { identity: None, .. }));
    }
}

// mission: A4
#[tokio::test(flavor = "multi_thread")]
async fn a4_on_the_phone_alone_the_browser_confirms_with_the_nonce() {
    let world = World::new().await;
    let mut phone = Phone::install(&world, "Telefon").await;
    let begun = world.begin_enrolment("jana").await;
    let request =
        phone.call(&world, "requests/claim", &json!({ "link": world.same_device(&begun) })).await.json;
    let decided = phone.approve(&world, &request).await.json;
    let url = decided["return_url"].as_str().unwrap().to_owned();
    assert_eq!(world.confirm(&begun).await, Err(Refusal::NotYours.into()));

    let mut browser = world.browser();
    begun.put_into(&mut browser);
    let page = browser.get(&url).await;
    assert!(page.body.contains(&digits(&request["code"])), "{}", page.body);
    assert!(page.has("Ukázala vám aplikace právě tento kód?"), "the app is gone from the screen");
    let done = browser.submit(&page, &format!("/requests/{}/confirm", begun.id), &[]).await;
    assert!(done.has("Mobilní klíč je založen"), "{}", done.body);
    assert_eq!(phone.call(&world, "me", &json!({})).await.json["enrolled"], true);
}

#[tokio::test(flavor = "multi_thread")]
async fn codes_that_differ_enrol_nobody() {
    let world = World::new().await;
    let mut thief = Phone::install(&world, "Cizí telefon").await;
    let begun = world.begin_enrolment("jana").await;
    let request = thief.call(&world, "requests/claim", &json!({ "link": world.qr(&begun) })).await.json;
    assert_eq!(thief.approve(&world, &request).await.status, 200);
    acts::cancel(world.context(), &begun.id, begun.browser(None), Termination::Refused).await.unwrap();
    assert_eq!(world.confirm(&begun).await, Err(Refusal::RequestFinished.into()));
    assert_eq!(thief.call(&world, "me", &json!({})).await.json["enrolled"], false);
    assert_eq!(world.audited("enrolment", "refused").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_confirms_in_another_browser() {
    let world = World::new().await;
    let mut phone = Phone::install(&world, "Telefon").await;
    let (begun, other) = (world.begin_enrolment("jana").await, world.begin_enrolment("petr").await);
    let request = phone.call(&world, "requests/claim", &json!({ "link": world.qr(&begun) })).await.json;
    phone.approve(&world, &request).await;
    let stranger = Begun { id: begun.id.clone(), token: other.token };
    assert_eq!(world.confirm(&stranger).await, Err(Refusal::NotYours.into()));
}

// mission: A7
#[tokio::test(flavor = "multi_thread")]
async fn a7_a_login_below_substantial_makes_no_key() {
    let world = World::new().await;
    let new = NewEnrolment {
        person: &PersonId::parse("jana").unwrap(),
        login_level: Low,
        identity: &identity(),
        browser: "",
    };
    let refused = acts::begin_enrolment(world.context(), new).await.map(|_| ());
    assert_eq!(refused, Err(ActError::Refused(Refusal::LevelTooLow)));
    assert_eq!(world.audited("enrolment", "level_too_low").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_phone_needs_before_it_can_enrol_or_log_in() {
    let world = World::new().await;
    let mut bare = Phone::bare(&world, "bez PINu").await;
    let begun = world.begin_enrolment("jana").await;
    let reply = bare.call(&world, "requests/claim", &json!({ "link": world.qr(&begun) })).await;
    assert_eq!((reply.status, reply.code()), (409, "factor_missing"));

    let mut unknown = Phone::install(&world, "nikoho").await;
    let login = world.begin_login(Substantial).await;
    let reply = unknown.call(&world, "requests/claim", &json!({ "link": world.qr(&login) })).await;
    assert_eq!((reply.status, reply.code()), (403, "not_enrolled"));
    assert_eq!(unknown.call(&world, "devices/list", &json!({})).await.code(), "not_enrolled");
    assert_eq!(unknown.call(&world, "history", &json!({})).await.code(), "not_enrolled");

    let mut janas = world.enrolled("jana").await;
    let petrs = world.begin_enrolment("petr").await;
    let reply = janas.call(&world, "requests/claim", &json!({ "link": world.qr(&petrs) })).await;
    assert_eq!((reply.status, reply.code()), (409, "already_enrolled"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_enrolment_that_nobody_confirms_expires() {
    let world = World::new().await;
    let mut phone = Phone::install(&world, "Telefon").await;
    let begun = world.begin_enrolment("jana").await;
    let request = phone.call(&world, "requests/claim", &json!({ "link": world.qr(&begun) })).await.json;
    phone.approve(&world, &request).await;
    world.wait(240_000);
    assert_eq!(world.confirm(&begun).await, Err(Refusal::RequestExpired.into()));
    world.run_due_jobs().await;
    assert_eq!(world.audited("enrolment", "expired").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_installation_that_nobody_enrols_is_forgotten_after_a_day() {
    let world = World::new().await;
    let mut phone = Phone::install(&world, "Telefon").await;
    let mut record = world.enrolled("jana").await;
    world.wait(24 * 60 * 60 * 1_000 + 1);
    world.run_due_jobs().await;
    assert_eq!(phone.call(&world, "me", &json!({})).await.code(), "unknown_device");
    assert_eq!(record.call(&world, "me", &json!({})).await.status, 200);
    assert_eq!(world.audited("device_forgotten", "done").await, 1);
}

/// Who scans an enrolment code first sees a name before any code was compared: that stands in the person's history,
/// whatever comes of it.
#[tokio::test(flavor = "multi_thread")]
async fn whoever_scanned_an_enrolment_code_stands_in_the_persons_history() {
    for world in World::on_each_engine().await {
        let mut janas = world.enrolled("jana").await;
        let mut neighbour = Phone::install(&world, "Sousedův").await;
        let begun = world.begin_enrolment("jana").await;
        world.wait(1_000);
        let link = json!({ "link": world.qr(&begun) });
        let scanned = neighbour.call(&world, "requests/claim", &link).await.json;
        assert_eq!(scanned["identity"]["family_name"], "Nováková");
        assert_eq!(neighbour.call(&world, "requests/claim", &link).await.status, 200, "asked again");

        let history = janas.call(&world, "history", &json!({})).await.json;
        let claimed = json!({
            "at_ms": world.now_ms(), "kind": "enrolment", "outcome": "claimed", "device_name": "Sousedův"
        });
        assert_eq!(history["entries"][0], claimed);
        assert_eq!(
            world.audited("enrolment", "claimed").await,
            2,
            "her own phone's, and the neighbour's once"
        );
    }
}
