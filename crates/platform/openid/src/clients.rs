//! The clients of a provider, in memory, and how they prove who they are.

use std::collections::HashMap;
use std::sync::Arc;

use oidc::{AssertionError, ClientAssertion, Credentials, JoseError, TokenError, VerifyingKey};
use secrets::{KeyedHash, MasterKey};
use values::Timestamp;

use crate::remote::RemoteKeys;
use crate::{Client, ClientAuthentication, OpenError};

/// All clients, by id.
pub(crate) struct Clients {
    by_id: HashMap<String, Registered>,
    order: Vec<String>,
    hash: KeyedHash,
    /// By these names an assertion may call us.
    audiences: Vec<String>,
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
pub(crate) struct Authenticated {
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
    pub(crate) fn new(
        clients: Vec<Client>,
        master_key: &MasterKey,
        audiences: Vec<String>,
        http: &reqwest::Client,
    ) -> Result<Self, OpenError> {
        let mut all = Self {
            by_id: HashMap::new(),
            order: Vec::new(),
            hash: KeyedHash::new(master_key, "openid client secrets"),
            audiences,
        };
        for client in clients {
            let proof = all.proof(&client, http)?;
            let id = client.id.clone();
            all.order.push(id.clone());
            if all.by_id.insert(id.clone(), Registered { client: Arc::new(client), proof }).is_some() {
                return Err(OpenError::SameId(id));
            }
        }
        Ok(all)
    }

    pub(crate) fn get(&self, id: &str) -> Option<&Arc<Client>> {
        self.by_id.get(id).map(|registered| &registered.client)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Arc<Client>> {
        self.order.iter().filter_map(|id| self.get(id))
    }

    /// Finds the client and checks its proof. What exactly was wrong stays here (RFC 6749 §5.2).
    pub(crate) async fn authenticate(
        &self,
        credentials: &Credentials<'_>,
        now: Timestamp,
    ) -> Result<Authenticated, TokenError> {
        let registered = self.by_id.get(credentials.client_id()).ok_or(TokenError::InvalidClient)?;
        let assertion = match (credentials, &registered.proof) {
            (Credentials::Public { .. }, Proof::None) => None,
            (Credentials::Secret { secret, .. }, Proof::Secret(hash)) => {
                if !self.hash.matches(secret.as_bytes(), hash) {
                    return Err(TokenError::InvalidClient);
                }
                None
            }
            (Credentials::Assertion { assertion, .. }, proof) => {
                let checked = self.check_assertion(assertion, &registered.client, proof, now).await;
                let checked = checked.map_err(|error| {
                    tracing::info!(client = registered.client.id, %error, "a client assertion was refused");
                    TokenError::InvalidClient
                })?;
                let id = self.hash.hash_parts(&[registered.client.id.as_bytes(), checked.jti.as_bytes()]);
                Some(AssertionId { id, expires_at: checked.expires_at })
            }
            _ => return Err(TokenError::InvalidClient),
        };
        Ok(Authenticated { client: Arc::clone(&registered.client), assertion })
    }

    async fn check_assertion(
        &self,
        assertion: &str,
        client: &Client,
        proof: &Proof,
        now: Timestamp,
    ) -> Result<ClientAssertion, AssertionError> {
        let audiences: Vec<&str> = self.audiences.iter().map(String::as_str).collect();
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

    fn proof(&self, client: &Client, http: &reqwest::Client) -> Result<Proof, OpenError> {
        let wrong = |reason| Err(OpenError::Client { id: client.id.clone(), reason });
        let is_id = |id: &str| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_graphic());
        if !is_id(&client.id) {
            return wrong("an id is printable ASCII without spaces");
        }
        if !client.scope.has_openid() && !client.redirect_uris.is_empty() {
            return wrong("the scope lacks openid");
        }
        let proof = match &client.authentication {
            ClientAuthentication::None => Proof::None,
            ClientAuthentication::ClientSecret { secret } => {
                if secret.expose().len() < SHORTEST_SECRET_BYTES {
                    return wrong("the secret is shorter than 16 characters");
                }
                Proof::Secret(self.hash.hash(secret.expose().as_bytes()))
            }
            ClientAuthentication::PrivateKeyJwt { jwks: Some(set), jwks_uri: None } => {
                let keys: Vec<_> =
                    set.keys.iter().filter_map(|jwk| VerifyingKey::from_jwk(jwk).ok()).collect();
                if keys.is_empty() {
                    return wrong("jwks has no usable key");
                }
                Proof::Keys(keys)
            }
            ClientAuthentication::PrivateKeyJwt { jwks: None, jwks_uri: Some(url) } => {
                Proof::RemoteKeys { url: url.to_string(), keys: RemoteKeys::new(http.clone()) }
            }
            ClientAuthentication::PrivateKeyJwt { .. } => {
                return wrong("private_key_jwt needs either jwks or jwks_uri");
            }
        };
        if matches!(proof, Proof::None) && !client.own_scope.is_empty() {
            return wrong("a public client has no scope of its own (RFC 6749 §4.4)");
        }
        Ok(proof)
    }
}

/// Guessing such a secret is hopeless; a shorter one is a password.
const SHORTEST_SECRET_BYTES: usize = 16;
