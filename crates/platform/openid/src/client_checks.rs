//! What can be wrong with clients before anybody asks: the same for `check-config`, for a start, and for a reload.

use std::collections::HashSet;

use jose::VerifyingKey;
use oidc::claims_of_scope;

use crate::relying_party::{RelyingPartyAuthentication, RelyingPartyConfig};
use crate::{Client, ClientAuthentication, Pkce};

/// Guessing such a secret is hopeless; a shorter one is a password.
const SHORTEST_SECRET_CHARACTERS: usize = 16;

/// Every fault of these clients, each in a sentence that names the client; empty when [`crate::Provider::open`] takes them.
pub fn check(clients: &[Client]) -> Vec<String> {
    let mut faults = Vec::new();
    let mut known = HashSet::new();
    for (at, client) in clients.iter().enumerate() {
        let place =
            if client.id.is_empty() { format!("client {}", at + 1) } else { format!("client {}", client.id) };
        if !known.insert(client.id.as_str()) {
            faults.push(format!("two clients have the id {}", client.id));
        }
        let wrong = CHECKS.iter().filter_map(|check| check(client).err());
        faults.extend(wrong.map(|reason| format!("{place}: {reason}")));
    }
    faults
}

/// What keeps a relying party from being this client, if anything does: how it proves who it is, and where it wants its
/// answers.
pub fn mismatch(client: &Client, party: &RelyingPartyConfig, callback: &str) -> Option<&'static str> {
    type Way = RelyingPartyAuthentication;
    let proves = match (&client.authentication, &party.authentication) {
        (ClientAuthentication::None, Way::None)
        | (ClientAuthentication::PrivateKeyJwt { .. }, Way::PrivateKeyJwt { .. }) => true,
        (
            ClientAuthentication::ClientSecret { secret },
            Way::ClientSecretBasic { secret: other } | Way::ClientSecretPost { secret: other },
        ) => {
            if secret.expose() != other.expose() {
                return Some("has another secret");
            }
            true
        }
        _ => false,
    };
    if !proves {
        return Some("proves itself in another way");
    }
    let is_registered = client.redirect_uris.iter().any(|registered| registered.matches(callback));
    (!is_registered).then_some("lacks its callback among redirect_uris")
}

type Check = fn(&Client) -> Result<(), String>;

const CHECKS: [Check; 8] = [
    id_is_printable,
    proof_can_be_given,
    people_are_asked_for_openid,
    scope_has_known_values,
    what_needs_a_proof_has_one,
    pkce_binds_public_clients,
    name_is_told,
    addresses_are_whole,
];

/// RFC 6749 appendix A.1, without the space: ids stand in texts that are separated by spaces.
fn id_is_printable(client: &Client) -> Result<(), String> {
    let printable = !client.id.is_empty() && client.id.bytes().all(|byte| byte.is_ascii_graphic());
    if printable { Ok(()) } else { Err("an id is printable ASCII without spaces".to_owned()) }
}

fn proof_can_be_given(client: &Client) -> Result<(), String> {
    match &client.authentication {
        ClientAuthentication::None
        | ClientAuthentication::PrivateKeyJwt { jwks: None, jwks_uri: Some(_) } => Ok(()),
        ClientAuthentication::ClientSecret { secret } => {
            if secret.expose().chars().count() < SHORTEST_SECRET_CHARACTERS {
                return Err(format!("the secret is shorter than {SHORTEST_SECRET_CHARACTERS} characters"));
            }
            Ok(())
        }
        ClientAuthentication::PrivateKeyJwt { jwks: Some(set), jwks_uri: None } => {
            let usable = set.keys.iter().any(|jwk| VerifyingKey::from_jwk(jwk).is_ok());
            if usable { Ok(()) } else { Err("jwks has no usable key".to_owned()) }
        }
        ClientAuthentication::PrivateKeyJwt { .. } => {
            Err("private_key_jwt needs either jwks or jwks_uri".to_owned())
        }
    }
}

/// OIDC Core §3.1.2.1.
fn people_are_asked_for_openid(client: &Client) -> Result<(), String> {
    if client.scope.has_openid() || client.redirect_uris.is_empty() {
        return Ok(());
    }
    Err("the scope lacks openid".to_owned())
}

/// A misspelt value would be passed over silently, and so would the data it stands for.
fn scope_has_known_values(client: &Client) -> Result<(), String> {
    let is_known =
        |value: &str| matches!(value, "openid" | "offline_access") || !claims_of_scope(value).is_empty();
    let unknown: Vec<&str> = client.scope.iter().filter(|value| !is_known(value)).collect();
    if unknown.is_empty() {
        return Ok(());
    }
    let known = "openid, profile, email, address, phone and offline_access";
    Err(format!("the scope has {}; known are {known}", unknown.join(", ")))
}

