//! The hub's part of the configuration.

use std::collections::BTreeMap;
use std::num::NonZeroU32;

use openid::{ProviderConfig, RelyingPartyConfig};
use runtime::MtlsClientConfig;
use serde::Deserialize;
use thiserror::Error;
use url::Url;
use values::{AssuranceLevel, Label, Language};

use crate::rules::item::{Item, Items};
use crate::rules::method::MethodId;
use crate::rules::service::ServiceId;

/// The settings of the hub: `[hub.settings]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Address, brand, helpdesk.
    pub site: web::SiteConfig,
    /// How long people stay signed in.
    #[serde(default)]
    pub sessions: sessions::SessionLimits,
    /// The services that send people here, and how long codes and tokens live.
    #[serde(default)]
    pub openid: ProviderConfig,
    /// What each service may ask for, by its client id. One that is not named may ask for what its scope stands for.
    #[serde(default)]
    pub release: BTreeMap<String, ReleasePolicy>,
    /// The identification methods, in the order in which they are offered.
    pub methods: Vec<Method>,
    /// The API of the population register.
    pub register: Url,
    /// How the hub proves itself to the register.
    pub register_client: MtlsClientConfig,
    /// For how many days logins and releases stay in people's histories.
    #[serde(default = "history_days")]
    pub history_days: u32,
    /// How often people behind one network address may set off for a method in a minute: a whole town hall, at times.
    #[serde(default = "departures_per_minute")]
    pub departures_per_minute: NonZeroU32,
}

/// What a service may ask for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReleasePolicy {
    /// Items it cannot do without, whenever it asks for them.
    #[serde(default)]
    pub essential: Items,
    /// Items that a person may keep back.
    #[serde(default)]
    pub voluntary: Items,
}

/// One identification method.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Method {
    /// Its short name: `mojeid`. Its callback is `/login/callback/{id}`.
    pub id: MethodId,
    /// What people know it as.
    pub name: Label,
    /// A sentence about it.
    #[serde(default)]
    pub hint: Option<Label>,
    /// The picture beside its name.
    #[serde(default)]
    pub icon: Icon,
    /// No login by it is worth more.
    pub level: AssuranceLevel,
    /// How it knows its people.
    pub kind: MethodKind,
    /// Where somebody who has none yet gets one.
    #[serde(default)]
    pub join: Option<Url>,
    /// Whether a logout here goes on to the method's own logout, if it has one (`end_session_endpoint`). The address
    /// `/logout/returned` of the hub is registered there as one to return to.
    #[serde(default = "yes")]
    pub logout: bool,
    /// Where and as whom the hub asks it.
    pub openid: RelyingPartyConfig,
}

/// How a method knows its people.
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
#[expect(clippy::large_enum_variant, reason = "a handful, made at the start")]
pub enum MethodKind {
    /// It has accounts with names, dates of birth and addresses: people are looked up in the register.
    Account,
    /// A Mobile Key: people attach it here.
    MobileKey {
        /// Where people go to attach a phone.
        enrol: Url,
        /// Where the app is.
        #[serde(default)]
        app: Option<Url>,
        /// Where its API is, without `/api`: devices and notices.
        api: Url,
        /// The client of the hub by which it asks who a person is while enrolling.
        client: String,
    },
}

/// The picture beside a method's name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Icon {
    /// An account with a password.
    #[default]
    Account,
    /// A phone.
    Phone,
    /// A card.
    Card,
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
    /// A client has the name that stands for the portal.
    #[error("no client may be called {0}")]
    ReservedClient(ServiceId),
    /// A rule for a client that does not exist.
    #[error("release.{0} names no client")]
    UnknownService(String),
    /// A Mobile Key that enrols as a client that does not exist.
    #[error("method {0} enrols as a client that does not exist")]
    UnknownEnrollingClient(MethodId),
}

impl Config {
    /// What is wrong with it, by itself.
    ///
    /// # Errors
    /// It contradicts itself.
    pub fn check(&self) -> Result<(), ConfigError> {
        let clients: Vec<_> = self.openid.clients.iter().map(|client| client.id.as_str()).collect();
        for (index, method) in self.methods.iter().enumerate() {
            if self.methods[..index].iter().any(|other| other.id == method.id) {
                return Err(ConfigError::SameMethod(method.id.clone()));
            }
            if method.openid.callback_path != format!("/login/callback/{}", method.id) {
                return Err(ConfigError::Callback(method.id.clone()));
            }
            if let MethodKind::MobileKey { client, .. } = &method.kind
                && !clients.contains(&client.as_str())
            {
                return Err(ConfigError::UnknownEnrollingClient(method.id.clone()));
            }
        }
        if clients.contains(&ServiceId::portal().as_str()) {
            return Err(ConfigError::ReservedClient(ServiceId::portal()));
        }
        match self.release.keys().find(|service| !clients.contains(&service.as_str())) {
            Some(unknown) => Err(ConfigError::UnknownService(unknown.clone())),
            None => Ok(()),
        }
    }
}

impl Config {
    /// The levels that a login here can reach: those of the best method and below.
    pub(crate) fn levels(&self) -> &'static [AssuranceLevel] {
        let best = self.methods.iter().map(|method| method.level).max();
        let reached = AssuranceLevel::ALL.iter().filter(|level| Some(**level) <= best).count();
        let all: &'static [AssuranceLevel] = &AssuranceLevel::ALL;
        &all[..reached]
    }
}

impl Method {
    /// What people know it as.
    pub fn name(&self, language: Language) -> &str {
        self.name.text(language)
    }

    /// A sentence about it.
    pub fn hint(&self, language: Language) -> &str {
        self.hint.as_ref().map_or("", |hint| hint.text(language))
    }

    /// Whether it is a Mobile Key.
    pub fn is_mobile_key(&self) -> bool {
        matches!(self.kind, MethodKind::MobileKey { .. })
    }
}

impl Icon {
    /// Its name among the icons of pages.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Account => "person",
            Self::Phone => "phone",
            Self::Card => "card",
        }
    }
}

impl<'de> Deserialize<'de> for Items {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let names = Vec::<String>::deserialize(deserializer)?;
        let items = names.iter().map(|name| Item::parse(name)).collect::<Result<Vec<_>, _>>();
        items.map(Self::new).map_err(serde::de::Error::custom)
    }
}

const fn departures_per_minute() -> NonZeroU32 {
    const DEFAULT: NonZeroU32 = NonZeroU32::new(300).expect("not zero");
    DEFAULT
}

fn yes() -> bool {
    true
}

fn history_days() -> u32 {
    730
}
