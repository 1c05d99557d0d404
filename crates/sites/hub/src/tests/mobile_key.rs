//! The Mobile Key: attached in the portal, used at services, told of every login.

use mobile_key_api::{HistoryEntry, HistoryKind, HistoryOutcome};
use serde_json::json;
use values::{AssuranceLevel, MINUTE_MS};

use super::service;
use super::world::{HUB, World};

// mission: A4
#[tokio::test(flavor = "multi_thread")]
async fn a_phone_is_attached_by_whoever_is_logged_in_and_logs_them_in_from_then_on() {
    for world in World::each().await {
        let (mut browser, page) = world.in_portal().await;
        let page = browser.open(&page, "/portal/attach").await;
        for label in
            ["Připojení Mobilního klíče", "Mobilní klíč eGovernmentu", "Založit", "Mám účet v Národním bodu"]
        {
            assert!(page.has(label), "{label}");
        }
        assert!(page.links().contains(&format!("{}/enrol", world.mobile_key.origin)));
        let sub = world.attach(&mut browser).await;

        let mut elsewhere = world.browser();
        let answer = world.choose(&mut elsewhere, "lipova", &[], "mobile-key").await;
        let (id_token, userinfo) = service::learn(&mut elsewhere, &answer, "lipova").await;
        assert_ne!(id_token["sub"], sub.as_str());
        assert_eq!(userinfo["given_name"], "Jana");
    }
}

