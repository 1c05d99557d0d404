//! The hub's part of the configuration.

mod method;
mod service;

use std::num::NonZeroU32;

use openid::{Client, ProviderConfig};
use runtime::MtlsClientConfig;
use serde::Deserialize;
use thiserror::Error;
use url::Url;
use values::AssuranceLevel;

use crate::rules::method::MethodId;
use crate::rules::service::ServiceId;

pub use method::{Icon, Method, MethodKind, MobileKey};
pub use service::{OidcConfig, ServiceConfig};

/// The settings of the hub: `[hub.settings]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Address, brand, helpdesk.
    pub site: web::SiteConfig,
    /// How long people stay signed in.
    #[serde(default)]
    pub sessions: sessions::SessionLimits,
    /// How long codes and tokens live, how often keys change. It has no `clients`: they are made from the services.
    #[serde(default)]
    pub openid: ProviderConfig,
    /// The services that send people here.
    #[serde(default)]
    pub services: Vec<ServiceConfig>,
    /// The identification methods, in the order in which they are offered.
    pub methods: Vec<Method>,
    /// The API of the population register.
    pub register: Url,
    /// How the hub proves itself to the register.
    pub register_client: MtlsClientConfig,
    /// For how many days logins and releases stay in people's histories; 730 by default.
    #[serde(default = "history_days")]
    pub history_days: u32,
    /// How many logins people behind one network address may start in a minute; 300 by default: a whole town hall, at
    /// times.
    #[serde(default = "logins_started_per_minute", alias = "departures_per_minute")]
    pub logins_started_per_minute: NonZeroU32,
}

/// The configuration contradicts itself.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum ConfigError {
    /// Two methods have the same name.
    #[error("two methods are called {0}")]
    SameMethod(MethodId),
    /// The callback is not where the hub listens.
    #[error("the callback_path of method {0} must be /login/callback/{0}")]
    Callback(MethodId),
    /// A service has the name that stands for the portal.
    #[error("no service may be called {0}")]
    ReservedService(ServiceId),
    /// A Mobile Key that enrols as a service that does not exist.
    #[error("method {0} enrols as a service that does not exist")]
    UnknownEnrollingService(MethodId),
}

impl Config {
    /// What is wrong with it, by itself.
    ///
    /// # Errors
    /// It contradicts itself.
    pub fn check(&self) -> Result<(), ConfigError> {
        let has_service = |id: &str| self.services.iter().any(|service| service.id.as_str() == id);
        for (index, method) in self.methods.iter().enumerate() {
            if self.methods[..index].iter().any(|other| other.id == method.id) {
                return Err(ConfigError::SameMethod(method.id.clone()));
            }
            if method.openid.callback_path != format!("/login/callback/{}", method.id) {
                return Err(ConfigError::Callback(method.id.clone()));
            }
            if method.mobile_key().is_some_and(|key| !has_service(&key.client)) {
                return Err(ConfigError::UnknownEnrollingService(method.id.clone()));
            }
        }
        if has_service(ServiceId::portal().as_str()) {
            return Err(ConfigError::ReservedService(ServiceId::portal()));
        }
        Ok(())
    }

    /// The clients of the hub's OpenID provider.
    pub fn clients(&self) -> Vec<Client> {
        self.services.iter().map(ServiceConfig::client).collect()
    }

    /// The levels that a login here can reach: those of the best method and below.
    pub(crate) fn levels(&self) -> &'static [AssuranceLevel] {
        let best = self.methods.iter().map(|method| method.level).max();
        let reached = AssuranceLevel::ALL.iter().filter(|level| Some(**level) <= best).count();
        let all: &'static [AssuranceLevel] = &AssuranceLevel::ALL;
        &all[..reached]
    }
}

const fn logins_started_per_minute() -> NonZeroU32 {
    const DEFAULT: NonZeroU32 = NonZeroU32::new(300).expect("not zero");
    DEFAULT
}

fn history_days() -> u32 {
    730
}
