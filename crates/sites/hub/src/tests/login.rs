//! Logging in to a service through the hub.

use serde_json::json;
use values::{AssuranceLevel, MINUTE_MS};

use super::service;
use super::world::{HUB, World};

// mission: A1
#[tokio::test(flavor = "multi_thread")]
async fn a_person_logs_in_by_mojeid_and_the_service_learns_what_they_released() {
    for world in World::each().await {
        let mut browser = world.browser();
        let page = browser.get(&service::authorize("lipova", &[])).await;
        assert!(page.url.as_str().starts_with(&format!("{HUB}/login?interaction=")), "{}", page.url);
        for text in ["Městský úřad Lipová", "lipova.example", "značná", "mojeID", "Mobilní klíč eGovernmentu"]
        {
            assert!(page.has(text), "{text}: {}", page.body);
        }
        let page = world.take(&mut browser, &page, "mojeid").await;
        assert!(page.url.path().starts_with("/login/release"), "{} {}", page.url, page.body);
        for text in ["Jméno", "Příjmení", "Datum narození", "Adresa trvalého pobytu"] {
            assert!(page.has(text), "{text}");
        }
        assert_eq!(page.form("/login/release").get("released"), None, "nothing voluntary is ticked");
        let answer = browser.submit(&page, "/login/release", &[("released", "birthdate")]).await;
        assert_eq!(service::returned(&answer, "lipova")["state"], "st");
        let (id_token, userinfo) = service::learn(&mut browser, &answer, "lipova").await;
        assert_eq!(id_token["acr"], "http://eidas.europa.eu/LoA/substantial");
        assert_eq!(
            userinfo,
            json!({ "sub": id_token["sub"], "given_name": "Jana", "family_name": "Nováková",
                    "name": "Jana Nováková", "birthdate": "1988-04-12" })
        );
        let reads = world.population.reads();
        assert_eq!(
            reads,
            [
                (
                    "portal".to_owned(),
                    "Národní bod".to_owned(),
                    json!(["given_name", "family_name", "birthdate", "address"])
                ),
                (
                    "login".to_owned(),
                    "Městský úřad Lipová".to_owned(),
                    json!(["given_name", "family_name", "birthdate"])
                )
            ],
            "the person looks, and for the service the register reads no more than was released"
        );
    }
}

