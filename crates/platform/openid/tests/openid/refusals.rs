//! Requests that are refused: to the client where it is known, on a page where it is not.

use crate::world::*;

/// RFC 6749 §4.1.2.1: nobody is known to whom an answer could go.
#[tokio::test(flavor = "multi_thread")]
async fn without_a_known_client_and_a_registered_address_there_is_a_page_and_no_redirect() {
    let world = World::new().await;
    for (change, text) in [
        ("client_id=unknown", "Služba, která vás sem poslala, u nás není zaregistrovaná"),
        ("-client_id", "Služba, která vás sem poslala, u nás není zaregistrovaná"),
        (
            "redirect_uri=https://evil.example/callback",
            "návratovou adresou, kterou u nás nemá zaregistrovanou",
        ),
        (
            "redirect_uri=https://lipova.example/callback/",
            "návratovou adresou, kterou u nás nemá zaregistrovanou",
        ),
        (
            "redirect_uri=https://lipova.example/callback?a=1",
            "návratovou adresou, kterou u nás nemá zaregistrovanou",
        ),
        ("-redirect_uri", "návratovou adresou, kterou u nás nemá zaregistrovanou"),
    ] {
        let answer = world.browser().get(&authorize_url(&[change])).await;
        assert_eq!((answer.status.as_u16(), answer.location()), (400, None), "{change}");
        assert!(answer.has(text), "{change}: {}", answer.body);
    }
    for request_uri in ["urn:ietf:params:oauth:request_uri:nonsense", "https://lipova.example/request.jwt"] {
        let change = format!("request_uri={request_uri}");
        let answer = world.browser().get(&authorize_url(&[&change, "-redirect_uri"])).await;
        assert_eq!((answer.status.as_u16(), answer.location()), (400, None), "{change}");
        assert!(answer.has("Žádost služby o přihlášení vypršela"), "{change}: {}", answer.body);
    }
    let twice = format!("{}&state=again", authorize_url(&[]));
    let answer = world.browser().get(&twice).await;
    assert_eq!((answer.status.as_u16(), answer.location()), (400, None));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_is_known_is_answered() {
    let world = World::new().await;
    for (change, error) in [
        ("response_type=token", "unsupported_response_type"),
        ("-response_type", "invalid_request"),
        ("scope=email", "invalid_scope"),
        ("-code_challenge", "invalid_request"),
        ("code_challenge_method=plain", "invalid_request"),
        ("request=eyJhbGciOiJub25lIn0.e30.", "request_not_supported"),
        ("registration={}", "registration_not_supported"),
        // Finding C7.
        ("request_uri=https://lipova.example/request.jwt", "request_uri_not_supported"),
        ("request_uri=urn:ietf:params:oauth:request_uri:nonsense", "invalid_request_uri"),
        ("prompt=none login", "invalid_request"),
        ("claims={", "invalid_request"),
        ("authorization_details=[]", "invalid_request"),
        ("id_token_hint=nonsense", "invalid_request"),
        ("acr_values=http://eidas.europa.eu/LoA/high", "unmet_authentication_requirements"),
    ] {
        let answer = world.browser().get(&authorize_url(&[change])).await;
        assert_eq!(error_of(&answer), error, "{change}");
        assert_eq!(query_of(&answer)["state"], "st");
    }
    let answer = world.browser().get(&authorize_url(&["response_mode=form_post", "scope=email"])).await;
    assert!(
        answer.form(CALLBACK).fields.iter().any(|(name, value)| name == "error" && value == "invalid_scope")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_exchange_is_refused_and_spoils_nothing() {
    let world = World::new().await;
    let code = world.code(&[]).await;
    let good = [
        ("grant_type", "authorization_code"),
        ("code", code.as_str()),
        ("redirect_uri", CALLBACK),
        ("code_verifier", VERIFIER),
        ("client_id", "lipova"),
        ("client_secret", SECRET),
    ];
    let other_verifier = "a".repeat(43);
    for (name, value, error) in [
        ("grant_type", "password", "unsupported_grant_type"),
        ("grant_type", "", "invalid_request"),
        ("code", "nonsense", "invalid_grant"),
        ("code", "", "invalid_request"),
        ("redirect_uri", "https://lipova.example/other", "invalid_grant"),
        ("code_verifier", other_verifier.as_str(), "invalid_grant"),
        ("code_verifier", "", "invalid_request"),
        ("code_verifier", "short", "invalid_request"),
        ("client_secret", "wrong", "invalid_client"),
        ("client_secret", "", "invalid_client"),
        ("client_id", "unknown", "invalid_client"),
        // Another client that is who it says: the code is not its.
        ("client_id", "knihovna", "invalid_grant"),
    ] {
        let form: Vec<_> =
            good.iter().map(|&(known, old)| (known, if known == name { value } else { old })).collect();
        let answer = world.token(&form).await;
        assert_eq!(answer.json()["error"], error, "{name}={value}");
        assert_eq!(answer.status.as_u16(), if error == "invalid_client" { 401 } else { 400 });
        assert_eq!(answer.header("cache-control"), Some("no-store"));
        assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
    }
    let mut twice = good.to_vec();
    twice.push(("code", code.as_str()));
    assert_eq!(world.token(&twice).await.json()["error"], "invalid_request");
    assert_eq!(world.redeem(&code).await.status, 200);
}

/// Finding O3: RFC 8707 §2, RFC 6749 §3.1.
#[tokio::test(flavor = "multi_thread")]
async fn parameters_that_nobody_reads_may_be_repeated() {
    let world = World::new().await;
    world.remember("jana", "lipova", &["email"]);
    let mut browser = world.signed_in("jana", "low").await;
    let more = "&resource=https%3A%2F%2Fa.example&resource=https%3A%2F%2Fb.example&utm_source=a&utm_source=b";
    let answer = browser.get(&format!("{}{more}", authorize_url(&[]))).await;
    let code = query_of(&answer).remove("code").unwrap();
    let form = [
        ("grant_type", "authorization_code"),
        ("code", &code),
        ("redirect_uri", CALLBACK),
        ("code_verifier", VERIFIER),
        ("client_id", "lipova"),
        ("client_secret", SECRET),
        ("resource", "https://a.example"),
        ("resource", "https://b.example"),
    ];
    assert_eq!(world.token(&form).await.status, 200);
}

/// Findings C2 and O6: RFC 9700 §2.1.1.
#[tokio::test(flavor = "multi_thread")]
async fn a_confidential_client_may_be_let_off_pkce_for_a_nonce() {
    let world = World::with(|config| config.clients[0].pkce = openid::Pkce::Optional).await;
    world.remember("jana", "lipova", &["email"]);
    let mut browser = world.signed_in("jana", "low").await;
    let without = ["-code_challenge", "-code_challenge_method"];
    let code = query_of(&browser.get(&authorize_url(&without)).await).remove("code").unwrap();
    // Somebody took the challenge out of the request: a verifier betrays it (RFC 9700 §4.8.2).
    assert_eq!(world.redeem(&code).await.json()["error"], "invalid_grant");
    let bare = |code: &str| {
        let form = [
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", CALLBACK),
            ("client_id", "lipova"),
            ("client_secret", SECRET),
        ];
        form.map(|(name, value)| (name, value.to_owned()))
    };
    let redeem = async |code: &str| {
        let form = bare(code);
        let form: Vec<_> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
        world.token(&form).await
    };
    assert!(redeem(&code).await.json()["id_token"].is_string());
    let answer = browser.get(&authorize_url(&[without[0], without[1], "-nonce"])).await;
    assert_eq!(error_of(&answer), "invalid_request");
    assert_eq!(
        error_of(&browser.get(&authorize_url(&["code_challenge_method=plain"])).await),
        "invalid_request"
    );
    // Where there is a challenge it binds.
    let code = query_of(&browser.get(&authorize_url(&[])).await).remove("code").unwrap();
    assert_eq!(redeem(&code).await.json()["error"], "invalid_request");
    assert_eq!(world.redeem(&code).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_expires() {
    let world = World::new().await;
    let code = world.code(&[]).await;
    world.clock.shift(60_000);
    assert_eq!(world.redeem(&code).await.json()["error"], "invalid_grant");
}

/// RFC 6749 §4.1.2.
#[tokio::test(flavor = "multi_thread")]
async fn a_code_that_is_used_twice_takes_its_tokens_with_it() {
    for store in store::testing::both_engines("site", &[web::MIGRATIONS, openid::MIGRATIONS]).await {
        let world = World::on(store, |_| ()).await;
        let code = world.code(&["scope=openid email offline_access"]).await;
        let tokens = world.redeem(&code).await.json();
        let access_token = tokens["access_token"].as_str().unwrap();
        assert_eq!(world.userinfo(access_token).await.status, 200);
        let again = world.redeem(&code).await;
        assert_eq!((again.status.as_u16(), again.json()["error"].as_str()), (400, Some("invalid_grant")));
        let answer = world.userinfo(access_token).await;
        assert_eq!(answer.status, 401);
        assert!(answer.header("www-authenticate").unwrap().contains("invalid_token"));
        let refresh = [
            ("grant_type", "refresh_token"),
            ("refresh_token", tokens["refresh_token"].as_str().unwrap()),
            ("client_id", "lipova"),
            ("client_secret", SECRET),
        ];
        assert_eq!(world.token(&refresh).await.json()["error"], "invalid_grant");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn over_long_and_malformed_bodies_are_refused() {
    let world = World::new().await;
    let long = "x".repeat(33 * 1024);
    let answer = world.token(&[("grant_type", long.as_str())]).await;
    assert_eq!(answer.json()["error_description"], "the request is too long");
    let longer = "x".repeat(70 * 1024);
    assert_eq!(world.token(&[("grant_type", longer.as_str())]).await.status, 413);
    let mut browser = world.browser();
    let url = format!("{ORIGIN}/openid/token");
    let answer =
        browser.send_json(axum::http::Method::POST, &url, &serde_json::json!({"grant_type": "x"})).await;
    assert_eq!(answer.json()["error"], "invalid_request");
    let url = authorize_url(&[&format!("state={}", "x".repeat(3_000))]);
    assert_eq!(error_of(&world.browser().get(&url).await), "invalid_request");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_provider_without_its_claims_says_come_again() {
    let world = World::new().await;
    let code = world.code(&[]).await;
    let tokens = world.redeem(&code).await.json();
    *world.people.down.lock().unwrap() = true;
    let answer = world.userinfo(tokens["access_token"].as_str().unwrap()).await;
    assert_eq!(answer.status, 503);
}

/// Whoever comes again as they were told is not taken for a thief.
#[tokio::test(flavor = "multi_thread")]
async fn codes_and_refresh_tokens_are_not_spent_on_an_answer_without_claims() {
    for store in store::testing::both_engines("site", &[web::MIGRATIONS, openid::MIGRATIONS]).await {
        let world = World::on(store, |_| ()).await;
        let in_id_token = r#"claims={"id_token":{"email":{"essential":true}}}"#;
        let code = world.code(&["scope=openid email offline_access", in_id_token]).await;
        let refresh = async |token: &serde_json::Value| {
            let form = [
                ("grant_type", "refresh_token"),
                ("refresh_token", token.as_str().unwrap()),
                ("client_id", "lipova"),
                ("client_secret", SECRET),
            ];
            world.token(&form).await
        };
        let down = |is_down| *world.people.down.lock().unwrap() = is_down;
        down(true);
        assert_eq!(world.redeem(&code).await.status, 503);
        assert_eq!(world.redeem(&code).await.status, 503);
        down(false);
        let tokens = world.redeem(&code).await.json();
        assert!(tokens["access_token"].is_string(), "{tokens}");
        down(true);
        assert_eq!(refresh(&tokens["refresh_token"]).await.status, 503);
        down(false);
        let second = refresh(&tokens["refresh_token"]).await.json();
        assert!(second["refresh_token"].is_string(), "{second}");
        // Spent they are once an answer was given.
        assert_eq!(refresh(&tokens["refresh_token"]).await.json()["error"], "invalid_grant");
        assert_eq!(refresh(&second["refresh_token"]).await.json()["error"], "invalid_grant");
    }
}
