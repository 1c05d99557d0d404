//! A made-up online service: an OpenID Connect client by hand.

use std::collections::HashMap;

use openid::testing::{FakeClient, claims_of};
use serde_json::Value;
use web::testing::{Answer, Browser};

use super::world::HUB;

/// Where a service sends the person.
pub(crate) fn authorize(client: &str, more: &[(&str, &str)]) -> String {
    let scope = ("scope", "openid profile address");
    let is_told = more.iter().any(|(name, _)| *name == "scope");
    let scope = if is_told { &[][..] } else { &[scope] };
    service(client).authorize_url(&[scope, more].concat())
}

pub(crate) fn callback(client: &str) -> String {
    format!("https://{client}.example/callback")
}

/// What came back to the service, if the browser went there.
pub(crate) fn returned(answer: &Answer, client: &str) -> HashMap<String, String> {
    service(client).returned(answer)
}

/// What the service learns: the claims of the ID token (not verified here) and the userinfo.
pub(crate) async fn learn(browser: &mut Browser, answer: &Answer, client: &str) -> (Value, Value) {
    let tokens = redeem(browser, answer, client).await.json();
    (claims_of(&tokens), userinfo(browser, &tokens).await.json())
}

/// Code to tokens.
pub(crate) async fn redeem(browser: &mut Browser, answer: &Answer, client: &str) -> Answer {
    let code = returned(answer, client).remove("code").unwrap_or_else(|| panic!("no code: {}", answer.url));
    service(client).redeem(browser, &code).await
}

pub(crate) async fn userinfo(browser: &Browser, tokens: &Value) -> Answer {
    service("any").userinfo(browser, tokens).await
}

fn service(id: &str) -> FakeClient {
    FakeClient { provider: HUB.to_owned(), id: id.to_owned(), redirect_uri: callback(id) }
}
