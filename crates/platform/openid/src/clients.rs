//! The clients of a provider, in memory, and how they prove who they are.

use std::collections::HashMap;
use std::sync::Arc;

use jose::{JoseError, VerifyingKey};
use oidc::{AssertionError, ClientAssertion, Credentials, TokenError};
use secrets::KeyedHash;
use values::Timestamp;

use crate::remote::RemoteKeys;
use crate::{Client, ClientAuthentication, OpenError};

/// All clients, by id.
pub(crate) struct Clients {
    by_id: HashMap<String, Registered>,
    order: Vec<String>,
    ground: Arc<Ground>,
}

/// What stays when the clients are replaced.
pub(crate) struct Ground {
    pub(crate) hash: KeyedHash,
    /// By these names an assertion may call us.
    pub(crate) audiences: Vec<String>,
    pub(crate) http: reqwest::Client,
}

struct Registered {
    client: Arc<Client>,
    proof: Proof,
}

enum Proof {
    None,
    /// A keyed hash: secrets of clients are random, so that nothing slower is needed.
    Secret([u8; 32]),
    Keys(Vec<VerifyingKey>),
    RemoteKeys {
        url: String,
        keys: RemoteKeys,
    },
}

/// A client that has proved who it is.
pub(crate) struct AuthenticatedClient {
    pub(crate) client: Arc<Client>,
    /// To be recorded in the transaction of the request, so that it counts once.
    pub(crate) assertion: Option<AssertionId>,
}

/// A used assertion, as the store knows it.
#[derive(Clone, Copy)]
pub(crate) struct AssertionId {
    pub(crate) id: [u8; 32],
    pub(crate) expires_at: Timestamp,
}

impl Clients {
    /// Scope values that the site never fills are taken away: nobody is told that they were granted (RFC 6749 §5.1).
    pub(crate) fn new(
        clients: Vec<Client>,
        ground: &Arc<Ground>,
        is_filled: impl Fn(&str) -> bool,
    ) -> Result<Self, OpenError> {
        let faults = crate::check(&clients);
        if !faults.is_empty() {
            return Err(OpenError::Clients(faults));
        }
        let mut all = Self { by_id: HashMap::new(), order: Vec::new(), ground: Arc::clone(ground) };
        for mut client in clients {
            client.scope = client.scope.filtered(|value| {
                let filled = is_filled(value);
                if !filled {
                    tracing::warn!(
                        client = client.id,
                        scope = value,
                        "this site has no data for a scope of a client"
                    );
                }
                filled
            });
            let (id, proof) = (client.id.clone(), ground.proof(&client.authentication));
            all.order.push(id.clone());
            all.by_id.insert(id, Registered { client: Arc::new(client), proof });
        }
        Ok(all)
    }

    pub(crate) fn get(&self, id: &str) -> Option<&Arc<Client>> {
        self.by_id.get(id).map(|registered| &registered.client)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Arc<Client>> {
        self.order.iter().filter_map(|id| self.get(id))
    }

    /// Finds the client and checks its proof. What exactly was wrong stays here (RFC 6749 §5.2). A Basic header that its
    /// client did not encode counts as it stands, too.
    pub(crate) async fn authenticate(
        &self,
        credentials: &Credentials<'_>,
        now: Timestamp,
    ) -> Result<AuthenticatedClient, TokenError> {
        let as_it_stands = match credentials {
            Credentials::Secret { unencoded: Some((client_id, secret)), .. } => Some(Credentials::Secret {
                client_id: client_id.into(),
                secret: secret.into(),
                unencoded: None,
            }),
            _ => None,
        };
        match (self.prove(credentials, now).await, as_it_stands) {
            (Err(_), Some(as_it_stands)) => self.prove(&as_it_stands, now).await,
            (outcome, _) => outcome,
        }
    }

    async fn prove(
        &self,
        credentials: &Credentials<'_>,
        now: Timestamp,
    ) -> Result<AuthenticatedClient, TokenError> {
        let registered = self.by_id.get(credentials.client_id()).ok_or(TokenError::InvalidClient)?;
        // The client hears no cause (RFC 6749 §5.2); its developer asks the operator.
        let refused = |cause: &str| {
            tracing::warn!(client = registered.client.id, cause, "client authentication failed");
            TokenError::InvalidClient
        };
        let assertion = match (credentials, &registered.proof) {
            (Credentials::Public { .. }, Proof::None) => None,
            (Credentials::Secret { secret, .. }, Proof::Secret(hash)) => {
                if !self.ground.hash.matches(secret.as_bytes(), hash) {
                    return Err(refused("a wrong secret"));
                }
                None
            }
            (Credentials::Assertion { assertion, .. }, proof) => {
                let checked = self.check_assertion(assertion, &registered.client, proof, now).await;
                let checked = checked.map_err(|error| refused(&error.to_string()))?;
                let id =
                    self.ground.hash.hash_parts(&[registered.client.id.as_bytes(), checked.jti.as_bytes()]);
                Some(AssertionId { id, expires_at: checked.expires_at })
            }
            _ => return Err(refused("not the method that is registered")),
        };
        Ok(AuthenticatedClient { client: Arc::clone(&registered.client), assertion })
    }

    async fn check_assertion(
        &self,
        assertion: &str,
        client: &Client,
        proof: &Proof,
        now: Timestamp,
    ) -> Result<ClientAssertion, AssertionError> {
        let audiences: Vec<&str> = self.ground.audiences.iter().map(String::as_str).collect();
        let check =
            |keys: &[VerifyingKey]| ClientAssertion::check(assertion, &client.id, keys, &audiences, now);
        let unknown = AssertionError::Jose(JoseError::UnknownKey);
        match proof {
            Proof::Keys(keys) => check(keys),
            Proof::RemoteKeys { url, keys } => {
                let known = keys.get(url, now).await.map_err(|_| unknown)?;
                match check(&known) {
                    // The client may have changed its keys.
                    Err(error) if error == unknown => {
                        check(&keys.again(url, now).await.map_err(|_| unknown)?)
                    }
                    outcome => outcome,
                }
            }
            Proof::None | Proof::Secret(_) => Err(unknown),
        }
    }
}

impl Ground {
    /// How a client can prove who it is; for what [`crate::check`] would refuse, not at all.
    fn proof(&self, authentication: &ClientAuthentication) -> Proof {
        match authentication {
            ClientAuthentication::None => Proof::None,
            ClientAuthentication::ClientSecret { secret } => {
                Proof::Secret(self.hash.hash(secret.expose().as_bytes()))
            }
            ClientAuthentication::PrivateKeyJwt { jwks_uri: Some(url), .. } => {
                Proof::RemoteKeys { url: url.to_string(), keys: RemoteKeys::new(self.http.clone()) }
            }
            ClientAuthentication::PrivateKeyJwt { jwks, jwks_uri: None } => {
                let keys = jwks.iter().flat_map(|set| &set.keys);
                Proof::Keys(keys.filter_map(|jwk| VerifyingKey::from_jwk(jwk).ok()).collect())
            }
        }
    }
}
