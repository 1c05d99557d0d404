//! The way of a login.

use axum::http::{HeaderMap, header};
use jose::Algorithm;
use openid::{Grant, InteractionError, Release};
use serde_json::json;
use store::StoreError;
use values::AssuranceLevel;

use crate::world::*;

/// Two requests of one browser: one is about to be answered, the other signs out.
#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_has_just_ended_gets_no_code() {
    for store in store::testing::both_engines("site", &[web::MIGRATIONS, openid::MIGRATIONS]).await {
        let world = World::on(store, |_| ()).await;
        let mut browser = world.signed_in("jana", "substantial").await;
        let id = interaction_of(&browser.get(&authorize_url(&[])).await);
        let cookie = format!("openid_op={}", browser.cookie("localhost", "openid_op").unwrap());
        let headers = HeaderMap::from_iter([(header::COOKIE, cookie.parse().unwrap())]);
        let interaction = world.provider.interaction(&headers, &id).await.unwrap();
        let sessions = world.site.sessions();
        let live = world.store.read(|tx| sessions.list(tx, START, "jana")).await.unwrap().remove(0);
        let grant = Grant::from_session(&live, Release { claims: vec!["email".to_owned()], offline: None });
        let complete = || world.store.write(|tx| world.provider.complete(tx, &interaction, &grant));

        let ended: Result<_, StoreError> = world.store.write(|tx| sessions.end(tx, &live)).await;
        assert_eq!(ended, Ok(()));
        assert_eq!(complete().await.unwrap_err(), InteractionError::SignedOut);
        assert!(world.people.granted.lock().unwrap().is_empty());
        // The interaction goes on with whoever signs in now.
        sign_in_to(&mut browser, "jana", "substantial").await;
        let answer = browser.get(&format!("{ORIGIN}/finish?interaction={id}&release=email")).await;
        assert!(query_of(&answer).contains_key("code"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_live_session_with_a_remembered_release_gets_a_code_at_once() {
    // mission: B2
    for store in store::testing::both_engines("site", &[web::MIGRATIONS, openid::MIGRATIONS]).await {
        let world = World::on(store, |_| ()).await;
        let code = world.code(&[]).await;
        let answer = world.redeem(&code).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        assert_eq!(answer.header("cache-control"), Some("no-store"));
        let tokens = answer.json();
        assert_eq!(tokens["token_type"], "Bearer");
        assert_eq!(tokens["scope"], "openid email");
        assert!(tokens.get("refresh_token").is_none());

        let (algorithm, claims) = world.verified(tokens["id_token"].as_str().unwrap()).await;
        assert_eq!(
            algorithm,
            Algorithm::Rs256,
            "what OpenID Connect Registration §2 takes for granted (finding C6)"
        );
        assert_eq!((claims.iss.as_str(), claims.nonce.as_deref()), (ORIGIN, Some("no")));
        assert_eq!(claims.acr.as_deref(), Some(AssuranceLevel::Substantial.uri()));
        assert_eq!((claims.auth_time, claims.amr), (Some(START.unix_seconds()), vec!["pwd".to_owned()]));
        assert!(claims.claims.is_empty(), "the scope's data comes from the userinfo: {:?}", claims.claims);

        let userinfo = world.userinfo(tokens["access_token"].as_str().unwrap()).await.json();
        assert_eq!(userinfo, json!({"sub": claims.sub, "email": "jana@example.cz"}));
        assert_eq!(*world.people.asked.lock().unwrap(), ["email"]);
        let granted = world.people.granted.lock().unwrap();
        assert_eq!(*granted, [("jana".to_owned(), "lipova".to_owned(), claims.sub)]);
    }
}

/// What docs say about the cost of a login is checked here: two reads and one write to authorize (the session and the
/// release are the reads), one write for the tokens.
#[tokio::test(flavor = "multi_thread")]
async fn a_login_with_a_live_session_costs_two_writes() {
    let world = World::new().await;
    world.remember("jana", "lipova", &["email"]);
    let mut browser = world.signed_in("jana", "low").await;
    let before = world.store.stats().writes;
    let answer = browser.get(&authorize_url(&[])).await;
    assert_eq!(world.store.stats().writes, before + 1);
    world.redeem(&query_of(&answer)["code"]).await;
    assert_eq!(world.store.stats().writes, before + 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_logs_in_and_releases_item_by_item() {
    // mission: B1 B2
    let world = World::new().await;
    let mut browser = world.browser();
    let url = authorize_url(&[r#"claims={"id_token":{"given_name":null},"userinfo":{"birthdate":null}}"#]);
    let id = interaction_of(&browser.get(&url).await);
    assert_eq!(needs(&mut browser, &id).await, "Login Some(Login) Městský úřad Lipová");
    sign_in_to(&mut browser, "jana", "low").await;
    assert_eq!(needs(&mut browser, &id).await, "Login None Městský úřad Lipová");
    // She keeps her birth date; „website“ was never asked for.
    let answer =
        browser.get(&format!("{ORIGIN}/finish?interaction={id}&release=email+given_name+website")).await;
    let url = answer.location().unwrap();
    assert!(url.as_str().starts_with(&format!("{CALLBACK}?code=")), "{url}");
    assert_eq!(query_of(&answer)["state"], "st");

    let tokens = world.redeem(&query_of(&answer)["code"]).await.json();
    let (_, claims) = world.verified(tokens["id_token"].as_str().unwrap()).await;
    assert_eq!(claims.claims, *json!({"given_name": "Jana"}).as_object().unwrap());
    let userinfo = world.userinfo(tokens["access_token"].as_str().unwrap()).await.json();
    assert_eq!(userinfo, json!({"sub": claims.sub, "email": "jana@example.cz"}));
    // The service saw a code and tokens; nothing of how she logged in but its kind.
    assert!(!tokens.to_string().contains("password"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_refuses() {
    let world = World::new().await;
    let mut browser = world.signed_in("jana", "low").await;
    let id = interaction_of(&browser.get(&authorize_url(&[])).await);
    let answer = browser.get(&format!("{ORIGIN}/refuse?interaction={id}")).await;
    assert_eq!(error_of(&answer), "access_denied");
    // Once answered, it stays answered; for a minute the answer is said again.
    let finish = format!("{ORIGIN}/finish?interaction={id}&release=email");
    assert_eq!(error_of(&browser.get(&finish).await), "access_denied");
    world.clock.shift(values::MINUTE_MS);
    let again = browser.get(&finish).await;
    assert_eq!(again.status, 410);
    assert!(again.has("Toto přihlášení už skončilo"), "{}", again.body);
}

/// Finding O17: of two presses of a button the browser shows the second answer only.
#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_is_sent_twice_leads_to_where_it_led_first() {
    for store in store::testing::both_engines("site", &[web::MIGRATIONS, openid::MIGRATIONS]).await {
        let world = World::on(store, |_| ()).await;
        let mut browser = world.signed_in("jana", "low").await;
        let id = interaction_of(&browser.get(&authorize_url(&[])).await);
        let finish = format!("{ORIGIN}/finish?interaction={id}&release=email");
        let first = browser.get(&finish).await.location().unwrap();
        let second = browser.get(&finish).await.location().unwrap();
        assert_eq!(second, first);
        // Not for a change of mind, nor for who logs in next in this browser.
        let refuse = format!("{ORIGIN}/refuse?interaction={id}");
        assert_eq!(browser.get(&refuse).await.status, 410);
        let less = format!("{ORIGIN}/finish?interaction={id}&release=");
        assert_eq!(browser.get(&less).await.status, 410);
        let mut next = browser.clone();
        sign_in_to(&mut next, "eva", "low").await;
        assert_eq!(next.get(&finish).await.status, 410);
        assert_eq!(world.people.granted.lock().unwrap().len(), 1, "one login");
        // Not for another browser, and not once the service has its tokens.
        let mut other = world.signed_in("eva", "low").await;
        assert_eq!(other.get(&finish).await.status, 403);
        let code = first.query_pairs().find(|(name, _)| name == "code").unwrap().1.into_owned();
        assert_eq!(world.redeem(&code).await.status, 200);
        assert_eq!(browser.get(&finish).await.status, 410);
    }
}

/// The same at the very same time, where both have seen that the interaction waits.
#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_is_sent_twice_at_once_leads_to_one_code() {
    for store in store::testing::both_engines("site", &[web::MIGRATIONS, openid::MIGRATIONS]).await {
        let world = World::on(store, |_| ()).await;
        let mut browser = world.signed_in("jana", "low").await;
        let id = interaction_of(&browser.get(&authorize_url(&[])).await);
        let cookie = format!("openid_op={}", browser.cookie("localhost", "openid_op").unwrap());
        let headers = HeaderMap::from_iter([(header::COOKIE, cookie.parse().unwrap())]);
        let interaction = world.provider.interaction(&headers, &id).await.unwrap();
        let live =
            world.store.read(|tx| world.site.sessions().list(tx, START, "jana")).await.unwrap().remove(0);
        let grant = Grant::from_session(&live, Release { claims: vec!["email".to_owned()], offline: None });
        let complete = || async {
            let answer: Result<_, InteractionError> =
                world.store.write(|tx| world.provider.complete(tx, &interaction, &grant)).await;
            answer.unwrap().url()
        };
        let urls = futures_util::future::join_all((0..4).map(|_| complete())).await;
        assert!(urls.iter().all(|url| *url == urls[0]), "{urls:?}");
        assert_eq!(world.people.granted.lock().unwrap().len(), 1, "one login");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_interaction_belongs_to_its_browser_and_expires() {
    let world = World::new().await;
    let mut browser = world.signed_in("jana", "low").await;
    let id = interaction_of(&browser.get(&authorize_url(&[])).await);
    let mut other = world.signed_in("eva", "low").await;
    let finish = format!("{ORIGIN}/finish?interaction={id}&release=email");
    let stolen = other.get(&finish).await;
    assert_eq!(stolen.status, 403);
    assert!(stolen.has("Toto přihlášení začalo v jiném prohlížeči"));
    for unknown in ["nonsense", "", &id[1..]] {
        let answer = browser.get(&format!("{ORIGIN}/login?interaction={unknown}")).await;
        assert_eq!(answer.status, 404, "{unknown}");
    }
    world.clock.shift(30 * values::MINUTE_MS);
    let late = browser.get(&finish).await;
    assert_eq!(late.status, 410);
    assert!(late.has("Přihlášení trvalo příliš dlouho"));
}

#[tokio::test(flavor = "multi_thread")]
async fn each_service_sees_another_pseudonym_and_gets_its_own_algorithm() {
    // mission: A1
    let world = World::new().await;
    let mut browser = world.signed_in("jana", "low").await;
    let mut subjects = Vec::new();
    for (client, callback, algorithm) in [
        ("knihovna", "https://knihovna.example/cb", Algorithm::Es256),
        ("app", "http://127.0.0.1:51004/cb", Algorithm::EdDsa),
    ] {
        let changes = [format!("client_id={client}"), format!("redirect_uri={callback}")];
        let answer = browser.get(&authorize_url(&[&changes[0], &changes[1]])).await;
        let code = query_of(&answer).remove("code").unwrap();
        let mut form = vec![
            ("grant_type", "authorization_code"),
            ("code", &code),
            ("redirect_uri", callback),
            ("code_verifier", VERIFIER),
            ("client_id", client),
        ];
        if client != "app" {
            form.push(("client_secret", SECRET));
        }
        let tokens = world.token(&form).await.json();
        let (used, claims) = world.verified(tokens["id_token"].as_str().unwrap()).await;
        assert_eq!(used, algorithm);
        subjects.push(claims.sub);
    }
    assert_eq!(subjects[1], "jana", "a public subject, as configured");
    assert_ne!(subjects[0], "jana");
    let lipova = world.provider.client("lipova").await.unwrap().unwrap();
    assert_ne!(world.provider.subject_for(&lipova, "jana"), subjects[0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_by_form() {
    let world = World::new().await;
    world.remember("jana", "lipova", &[]);
    let mut browser = world.signed_in("jana", "low").await;
    let answer =
        browser.get(&authorize_url(&["response_mode=form_post", "state=a\"><b>", "ui_locales=sk"])).await;
    assert_eq!(answer.status, 200);
    let form = answer.form(CALLBACK);
    assert_eq!(form.method, "post");
    assert!(answer.body.contains("a&quot;&gt;&lt;b&gt;") && !answer.body.contains("<b>"), "{}", answer.body);
    // Finding C11: where the callback leads is the service's business. Finding C10: nor is its popup cut off.
    let policy = answer.header("content-security-policy").unwrap();
    assert!(policy.starts_with("default-src 'none'") && !policy.contains("form-action"), "{policy}");
    assert_eq!(answer.header("cross-origin-opener-policy"), Some("unsafe-none"));
    let script = browser.get(&format!("{ORIGIN}/openid/continue.js")).await;
    assert!(script.body.contains("submit"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_posted_request_becomes_a_get_so_that_cookies_come() {
    let world = World::new().await;
    let parameters = parameters(&[]);
    let form: Vec<(&str, &str)> =
        parameters.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let answer = world.post("/openid/authorize", &form).await;
    let url = answer.location().unwrap();
    assert_eq!(url.path(), "/openid/authorize");
    assert_eq!(url, url::Url::parse(&authorize_url(&[])).unwrap());
    let twice = world.post("/openid/authorize", &[("state", "1"), ("state", "2")]).await;
    assert_eq!(twice.status, 400);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_wishes_for_a_language_are_followed() {
    let world = World::new().await;
    let answer = world.browser().get(&authorize_url(&["ui_locales=de en"])).await;
    assert!(answer.location().unwrap().as_str().ends_with("&lang=en"));
}
