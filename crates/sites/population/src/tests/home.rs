//! The register's pages and texts.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use http_body_util::BodyExt;
use tower::ServiceExt;

// mission: A6
#[tokio::test(flavor = "multi_thread")]
async fn every_page_opens_in_every_language_and_leads_to_help() {
    let worlds = super::world::worlds("population").await;
    let router = worlds[0].population.router();
    for (language, title) in
        [("cs", "Registr obyvatel"), ("sk", "Register obyvateľov"), ("en", "Population register")]
    {
        for path in ["/", "/help"] {
            let request = Request::builder()
                .uri(format!("{path}?lang={language}"))
                .header(header::ACCEPT, "text/html")
                .body(Body::empty())
                .unwrap();
            let response = router.clone().oneshot(request).await.unwrap();
            assert_eq!(response.status(), StatusCode::OK);
            let bytes = response.into_body().collect().await.unwrap().to_bytes();
            let html = String::from_utf8(bytes.to_vec()).unwrap();
            assert!(html.contains(title) && html.contains("href=\"/help\""), "{html}");
        }
    }
}

#[test]
fn texts_agree_in_three_languages() {
    assert_eq!(i18n::check(&[i18n::locales!()]), Vec::<String>::new());
}
