//! Assets: kept for ever under an address that changes with them.

use crate::sample::{ORIGIN, Sample};

async fn script_address(sample: &Sample) -> String {
    let mut browser = sample.browser();
    let page = browser.get(&format!("{ORIGIN}/login?return_to=/profile")).await;
    let profile = browser.submit(&page, "/login", &[("who", "jana")]).await;
    let (_, rest) = profile.body.split_once("<script src=\"").unwrap();
    rest.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_file_is_kept_for_ever_and_zipped() {
    let sample = Sample::new().await;
    let address = script_address(&sample).await;
    assert!(address.starts_with("/assets/") && address.ends_with("/wait.js"), "{address}");
    let mut browser = sample.browser();
    let plain = browser.get(&format!("{ORIGIN}{address}")).await;
    assert_eq!(plain.body, "export const waiting = true;");
    assert_eq!(plain.header("cache-control"), Some("public, max-age=31536000, immutable"));
    assert_eq!(plain.header("content-type"), Some("text/javascript; charset=utf-8"));
    let zipped = browser.with_header("accept-encoding", "br, gzip").get(&format!("{ORIGIN}{address}")).await;
    assert_eq!(zipped.header("content-encoding"), Some("gzip"));
}

#[tokio::test]
async fn an_old_address_gets_the_new_file_but_does_not_keep_it() {
    let sample = Sample::new().await;
    let mut browser = sample.browser();
    let answer = browser.get(&format!("{ORIGIN}/assets/old/wait.js")).await;
    assert_eq!((answer.status.as_u16(), answer.header("cache-control")), (200, Some("no-cache")));
    for missing in ["/assets/old/nothing.js", "/assets/old/../../Cargo.toml", "/assets/old/%2e%2e/Cargo.toml"]
    {
        assert_eq!(browser.get(&format!("{ORIGIN}{missing}")).await.status, 404, "{missing}");
    }
}
