//! A made-up online service: a relying party by hand.

use std::collections::HashMap;

use serde_json::Value;
use url::Url;
use web::testing::{Answer, Browser};

use super::fake_method::SECRET;
use super::world::HUB;

const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

/// Where a service sends the person.
pub(crate) fn authorize(client: &str, more: &[(&str, &str)]) -> String {
    let mut url = Url::parse(&format!("{HUB}/openid/authorize")).unwrap();
    url.query_pairs_mut()
        .append_pair("client_id", client)
        .append_pair("redirect_uri", &callback(client))
        .append_pair("response_type", "code")
        .append_pair("state", "st")
        .append_pair("nonce", "no")
        .append_pair("code_challenge", CHALLENGE)
        .append_pair("code_challenge_method", "S256");
    if !more.iter().any(|(name, _)| *name == "scope") {
        url.query_pairs_mut().append_pair("scope", "openid profile address");
    }
    url.query_pairs_mut().extend_pairs(more);
    url.into()
}

pub(crate) fn callback(client: &str) -> String {
    format!("https://{client}.example/callback")
}

/// What came back to the service, if the browser went there.
pub(crate) fn returned(answer: &Answer, client: &str) -> HashMap<String, String> {
    assert!(answer.url.as_str().starts_with(&callback(client)), "{} {}", answer.url, answer.body);
    answer.url.query_pairs().into_owned().collect()
}

/// What the service learns: the claims of the ID token (not verified here) and the userinfo.
pub(crate) async fn learn(browser: &mut Browser, answer: &Answer, client: &str) -> (Value, Value) {
    let tokens = redeem(browser, answer, client).await.json();
    let id_token = payload(tokens["id_token"].as_str().unwrap_or_else(|| panic!("{tokens}")));
    (id_token, userinfo(browser, &tokens).await.json())
}

/// Code to tokens.
pub(crate) async fn redeem(browser: &mut Browser, answer: &Answer, client: &str) -> Answer {
    let code = returned(answer, client).remove("code").unwrap_or_else(|| panic!("no code: {}", answer.url));
    let form = [
        ("grant_type", "authorization_code"),
        ("code", &code),
        ("redirect_uri", &callback(client)),
        ("code_verifier", VERIFIER),
        ("client_id", client),
        ("client_secret", SECRET),
    ];
    browser.post(&format!("{HUB}/openid/token"), &form, &[]).await
}

pub(crate) async fn userinfo(browser: &Browser, tokens: &Value) -> Answer {
    let bearer = format!("Bearer {}", tokens["access_token"].as_str().unwrap());
    browser.clone().with_header("authorization", &bearer).get(&format!("{HUB}/openid/userinfo")).await
}

fn payload(jwt: &str) -> Value {
    use base64::Engine;
    let part = jwt.split('.').nth(1).unwrap();
    let bytes = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(part).unwrap();
    serde_json::from_slice(&bytes).unwrap()
}
