//! Errors: what happened, what to do next, in three languages and as JSON; security headers on everything.

use axum::body::Body;
use axum::http::{Method, Request};
use tower::ServiceExt as _;

use crate::tests::sample::{ORIGIN, Sample};

#[tokio::test]
async fn problems_in_three_languages() {
    let sample = Sample::new().await;
    let mut browser = sample.browser();
    for (language, title, next) in [
        ("cs", "Tato stránka neexistuje", "začněte od úvodní stránky"),
        ("sk", "Táto stránka neexistuje", "začnite od úvodnej stránky"),
        ("en", "This page does not exist", "start from the front page"),
    ] {
        let page = browser.get(&format!("{ORIGIN}/nowhere?lang={language}")).await;
        assert_eq!(page.status, 404);
        assert!(page.has(title) && page.has(next), "{}", page.body);
        assert!(page.has(page.header("x-request-id").unwrap()));
    }
}

/// Proxies, monitors and libraries of services ask for it (RFC 9110 §10.2.3).
#[tokio::test]
async fn a_failure_of_the_moment_says_when_to_come_again() {
    let sample = Sample::new().await;
    let page = sample.browser().get(&format!("{ORIGIN}/busy")).await;
    assert_eq!((page.status.as_u16(), page.header("retry-after")), (503, Some("10")));
}

/// `//evil.example` as a link would be another site.
#[tokio::test]
async fn no_path_makes_our_links_lead_elsewhere() {
    let sample = Sample::new().await;
    for path in ["//evil.example/", "/\\evil.example/"] {
        let request = Request::get(path).header("accept", "text/html").body(Body::empty()).unwrap();
        let answer = sample.router.clone().oneshot(request).await.unwrap();
        assert_eq!(answer.status(), 404);
        let body = axum::body::to_bytes(answer.into_body(), usize::MAX).await.unwrap();
        let page = String::from_utf8(body.to_vec()).unwrap();
        assert!(page.contains("href=\"?lang=en\"") && !page.contains("evil"), "{page}");
    }
}

#[tokio::test]
async fn a_problem_is_filled_and_escaped() {
    let sample = Sample::new().await;
    let page = sample.browser().get(&format!("{ORIGIN}/lost/3")).await;
    assert_eq!(page.status, 410);
    assert!(page.has("Nenašli jsme <klíče>") && page.has("Zkuste 3krát"));
    assert!(!page.body.contains("<klíče>"));
}

#[tokio::test]
async fn programs_get_problem_json() {
    let sample = Sample::new().await;
    let mut browser =
        sample.browser().with_header("accept", "application/json").with_header("accept-language", "en");
    let answer = browser.get(&format!("{ORIGIN}/lost/1")).await;
    assert_eq!(answer.header("content-type"), Some("application/problem+json"));
    let problem = answer.json();
    assert_eq!(problem["type"], "urn:svornik:problem:lost");
    assert_eq!(problem["title"], "We did not find <klíče>");
    assert_eq!(problem["detail"], "Try once");
    assert_eq!(problem["status"], 410);
    assert_eq!(problem["instance"], format!("urn:uuid:{}", answer.header("x-request-id").unwrap()));
}

#[tokio::test]
async fn errors_of_the_framework_are_pages_too() {
    let sample = Sample::new().await;
    let mut browser = sample.browser();
    let answer = browser.get(&format!("{ORIGIN}/logout")).await;
    assert_eq!((answer.status.as_u16(), answer.header("allow")), (405, Some("POST")));
    assert!(answer.has("Tuto stránku nelze otevřít tímto způsobem"));
    let answer = browser.get(&format!("{ORIGIN}/lost/many")).await;
    assert_eq!(answer.status, 400);
    assert!(answer.has("Požadavku nerozumíme"));
    let answer =
        browser.send_json(Method::POST, &format!("{ORIGIN}/api/echo"), &"x".repeat(70_000).into()).await;
    assert_eq!((answer.status.as_u16(), &answer.json()["status"]), (413, &413.into()));
}

#[tokio::test]
async fn a_panic_is_caught() {
    let sample = Sample::new().await;
    let mut browser = sample.browser();
    let answer = browser.get(&format!("{ORIGIN}/panic")).await;
    assert_eq!(answer.status, 500);
    assert!(answer.has("Na naší straně došlo k chybě") && !answer.has("on purpose"));
    assert_eq!(browser.get(&format!("{ORIGIN}/note")).await.status, 200);
}

#[tokio::test(start_paused = true)]
async fn a_handler_that_hangs_is_given_up() {
    let sample = Sample::new().await;
    let answer = sample.browser().get(&format!("{ORIGIN}/slow")).await;
    assert_eq!(answer.status, 503);
    assert!(answer.has("Odpověď trvala příliš dlouho"));
}

#[tokio::test(start_paused = true)]
async fn a_stream_of_events_may_take_longer_than_a_handler() {
    let sample = Sample::new().await;
    let answer = sample.browser().get(&format!("{ORIGIN}/events")).await;
    assert_eq!(answer.header("content-type"), Some("text/event-stream"));
    assert_eq!(answer.body, "data: waiting\n\ndata: approved\n\n");
}

#[tokio::test]
async fn security_headers_stand_everywhere() {
    let sample = Sample::at("https://sample.example").await;
    let mut browser = sample.browser();
    for path in ["/note", "/nowhere", "/help", "/profile", "/panic"] {
        let answer = browser.get(&format!("https://sample.example{path}")).await;
        let policy = answer.header("content-security-policy").unwrap();
        assert!(
            policy.starts_with("default-src 'none'") && policy.contains("frame-ancestors 'none'"),
            "{path}"
        );
        assert!(policy.ends_with("form-action 'self'") && !policy.contains("unsafe"), "{path}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(answer.header("referrer-policy"), Some("same-origin"));
        assert_eq!(answer.header("cache-control"), Some("no-store"));
        assert_eq!(answer.header("cross-origin-opener-policy"), Some("same-origin"));
        assert_eq!(answer.header("strict-transport-security"), Some("max-age=31536000"));
    }
    assert!(browser.cookie("sample.example", "__Host-csrf_sample").is_some());
}

#[tokio::test]
async fn only_pages_of_a_login_let_forms_end_elsewhere() {
    // Findings C1 and C10.
    let sample = Sample::at("https://sample.example").await;
    let answer = sample.browser().get("https://sample.example/leaving").await;
    let policy = answer.header("content-security-policy").unwrap();
    assert!(policy.starts_with("default-src 'none'") && !policy.contains("form-action"), "{policy}");
    assert_eq!(answer.header("cross-origin-opener-policy"), Some("unsafe-none"));
    assert!(answer.header("set-cookie").unwrap().contains("; Secure"));
}

#[tokio::test]
async fn pages_have_no_inline_script_or_style() {
    let sample = Sample::new().await;
    for path in ["/note", "/help", "/nowhere"] {
        let page = sample.browser().get(&format!("{ORIGIN}{path}")).await;
        for forbidden in [" style=", "<style", "<script>", "javascript:", " onclick="] {
            assert!(!page.body.contains(forbidden), "{path} has {forbidden}");
        }
    }
}
