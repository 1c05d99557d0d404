use axum::http::StatusCode;
use serde_json::Value;

use crate::testing::world::World;

// mission: A2
#[tokio::test(flavor = "multi_thread")]
async fn a2_the_app_may_use_the_camera_and_a_service_worker_and_nothing_else() {
    let world = World::new().await;
    let mut browser = world.browser();
    let page = browser.get("http://localhost:8003/app/").await;
    if page.status == StatusCode::SERVICE_UNAVAILABLE {
        // The app is not built here; the page says how to build it.
        assert!(page.has("npm run build"));
        return;
    }
    assert_eq!(page.header("cache-control"), Some("no-cache"));
    let policy = page.header("content-security-policy").unwrap();
    for part in [
        "default-src 'none'",
        "connect-src 'self'",
        "worker-src 'self'",
        "manifest-src 'self'",
        "img-src 'self' data: blob:",
    ] {
        assert!(policy.contains(part), "{part}");
    }
    assert!(!policy.contains("unsafe"));
    assert!(page.header("permissions-policy").unwrap().contains("camera=(self)"));

    let script = page.body.split("src=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let plain = browser.open(&page, &script).await;
    assert_eq!(plain.header("content-type"), Some("text/javascript; charset=utf-8"));
    assert!(plain.header("cache-control").unwrap().contains("immutable"));
    let tag = plain.header("etag").unwrap().to_owned();
    let mut zipping = world.browser().with_header("accept-encoding", "gzip");
    assert_eq!(zipping.open(&page, &script).await.header("content-encoding"), Some("gzip"));
    let mut knowing = world.browser().with_header("if-none-match", &tag);
    assert_eq!(knowing.open(&page, &script).await.status, StatusCode::NOT_MODIFIED);

    let manifest = browser.get("http://localhost:8003/app/manifest.webmanifest").await;
    assert_eq!(manifest.header("content-type"), Some("application/manifest+json"));
    let worker = browser.get("http://localhost:8003/app/sw.js").await;
    assert_eq!((worker.status, worker.header("cache-control")), (StatusCode::OK, Some("no-cache")));
    assert_eq!(browser.get("http://localhost:8003/app/nothing").await.status, StatusCode::NOT_FOUND);
}

// mission: A6
#[tokio::test(flavor = "multi_thread")]
async fn a6_the_app_learns_whom_to_call() {
    let world = World::new().await;
    let mut browser = world.browser();
    let config: Value = browser.get("http://localhost:8003/api/v1/config").await.json();
    assert_eq!(config["helpdesk"]["phone"], "225 514 777");
    assert_eq!(config["portal_url"], "http://localhost:8002/portal");
    assert_eq!(config["languages"], serde_json::json!(["cs", "sk", "en"]));
    let time: Value = browser.get("http://localhost:8003/api/v1/time").await.json();
    assert_eq!(time["server_time_ms"], world.now_ms());
    let openapi: Value = browser.get("http://localhost:8003/api/v1/openapi.json").await.json();
    assert_eq!(openapi["openapi"], "3.1.0");
}
