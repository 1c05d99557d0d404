//! The Mobile Key's part of the configuration.

use std::num::NonZeroU32;

use serde::Deserialize;
use url::Url;

/// The `[mobile_key.settings]` table.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Address, brand, helpdesk. The app lies under `/app/` of the same address.
    pub site: web::SiteConfig,
    /// The provider's side: its only client is the hub, with `subject_type = "public"`, `client_credentials_scope = "devices"` and the
    /// authorization details type `identity_release`.
    pub openid: openid::ProviderConfig,
    /// The relying party's side: the hub says who a person is while enrolling. `callback_path = "/enrol/callback"`.
    pub hub: openid::RelyingPartyConfig,
    /// The hub's portal, where people see and disconnect their devices.
    pub portal: Url,
    /// How much one network address may ask: the table `limits`.
    #[serde(default)]
    pub limits: Limits,
}

/// How much one network address may ask.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// Requests to the phone's API, and ways on from the pages of a request, in a minute; default 1200.
    pub requests_per_minute: NonZeroU32,
    /// New installations of the app in an hour; default 300.
    pub installations_per_hour: NonZeroU32,
    /// Pages with a QR code begun in a minute; default 300.
    pub codes_per_minute: NonZeroU32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            requests_per_minute: at_least_one(1_200),
            installations_per_hour: at_least_one(300),
            codes_per_minute: at_least_one(300),
        }
    }
}

const fn at_least_one(number: u32) -> NonZeroU32 {
    match NonZeroU32::new(number) {
        Some(number) => number,
        None => NonZeroU32::MIN,
    }
}
