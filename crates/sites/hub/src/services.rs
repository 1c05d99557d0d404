//! The services that send people here, as the configuration has them: replaced as a whole when it is read again, so
//! that each request sees one state.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use openid::Client;
use values::Language;

use crate::config::{Config, ReleasePolicy};
use crate::rules::release::Policy;
use crate::rules::service::ServiceId;

pub(crate) struct Services(RwLock<Arc<Configured>>);

struct Configured {
    clients: Vec<Arc<Client>>,
    release: BTreeMap<String, ReleasePolicy>,
}

impl Services {
    pub(crate) fn new(config: &Config) -> Self {
        Self(RwLock::new(Arc::new(Configured::of(config))))
    }

    /// Takes those of another configuration, which was checked.
    pub(crate) fn replace(&self, config: &Config) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(Configured::of(config));
    }

    /// A service, unless it was removed from the configuration since.
    pub(crate) fn client(&self, id: &ServiceId) -> Option<Arc<Client>> {
        self.now().clients.iter().find(|client| client.id == id.as_str()).cloned()
    }

    /// The service that people know by this Czech name.
    pub(crate) fn named(&self, name: &str) -> Option<Arc<Client>> {
        self.now().clients.iter().find(|client| client.name(Language::Cs) == name).cloned()
    }

    /// What a service may ask for.
    pub(crate) fn policy(&self, client: &Client) -> Policy {
        match self.now().release.get(&client.id) {
            Some(ReleasePolicy { essential, voluntary }) => {
                Policy { essential: essential.clone(), voluntary: voluntary.clone() }
            }
            None => Policy::of_scope(client.scope.iter()),
        }
    }

    fn now(&self) -> Arc<Configured> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Configured {
    fn of(config: &Config) -> Self {
        let clients = config.openid.clients.iter().cloned().map(Arc::new).collect();
        Self { clients, release: config.release.clone() }
    }
}