// mission: A1
#[tokio::test(flavor = "multi_thread")]
async fn the_app_is_told_what_to_show_and_its_choice_needs_no_second_page() {
    let world = World::new().await;
    let (mut browser, _) = world.in_portal().await;
    world.attach(&mut browser).await;
    world.mobile_key.change(|person| person.released = Some(vec!["given_name", "family_name", "address"]));
    let mut browser = world.browser();
    let answer = world.choose(&mut browser, "lipova", &[], "mobile-key").await;
    let (_, userinfo) = service::learn(&mut browser, &answer, "lipova").await;
    assert_eq!(userinfo["address"]["locality"], "Olomouc");
    assert_eq!(userinfo.get("birthdate"), None);
    let details = serde_json::to_value(&world.mobile_key.last_request().authorization_details).unwrap();
    assert_eq!(
        details,
        json!([{
            "type": "identity_release", "service_name": "Městský úřad Lipová", "service_domain": "lipova.example", "service_uri": "https://lipova.example/",
            "level": "http://eidas.europa.eu/LoA/substantial",
            "data": [
                { "name": "given_name", "essential": true }, { "name": "family_name", "essential": true },
                { "name": "birthdate", "essential": false }, { "name": "address", "essential": false }
            ],
            "remembered": []
        }])
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_app_that_answers_another_question_logs_nobody_in() {
    let world = World::new().await;
    let (mut browser, _) = world.in_portal().await;
    world.attach(&mut browser).await;
    for released in [vec!["given_name"], vec!["given_name", "family_name", "document"], vec!["aifo"]] {
        world.mobile_key.change(|person| person.released = Some(released.clone()));
        let mut browser = world.browser();
        let page = world.choose(&mut browser, "lipova", &[], "mobile-key").await;
        assert_eq!(page.status, 502, "{released:?}");
        assert!(page.has("neodpovídá tomu, oč jsme žádali"), "{}", page.body);
    }
}

// mission: A7
#[tokio::test(flavor = "multi_thread")]
async fn phones_are_told_of_every_login_by_any_method() {
    for world in World::each().await {
        let (mut browser, _) = world.in_portal().await;
        assert!(world.delivered().await.is_empty(), "without a phone there is nobody to tell");
        let sub = world.attach(&mut browser).await;
        world.delivered().await;

        let mut elsewhere = world.browser();
        let page = world.choose(&mut elsewhere, "lipova", &[], "mojeid").await;
        let at_ms = world.clock.now().unix_ms() - 1_000;
        world.clock.shift(values::HOUR_MS);
        let told = world.delivered().await;
        world.clock.shift(-values::HOUR_MS);
        assert_eq!(told.len(), 1, "told before the person has even chosen what to release");
        assert_eq!(told[0].0, format!("/api/people/{sub}/notices"));
        // finding F2: the hour is that of the login, not of the delivery.
        assert_eq!((&told[0].1["kind"], &told[0].1["at_ms"]), (&json!("login"), &json!(at_ms)));
        assert_eq!(
            (&told[0].1["method"], &told[0].1["service_name"]),
            (&json!("mojeID"), &json!({ "cs": "Městský úřad Lipová", "en": "Městský úřad Lipová (en)" })),
            "in each language: the phone chooses"
        );
        elsewhere.submit(&page, "/login/release", &[("remember", "on")]).await;
        assert!(world.delivered().await.is_empty(), "one login, one notice");

        world.tick();
        elsewhere.get(&service::authorize("lipova", &[])).await;
        assert_eq!(world.delivered().await.len(), 1, "a login without a method is a login too");
        let mut third = world.browser();
        world.choose(&mut third, "lipova", &[], "mobile-key").await;
        let told = world.delivered().await;
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].1["method"]["cs"], "Mobilní klíč eGovernmentu");
        let ids: std::collections::BTreeSet<_> =
            told.iter().map(|(_, json)| json["id"].to_string()).collect();
        assert_eq!(ids.len(), told.len());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_that_nobody_attached_identifies_nobody() {
    let world = World::new().await;
    let mut browser = world.browser();
    let page = world.choose(&mut browser, "lipova", &[], "mobile-key").await;
    assert_eq!(page.status, 403);
    assert!(page.has("není nikomu připojen") && page.has("Připojení Mobilního klíče"), "{}", page.body);
    assert!(
        page.links().iter().any(|href| href.starts_with("/login?interaction=")),
        "the other methods are one click away"
    );
}

// mission: A7
#[tokio::test(flavor = "multi_thread")]
async fn a_key_is_attached_at_the_level_of_the_login_that_made_it() {
    let world = World::new().await;
    world.mojeid.change(|person| person.level = AssuranceLevel::High);
    let (mut browser, page) = world.in_portal().await;
    let page = browser.open(&page, "/portal/attach").await;
    assert!(page.has("úroveň záruky značná"), "the method's own bound holds: {}", page.body);
    world.attach(&mut browser).await;
    world.mobile_key.change(|person| person.level = AssuranceLevel::High);
    let mut elsewhere = world.browser();
    let answer = world.choose(&mut elsewhere, "lipova", &[], "mobile-key").await;
    let (id_token, _) = service::learn(&mut elsewhere, &answer, "lipova").await;
    assert_eq!(id_token["acr"], "http://eidas.europa.eu/LoA/substantial");
    let history = browser.get(&format!("{HUB}/portal/history")).await;
    assert!(history.has("značná") && !history.has("vysoká"));
}

// findings C-36, C-53
#[tokio::test(flavor = "multi_thread")]
async fn a_blocked_key_is_told_wherever_one_looks_and_each_phone_by_its_name() {
    let world = World::new().await;
    let (mut browser, _) = world.in_portal().await;
    world.attach(&mut browser).await;
    let at_ms = world.clock.now().unix_ms();
    let event = |kind, name: &str| HistoryEntry {
        at_ms,
        kind,
        outcome: HistoryOutcome::Done,
        service_name: None,
        service_domain: None,
        device_name: Some(name.to_owned()),
        by_device_name: None,
        data: None,
        tries: None,
    };
    *world.mobile_key.state.history.lock().unwrap() = vec![
        event(HistoryKind::DeviceBlocked, "Telefon"),
        event(HistoryKind::DeviceDisconnected, "Starý telefon"),
        event(HistoryKind::Enrolment, "Telefon"),
    ];
    let page = browser.get(&format!("{HUB}/portal/history")).await;
    for text in [
        "Zablokováno zařízení Telefon",
        "Odpojeno zařízení Starý telefon",
        "Připojeno zařízení Telefon s Mobilním klíčem",
    ] {
        assert!(page.has(text), "{text}: {}", page.body);
    }
    assert!(!page.has("Připojen způsob přihlášení Mobilní klíč"), "told once, by its name");
    world.mobile_key.state.devices.lock().unwrap()[0].blocked = true;
    let page = browser.get(&format!("{HUB}/portal")).await;
    assert!(page.has("Klíč v zařízení Telefon je zablokovaný"), "{}", page.body);
    assert!(!page.has("Přihlašujte se telefonem"), "{}", page.body);
    let page = browser.get(&format!("{HUB}/portal/methods")).await;
    assert!(page.has("Zablokováno") && !page.has("Nepřipojeno"), "{}", page.body);

    // Where the Mobile Key is silent, the hub says what it knows.
    *world.mobile_key.state.down.lock().unwrap() = true;
    let page = browser.get(&format!("{HUB}/portal/history")).await;
    assert!(page.has("Připojen způsob přihlášení Mobilní klíč"), "{}", page.body);
}

/// An open session attaches no key: the enrolment asks for a login, and the method for a password.
#[tokio::test(flavor = "multi_thread")]
async fn a_key_is_attached_only_by_a_login_made_for_it() {
    let world = World::new().await;
    let (mut browser, _) = world.in_portal().await;
    world.clock.shift(MINUTE_MS);
    // The session at mojeID is open too, and its owner is away.
    world.mojeid.change(|person| (person.present, person.proven_ms_ago) = (false, MINUTE_MS));
    let enrolment = service::authorize("mobile-key", &[("scope", "openid profile"), ("prompt", "login")]);
    let page = browser.get(&enrolment).await;
    assert_eq!(page.url.path(), "/login", "{}", page.body);
    let refused = world.take(&mut browser, &page, "mojeid").await;
    assert_eq!(refused.url.path(), "/login", "{} {}", refused.url, refused.body);
    assert!(world.mojeid.last_request().prompt.login);
    assert!(!world.audit().await.contains(&"method-linked mobile-key".to_owned()));
    world.mojeid.change(|person| person.present = true);
    let answer = world.take(&mut browser, &refused, "mojeid").await;
    service::redeem(&mut browser, &answer, "mobile-key").await;
    assert!(world.audit().await.contains(&"method-linked mobile-key".to_owned()));
}
