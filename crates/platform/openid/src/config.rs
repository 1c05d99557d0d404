//! What an operator decides about a provider.

use std::num::NonZeroU32;

use serde::Deserialize;
use values::{DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS};

use crate::Client;

/// The `[SITE.settings.openid]` part of the configuration.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ProviderConfig {
    /// The issuer, if it is not the site's origin: `https://mojeid.example/oidc/`. Its path only names it; the endpoints
    /// stay where they are.
    pub issuer: Option<String>,
    /// The clients: `[[SITE.settings.openid.clients]]`.
    pub clients: Vec<Client>,
    /// How long things are valid.
    pub lifetimes: Lifetimes,
    /// How often signing keys change.
    pub keys: KeyRotation,
    /// How much one address may ask for.
    pub limits: Limits,
}

/// `[SITE.settings.openid.limits]`: how much one address may ask for in a minute. Logins with a live session are not counted.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// Requests that wait for a person (default 1 200): interactions, logouts, and what public clients push. An office or a mobile
    /// operator's customers share an address: a thousand logins within a minute are no attack.
    pub waiting_per_minute: NonZeroU32,
    /// Failed authentications of one client (default 60).
    pub failed_authentications_per_minute: NonZeroU32,
}

impl Default for Limits {
    fn default() -> Self {
        let (waiting, failed) = (NonZeroU32::MIN.saturating_add(1199), NonZeroU32::MIN.saturating_add(59));
        Self { waiting_per_minute: waiting, failed_authentications_per_minute: failed }
    }
}

/// How long things are valid: `[SITE.settings.openid.lifetimes]`.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Lifetimes {
    /// Lifetime of authorization codes in ms (default 60 000); TARA has 30 s, RFC 6749 §4.1.2 at most 10 minutes.
    pub code_ms: i64,
    /// Lifetime of ID tokens in ms (default 300 000).
    pub id_token_ms: i64,
    /// Lifetime of access tokens in ms (default 600 000).
    pub access_token_ms: i64,
    /// Lifetime of an unused refresh token in ms (default 2 592 000 000: 30 days).
    pub refresh_token_ms: i64,
    /// Lifetime of pushed authorization requests in ms (default 90 000; RFC 9126 §2.2: 5 to 600 s).
    pub pushed_request_ms: i64,
    /// How long a person may take on the pages of the site, in ms (default 1 800 000: 30 minutes).
    pub interaction_ms: i64,
}

impl Default for Lifetimes {
    fn default() -> Self {
        Self {
            code_ms: 60 * SECOND_MS,
            id_token_ms: 5 * MINUTE_MS,
            access_token_ms: 10 * MINUTE_MS,
            refresh_token_ms: 30 * DAY_MS,
            pushed_request_ms: 90 * SECOND_MS,
            interaction_ms: 30 * MINUTE_MS,
        }
    }
}

/// `[SITE.settings.openid.keys]`: how often signing keys change. A key is published before it signs and stays published until the last token that it
/// signed has expired.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct KeyRotation {
    /// How long a key signs, in ms (default 90 days).
    pub sign_for_ms: i64,
    /// How long a key is published before it signs, in ms (default 2 days): longer than anybody caches the set.
    pub publish_before_ms: i64,
    /// How long the key set may be cached, in ms (default 1 hour); a key stays published for so long after its last
    /// signature.
    pub cache_ms: i64,
    /// How long after that an ID token it signed is still accepted as `id_token_hint`, in ms (default 400 days; OIDC Core
    /// §3.1.2.1, RP-Initiated Logout 1.0 §2: expired ones are).
    pub hint_ms: i64,
}

impl Default for KeyRotation {
    fn default() -> Self {
        Self {
            sign_for_ms: 90 * DAY_MS,
            publish_before_ms: 2 * DAY_MS,
            cache_ms: HOUR_MS,
            hint_ms: 400 * DAY_MS,
        }
    }
}

/// For tagged variants without fields, where `deny_unknown_fields` alone passes over a stray `secret`.
pub(crate) fn nothing_else<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<(), D::Error> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Nothing {}
    Nothing::deserialize(deserializer).map(|Nothing {}| ())
}
