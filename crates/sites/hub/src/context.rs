//! What acts work with.

use delivery::Delivery;
use openid::RelyingParty;
use sessions::Sessions;
use store::Store;
use values::Language;

use crate::acts::own_data::NameCache;
use crate::clients::population::PopulationClient;
use crate::config::{Config, Method, MobileKey};
use crate::hashes::Hashes;
use crate::rules::method::MethodId;
use crate::rules::service::ServiceId;
use crate::services::Services;

/// The hub's name, as it tells it to other parties: a proper name, the same in every language.
pub(crate) const HUB_NAME: &str = "Národní bod";

/// What acts work with.
pub(crate) struct Context {
    pub(crate) config: Config,
    pub(crate) services: Services,
    pub(crate) store: Store,
    pub(crate) sessions: Sessions,
    pub(crate) delivery: Delivery,
    pub(crate) population: PopulationClient,
    pub(crate) hashes: Hashes,
    pub(crate) upstream: Vec<UpstreamProvider>,
    pub(crate) names: NameCache,
    /// For the APIs of methods.
    pub(crate) http: reqwest::Client,
}

/// The OpenID provider of an identification method, as its relying party.
pub(crate) struct UpstreamProvider {
    pub(crate) method: MethodId,
    pub(crate) relying_party: RelyingParty,
}

impl Context {
    /// A method of the configuration.
    pub(crate) fn method(&self, id: &MethodId) -> Option<&Method> {
        self.config.methods.iter().find(|method| method.id == *id)
    }

    /// The relying party of a method.
    pub(crate) fn relying_party(&self, method: &MethodId) -> Option<&RelyingParty> {
        self.upstream
            .iter()
            .find(|provider| provider.method == *method)
            .map(|provider| &provider.relying_party)
    }

    /// The Mobile Key, if one is configured.
    pub(crate) fn mobile_key(&self) -> Option<(&Method, &MobileKey)> {
        self.config.methods.iter().find_map(|method| Some((method, method.mobile_key()?)))
    }

    /// A method's name; its id when it was removed from the configuration since.
    pub(crate) fn method_name<'a>(&'a self, id: &'a MethodId, language: Language) -> &'a str {
        self.method(id).map_or(id.as_str(), |method| method.name(language))
    }

    /// Whether it is no service but a Mobile Key that asks who a person is while enrolling.
    pub(crate) fn is_enrolling(&self, service: &ServiceId) -> bool {
        let mut keys = self.config.methods.iter().filter_map(Method::mobile_key);
        keys.any(|key| key.client == service.as_str())
    }
}
