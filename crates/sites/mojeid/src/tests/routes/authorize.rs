//! Logging in to services.

use axum::http::StatusCode;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use oidc::CodeVerifier;
use serde_json::{Value, json};
use url::Url;
use url::form_urlencoded::Serializer;
use web::testing::{Answer, Browser};

use crate::acts::login::{self, Login};
use crate::acts::step_up::{self, PasscodePurpose, PasscodeRequested};
use crate::acts::{ClientInfo, change_contact, change_password, log_out, recover, undo};
use crate::tests::world::{CALLBACK, ORIGIN, PASSWORD, World, jana, petr};

const SUBSTANTIAL: &str = "http://eidas.europa.eu/LoA/substantial";
const ONLY_EMAIL: &str = r#"{"userinfo":{"given_name":{"essential":true},"email":null,"address":null}}"#;

fn verifier() -> CodeVerifier {
    CodeVerifier::from_bytes(&[7; 32])
}

/// The address by which a service sends a person here.
pub(super) fn authorize(client: &str, more: &[(&str, &str)]) -> String {
    let challenge = verifier().challenge().to_string();
    let mut parameters = vec![
        ("client_id", client),
        ("redirect_uri", CALLBACK),
        ("response_type", "code"),
        ("scope", "openid"),
        ("state", "the state"),
        ("nonce", "the nonce"),
        ("code_challenge", challenge.as_str()),
        ("code_challenge_method", "S256"),
    ];
    for parameter in more {
        parameters.retain(|(name, _)| *name != parameter.0);
        parameters.push(*parameter);
    }
    let query = Serializer::new(String::new()).extend_pairs(parameters).finish();
    format!("{ORIGIN}/openid/authorize?{query}")
}

pub(super) fn parameter(url: &Url, name: &str) -> Option<String> {
    url.query_pairs().find(|(known, _)| known == name).map(|(_, value)| value.into_owned())
}

pub(super) async fn password(browser: &mut Browser, page: &Answer) -> Answer {
    browser.submit(page, "/login", &[("name", "jana"), ("password", PASSWORD)]).await
}

/// What the service learns at its callback.
async fn redeemed(browser: &mut Browser, client: &str, back: &Answer) -> (Value, Value) {
    let (mut service, id_token) = holding_a_token(browser, client, back).await;
    (id_token, service.get(&format!("{ORIGIN}/openid/userinfo")).await.json())
}

