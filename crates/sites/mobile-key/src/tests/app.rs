use axum::http::StatusCode;
use serde_json::Value;

use crate::tests::world::World;

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

/// finding N-18: the app is one with its site, in name, colour, typeface and icon, from the same configuration.
#[tokio::test(flavor = "multi_thread")]
async fn the_app_has_the_name_and_the_colours_of_its_site() {
    let (plain, branded) = (World::new().await, World::branded("Klíč \"kraje\" <i>", "#2e7d32").await);
    let mut browser = branded.browser();
    let page = browser.get("http://localhost:8003/app/").await;
    if page.status == StatusCode::SERVICE_UNAVAILABLE {
        return;
    }
    assert!(page.body.contains("<title>Klíč &#34;kraje&#34; &#60;i&#62;</title>"), "{}", page.body);
    assert!(page.body.contains("data-sk=\"Klíč &#34;kraje&#34; &#60;i&#62;\""));
    let colour = branded.site().web().colour();
    assert!(
        page.body.contains(&format!("<meta name=\"theme-color\" content=\"{}\">", colour.header_colour()))
    );

    let sheet = browser.get("http://localhost:8003/app/brand.css").await;
    assert_eq!(sheet.header("content-type"), Some("text/css; charset=utf-8"));
    assert!(sheet.body.starts_with(&colour.style_sheet()), "{}", sheet.body);
    for font in sheet.body.split("url(\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
        let font = browser.open(&page, font).await;
        assert_eq!((font.status, font.header("content-type")), (StatusCode::OK, Some("font/woff2")));
    }
    let manifest: Value = browser.get("http://localhost:8003/app/manifest.webmanifest").await.json();
    assert_eq!(
        (&manifest["name"], &manifest["theme_color"]),
        (&"Klíč \"kraje\" <i>".into(), &colour.header_colour().into())
    );
    let icon = browser.open(&page, manifest["icons"][0]["src"].as_str().unwrap()).await;
    assert!(icon.body.contains(&colour.header_colour()), "{}", icon.body);

    // Another brand is another worker, so that phones do not keep the old one for ever.
    let worker = browser.get("http://localhost:8003/app/sw.js").await;
    let other = plain.browser().get("http://localhost:8003/app/sw.js").await;
    assert_ne!(worker.body, other.body);
    let mut tags = Vec::new();
    for world in [&branded, &plain] {
        let sheet = world.browser().get("http://localhost:8003/app/brand.css").await;
        tags.push(sheet.header("etag").unwrap().to_owned());
    }
    assert_ne!(tags[0], tags[1]);
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
