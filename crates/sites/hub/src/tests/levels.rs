//! Levels of assurance (mission: A7).

use values::AssuranceLevel;

use super::service;
use super::world::{HUB, World};

const HIGH: (&str, &str) = ("acr_values", "http://eidas.europa.eu/LoA/high");

// mission: A7
#[tokio::test(flavor = "multi_thread")]
async fn methods_below_the_asked_level_are_shown_with_the_reason_and_lead_nowhere() {
    let world = World::with(|config| config["methods"][1]["level"] = "low".into()).await;
    let mut browser = world.browser();
    let page = browser.get(&service::authorize("lipova", &[])).await;
    assert!(page.has("Na tuto službu nestačí.") && page.has("úroveň záruky nízká"), "{}", page.body);
    assert!(!page.links().iter().any(|href| href.starts_with("/login/with/mojeid")));
    assert!(page.links().iter().any(|href| href.starts_with("/login/with/mobile-key")));
    let interaction = page.url.query().unwrap().to_owned();
    let forced = browser.get(&format!("{HUB}/login/with/mojeid?{interaction}")).await;
    assert!(forced.url.as_str().starts_with(&format!("{HUB}/login?interaction=")), "{}", forced.url);
    assert!(world.mojeid.requests().is_empty());
}

// finding Cl-C9
#[tokio::test(flavor = "multi_thread")]
async fn a_level_that_no_method_reaches_is_refused_to_the_service_at_once() {
    let world = World::new().await;
    let mut browser = world.browser();
    for prompt in ["none", "login"] {
        let answer = browser.get(&service::authorize("lipova", &[HIGH, ("prompt", prompt)])).await;
        let returned = service::returned(&answer, "lipova");
        assert_eq!(returned["error"], "unmet_authentication_requirements", "{prompt}");
    }
    let discovery = browser.get(&format!("{HUB}/.well-known/openid-configuration")).await.json();
    let levels = discovery["acr_values_supported"].as_array().unwrap();
    assert!(!levels.iter().any(|level| level == HIGH.1), "{levels:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_is_enough_for_a_low_level_once_the_person_is_known() {
    let world = World::new().await;
    world.in_portal().await;
    world.mojeid.change(|person| person.level = AssuranceLevel::Low);
    let mut browser = world.browser();
    let page = world.choose(&mut browser, "knihovna", &[], "mojeid").await;
    assert_eq!(world.mojeid.last_request().minimum_level(), None);
    let answer = browser.submit(&page, "/login/release", &[]).await;
    let (id_token, _) = service::learn(&mut browser, &answer, "knihovna").await;
    assert_eq!(id_token["acr"], "http://eidas.europa.eu/LoA/low");

    // Single sign-on does not lift it: the other service and the portal ask for more.
    let page = browser.get(&service::authorize("lipova", &[])).await;
    assert!(page.has("Přihlášeni už jste"), "{} {}", page.url, page.body);
    let page = browser.get(&format!("{HUB}/portal/history")).await;
    assert_eq!(page.url.path(), "/login", "the portal asks for more than a password");
    world.mojeid.change(|person| person.level = AssuranceLevel::Substantial);
    let page = world.take(&mut browser, &page, "mojeid").await;
    assert_eq!(page.url.path(), "/portal/history");
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_unknown_with_a_password_only_is_asked_for_a_second_factor() {
    let world = World::new().await;
    // As mojeID does: one factor unless more is asked for.
    world.mojeid.change(|person| person.level = AssuranceLevel::Low);
    let mut browser = world.browser();
    let page = world.choose(&mut browser, "knihovna", &[], "mojeid").await;
    let asked: Vec<_> =
        world.mojeid.requests().iter().map(oidc::AuthorizationRequest::minimum_level).collect();
    assert_eq!(asked, [None, Some(AssuranceLevel::Substantial)]);
    assert_eq!(page.status, 403);
    assert!(page.has("PIN3") && page.has("Zatím nevíme, kdo jste"), "{}", page.body);
    assert!(world.population.asked.lock().unwrap().is_empty(), "nothing is proven, nobody is looked for");
}

// mission: A7
#[tokio::test(flavor = "multi_thread")]
async fn a_link_bounds_every_login_through_it() {
    let world = World::new().await;
    let (mut browser, _) = world.in_portal().await;
    world.attach(&mut browser).await;
    // The key claims more than its enrolment was worth.
    world.mobile_key.change(|person| person.level = AssuranceLevel::High);
    let mut elsewhere = world.browser();
    let answer = world.choose(&mut elsewhere, "knihovna", &[], "mobile-key").await;
    let (id_token, _) = service::learn(&mut elsewhere, &answer, "knihovna").await;
    assert_eq!(id_token["acr"], "http://eidas.europa.eu/LoA/substantial");
}

// mission: A7
#[tokio::test(flavor = "multi_thread")]
async fn a_login_through_a_weak_link_is_refused_where_more_is_asked() {
    let world = World::new().await;
    let (mut browser, _) = world.in_portal().await;
    world.attach(&mut browser).await;
    world.delivered().await;
    world.weaken_link("mobile-key").await;
    let mut elsewhere = world.browser();
    let page = world.choose(&mut elsewhere, "lipova", &[], "mobile-key").await;
    assert_eq!(page.status, 403);
    assert!(
        page.has("Přihlásili jste se s úrovní záruky „nízká“, ale Městský úřad Lipová žádá úroveň „značná“."),
        "{}",
        page.body
    );
    assert!(page.links().iter().any(|href| href.starts_with("/login?interaction=")));
    assert!(elsewhere.cookie("localhost", "session_hub").is_none());
    assert_eq!(world.delivered().await.len(), 1, "an attempt that proves who it is is told too");
    let page = browser.get(&format!("{HUB}/portal/history")).await;
    assert!(page.has("nízká úroveň záruky, nepřihlášeno"), "{}", page.body);
}
