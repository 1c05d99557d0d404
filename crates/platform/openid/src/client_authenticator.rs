//! How clients prove who they are (OIDC Core §9).

use std::sync::Arc;

use jose::{JoseError, VerifyingKey};
use oidc::{AssertionError, ClientAssertion, Credentials, TokenError};
use secrets::KeyedHash;
use values::Timestamp;

use crate::client_registry::RegisteredClient;
use crate::remote::RemoteKeys;
use crate::{Client, ClientAuthentication};

/// Checks credentials. It stays when the clients are replaced.
pub(crate) struct ClientAuthenticator {
    pub(crate) hash: KeyedHash,
    /// By these names an assertion may call us.
    pub(crate) audiences: Vec<String>,
    pub(crate) http: reqwest::Client,
}

/// What a client's proof is checked against.
pub(crate) enum ClientCredential {
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

impl ClientAuthenticator {
    /// What a client will be checked against; a stored client's secret is known by its hash only. What
    /// [`crate::check`] would refuse proves nothing.
    pub(crate) fn credential(
        &self,
        authentication: &ClientAuthentication,
        secret_hash: Option<[u8; 32]>,
    ) -> ClientCredential {
        match authentication {
            ClientAuthentication::None => ClientCredential::None,
            ClientAuthentication::ClientSecret { secret } => {
                ClientCredential::Secret(secret_hash.unwrap_or_else(|| self.secret_hash(secret.expose())))
            }
            ClientAuthentication::PrivateKeyJwt { jwks_uri: Some(url), .. } => ClientCredential::RemoteKeys {
                url: url.to_string(),
                keys: RemoteKeys::new(self.http.clone()),
            },
            ClientAuthentication::PrivateKeyJwt { jwks, jwks_uri: None } => {
                let keys = jwks.iter().flat_map(|set| &set.keys);
                ClientCredential::Keys(keys.filter_map(|jwk| VerifyingKey::from_jwk(jwk).ok()).collect())
            }
        }
    }

    /// A secret as it is kept.
    pub(crate) fn secret_hash(&self, secret: &str) -> [u8; 32] {
        self.hash.hash(secret.as_bytes())
    }

    /// Checks a client's proof. What exactly was wrong stays here (RFC 6749 §5.2). A Basic header that its client did not
    /// encode counts as it stands, too.
    pub(crate) async fn authenticate(
        &self,
        registered: &RegisteredClient,
        credentials: &Credentials<'_>,
        now: Timestamp,
    ) -> Result<AuthenticatedClient, TokenError> {
        // The client hears no cause (RFC 6749 §5.2); its developer asks the operator.
        let refused = |cause: &str| {
            tracing::warn!(client = registered.client.id, cause, "client authentication failed");
            TokenError::InvalidClient
        };
        let assertion = match (credentials, &registered.credential) {
            (Credentials::Public { .. }, ClientCredential::None) => None,
            (Credentials::Secret { secret, .. }, ClientCredential::Secret(hash)) => {
                if !self.hash.matches(secret.as_bytes(), hash) {
                    return Err(refused("a wrong secret"));
                }
                None
            }
            (Credentials::Assertion { assertion, .. }, credential) => {
                let checked = self.check_assertion(assertion, &registered.client, credential, now).await;
                let checked = checked.map_err(|error| refused(&error.to_string()))?;
                let id = self.hash.hash_parts(&[registered.client.id.as_bytes(), checked.jti.as_bytes()]);
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
        credential: &ClientCredential,
        now: Timestamp,
    ) -> Result<ClientAssertion, AssertionError> {
        let audiences: Vec<&str> = self.audiences.iter().map(String::as_str).collect();
        let check =
            |keys: &[VerifyingKey]| ClientAssertion::check(assertion, &client.id, keys, &audiences, now);
        let unknown = AssertionError::Jose(JoseError::UnknownKey);
        match credential {
            ClientCredential::Keys(keys) => check(keys),
            ClientCredential::RemoteKeys { url, keys } => {
                let known = keys.get(url, now).await.map_err(|_| unknown)?;
                match check(&known) {
                    // The client may have changed its keys.
                    Err(error) if error == unknown => {
                        check(&keys.refresh(url, now).await.map_err(|_| unknown)?)
                    }
                    outcome => outcome,
                }
            }
            ClientCredential::None | ClientCredential::Secret(_) => Err(unknown),
        }
    }
}
