//! mojeID's part of the configuration.

use serde::Deserialize;

/// The `[mojeid.settings]` table.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The table `site`: address, brand, helpdesk.
    pub site: web::SiteConfig,
    /// The table `openid`: the services that may ask, and the lifetimes of codes and tokens.
    #[serde(default)]
    pub openid: openid::ProviderConfig,
    /// The table `sessions`: how long people stay logged in.
    #[serde(default)]
    pub sessions: sessions::SessionLimits,
    /// The host of long identifiers, `https://novak.HOST/` (default: the host of the site) (B10).
    #[serde(default)]
    pub identifier_host: Option<String>,
    /// For how many days entries stay in people's histories (default 730).
    #[serde(default = "history_days")]
    pub history_days: u32,
    /// How many accounts can be registered from one network address in an hour (default 60).
    #[serde(default = "registrations_per_hour")]
    pub registrations_per_hour: std::num::NonZeroU32,
}

impl Config {
    /// A site at an address, without services.
    pub fn at(origin: url::Url) -> Self {
        Self {
            site: web::SiteConfig::at(origin),
            openid: openid::ProviderConfig::default(),
            sessions: sessions::SessionLimits::default(),
            identifier_host: None,
            history_days: history_days(),
            registrations_per_hour: registrations_per_hour(),
        }
    }
}

const fn history_days() -> u32 {
    730
}

const fn registrations_per_hour() -> std::num::NonZeroU32 {
    const DEFAULT: u32 = 60;
    match std::num::NonZeroU32::new(DEFAULT) {
        Some(number) => number,
        None => std::num::NonZeroU32::MIN,
    }
}