/// The service with its access token, and the ID token.
async fn holding_a_token(browser: &mut Browser, client: &str, back: &Answer) -> (Browser, Value) {
    assert!(back.url.as_str().starts_with(CALLBACK), "{}: {}", back.url, back.body);
    assert_eq!(parameter(&back.url, "state").as_deref(), Some("the state"));
    let code = parameter(&back.url, "code").unwrap_or_else(|| panic!("no code in {}", back.url));
    let verifier = verifier();
    let fields = [
        ("grant_type", "authorization_code"),
        ("code", code.as_str()),
        ("redirect_uri", CALLBACK),
        ("client_id", client),
        ("client_secret", "a secret of tests"),
        ("code_verifier", verifier.as_str()),
    ];
    let tokens = browser.post(&format!("{ORIGIN}/openid/token"), &fields, &[]).await;
    assert_eq!(tokens.status, StatusCode::OK, "{}", tokens.body);
    let tokens = tokens.json();
    let payload = tokens["id_token"].as_str().unwrap().split('.').nth(1).unwrap().to_owned();
    let id_token = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(payload).unwrap()).unwrap();
    let bearer = format!("Bearer {}", tokens["access_token"].as_str().unwrap());
    (browser.clone().with_header("authorization", &bearer), id_token)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_gets_what_the_person_ticked_and_never_the_password() {
    // mission: B1 B2
    let world = World::new().await;
    world.active(&jana()).await;
    let mut browser = world.browser();
    let page = browser.get(&authorize("lipova", &[("claims", ONLY_EMAIL)])).await;
    assert!(page.has("Přihlašujete se do služby") && page.has("Městský úřad Lipová"), "{}", page.body);
    let page = password(&mut browser, &page).await;
    assert_eq!(page.url.path(), "/consent", "{}", page.body);
    for shown in ["Nutné údaje", "jana.novakova@posta.example", "Lipová 12, 779 00 Olomouc", "localhost"] {
        assert!(page.has(shown), "{shown} is not in {}", page.body);
    }
    // Finding C-18: silence is no consent.
    assert_eq!(page.form("/consent").get("items"), None, "{}", page.body);
    let back = browser.submit(&page, "/consent", &[("items", "email")]).await;
    let (id_token, userinfo) = redeemed(&mut browser, "lipova", &back).await;
    assert_eq!(userinfo["given_name"], json!("Jana"));
    assert_eq!(userinfo["email"], json!("jana.novakova@posta.example"));
    assert_eq!(userinfo["address"], Value::Null);
    assert_eq!(id_token["acr"], json!("http://eidas.europa.eu/LoA/low"));
    assert_eq!(id_token["amr"], json!(["pwd"]));
    assert!(!back.url.as_str().contains("lipa"));

    // With a live session and a remembered choice: at once, and current.
    let session = browser.cookie("localhost", "session_mojeid").unwrap().to_owned();
    let back = browser.get(&authorize("lipova", &[("claims", ONLY_EMAIL)])).await;
    let (again, _) = redeemed(&mut browser, "lipova", &back).await;
    assert_eq!(again["sub"], id_token["sub"]);
    assert_eq!(browser.cookie("localhost", "session_mojeid"), Some(session.as_str()));

    // Another service asks for itself, and knows the person by another name.
    let page = browser.get(&authorize("knihovna", &[])).await;
    assert!(page.has("nežádá žádné vaše údaje"), "{}", page.body);
    let back = browser.submit(&page, "/consent", &[]).await;
    let (other, _) = redeemed(&mut browser, "knihovna", &back).await;
    assert_ne!(other["sub"], id_token["sub"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn data_are_current_at_every_login() {
    // mission: B2
    let world = World::new().await;
    let registered = world.identified(&jana()).await;
    let mut browser = world.browser();
    let ask = authorize("lipova", &[("scope", "openid email")]);
    let page = browser.get(&ask).await;
    let page = password(&mut browser, &page).await;
    let back = browser.submit(&page, "/consent", &[("items", "email")]).await;
    let (_, userinfo) = redeemed(&mut browser, "lipova", &back).await;
    assert_eq!(userinfo["email"], json!("jana.novakova@posta.example"));

    let (context, email) = (&world.context, crate::rules::contact::Channel::Email);
    change_contact::request_contact_change(
        context,
        world.now(),
        &world.fresh(&registered.account),
        email,
        "nova@posta.example",
    )
    .await
    .unwrap();
    let code = world.pin("email", "nova@").await;
    let changed = change_contact::confirm_contact_change(
        context,
        world.now(),
        &world.fresh(&registered.account),
        email,
        &code,
        &ClientInfo::default(),
    )
    .await;
    assert!(matches!(changed, Ok(Ok(codes::Redeemed))));
    let back = browser.get(&ask).await;
    let (_, userinfo) = redeemed(&mut browser, "lipova", &back).await;
    assert_eq!(userinfo["email"], json!("nova@posta.example"));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_accepts_only_identified_accounts_is_told_before_anything_is_handed_over() {
    // finding N-11
    let world = World::new().await;
    world.active(&jana()).await;
    let claims =
        r#"{"userinfo":{"email":{"essential":true},"mojeid_identified":{"essential":true,"value":true}}}"#;
    let mut browser = world.browser();
    let page = browser.get(&authorize("lipova", &[("claims", claims)])).await;
    let page = password(&mut browser, &page).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert!(page.has("přijímá jen identifikované účty"), "{}", page.body);
    let history = browser.get(&format!("{ORIGIN}/history")).await;
    assert!(!history.has("Předáno") && !history.has("Zvoleno"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_that_fetches_data_later_is_shown_and_can_be_stopped() {
    // findings O16, Cl-C4
    let world = World::new().await;
    world.active(&jana()).await;
    let mut browser = world.browser();
    let ask = authorize("lipova", &[("scope", "openid email offline_access")]);
    let page = browser.get(&ask).await;
    let page = password(&mut browser, &page).await;
    assert!(page.has("načítat i ve vaší nepřítomnosti"), "{}", page.body);
    let back = browser.submit(&page, "/consent", &[("items", "email")]).await;
    let (mut service, _) = holding_a_token(&mut browser, "lipova", &back).await;
    let userinfo = format!("{ORIGIN}/openid/userinfo");
    assert_eq!(service.get(&userinfo).await.status, StatusCode::OK);
    assert!(parameter(&browser.get(&ask).await.url, "code").is_some(), "asked once");
    let page = browser.get(&format!("{ORIGIN}/services")).await;
    assert!(page.has("I když nejste přihlášeni"), "{}", page.body);
    let page = browser.get(&format!("{ORIGIN}/services/lipova")).await;
    let form = page.form("/services/lipova");
    assert_eq!(form.get("offline"), Some("on"));
    let csrf = form.get("_csrf").unwrap_or_default().to_owned();
    let fields = [("_csrf", csrf.as_str()), ("items", "email")];
    browser.post(&format!("{ORIGIN}/services/lipova"), &fields, &[]).await;
    assert_eq!(service.get(&userinfo).await.status, StatusCode::UNAUTHORIZED, "what it holds ends");
    let page = browser.get(&format!("{ORIGIN}/services")).await;
    assert!(!page.has("I když nejste přihlášeni"), "{}", page.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_choice_is_changed_and_forgotten_under_services() {
    // mission: B2
    let world = World::new().await;
    world.active(&jana()).await;
    let mut browser = world.browser();
    let ask = authorize("lipova", &[("claims", ONLY_EMAIL)]);
    let page = browser.get(&ask).await;
    let page = password(&mut browser, &page).await;
    let back = browser.submit(&page, "/consent", &[("items", "email")]).await;
    let mut service = holding_a_token(&mut browser, "lipova", &back).await.0;
    let userinfo = format!("{ORIGIN}/openid/userinfo");
    assert_eq!(service.get(&userinfo).await.status, StatusCode::OK);

    let page = browser.get(&format!("{ORIGIN}/services")).await;
    assert!(page.has("Městský úřad Lipová") && page.has("Jméno, E-mail"), "{}", page.body);
    let page = browser.get(&format!("{ORIGIN}/services/lipova")).await;
    // Finding N-12: what the service cannot do without is no tick.
    assert!(page.has("Nutné údaje") && !page.body.contains("value=\"given-name\""), "{}", page.body);
    let fields = [("items", "address")];
    let page = browser.submit(&page, "/services/lipova", &fields).await;
    assert!(page.has("Volba je uložena.") && page.has("Jméno, Trvalý pobyt"));
    assert_eq!(service.get(&userinfo).await.status, StatusCode::UNAUTHORIZED, "the old token reads no more");
    let back = browser.get(&ask).await;
    let (_, userinfo) = redeemed(&mut browser, "lipova", &back).await;
    assert_eq!((&userinfo["email"], &userinfo["address"]["locality"]), (&Value::Null, &json!("Olomouc")));

    let page = browser.get(&format!("{ORIGIN}/history")).await;
    for shown in
        ["Přihlášení do služby Městský úřad Lipová", "Předáno: Jméno, E-mail", "Zvoleno: Jméno, Trvalý pobyt"]
    {
        assert!(page.has(shown), "{shown} is not in {}", page.body);
    }
    let page = browser.get(&format!("{ORIGIN}/services/lipova")).await;
    let page = browser.submit(&page, "/services/lipova/forget", &[]).await;
    assert!(page.has("Volba je odvolána."));
    assert_eq!(browser.get(&ask).await.url.path(), "/consent");
    assert_eq!(browser.get(&format!("{ORIGIN}/services/lipova")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn something_new_is_asked_for_and_a_refusal_goes_back() {
    // mission: B2
    let world = World::new().await;
    world.active(&jana()).await;
    let mut browser = world.browser();
    let page = browser.get(&authorize("lipova", &[])).await;
    let page = password(&mut browser, &page).await;
    let _ = browser.submit(&page, "/consent", &[]).await;
    let page = browser.get(&authorize("lipova", &[("scope", "openid phone")])).await;
    assert_eq!(page.url.path(), "/consent");
    let back = browser.submit(&page, "/login/refuse", &[]).await;
    assert_eq!(parameter(&back.url, "error").as_deref(), Some("access_denied"));
    let history = browser.get(&format!("{ORIGIN}/history")).await;
    assert!(!history.has("Mobilní telefon"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_of_the_same_operator_is_answered_without_a_question() {
    // mission: B1
    let world = World::new().await;
    world.active(&jana()).await;
    let mut browser = world.browser();
    let ask = authorize("vlastni", &[("scope", "openid profile")]);
    let page = browser.get(&ask).await;
    let back = password(&mut browser, &page).await;
    let (_, userinfo) = redeemed(&mut browser, "vlastni", &back).await;
    assert_eq!(userinfo["name"], json!("Jana Nováková"));
    let back = browser.get(&ask).await;
    redeemed(&mut browser, "vlastni", &back).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_login_with_a_live_session_costs_one_write() {
    let world = World::new().await;
    world.active(&jana()).await;
    let mut browser = world.browser();
    let ask = authorize("lipova", &[("scope", "openid email")]);
    let page = browser.get(&ask).await;
    let page = password(&mut browser, &page).await;
    let _ = browser.submit(&page, "/consent", &[("items", "email")]).await;
    let before = world.context.store.stats().writes;
    let back = browser.get(&ask).await;
    assert!(parameter(&back.url, "code").is_some(), "{}", back.body);
    assert_eq!(world.context.store.stats().writes - before, 1);
}

/// Programs learn as well how long a login has to wait that has had too many codes.
#[tokio::test(flavor = "multi_thread")]
async fn too_many_passcodes_say_when_to_come_again() {
    let world = World::new().await;
    world.identified(&jana()).await;
    let (client, now) = (ClientInfo::default(), world.now());
    loop {
        let login = login::login(&world.context, now, "jana", PASSWORD, &client, None).await;
        let Ok(Login::In(cookie, _)) = login else { panic!("{login:?}") };
        match step_up::send_passcode(
            &world.context,
            now,
            cookie.session(),
            PasscodePurpose::Login { service: None },
            true,
            &client,
        )
        .await
        .unwrap()
        {
            PasscodeRequested::TooSoon { .. } => break,
            sent => assert_eq!(sent, PasscodeRequested::Sent),
        }
    }
    let mut browser = world.browser();
    let page = browser.get(&authorize("vlastni", &[("acr_values", SUBSTANTIAL)])).await;
    let page = password(&mut browser, &page).await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
    let wait = page.headers.get("retry-after").and_then(|wait| wait.to_str().ok()?.parse::<i64>().ok());
    assert!(wait.is_some_and(|wait| wait > 0), "{:?}", page.headers);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_higher_level_takes_a_passcode() {
    // mission: B3
    let world = World::new().await;
    world.identified(&jana()).await;
    let mut browser = world.browser();
    let ask = authorize("vlastni", &[("acr_values", SUBSTANTIAL)]);
    let page = browser.get(&ask).await;
    let page = password(&mut browser, &page).await;
    assert_eq!(page.url.path(), "/login/passcode");
    assert!(page.has("+420 ••• ••• 001"));
    let low = browser.cookie("localhost", "session_mojeid").unwrap().to_owned();
    world.passcode("+420601100001").await;
    let page = browser.submit(&page, "/login/passcode", &[("passcode", "12")]).await;
    assert!(page.has("Kód má 6 znaků"), "{}", page.body);
    let page = browser.submit(&page, "/login/passcode", &[("passcode", "000000")]).await;
    assert!(page.has("Počet zbývajících pokusů: 4"), "{}", page.body);
    let page = browser.submit(&page, "/login/passcode/resend", &[]).await;
    assert!(page.has("Nový kód je na cestě."));
    let passcode = world.passcode("+420601100001").await;
    let back = browser.submit(&page, "/login/passcode", &[("passcode", &passcode)]).await;
    let (id_token, _) = redeemed(&mut browser, "vlastni", &back).await;
    assert_eq!(id_token["acr"], json!(SUBSTANTIAL));
    assert_eq!(id_token["amr"], json!(["pwd", "sms", "mfa"]));
    assert_ne!(browser.cookie("localhost", "session_mojeid"), Some(low.as_str()));
    let back = browser.get(&ask).await;
    redeemed(&mut browser, "vlastni", &back).await;
}

/// The code is held back until the account is somebody else's.
#[tokio::test(flavor = "multi_thread")]
async fn a_code_from_before_a_change_of_name_proves_nothing_after_it() {
    // mission: B6
    let world = World::new().await;
    world.identified(&jana()).await;
    world.clock.shift(values::DAY_MS);
    let mut browser = world.browser();
    let ask =
        authorize("vlastni", &[("acr_values", SUBSTANTIAL), ("scope", "openid profile offline_access")]);
    let page = browser.get(&ask).await;
    let page = password(&mut browser, &page).await;
    let passcode = world.passcode("+420601100001").await;
    let earlier = browser.submit(&page, "/login/passcode", &[("passcode", &passcode)]).await;
    let (mut service, id_token) = holding_a_token(&mut browser, "vlastni", &earlier).await;
    assert_eq!(id_token["acr"], json!(SUBSTANTIAL));
    let held = browser.get(&ask).await;
    let code = parameter(&held.url, "code").unwrap_or_else(|| panic!("{}", held.body));

    let page = browser.get(&format!("{ORIGIN}/profile/data")).await;
    let another = [("given_name", "Božena"), ("family_name", "Malá")];
    let page = browser.submit(&page, "/profile/data", &another).await;
    assert!(page.has("Na PIN3 čeká nové jméno nebo adresa"), "{}", page.body);
    let pin3 = world.pin("letter", "Malá").await;
    let page = browser.get(&format!("{ORIGIN}/settings")).await;
    let page = browser.submit(&page, "/settings/pin3", &[("pin3", &pin3)]).await;
    assert!(page.has("Nové jméno a adresa jsou ověřeny a platí."), "{}", page.body);
    let verifier = verifier();
    let fields = [
        ("grant_type", "authorization_code"),
        ("code", code.as_str()),
        ("redirect_uri", CALLBACK),
        ("client_id", "vlastni"),
        ("client_secret", "a secret of tests"),
        ("code_verifier", verifier.as_str()),
    ];
    let refused = browser.post(&format!("{ORIGIN}/openid/token"), &fields, &[]).await;
    assert_eq!(refused.json()["error"], "invalid_grant", "{}", refused.body);
    let userinfo = service.get(&format!("{ORIGIN}/openid/userinfo")).await;
    assert_eq!(userinfo.status, StatusCode::UNAUTHORIZED, "{}", userinfo.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_password_or_a_logout_everywhere_ends_what_services_hold() {
    let world = World::new().await;
    let registered = world.active(&jana()).await;
    let client = ClientInfo::default();
    for change_password in [true, false] {
        let mut browser = world.browser();
        let page = browser.get(&authorize("vlastni", &[("scope", "openid profile")])).await;
        let now = if change_password { PASSWORD } else { "ctyri kone v jetelicku" };
        let back = browser.submit(&page, "/login", &[("name", "jana"), ("password", now)]).await;
        let (mut service, _) = holding_a_token(&mut browser, "vlastni", &back).await;
        let userinfo = format!("{ORIGIN}/openid/userinfo");
        assert_eq!(service.get(&userinfo).await.status, StatusCode::OK);
        let mut sessions =
            log_out::sessions_of(&world.context, world.now(), &registered.account).await.unwrap();
        let here = sessions.remove(0);
        if change_password {
            let new = "ctyri kone v jetelicku";
            let proven = world.proven(&jana()).await;
            assert!(
                change_password::change_password(
                    &world.context,
                    world.now(),
                    &proven,
                    PASSWORD,
                    new,
                    &client
                )
                .await
                .is_ok()
            );
        } else {
            log_out::end_other_sessions(&world.context, world.now(), &registered.account, &here, &client)
                .await
                .unwrap();
        }
        assert_eq!(service.get(&userinfo).await.status, StatusCode::UNAUTHORIZED);
    }
}

/// What services hold ends with a recovery, with its undoing, and when the owner says that a login was somebody else's.
#[tokio::test(flavor = "multi_thread")]
async fn a_recovery_its_undoing_and_a_denied_login_end_what_services_hold() {
    let world = World::new().await;
    world.identified(&jana()).await;
    world.clock.shift(values::HOUR_MS);
    let (context, client, new) = (&world.context, ClientInfo::default(), "ctyri kone v jetelicku");
    let link = async |path: &str| {
        let text = world.saying("email", "jana", path).await.text;
        text.split_once(path).unwrap().1.split_whitespace().next().unwrap().to_owned()
    };
    for (how, password) in [("recovery", PASSWORD), ("undoing", new), ("not me", PASSWORD)] {
        let mut browser = world.browser();
        let page = browser.get(&authorize("vlastni", &[("scope", "openid profile")])).await;
        let back = browser.submit(&page, "/login", &[("name", "jana"), ("password", password)]).await;
        let (mut service, _) = holding_a_token(&mut browser, "vlastni", &back).await;
        let userinfo = format!("{ORIGIN}/openid/userinfo");
        assert_eq!(service.get(&userinfo).await.status, StatusCode::OK, "{how}");
        let now = world.now();
        match how {
            "recovery" => {
                recover::request_recovery(context, now, "jana", &client).await.unwrap();
                let link = link("/recovery/").await;
                let _ = recover::send_recovery_code(context, now, &link, &client).await.unwrap();
                let code = world.pin("sms", &jana().phone).await;
                recover::recover(context, now, &link, &code, new, &client).await.unwrap();
            }
            "undoing" => {
                drop(undo::undo_recovery(context, now, &link("/undo/").await, &client).await.unwrap());
            }
            _ => drop(undo::deny_login(context, now, &link("/not-me/").await, &client).await.unwrap()),
        }
        assert_eq!(service.get(&userinfo).await.status, StatusCode::UNAUTHORIZED, "{how}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_passcode_does_not_stand_in_for_the_password_that_a_service_wants_again() {
    let world = World::new().await;
    world.identified(&jana()).await;
    let mut browser = world.browser();
    let page = browser.get(&authorize("vlastni", &[("acr_values", SUBSTANTIAL)])).await;
    let before = password(&mut browser, &page).await;
    let passcode = world.passcode("+420601100001").await;
    world.clock.shift(1_000);
    let again = browser.get(&authorize("vlastni", &[("acr_values", SUBSTANTIAL), ("prompt", "login")])).await;
    assert_eq!(again.url.path(), "/login");
    let other = parameter(&again.url, "interaction").unwrap();
    let swapped = [("interaction", other.as_str()), ("passcode", passcode.as_str())];
    let page = browser.submit(&before, "/login/passcode", &swapped).await;
    assert_eq!(page.url.path(), "/login", "{}", page.url);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_level_that_cannot_be_reached_is_explained() {
    // mission: B6
    let world = World::new().await;
    world.active(&jana()).await;
    let mut browser = world.browser();
    let page = browser.get(&authorize("lipova", &[("acr_values", SUBSTANTIAL)])).await;
    let page = password(&mut browser, &page).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert!(page.has("Zadejte v Nastavení PIN3 z dopisu"), "{}", page.body);
    assert!(page.links().contains(&"/settings".to_owned()));
    let back = browser.submit(&page, "/login/refuse", &[]).await;
    assert_eq!(parameter(&back.url, "error").as_deref(), Some("unmet_authentication_requirements"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_can_found_an_account_on_the_way() {
    // mission: B9
    let world = World::new().await;
    let mut browser = world.browser();
    let page = browser.get(&authorize("vlastni", &[("prompt", "create")])).await;
    assert_eq!(page.url.path(), "/registration", "{}", page.body);
    let fields = [
        ("user_name", "jana"),
        ("password", PASSWORD),
        ("given_name", "Jana"),
        ("family_name", "Nováková"),
        ("birth_date", "1988-04-12"),
        ("email", "jana.novakova@posta.example"),
        ("phone", "+420 601 100 001"),
        ("street", "Lipová 12"),
        ("city", "Olomouc"),
        ("postal_code", "779 00"),
    ];
    let page = browser.submit(&page, "/registration", &fields).await;
    let (pin1, pin2) = (world.pin("email", "jana").await, world.pin("sms", "+420").await);
    let page = browser.submit(&page, "/activation/", &[("pin1", &pin1), ("pin2", &pin2)]).await;
    assert!(page.has("Účet je aktivní.") && page.has("Vlastní služba"), "{}", page.body);
    let back = password(&mut browser, &page).await;
    redeemed(&mut browser, "vlastni", &back).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_not_active_is_not_logged_in_to_services() {
    // mission: B6
    let world = World::new().await;
    let registered = world.registered(&jana()).await;
    let mut browser = world.browser();
    let page = browser.get(&authorize("vlastni", &[])).await;
    let page = password(&mut browser, &page).await;
    assert_eq!(page.url.path(), format!("/activation/{}", registered.activation));
    let (pin1, pin2) = (world.pin("email", "jana").await, world.pin("sms", "+420").await);
    let page = browser.submit(&page, "/activation/", &[("pin1", &pin1), ("pin2", &pin2)]).await;
    let back = password(&mut browser, &page).await;
    redeemed(&mut browser, "vlastni", &back).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_can_ask_for_a_new_login_and_hint_a_name() {
    let world = World::new().await;
    world.active(&jana()).await;
    let mut browser = world.browser();
    let page = browser.get(&authorize("vlastni", &[("login_hint", "jana")])).await;
    assert_eq!(page.form("/login").get("name"), Some("jana"));
    let back = password(&mut browser, &page).await;
    redeemed(&mut browser, "vlastni", &back).await;
    world.clock.shift(1_000);
    let page = browser.get(&authorize("vlastni", &[("prompt", "login")])).await;
    assert_eq!(page.url.path(), "/login");
    assert!(page.has("Služba žádá, abyste se přihlásili znovu."), "{}", page.body);
    let back = password(&mut browser, &page).await;
    redeemed(&mut browser, "vlastni", &back).await;
    world.clock.shift(values::HOUR_MS);
    let page = browser.get(&authorize("vlastni", &[("max_age", "60")])).await;
    assert_eq!(page.url.path(), "/login");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_interaction_belongs_to_one_browser() {
    let world = World::new().await;
    world.active(&jana()).await;
    world.active(&petr()).await;
    let page = world.browser().get(&authorize("lipova", &[])).await;
    let stolen = world.browser().get(page.url.as_str()).await;
    assert!(stolen.has("Toto přihlášení začalo v jiném prohlížeči"), "{}", stolen.body);
}
