//! Forms: only from our own pages, only as large as forms are.

use crate::tests::sample::{ORIGIN, Sample};

#[tokio::test]
async fn a_form_from_our_page_is_taken() {
    let sample = Sample::new().await;
    let mut browser = sample.browser();
    let page = browser.get(&format!("{ORIGIN}/note")).await;
    let answer = browser.submit(&page, "/note", &[("note", "ahoj"), ("tags", "a"), ("tags", "b")]).await;
    assert_eq!(answer.body, r#"noted ahoj ["a", "b"]"#);
}

#[tokio::test]
async fn the_same_token_serves_many_pages_and_tabs() {
    let sample = Sample::new().await;
    let mut browser = sample.browser();
    let first = browser.get(&format!("{ORIGIN}/note")).await;
    let second = browser.get(&format!("{ORIGIN}/note")).await;
    assert!(first.headers.contains_key("set-cookie") && !second.headers.contains_key("set-cookie"));
    assert_eq!(browser.submit(&first, "/note", &[("note", "1")]).await.status, 200);
    assert_eq!(browser.submit(&second, "/note", &[("note", "2")]).await.status, 200);
}

#[tokio::test]
async fn complaints_stand_at_their_fields() {
    let sample = Sample::new().await;
    let mut browser = sample.browser();
    let page = browser.get(&format!("{ORIGIN}/note")).await;
    let answer = browser.submit(&page, "/note", &[("note", "")]).await;
    assert_eq!(answer.status, 422);
    assert!(answer.has(r##"<a href="#note">Napište poznámku</a>"##), "{}", answer.body);
    assert!(answer.has(r#"aria-describedby=" note-error""#) && answer.has(r#"id="note-error""#));
}

// finding N-31
#[tokio::test]
async fn a_page_with_errors_says_so_in_its_title_and_takes_the_focus_to_them() {
    let sample = Sample::new().await;
    for (language, title, heading) in [
        ("cs", "<title>Chyba: Poznámka – Ukázka</title>", "Jeden údaj je potřeba opravit"),
        ("sk", "<title>Chyba: Poznámka – Ukážka</title>", "Jeden údaj treba opraviť"),
        ("en", "<title>Error: Note – Sample</title>", "There is one thing to correct"),
    ] {
        let mut browser = sample.browser();
        let page = browser.get(&format!("{ORIGIN}/note?lang={language}")).await;
        assert!(!page.has("<title>Chyba") && !page.has("<title>Error") && !page.has("autofocus"));
        let answer = browser.submit(&page, "/note", &[("note", "")]).await;
        assert!(answer.has(title) && answer.has(heading), "{}", answer.body);
        assert!(answer.has(r#"class="govuk-error-summary" tabindex="-1" autofocus"#));
    }
}

#[tokio::test]
async fn another_site_cannot_send_our_form() {
    let sample = Sample::new().await;
    let mut browser = sample.browser();
    let page = browser.get(&format!("{ORIGIN}/note")).await;
    let token = page.form("/note").get("_csrf").unwrap().to_owned();
    let fields = [("_csrf", token.as_str()), ("note", "x")];
    let url = format!("{ORIGIN}/note");
    for headers in [
        [("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")],
        // Another port of the same host is the same site, but another origin.
        [("sec-fetch-site", "same-site"), ("origin", "http://localhost:8002")],
    ] {
        let answer = browser.post(&url, &fields, &headers).await;
        assert_eq!(answer.status, 403);
        assert!(answer.has("Formulář k nám poslala cizí stránka"));
    }
    for origin in ["https://evil.example", "null", "http://localhost:8002"] {
        assert_eq!(browser.post(&url, &fields, &[("origin", origin)]).await.status, 403, "{origin}");
    }
    assert_eq!(browser.post(&url, &fields, &[("origin", ORIGIN)]).await.status, 200);
}

#[tokio::test]
async fn a_token_goes_with_its_own_cookie_only() {
    let sample = Sample::new().await;
    let (mut jana, mut eva) = (sample.browser(), sample.browser());
    let url = format!("{ORIGIN}/note");
    let page = jana.get(&url).await;
    let evas = eva.get(&url).await.form("/note").get("_csrf").unwrap().to_owned();
    for wrong in [evas.as_str(), "", "AAAA", "not base64 ✓"] {
        let answer = jana.submit(&page, "/note", &[("note", "x"), ("_csrf", wrong)]).await;
        assert_eq!(answer.status, 403, "{wrong:?}");
    }
    jana.forget_cookies();
    assert_eq!(jana.submit(&page, "/note", &[("note", "x")]).await.status, 403);
}

#[tokio::test]
async fn a_form_whose_cookie_was_forgotten_can_be_sent_again() {
    let sample = Sample::new().await;
    let mut browser = sample.browser();
    let page = browser.get(&format!("{ORIGIN}/note")).await;
    browser.forget_cookies();
    let stale = browser.submit(&page, "/note", &[("note", "dlouhý \"text\" <b>")]).await;
    assert!(stale.has("Formulář mezitím vypršel"));
    let answer = browser.submit(&stale, "/note", &[]).await;
    assert_eq!((answer.status.as_u16(), answer.body.as_str()), (200, "noted dlouhý \"text\" <b> []"));
}

#[tokio::test]
async fn limits_of_a_form() {
    let sample = Sample::new().await;
    let mut browser = sample.browser();
    let page = browser.get(&format!("{ORIGIN}/note")).await;
    let too_long = "x".repeat(crate::limits::MAX_FIELD_BYTES + 1);
    let too_much = "x".repeat(crate::limits::MAX_BODY_BYTES);
    for text in [too_long, too_much] {
        let answer = browser.submit(&page, "/note", &[("note", &text)]).await;
        assert_eq!(answer.status, 413);
        assert!(answer.has("Odeslali jste příliš mnoho údajů"));
    }
    let many: Vec<_> = (0..=crate::limits::MAX_FIELDS).map(|_| ("tags", "x")).collect();
    assert_eq!(browser.submit(&page, "/note", &many).await.status, 413);
}

#[tokio::test]
async fn what_is_not_a_form_is_refused() {
    let sample = Sample::new().await;
    let mut browser = sample.browser();
    let url = format!("{ORIGIN}/note");
    let answer = browser.post(&url, &[], &[("content-type", "text/plain")]).await;
    assert_eq!(answer.status, 415);
    let page = browser.get(&url).await;
    let token = page.form("/note").get("_csrf").unwrap().to_owned();
    let answer = browser.post(&url, &[("_csrf", &token)], &[("origin", ORIGIN)]).await;
    assert_eq!(answer.status, 400, "the field `note` is missing");
}

#[tokio::test]
async fn json_of_scripts_must_come_from_our_pages() {
    let sample = Sample::new().await;
    let mut browser = sample.browser();
    let url = format!("{ORIGIN}/api/echo");
    let value = serde_json::json!({ "a": 1 });
    let answer = browser.send_json(axum::http::Method::POST, &url, &value).await;
    assert_eq!(answer.json(), value);
    let answer =
        browser.post(&url, &[], &[("sec-fetch-site", "cross-site"), ("accept", "application/json")]).await;
    assert_eq!(answer.status, 403);
    assert_eq!(answer.json()["type"], "urn:svornik:problem:problem-other-site");
}