// mission: A1
#[tokio::test(flavor = "multi_thread")]
async fn each_service_sees_its_own_pseudonym_and_always_the_same() {
    for world in World::each().await {
        let mut subs = Vec::new();
        for client in ["lipova", "knihovna", "lipova"] {
            let mut browser = world.browser();
            let page = world.choose(&mut browser, client, &[("scope", "openid")], "mojeid").await;
            let answer = browser.submit(&page, "/login/release", &[]).await;
            let (id_token, userinfo) = service::learn(&mut browser, &answer, client).await;
            assert_eq!(userinfo, json!({ "sub": id_token["sub"] }), "nothing was asked, nothing is told");
            subs.push(id_token["sub"].as_str().unwrap().to_owned());
        }
        assert_ne!(subs[0], subs[1]);
        assert_eq!(subs[0], subs[2]);
        assert!(!subs.iter().any(|sub| sub.contains("jana")));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_login_asks_the_register_and_later_ones_do_not() {
    let world = World::new().await;
    for _ in 0..2 {
        let mut browser = world.browser();
        world.choose(&mut browser, "lipova", &[], "mojeid").await;
    }
    let asked = world.population.asked.lock().unwrap().clone();
    let questions: Vec<_> = asked.iter().filter(|(path, _)| path == "/identify").collect();
    assert_eq!(questions.len(), 1);
    assert_eq!(questions[0].1["address"]["street"], "Lipová 12");
    assert_eq!(questions[0].1["birthdate"], "1988-04-12");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_live_session_serves_other_services_with_a_release_page_and_no_login() {
    let world = World::new().await;
    let mut browser = world.browser();
    let page = world.choose(&mut browser, "lipova", &[], "mojeid").await;
    browser.submit(&page, "/login/release", &[]).await;
    world.tick();
    let page = browser.get(&service::authorize("knihovna", &[])).await;
    assert!(page.url.path().starts_with("/login/release"), "{} {}", page.url, page.body);
    let answer = browser.submit(&page, "/login/release", &[]).await;
    assert!(service::returned(&answer, "knihovna").contains_key("code"));
    assert_eq!(world.mojeid.requests().len(), 1);
}

// finding A-22
#[tokio::test(flavor = "multi_thread")]
async fn who_was_logged_out_at_the_method_is_served_no_further_service_and_no_portal() {
    let world = World::new().await;
    let mut browser = world.browser();
    let page = world.choose(&mut browser, "lipova", &[], "mojeid").await;
    browser.submit(&page, "/login/release", &[("remember", "on")]).await;
    let waiting = browser.get(&service::authorize("knihovna", &[])).await;
    assert!(waiting.url.path().starts_with("/login/release"), "{}", waiting.url);

    // "It was not me", a new password, a recovery: the method has no session any more, and the thief no password.
    world.mojeid.change(|person| (person.signed_out, person.present) = (true, false));
    world.clock.shift(6 * MINUTE_MS);
    for client in ["lipova", "knihovna"] {
        let page = browser.get(&service::authorize(client, &[])).await;
        assert!(page.url.path() == "/login" && page.has("jste zrušili"), "{} {}", page.url, page.body);
        let silent = browser.get(&service::authorize(client, &[("prompt", "none")])).await;
        assert_eq!(service::returned(&silent, client)["error"], "consent_required");
    }
    let page = browser.get(waiting.url.as_str()).await;
    assert_eq!(page.url.path(), "/login", "{}", page.body);
    world.clock.shift(10 * MINUTE_MS);
    for path in ["/portal", "/portal/data", "/portal/choices/lipova"] {
        assert_eq!(browser.get(&format!("{HUB}{path}")).await.url.path(), "/login", "{path}");
    }
    world.clock.shift(15 * MINUTE_MS);
    let page = world.send(&mut browser, "/portal/choices/lipova/withdraw", &[]).await;
    assert_eq!(page.url.path(), "/login", "{}", page.body);
    let audit = world.audit().await;
    assert!(!audit.contains(&"choice-withdrawn lipova".to_owned()), "{audit:?}");

    // Whoever proves it goes on.
    world.mojeid.change(|person| person.present = true);
    let answer = browser.get(&service::authorize("lipova", &[])).await;
    assert!(service::returned(&answer, "lipova").contains_key("code"), "{}", answer.url);
}

// finding A-22
#[tokio::test(flavor = "multi_thread")]
async fn who_is_still_logged_in_at_the_method_notices_nothing() {
    for world in World::each().await {
        let (mut browser, _) = world.in_portal().await;
        world.attach(&mut browser).await;
        world.clock.shift(16 * MINUTE_MS);
        world.told().await;
        let before = world.mojeid.requests().len();
        world.mojeid.change(|person| (person.present, person.proven_ms_ago) = (false, 16 * MINUTE_MS));
        let page = browser.get(&format!("{HUB}/portal/sessions?x=1")).await;
        assert_eq!(page.url.as_str(), format!("{HUB}/portal/sessions?x=1"), "{}", page.body);
        browser.get(&format!("{HUB}/portal")).await;
        assert_eq!(world.mojeid.requests().len(), before + 1, "asked once");
        assert_eq!(world.told().await, Vec::<String>::new(), "no login is told that was none");
        let page = browser.get(&format!("{HUB}/portal/history")).await;
        assert!(page.has("bez nového ověření"), "{}", page.body);

        world.clock.shift(6 * MINUTE_MS);
        world.mojeid.change(|person| person.proven_ms_ago = 22 * MINUTE_MS);
        let page = browser.get(&service::authorize("knihovna", &[])).await;
        assert!(page.url.path().starts_with("/login/release"), "{}", page.url);
        assert_eq!(world.told().await, ["single_sign_on"]);
        // A key keeps no session: the session that stands on it goes on.
        let mut by_key = world.in_portal_by_key().await;
        world.clock.shift(20 * MINUTE_MS);
        let before = world.mobile_key.requests().len();
        assert_eq!(by_key.get(&format!("{HUB}/portal")).await.url.path(), "/portal");
        assert_eq!(world.mobile_key.requests().len(), before);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_that_wants_a_fresh_login_gets_one() {
    let world = World::new().await;
    let mut browser = world.browser();
    let page = world.choose(&mut browser, "lipova", &[], "mojeid").await;
    browser.submit(&page, "/login/release", &[("remember", "on")]).await;
    world.clock.shift(120_000);
    for more in [[("prompt", "login")], [("max_age", "60")], [("prompt", "select_account")]] {
        let page = browser.get(&service::authorize("lipova", &more)).await;
        assert!(page.has("tady se musíte přihlásit znovu"), "{more:?} {} {}", page.url, page.body);
        world.tick();
        let answer = world.take(&mut browser, &page, "mojeid").await;
        assert!(service::returned(&answer, "lipova").contains_key("code"), "{more:?}");
        let asked = world.mojeid.last_request();
        assert!(
            asked.prompt.login || asked.max_age_s == Some(60),
            "the method is asked for a fresh login too"
        );
        world.clock.shift(120_000);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_old_session_at_the_method_does_not_become_a_fresh_login_at_the_hub() {
    let world = World::new().await;
    world.in_portal().await;
    world.mojeid.change(|person| person.level = AssuranceLevel::Low);
    let mut browser = world.browser();
    let page = world.choose(&mut browser, "knihovna", &[], "mojeid").await;
    browser.submit(&page, "/login/release", &[]).await;
    world.clock.shift(values::HOUR_MS);
    // The session here stands on this method, so its own session may step up; it tells how old the proof is.
    world.mojeid.change(|person| {
        person.level = AssuranceLevel::Substantial;
        person.proven_ms_ago = values::HOUR_MS;
    });
    let page = browser.get(&service::authorize("lipova", &[])).await;
    assert!(page.has("tady je potřeba vyšší úroveň záruky"), "{}", page.body);
    let page = world.take(&mut browser, &page, "mojeid").await;
    assert!(!world.mojeid.last_request().prompt.login);
    let answer = browser.submit(&page, "/login/release", &[("remember", "on")]).await;
    let (id_token, _) = service::learn(&mut browser, &answer, "lipova").await;
    let age_s = id_token["iat"].as_i64().unwrap() - id_token["auth_time"].as_i64().unwrap();
    assert!(age_s >= 3_590, "{id_token}");
    let page = browser.get(&service::authorize("lipova", &[("max_age", "900")])).await;
    assert!(page.url.as_str().contains("/login?interaction="), "{}", page.url);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_methods_of_one_person_lead_to_one_person() {
    for world in World::each().await {
        let (mut browser, _) = world.in_portal().await;
        world.attach(&mut browser).await;
        let mut subs = Vec::new();
        for method in ["mojeid", "mobile-key"] {
            let mut browser = world.browser();
            let mut answer = world.choose(&mut browser, "lipova", &[], method).await;
            if answer.url.path().starts_with("/login/release") {
                answer = browser.submit(&answer, "/login/release", &[]).await;
            }
            let (id_token, _) = service::learn(&mut browser, &answer, "lipova").await;
            subs.push(id_token["sub"].clone());
        }
        assert_eq!(subs[0], subs[1]);
        // A second account of the same person at mojeID is the same person as well.
        world.mojeid.change(|person| person.subject = "jana2".to_owned());
        let mut browser = world.browser();
        let page = world.choose(&mut browser, "lipova", &[], "mojeid").await;
        let answer = browser.submit(&page, "/login/release", &[]).await;
        let (id_token, _) = service::learn(&mut browser, &answer, "lipova").await;
        assert_eq!(id_token["sub"], subs[0]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn first_logins_at_the_same_time_make_one_person() {
    for world in World::each().await {
        let mut subs = Vec::new();
        let mut waiting = Vec::new();
        for subject in ["one", "two", "three"] {
            world.mojeid.change(|person| person.subject = subject.to_owned());
            let mut browser = world.browser().without_redirects();
            let answer = browser.get(&service::authorize("lipova", &[])).await;
            let page = browser.get(answer.location().unwrap().as_str()).await;
            let mut answer = world.take(&mut browser, &page, "mojeid").await;
            while !answer.location().unwrap().path().starts_with("/login/callback/") {
                answer = browser.get(answer.location().unwrap().as_str()).await;
            }
            waiting.push((browser, answer.location().unwrap()));
        }
        let arrivals = waiting.into_iter().map(|(mut browser, callback)| async move {
            let answer = browser.get(callback.as_str()).await;
            (browser, answer)
        });
        for (mut browser, answer) in arrivals.collect::<tokio::task::JoinSet<_>>().join_all().await {
            let page =
                browser.get(answer.location().unwrap_or_else(|| panic!("{}", answer.body)).as_str()).await;
            let answer = browser.submit(&page, "/login/release", &[]).await;
            let code = answer.location().unwrap();
            assert!(code.as_str().contains("code="));
            let answer = web::testing::Answer { url: code, ..answer };
            let (id_token, _) = service::learn(&mut browser, &answer, "lipova").await;
            subs.push(id_token["sub"].to_string());
        }
        subs.dedup();
        assert_eq!(subs.len(), 1, "{subs:?}");
        let made =
            world.audit().await.into_iter().filter(|line| line.starts_with("person-identified")).count();
        assert_eq!(made, 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_stands_in_the_audit_and_nothing_personal() {
    for world in World::each().await {
        let mut browser = world.browser();
        let page = world.choose(&mut browser, "lipova", &[], "mojeid").await;
        browser.submit(&page, "/login/release", &[("remember", "on"), ("released", "address")]).await;
        world.tick();
        let page = browser.get(&format!("{HUB}/portal/choices/lipova")).await;
        browser.submit(&page, "/portal/choices/lipova/withdraw", &[]).await;
        let mut audit = world.audit().await;
        audit.sort();
        assert_eq!(
            audit,
            [
                "authenticated lipova mojeid",
                "choice-changed lipova",
                "choice-withdrawn lipova",
                "data-released lipova [given_name,family_name,address]",
                "login lipova",
                "method-linked mojeid",
                "person-identified mojeid",
            ]
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_portal_opens_to_a_mobile_key_too() {
    let world = World::new().await;
    let (mut browser, _) = world.in_portal().await;
    world.attach(&mut browser).await;
    let mut elsewhere = world.browser();
    let page = elsewhere.get(&format!("{HUB}/portal/history")).await;
    let page = world.take(&mut elsewhere, &page, "mobile-key").await;
    assert_eq!(page.url.path(), "/portal/history");
    let details = &world.mobile_key.last_request().authorization_details[0].fields;
    assert_eq!((&details["service_name"], &details["data"]), (&json!("Národní bod"), &json!([])));
}

// finding N-42
#[tokio::test(flavor = "multi_thread")]
async fn the_front_page_leads_to_each_method_and_whoever_wants_a_first_key_is_offered_the_others_first() {
    let join = "https://mojeid.example/registration";
    let world = World::with(|config| config["methods"][1]["join"] = json!(join)).await;
    let mut browser = world.browser();
    let home = browser.get(&format!("{HUB}/")).await;
    for href in ["/login/with/mojeid", "/login/with/mobile-key", join] {
        assert!(home.links().iter().any(|link| link == href), "{href}: {:?}", home.links());
    }
    let ways = |links: Vec<String>| -> Vec<String> {
        let ways = links.into_iter().filter_map(|href| Some(href.strip_prefix("/login/with/")?.to_owned()));
        ways.map(|way| way.split('?').next().unwrap_or_default().to_owned()).collect()
    };
    let page = browser.get(&format!("{HUB}/portal/history")).await;
    assert_eq!(ways(page.links()), ["mobile-key", "mojeid"]);
    let page = browser.get(&format!("{HUB}/portal/attach")).await;
    assert_eq!(ways(page.links()), ["mojeid", "mobile-key"]);
    assert!(page.links().contains(&join.to_owned()));
}

// findings Q4, R5
#[tokio::test(flavor = "multi_thread")]
async fn a_country_may_be_written_out() {
    for country in [json!("Česká republika"), json!("CZE"), json!(null)] {
        let world = World::new().await;
        world.mojeid.change(|person| person.claims["address"]["country"] = country.clone());
        let mut browser = world.browser();
        let page = world.choose(&mut browser, "lipova", &[], "mojeid").await;
        assert!(page.url.path().starts_with("/login/release"), "{country}: {}", page.body);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_by_a_method_that_was_removed_needs_another_login() {
    for world in World::each().await {
        let (mut browser, _) = world.in_portal().await;
        world.remove_method("mojeid").await;
        let page = browser.get(&service::authorize("lipova", &[])).await;
        let answer = browser.submit(&page, "/login/release", &[("remember", "on")]).await;
        assert!(service::returned(&answer, "lipova").contains_key("code"), "the login is fresh");

        world.clock.shift(6 * MINUTE_MS);
        let silent = browser.get(&service::authorize("lipova", &[("prompt", "none")])).await;
        assert_eq!(service::returned(&silent, "lipova")["error"], "consent_required");
        let page = browser.get(&service::authorize("lipova", &[])).await;
        assert_eq!(page.url.path(), "/login");
        assert!(page.has("tady se musíte přihlásit znovu"), "{}", page.body);
        world.clock.shift(10 * MINUTE_MS);
        let page = browser.get(&format!("{HUB}/portal/history")).await;
        assert_eq!(page.url.path(), "/login", "{}", page.body);
        let page = world.take(&mut browser, &page, "mojeid").await;
        assert_eq!(page.url.path(), "/portal/history", "{}", page.body);
    }
}
