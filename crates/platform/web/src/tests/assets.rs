//! Assets: kept for ever under an address that changes with them.

use crate::tests::sample::{ORIGIN, Sample};

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

/// One configured colour is the colour of everything: style sheet, icon, the browser's frame.
#[tokio::test]
async fn the_brand_is_served_as_its_own_style_sheet() {
    let sample = Sample::new().await;
    let mut browser = sample.browser();
    let page = browser.get(&format!("{ORIGIN}/note")).await;
    let (_, rest) = page.body.split_once("<link rel=\"stylesheet\" href=\"").unwrap();
    let address = rest.split('"').next().unwrap();
    assert!(address.ends_with("/brand.css"), "{address}: the brand comes before what uses it");
    let css = browser.get(&format!("{ORIGIN}{address}")).await;
    assert_eq!(css.header("content-type"), Some("text/css; charset=utf-8"));
    assert_eq!(css.body, crate::BrandColour::BLUE.style_sheet());
    let icon = browser.get(&format!("{ORIGIN}/assets/app/icon.svg")).await;
    assert!(icon.body.contains(&crate::BrandColour::BLUE.header_colour()), "{}", icon.body);
    assert!(page.has("<meta name=\"theme-color\" content=\"#002e59\">"));
}

#[test]
fn the_configuration_names_a_colour_or_is_told_why_not() {
    let read = |colour: &str| {
        let text = serde_json::json!({ "origin": "https://a.example", "colour": colour });
        serde_json::from_value::<crate::SiteConfig>(text)
    };
    assert_eq!(read("#86306b").unwrap().colour.unwrap().to_string(), "#86306b");
    let error = read("red").unwrap_err().to_string();
    assert!(error.contains("\"red\" is not a colour: write # and six hexadecimal digits"), "{error}");
}
