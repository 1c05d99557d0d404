//! What a service can demand of an authentication.

use values::MINUTE_MS;

use crate::world::*;

#[tokio::test(flavor = "multi_thread")]
async fn prompt_none_shows_no_page() {
    let world = World::new().await;
    let none = |changes: &[&str]| {
        let mut all = vec!["prompt=none"];
        all.extend_from_slice(changes);
        authorize_url(&all)
    };
    assert_eq!(error_of(&world.browser().get(&none(&[])).await), "login_required");
    let mut browser = world.signed_in("jana", "low").await;
    assert_eq!(error_of(&browser.get(&none(&[])).await), "consent_required");
    world.remember("jana", "lipova", &["email"]);
    assert!(query_of(&browser.get(&none(&[])).await).contains_key("code"));
    let higher = none(&["acr_values=http://eidas.europa.eu/LoA/substantial"]);
    assert_eq!(error_of(&browser.get(&higher).await), "login_required");
    world.clock.shift(2 * MINUTE_MS);
    assert_eq!(error_of(&browser.get(&none(&["max_age=60"])).await), "login_required");
    let expected = none(&[r#"claims={"id_token":{"sub":{"value":"somebody-else"}}}"#]);
    assert_eq!(error_of(&browser.get(&expected).await), "login_required");
}

#[tokio::test(flavor = "multi_thread")]
async fn each_demand_has_its_need() {
    // mission: A7
    let world = World::new().await;
    world.remember("jana", "lipova", &["email"]);
    let mut browser = world.signed_in("jana", "low").await;
    world.clock.shift(2 * MINUTE_MS);
    for (change, need) in [
        ("prompt=login", "LoginAgain Some(LoginAgain)"),
        ("max_age=60", "LoginAgain Some(LoginAgain)"),
        ("max_age=0", "LoginAgain Some(LoginAgain)"),
        ("prompt=consent", "Consent Some(Consent)"),
        ("prompt=select_account", "Selection Some(Selection)"),
        ("prompt=create", "Account Some(Account)"),
        ("acr_values=http://eidas.europa.eu/LoA/substantial", "HigherLevel Some(HigherLevel)"),
        (r#"claims={"id_token":{"sub":{"value":"somebody-else"}}}"#, "LoginAgain Some(LoginAgain)"),
    ] {
        let answer = browser.get(&authorize_url(&[change])).await;
        let id = interaction_of(&answer);
        assert_eq!(needs(&mut browser, &id).await, format!("{need} Městský úřad Lipová"), "{change}");
    }
    for change in ["max_age=120", "acr_values=http://eidas.europa.eu/LoA/low", "acr_values=gold"] {
        assert!(query_of(&browser.get(&authorize_url(&[change])).await).contains_key("code"), "{change}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_demanded_is_checked_again_at_the_end() {
    let world = World::new().await;
    let mut browser = world.signed_in("jana", "low").await;
    world.clock.shift(2 * MINUTE_MS);
    for (change, text) in [
        ("prompt=login", "Služba vyžaduje, abyste se přihlásili znovu"),
        ("max_age=60", "Služba vyžaduje, abyste se přihlásili znovu"),
        (
            "acr_values=http://eidas.europa.eu/LoA/substantial",
            "Služba vyžaduje přihlášení s vyšší úrovní záruky",
        ),
        (r#"claims={"id_token":{"sub":{"value":"somebody-else"}}}"#, "Služba očekává někoho jiného"),
    ] {
        let id = interaction_of(&browser.get(&authorize_url(&[change])).await);
        let finish = format!("{ORIGIN}/finish?interaction={id}&release=email");
        let answer = browser.get(&finish).await;
        assert_eq!(answer.status, 403, "{change}");
        assert!(answer.has(text), "{change}: {}", answer.body);
        if change.starts_with("claims") {
            continue;
        }
        // She authenticates for this request, and takes her time afterwards.
        sign_in_to(&mut browser, "jana", "substantial").await;
        world.clock.shift(2 * MINUTE_MS);
        assert!(query_of(&browser.get(&finish).await).contains_key("code"), "{change}");
        sign_in_to(&mut browser, "jana", "low").await;
        world.clock.shift(2 * MINUTE_MS);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_id_token_of_ours_says_whom_the_service_expects() {
    let world = World::new().await;
    let code = world.code(&[]).await;
    let tokens = world.redeem(&code).await.json();
    let hint = format!("id_token_hint={}", tokens["id_token"].as_str().unwrap());
    let mut jana = world.signed_in("jana", "low").await;
    assert!(query_of(&jana.get(&authorize_url(&[&hint, "prompt=none"])).await).contains_key("code"));
    world.remember("eva", "lipova", &["email"]);
    let mut eva = world.signed_in("eva", "low").await;
    assert_eq!(error_of(&eva.get(&authorize_url(&[&hint, "prompt=none"])).await), "login_required");
    let id = interaction_of(&eva.get(&authorize_url(&[&hint])).await);
    assert!(needs(&mut eva, &id).await.starts_with("LoginAgain Some(LoginAgain)"));
    // A hint and a `sub` asked for that name two people: neither answer would be right.
    let other = r#"claims={"id_token":{"sub":{"value":"somebody else"}}}"#;
    assert_eq!(error_of(&jana.get(&authorize_url(&[&hint, other])).await), "invalid_request");
}

/// Finding O12: the key of the hint has long been replaced.
#[tokio::test(flavor = "multi_thread")]
async fn an_old_id_token_is_still_a_hint() {
    let world = World::new().await;
    let code = world.code(&[]).await;
    let tokens = world.redeem(&code).await.json();
    let hint = format!("id_token_hint={}", tokens["id_token"].as_str().unwrap());
    let mut days = 0;
    for until in [93, 122, 420] {
        while days < until {
            world.clock.shift(values::DAY_MS);
            world.provider.delete_expired(world.clock.now()).await.unwrap();
            days += 1;
        }
        let mut jana = world.signed_in("jana", "low").await;
        assert!(
            query_of(&jana.get(&authorize_url(&[&hint, "prompt=none"])).await).contains_key("code"),
            "{days}"
        );
        let bye = "post_logout_redirect_uri=https%3A%2F%2Flipova.example%2Fbye";
        let answer = world.browser().get(&format!("{ORIGIN}/openid/logout?{hint}&{bye}")).await;
        assert_eq!(answer.location().unwrap().as_str(), "https://lipova.example/bye", "{days}");
    }
    for _ in 0..80 {
        world.clock.shift(values::DAY_MS);
        world.provider.delete_expired(world.clock.now()).await.unwrap();
    }
    let mut jana = world.signed_in("jana", "low").await;
    assert_eq!(error_of(&jana.get(&authorize_url(&[&hint, "prompt=none"])).await), "invalid_request");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_can_have_a_minimum_of_its_own() {
    let world = World::with(|config| {
        config.clients[0].minimum_level = Some(values::AssuranceLevel::Substantial);
    })
    .await;
    world.remember("jana", "lipova", &[]);
    let mut browser = world.signed_in("jana", "low").await;
    let id = interaction_of(&browser.get(&authorize_url(&[])).await);
    assert!(needs(&mut browser, &id).await.starts_with("HigherLevel"));
}
