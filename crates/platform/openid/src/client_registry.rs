//! The clients of a provider: those of the configuration, and those of the table `openid_client`.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::Duration;

use store::{Store, StoreError};
use tokio::time::Instant;
use values::Timestamp;

use crate::client_authenticator::{ClientAuthenticator, ClientCredential};
use crate::table::client::{self, ClientRow};
use crate::{Capabilities, Client, OpenError};

/// Looks clients up by id. Configured ones are in memory; a row of the table is read again after [`CACHE_MS`].
pub(crate) struct ClientRegistry {
    store: Store,
    capabilities: Capabilities,
    pub(crate) authenticator: ClientAuthenticator,
    /// Replaced as a whole, so that each request sees one state of it.
    configured: RwLock<Arc<Configured>>,
    /// What the table said a moment ago; also that it does not have an id.
    cached: Mutex<HashMap<String, CachedClient>>,
}

/// A client and how it proves who it is.
pub(crate) struct RegisteredClient {
    pub(crate) client: Arc<Client>,
    pub(crate) credential: ClientCredential,
}

#[derive(Default)]
struct Configured {
    by_id: HashMap<String, Arc<RegisteredClient>>,
    /// Scope values that some client may ask for, in the order of the configuration.
    scopes: Vec<String>,
}

#[derive(Clone)]
struct CachedClient {
    found: Option<(Timestamp, Arc<RegisteredClient>)>,
    read_at: Instant,
}

/// How long a row of the table is used without being read again, by this process.
const CACHE_MS: u64 = 10_000;
/// The most ids that are remembered; with more, all are forgotten.
const MOST_CACHED: usize = 10_000;
/// No id is longer: whoever makes one up costs no read.
const LONGEST_ID_BYTES: usize = 256;

impl ClientRegistry {
    pub(crate) fn new(
        configured: Vec<Client>,
        authenticator: ClientAuthenticator,
        capabilities: Capabilities,
        store: Store,
    ) -> Result<Self, OpenError> {
        let registry = Self {
            store,
            capabilities,
            authenticator,
            configured: RwLock::default(),
            cached: Mutex::default(),
        };
        registry.replace_configured(configured)?;
        Ok(registry)
    }

    /// Takes other configured clients, all at once; with a fault in one of them everything stays as it was.
    pub(crate) fn replace_configured(&self, clients: Vec<Client>) -> Result<(), OpenError> {
        let faults = crate::check(&clients);
        if !faults.is_empty() {
            return Err(OpenError::Clients(faults));
        }
        let mut configured = Configured::default();
        for client in clients {
            let credential = self.authenticator.credential(&client.authentication, None);
            let registered = self.registered(client, credential);
            for scope in registered.client.scope.iter() {
                if !configured.scopes.iter().any(|known| known == scope) {
                    configured.scopes.push(scope.to_owned());
                }
            }
            configured.by_id.insert(registered.client.id.clone(), Arc::new(registered));
        }
        *self.configured.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(configured);
        Ok(())
    }

    /// The client of this id: no read if it is configured or was asked for just now.
    pub(crate) async fn find(&self, id: &str) -> Result<Option<Arc<RegisteredClient>>, StoreError> {
        if let Some(found) = self.configured().by_id.get(id) {
            return Ok(Some(Arc::clone(found)));
        }
        if id.len() > LONGEST_ID_BYTES {
            return Ok(None);
        }
        let before = self.cached().get(id).cloned();
        let is_fresh = |cached: &CachedClient| cached.read_at.elapsed() < Duration::from_millis(CACHE_MS);
        if let Some(cached) = before.as_ref().filter(|cached| is_fresh(cached)) {
            return Ok(cached.found.as_ref().map(|(_, client)| Arc::clone(client)));
        }
        let row = self.store.read(|tx| client::find(tx, id)).await?;
        let found = match (row, before.and_then(|before| before.found)) {
            // As it was: the keys that were fetched for it serve on.
            (Some(row), Some((updated_at, known))) if row.updated_at == updated_at => {
                Some((updated_at, known))
            }
            (Some(row), _) => Some((row.updated_at, Arc::new(self.of_row(row)))),
            (None, _) => None,
        };
        let client = found.as_ref().map(|(_, client)| Arc::clone(client));
        let mut cached = self.cached();
        if cached.len() >= MOST_CACHED {
            cached.clear();
        }
        cached.insert(id.to_owned(), CachedClient { found, read_at: Instant::now() });
        Ok(client)
    }

    /// Reads the table again when this id is asked for next.
    pub(crate) fn forget(&self, id: &str) {
        self.cached().remove(id);
    }

    /// Whether the configuration has this id.
    pub(crate) fn is_configured(&self, id: &str) -> bool {
        self.configured().by_id.contains_key(id)
    }

    /// Scope values for the discovery document: what configured clients may ask for and get (RFC 8414 §2: a server "MAY
    /// choose not to advertise some supported scope values").
    pub(crate) fn scopes(&self) -> Vec<String> {
        self.configured().scopes.clone()
    }

    fn of_row(&self, row: ClientRow) -> RegisteredClient {
        let credential = self.authenticator.credential(&row.client.authentication, row.secret_hash);
        self.registered(row.client, credential)
    }

    /// Scope values that the site never fills are taken away: nobody is told that they were granted (RFC 6749 §5.1).
    fn registered(&self, mut client: Client, credential: ClientCredential) -> RegisteredClient {
        let Client { id, scope, .. } = &mut client;
        *scope = scope.filtered(|value| {
            let is_filled = self.capabilities.fill(value);
            if !is_filled {
                tracing::warn!(client = id, scope = value, "this site has no data for a scope of a client");
            }
            is_filled
        });
        RegisteredClient { client: Arc::new(client), credential }
    }

    fn configured(&self) -> Arc<Configured> {
        Arc::clone(&self.configured.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn cached(&self) -> MutexGuard<'_, HashMap<String, CachedClient>> {
        self.cached.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
