//! The services that send people here, as the configuration has them: replaced as a whole when it is read again, so
//! that each request sees one state.

use std::sync::{Arc, PoisonError, RwLock};

use values::{Label, Language};

use crate::config::{Config, ServiceConfig};
use crate::rules::release::ReleasePolicy;
use crate::rules::service::ServiceId;

/// Every service.
pub(crate) struct Services(RwLock<Arc<[Arc<Service>]>>);

/// A service, whatever protocol it speaks.
pub(crate) struct Service {
    id: ServiceId,
    pub(crate) name: Label,
    /// The domain that people know it by.
    pub(crate) domain: String,
    /// What it may ask for.
    pub(crate) release: ReleasePolicy,
}

impl Services {
    pub(crate) fn new(config: &Config) -> Self {
        Self(RwLock::new(of(config)))
    }

    /// Takes those of another configuration, which was checked.
    pub(crate) fn replace(&self, config: &Config) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = of(config);
    }

    /// A service, unless it was removed from the configuration since.
    pub(crate) fn get(&self, id: &ServiceId) -> Option<Arc<Service>> {
        self.find(|service| service.id == *id)
    }

    /// The service that people know by this Czech name.
    pub(crate) fn named(&self, name: &str) -> Option<Arc<Service>> {
        self.find(|service| service.name(Language::Cs) == name)
    }

    /// What a service may ask for: nothing, if it was removed from the configuration since.
    pub(crate) fn release_policy(&self, id: &ServiceId) -> ReleasePolicy {
        self.get(id).map(|service| service.release.clone()).unwrap_or_default()
    }

    fn find(&self, is_wanted: impl Fn(&Service) -> bool) -> Option<Arc<Service>> {
        let services = self.0.read().unwrap_or_else(PoisonError::into_inner);
        services.iter().find(|service| is_wanted(service)).cloned()
    }
}

impl Service {
    /// What people know it as.
    pub(crate) fn name(&self, language: Language) -> &str {
        self.name.text(language)
    }

    fn of(config: &ServiceConfig) -> Self {
        let client = config.client();
        let of_scope = || ReleasePolicy::of_scope(client.scope.iter());
        Self {
            id: config.id.clone(),
            name: config.name.clone(),
            domain: client.domain(),
            release: config.release.clone().unwrap_or_else(of_scope),
        }
    }
}

fn of(config: &Config) -> Arc<[Arc<Service>]> {
    config.services.iter().map(|service| Arc::new(Service::of(service))).collect()
}