/// RFC 6749 §4.4: "The client credentials grant type MUST only be used by confidential clients." RFC 7662 §2.1 asks the
/// same of those who introspect.
fn what_needs_a_proof_has_one(client: &Client) -> Result<(), String> {
    if client.is_public() && !client.client_credentials_scope.is_empty() {
        return Err("a public client has no scope of its own (RFC 6749 §4.4)".to_owned());
    }
    if client.is_public() && client.may_introspect {
        return Err("a public client cannot ask about tokens (RFC 7662 §2.1)".to_owned());
    }
    Ok(())
}

/// RFC 9700 §2.1.1: "public clients MUST use PKCE".
fn pkce_binds_public_clients(client: &Client) -> Result<(), String> {
    if client.is_public() && client.pkce == Pkce::Optional {
        return Err("PKCE cannot be optional for a public client (RFC 9700 §2.1.1)".to_owned());
    }
    Ok(())
}

fn name_is_told(client: &Client) -> Result<(), String> {
    let empty = values::Language::ALL.into_iter().any(|language| client.name(language).trim().is_empty());
    if empty { Err("the name is empty".to_owned()) } else { Ok(()) }
}

/// They are compared letter by letter (RFC 9700 §2.1): a star stands for nothing else.
fn addresses_are_whole(client: &Client) -> Result<(), String> {
    let mut all =
        client.redirect_uris.iter().chain(&client.post_logout_redirect_uris).map(ToString::to_string);
    match all.find(|uri| uri.contains('*')) {
        Some(uri) => Err(format!("{uri} has a *, and addresses are compared letter by letter: name each")),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use jose::JwkSet;

    use super::*;
    use secrets::Secret;

    /// A change of a good client, and what is said of it.
    type Case<'a> = (&'a dyn Fn(&mut Client), &'a str);

    /// Findings C3 and A14.
    #[test]
    fn each_fault_is_named_with_its_client() {
        let confidential = |client: &mut Client| {
            client.authentication =
                ClientAuthentication::ClientSecret { secret: Secret::new("0123456789abcdef") };
        };
        let with = |change: &dyn Fn(&mut Client)| {
            let mut client = Client::new("lipova", "Lipová");
            client.redirect_uris = vec!["https://lipova.example/cb".parse().unwrap()];
            confidential(&mut client);
            change(&mut client);
            check(&[client])
        };
        assert_eq!(with(&|_| ()), Vec::<String>::new());
        assert_eq!(with(&|client| client.pkce = Pkce::Optional), Vec::<String>::new());
        let jwt = |jwks| ClientAuthentication::PrivateKeyJwt { jwks, jwks_uri: None };
        let cases: [Case<'_>; 10] = [
            (
                &|client| {
                    client.authentication =
                        ClientAuthentication::ClientSecret { secret: Secret::new("change me") };
                },
                "client lipova: the secret is shorter than 16 characters",
            ),
            (
                &|client| client.authentication = jwt(None),
                "client lipova: private_key_jwt needs either jwks or jwks_uri",
            ),
            (
                &|client| client.authentication = jwt(Some(JwkSet { keys: Vec::new() })),
                "client lipova: jwks has no usable key",
            ),
            (
                &|client| client.id = "město a".to_owned(),
                "client město a: an id is printable ASCII without spaces",
            ),
            (&|client| client.id = String::new(), "client 1: an id is printable ASCII without spaces"),
            (&|client| client.scope = "email".parse().unwrap(), "client lipova: the scope lacks openid"),
            (
                &|client| client.scope = "openid emial".parse().unwrap(),
                "client lipova: the scope has emial; known are openid, profile, email, address, phone and offline_access",
            ),
            (
                &|client| {
                    client.authentication = ClientAuthentication::None;
                    client.client_credentials_scope = "devices".parse().unwrap();
                },
                "client lipova: a public client has no scope of its own (RFC 6749 §4.4)",
            ),
            (
                &|client| {
                    client.authentication = ClientAuthentication::None;
                    client.may_introspect = true;
                },
                "client lipova: a public client cannot ask about tokens (RFC 7662 §2.1)",
            ),
            (
                &|client| {
                    client.authentication = ClientAuthentication::None;
                    client.pkce = Pkce::Optional;
                },
                "client lipova: PKCE cannot be optional for a public client (RFC 9700 §2.1.1)",
            ),
        ];
        for (change, fault) in cases {
            assert_eq!(with(change), [fault]);
        }
        let twice = [Client::new("a", "A"), Client::new("a", "B")];
        assert_eq!(check(&twice), ["two clients have the id a"]);
        assert_eq!(check(&[Client::new("a", " ")]), ["client a: the name is empty"]);
    }
}
