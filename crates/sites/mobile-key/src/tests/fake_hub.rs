//! A made-up hub: it sends people to log in, and says who they are while they enrol.

use axum::Router;
use clock::Clock;
use openid::Capabilities;
use openid::testing::{FakeClient, FakePerson, FakeProvider, FakeProviderConfig};
use serde_json::{Value, json};
use values::AssuranceLevel;
use web::testing::{Answer, Browser};

use super::world::World;

pub(crate) use openid::testing::{SECRET, claims_of as claims};

/// A running hub, where Jana logs in.
pub(crate) async fn start(clock: &Clock) -> FakeProvider {
    let callback = "http://localhost:8003/enrol/callback";
    let mut client = openid::testing::client("mobile-key", "Mobilní klíč", callback);
    client.scope = "openid profile".parse().unwrap();
    let claims = json!({ "given_name": "Jana", "family_name": "Nováková", "birthdate": "1985-04-12" });
    let config = FakeProviderConfig {
        name: "hub",
        capabilities: Capabilities {
            claims: &["given_name", "family_name", "birthdate"],
            levels: &AssuranceLevel::ALL,
            authorization_details_types: &[],
            create: false,
        },
        clients: vec![client],
        person: FakePerson { claims, ..FakePerson::default() },
        grant_detail: |_, detail| detail.clone(),
    };
    FakeProvider::start(config, clock, |_| Router::new()).await
}

/// The hub pushes its request; where it then sends the browser.
pub(crate) async fn push(world: &World, details: &Value, acr: &str) -> Answer {
    let details = details.to_string();
    let changes = [("acr_values", acr), ("authorization_details", &details)];
    client(world).push(&mut world.browser(), &changes).await
}

/// A browser is sent to the Mobile Key by the hub.
pub(crate) async fn send(world: &World, browser: &mut Browser, details: &Value, acr: &str) -> Answer {
    let pushed = push(world, details, acr).await;
    browser.get(&client(world).pushed_url(&pushed)).await
}

/// What came back to the hub, if the browser went there.
pub(crate) fn returned(world: &World, answer: &Answer, name: &str) -> Option<String> {
    client(world).returned(answer).remove(name)
}

/// Code to tokens.
pub(crate) async fn redeem(world: &World, code: &str) -> Answer {
    client(world).redeem(&mut world.browser(), code).await
}

/// An access token of the hub's own.
pub(crate) async fn service_token(world: &World, scope: &str) -> Answer {
    client(world).client_credentials(&mut world.browser(), scope).await
}

fn client(world: &World) -> FakeClient {
    let redirect_uri = "http://localhost:8002/login/callback/mobile-key".to_owned();
    FakeClient { provider: world.origin().to_owned(), id: "hub".to_owned(), redirect_uri }
}
