//! What can be done at the hub: one public function each, one transaction each.

pub(crate) mod account_provider;
pub(crate) mod accounts;
pub(crate) mod arrive;
pub(crate) mod choices;
pub(crate) mod conclude;
pub(crate) mod depart;
pub(crate) mod devices;
pub(crate) mod forget;
pub(crate) mod hashes;
pub(crate) mod history;
pub(crate) mod logout;
pub(crate) mod methods;
mod notice;
pub(crate) mod own_data;
pub(crate) mod purpose;
pub(crate) mod sessions;
pub(crate) mod standing;

use std::sync::Arc;

use ::store::Store;
use delivery::Delivery;
use openid::{Client, Provider, RelyingParty};
use values::Language;

use crate::acts::hashes::Hashes;
use crate::config::{Config, Method, MethodKind};
use crate::neighbours::register::Register;
use crate::rules::method::MethodId;
use crate::rules::release::Policy;
use crate::rules::service::ServiceId;
use crate::services::Services;

/// The hub to its neighbours: a proper name, the same in every language.
pub(crate) const HUB_NAME: &str = "Národní bod";

/// What every act works with.
pub(crate) struct Desk {
    pub(crate) config: Config,
    pub(crate) services: Services,
    pub(crate) store: Store,
    pub(crate) delivery: Delivery,
    pub(crate) register: Register,
    pub(crate) hashes: Hashes,
}

/// The desk with both halves of OpenID Connect: what acts that end or begin a login work with.
pub(crate) struct Hub {
    pub(crate) desk: Arc<Desk>,
    pub(crate) site: web::Site,
    pub(crate) provider: Provider,
    pub(crate) parties: Vec<Party>,
    pub(crate) names: own_data::Names,
    /// For the APIs of methods.
    pub(crate) http: reqwest::Client,
    /// How often one visitor may set off for a method.
    pub(crate) limit: rate_limit::RateLimit,
}

/// A method and the relying party that asks it.
pub(crate) struct Party {
    pub(crate) method: MethodId,
    pub(crate) relying_party: RelyingParty,
}

impl Desk {
    /// A method of the configuration.
    pub(crate) fn method(&self, id: &MethodId) -> Option<&Method> {
        self.config.methods.iter().find(|method| method.id == *id)
    }

    /// The Mobile Key, if there is one.
    pub(crate) fn mobile_key(&self) -> Option<&Method> {
        self.config.methods.iter().find(|method| method.is_mobile_key())
    }

    /// A method's name; its id when it was removed from the configuration since.
    pub(crate) fn method_name<'a>(&'a self, id: &'a MethodId, language: Language) -> &'a str {
        self.method(id).map_or(id.as_str(), |method| method.name(language))
    }

    /// A service, unless it was removed from the configuration since.
    pub(crate) fn client(&self, id: &ServiceId) -> Option<Arc<Client>> {
        self.services.client(id)
    }

    /// Whether it is no service but a Mobile Key that asks who a person is while enrolling.
    pub(crate) fn is_enrolling(&self, service: &ServiceId) -> bool {
        self.config.methods.iter().any(|method| match &method.kind {
            MethodKind::MobileKey { client, .. } => client == service.as_str(),
            MethodKind::Account => false,
        })
    }

    /// What a service may ask for.
    pub(crate) fn policy(&self, client: &Client) -> Policy {
        self.services.policy(client)
    }
}

impl Hub {
    /// The relying party of a method.
    pub(crate) fn relying_party(&self, method: &MethodId) -> Option<&RelyingParty> {
        self.parties.iter().find(|party| party.method == *method).map(|party| &party.relying_party)
    }
}
