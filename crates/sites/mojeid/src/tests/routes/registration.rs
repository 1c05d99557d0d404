//! Founding an account through the form.

use axum::http::StatusCode;
use web::testing::Answer;

use crate::tests::world::{ORIGIN, World, jana, petr};

const JANA: [(&str, &str); 10] = [
    ("user_name", "jana"),
    ("password", "lipa kvete v cervnu"),
    ("given_name", "Jana"),
    ("family_name", "Nováková"),
    ("birth_date", "12. 4. 1988"),
    ("email", "jana.novakova@posta.example"),
    ("phone", "601 100 001"),
    ("street", "Lipová 12"),
    ("city", "Olomouc"),
    ("postal_code", "77900"),
];

async fn registered_with(world: &World, changes: &[(&str, &str)]) -> Answer {
    let mut browser = world.browser();
    let form = browser.get(&format!("{ORIGIN}/registration")).await;
    let mut fields: Vec<(&str, &str)> = JANA.to_vec();
    for change in changes {
        fields.retain(|(name, _)| *name != change.0);
        fields.push(*change);
    }
    browser.submit(&form, "/registration", &fields).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_founds_an_account_and_comes_to_the_page_for_the_pins() {
    // mission: B6 B9
    let world = World::new().await;
    let page = registered_with(&world, &[("country", "CZ")]).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.url.path().starts_with("/activation/"), "{}", page.url);
    assert!(
        page.has("PIN1 jsme poslali e-mailem na j•••@posta.example (21. 11. 2026 19:46)."),
        "{}",
        page.body
    );
    assert!(page.has("PIN2 jsme poslali v SMS na +420 ••• ••• 001 ("));
    assert!(!page.body.contains("601100001") && !page.body.contains("601 100 001"));
    // The e-mail leads back.
    world.saying("email", "jana", page.url.path()).await;
}

/// Finding C-5: who comes back to the form is led on; nobody else learns anything.
#[tokio::test(flavor = "multi_thread")]
async fn who_has_just_founded_an_account_is_led_to_it_and_strangers_are_not() {
    let world = World::new().await;
    let mut browser = world.browser();
    let first = browser.get(&format!("{ORIGIN}/registration")).await;
    let mut fields = JANA.to_vec();
    fields.push(("country", "CZ"));
    let registered = browser.submit(&first, "/registration", &fields).await;
    let path = registered.url.path().to_owned();
    let anew = browser.get(&format!("{ORIGIN}/registration")).await;
    let again = browser.submit(&anew, "/registration", &fields).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.has("právě v tomto prohlížeči vznikl váš účet"), "{}", again.body);
    assert!(again.links().contains(&path) && !again.has("už má někdo jiný"));
    let stranger = registered_with(&world, &[("country", "CZ")]).await;
    assert!(stranger.has("Toto uživatelské jméno už má někdo jiný"), "{}", stranger.body);
    assert!(!stranger.links().contains(&path));
}

