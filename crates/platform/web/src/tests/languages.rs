//! Czech, Slovak, English: as asked, as remembered, as the browser prefers.

use crate::tests::sample::{ORIGIN, Sample};

#[tokio::test]
async fn a_choice_is_remembered() {
    let sample = Sample::new().await;
    let mut browser = sample.browser().with_header("accept-language", "de, en;q=0.8");
    let url = format!("{ORIGIN}/note");
    let page = browser.get(&url).await;
    assert!(page.has(r#"<html lang="en""#) && page.has("Send"));

    let slovak = page.links().into_iter().find(|href| href.contains("lang=sk")).unwrap();
    assert!(browser.open(&page, &slovak).await.has("Odoslať"));
    assert!(browser.get(&url).await.has("Odoslať"), "the cookie remembers");
    assert!(browser.get(&format!("{url}?lang=cs")).await.has("Odeslat"));
    assert_eq!(browser.cookie("localhost", "lang_sample"), Some("cs"));
}

#[tokio::test]
async fn the_switch_keeps_the_query() {
    let sample = Sample::new().await;
    let page = sample.browser().get(&format!("{ORIGIN}/note?a=b%26c&lang=sk&d=")).await;
    assert!(page.links().contains(&"/note?a=b%26c&d=&lang=en".to_owned()), "{:?}", page.links());
}

// mission: A6
#[tokio::test]
async fn every_page_leads_to_help() {
    let sample = Sample::new().await;
    let mut browser = sample.browser();
    for path in ["/note", "/nowhere", "/help"] {
        let page = browser.get(&format!("{ORIGIN}{path}")).await;
        assert!(page.links().contains(&"/help".to_owned()), "{path}");
        assert!(page.links().contains(&"tel:+420222000000".to_owned()), "{path}");
    }
    let help = browser.get(&format!("{ORIGIN}/help?lang=sk")).await;
    assert!(help.has("Pomoc a kontakt") && help.has("+420 222 000 000"));
}

#[test]
fn the_shared_texts_agree() {
    assert_eq!(i18n::check(&[crate::SHARED]), Vec::<String>::new());
}
