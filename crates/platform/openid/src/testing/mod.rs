//! For tests of sites: an OpenID provider whose one person does what the test says, and a client by hand.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod client;
mod provider;

pub use client::{CHALLENGE, FakeClient, VERIFIER, claims_of};
pub use provider::{FakePerson, FakeProvider, FakeProviderConfig};

use secrets::Secret;

use crate::{Client, ClientAuthentication};

/// A client secret that is long enough.
pub const SECRET: &str = "0123456789abcdef0123456789abcdef";

/// A client with [`SECRET`]; the other fields are set afterwards.
pub fn client(id: &str, name: &str, redirect_uri: &str) -> Client {
    let mut client = Client::new(id, name);
    client.authentication = ClientAuthentication::ClientSecret { secret: Secret::new(SECRET) };
    client.redirect_uris = vec![redirect_uri.parse().unwrap()];
    client
}