#[tokio::test(flavor = "multi_thread")]
async fn every_bad_field_has_its_error_beside_it_and_nothing_typed_is_lost() {
    // mission: B4
    let world = World::new().await;
    let table = [
        ("user_name", "jana nová", "Uživatelské jméno smí obsahovat jen písmena bez diakritiky"),
        ("user_name", "", "Zadejte uživatelské jméno"),
        ("password", "krátké", "Heslo musí mít aspoň 12 znaků"),
        ("password", "jana.novakova@posta.example", "Heslo nesmí být jen obměnou"),
        ("password", "1234567890123", "Takové heslo lze snadno uhodnout"),
        ("given_name", "R2D2", "Jméno obsahuje znaky, které do jména nepatří"),
        ("birth_date", "31. 2. 1988", "Takový den v kalendáři není"),
        ("birth_date", "loni", "Zadejte datum jako den, měsíc a rok"),
        ("birth_date", "1. 1. 2050", "Datum narození nemůže být v budoucnosti"),
        ("email", "jana", "Zadejte e-mailovou adresu"),
        (
            "phone",
            "+49 151 12345678",
            "mojeID potřebuje mobilní číslo českého (+420) nebo slovenského (+421) operátora",
        ),
        ("phone", "+420 224 123 456", "mojeID potřebuje mobilní číslo"),
        ("phone", "abc", "Zadejte jedno telefonní číslo, jen z číslic"),
        ("phone", "+420 601 100 00", "V čísle chybí číslice"),
        ("phone", "+420 601 100 0011", "Číslo má číslici navíc"),
        ("phone", "1234", "Zadejte telefonní číslo i s předvolbou"),
        ("street", "", "Zadejte ulici a číslo domu"),
        ("postal_code", "1234", "PSČ má pět číslic"),
        ("postal_code", "040 01", "Toto PSČ patří do druhé země"),
        ("family_name", "Шевченко", "Pište latinkou"),
        ("birth_date", "1988", "Zadejte den, měsíc i rok narození"),
        ("user_name", "admin", "Toto uživatelské jméno nelze použít"),
        (
            "country",
            "DE",
            "mojeID je jen pro osoby s trvalým pobytem nebo sídlem v České nebo Slovenské republice",
        ),
        ("company_number", "25115805", "Takové IČO neexistuje"),
    ];
    for (field, value, message) in table {
        let page = registered_with(&world, &[(field, value)]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}={value}");
        let error = page
            .body
            .split(&format!("id=\"{field}-error\""))
            .nth(1)
            .unwrap_or_else(|| panic!("{field}={value}"));
        let error = error.split("</p>").next().unwrap_or_default();
        assert!(error.contains(message), "{field}={value}: {error}");
        assert!(page.body.contains(&format!("href=\"#{field}\"")), "the summary leads to {field}");
        let form = page.form("/registration");
        for (name, typed) in JANA.iter().filter(|(name, _)| *name != field && *name != "password") {
            assert_eq!(form.get(name), Some(*typed), "{field}={value} lost {name}");
        }
        assert!(!page.body.contains("lipa kvete"), "the password is not written back");
    }
    assert_eq!(world.count("email").await + world.count("sms").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_or_number_used_within_thirty_days_says_so_and_no_more() {
    // mission: B5; finding S-A10
    let world = World::new().await;
    world.active(&jana()).await;
    let page = registered_with(&world, &[("user_name", "jana2")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.has("Tento e-mail byl nedávno použit k založení jiného mojeID."));
    assert!(page.has("Toto číslo bylo nedávno použito k založení jiného mojeID."));
    assert!(!page.body.contains("2026"), "neither when: {}", page.body);
    let page = registered_with(&world, &[]).await;
    assert!(page.has("Toto uživatelské jméno už má někdo jiný") && !page.has("nedávno použit"));
    let page = registered_with(&world, &[("email", &petr().email), ("phone", &petr().phone)]).await;
    assert!(page.has("Toto uživatelské jméno už má někdo jiný"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_owner_of_an_address_proves_it_and_goes_on() {
    // mission: B5; finding S-A8
    let world = World::new().await;
    world.registered(&petr()).await;
    assert_eq!(world.count("email").await, 1);
    let mut browser = world.browser();
    let form = browser.get(&format!("{ORIGIN}/registration")).await;
    let mut fields: Vec<(&str, &str)> = JANA.to_vec();
    fields.retain(|(name, _)| *name != "email");
    let email = petr().email;
    fields.push(("email", &email));
    let page = browser.submit(&form, "/registration", &fields).await;
    assert!(page.has("Potvrďte, že jsou tyto údaje vaše") && page.has(&email), "{}", page.body);
    let again = browser.submit(&form, "/registration", &fields).await;
    assert_eq!(again.url, page.url, "finding R19: sent twice it leads there twice");
    let page = browser.submit(&page, "/registration/", &[("email_code", "")]).await;
    assert!(page.has("Zadejte kód z e-mailu (8 znaků)"));
    let code = world.pin("email", "petr").await;
    let page = browser.submit(&page, "/registration/", &[("email_code", &code)]).await;
    assert!(page.url.path().starts_with("/activation/"), "{}", page.body);
    assert!(page.has("PIN1 z e-mailu je potvrzen.") && page.has("PIN2 jsme poslali v SMS"));
    let page = browser.get(&format!("{ORIGIN}/registration/0190a0a0-0000-7000-8000-000000000000")).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_is_sent_twice_shows_the_same_page() {
    // finding R19
    let world = World::new().await;
    let mut browser = world.browser();
    let form = browser.get(&format!("{ORIGIN}/registration")).await;
    let first = browser.submit(&form, "/registration", &JANA).await;
    let second = browser.submit(&form, "/registration", &JANA).await;
    assert!(first.url.path().starts_with("/activation/"), "{}", first.body);
    assert_eq!(first.url, second.url);
    assert_eq!(world.count("email").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn fields_say_what_they_are_for_to_phones_and_browsers() {
    // finding R21
    let world = World::new().await;
    let page = world.browser().get(&format!("{ORIGIN}/registration")).await;
    assert!(page.body.contains("autocomplete=\"address-line1\""), "a single line");
    assert!(!page.body.contains("street-address"));
}

#[tokio::test(flavor = "multi_thread")]
async fn over_long_and_malformed_forms_are_turned_away_clearly() {
    let world = World::new().await;
    let page = registered_with(&world, &[("street", &"a".repeat(5_000))]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.has("Text obsahuje nedovolené znaky nebo je příliš dlouhý"));
    let page = registered_with(&world, &[("street", &"a".repeat(20_000))]).await;
    assert_eq!(page.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(page.has("Odeslali jste příliš mnoho údajů"));
    let page = registered_with(&world, &[("given_name", "Jana\u{202e}")]).await;
    assert!(page.has("Jméno obsahuje znaky"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_from_another_site_founds_nothing() {
    let world = World::new().await;
    let mut browser = world.browser();
    let url = format!("{ORIGIN}/registration");
    let forged = browser.post(&url, &JANA, &[("sec-fetch-site", "cross-site")]).await;
    assert_eq!(forged.status, StatusCode::FORBIDDEN);
    let without_token = browser.post(&url, &JANA, &[]).await;
    assert_eq!(without_token.status, StatusCode::FORBIDDEN);
    assert_eq!(world.count("email").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slovak_company_founds_an_account_in_slovak() {
    // mission: B4
    let world = World::new().await;
    let mut browser = world.browser().with_header("accept-language", "sk");
    let form = browser.get(&format!("{ORIGIN}/registration")).await;
    assert!(form.has("Založenie mojeID") && form.has("Užívateľské meno"));
    assert_eq!(form.form("/registration").get("country"), Some("SK"));
    let mut fields = JANA.to_vec();
    fields.retain(|(name, _)| *name != "phone" && *name != "postal_code");
    fields.extend([
        ("postal_code", "949 01"),
        ("phone", "0905 100 003"),
        ("company_name", "Lipa s.r.o."),
        ("company_number", "25115804"),
    ]);
    let page = browser.submit(&form, "/registration", &fields).await;
    assert!(page.has("PIN1 sme poslali e-mailom"), "{}", page.body);
    let email = world.saying("email", "jana", "Dobrý deň,").await;
    assert!(email.subject.contains("na aktiváciu účtu"), "{}", email.subject);
}
