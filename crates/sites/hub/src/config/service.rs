//! The services that send people to the hub.

use jose::Algorithm;
use oidc::{RedirectUri, Scope};
use openid::{Client, ClientAuthentication, Pkce, SubjectType};
use serde::Deserialize;
use values::{AssuranceLevel, Label};

use crate::rules::release::ReleasePolicy;
use crate::rules::service::ServiceId;

/// One service.
///
/// ```toml
/// [[hub.settings.services]]
/// id = "lipova"
/// name = { cs = "Městský úřad Lipová", en = "Lipová Town Hall" }
/// release = { essential = ["given_name", "family_name"], voluntary = ["address"] }
///
/// [hub.settings.services.oidc]
/// authentication = { method = "client_secret", secret = "…" }
/// redirect_uris = ["https://lipova.example/callback"]
/// scope = "openid profile address"
/// ```
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServiceConfig {
    /// Its short name; its `client_id`.
    pub id: ServiceId,
    /// What people know it as.
    pub name: Label,
    /// The domain that people know it by; the host of the first redirect URI if it is not told.
    #[serde(default)]
    pub domain: Option<String>,
    /// The level below which it never accepts a login, whatever it asks for; none by default.
    #[serde(default)]
    pub minimum_level: Option<AssuranceLevel>,
    /// Belongs to the hub's own operator: nobody is asked for consent.
    #[serde(default)]
    pub first_party: bool,
    /// What it may ask for; whatever its scope stands for, all of it voluntary, if it is not told.
    #[serde(default)]
    pub release: Option<ReleasePolicy>,
    /// How it speaks OpenID Connect.
    pub oidc: OidcConfig,
}

/// `[hub.settings.services.oidc]`: the service as an OpenID Connect client.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OidcConfig {
    /// How it proves who it is; not at all by default, as an app on somebody's device.
    #[serde(default)]
    pub authentication: ClientAuthentication,
    /// Where answers may go.
    pub redirect_uris: Vec<RedirectUri>,
    /// Where the browser may go after a logout.
    #[serde(default)]
    pub post_logout_redirect_uris: Vec<RedirectUri>,
    /// Scope values that it may ask people for; `openid` by default.
    #[serde(default)]
    pub scope: Option<Scope>,
    /// `RS256` (by default), `ES256` or `EdDSA`.
    #[serde(default)]
    pub id_token_signed_response_alg: Option<Algorithm>,
    /// Whether it sees people under pseudonyms of its own; it does by default.
    #[serde(default)]
    pub subject_type: SubjectType,
    /// Services of one sector see the same pseudonyms; its own id by default.
    #[serde(default)]
    pub sector_identifier: Option<String>,
    /// Takes authorization requests only through the pushed authorization request endpoint (RFC 9126).
    #[serde(default)]
    pub require_pushed_authorization_requests: bool,
    /// Whether its requests must bear a PKCE challenge; they must by default.
    #[serde(default)]
    pub pkce: Pkce,
    /// May ask about tokens of other services (RFC 7662): a server with an API; no by default.
    #[serde(default)]
    pub may_introspect: bool,
}

impl ServiceConfig {
    /// The service as a client of the hub's OpenID provider.
    pub fn client(&self) -> Client {
        let oidc = self.oidc.clone();
        let client = Client::new(self.id.as_str(), "");
        Client {
            name: self.name.clone(),
            domain: self.domain.clone(),
            minimum_level: self.minimum_level,
            first_party: self.first_party,
            authentication: oidc.authentication,
            redirect_uris: oidc.redirect_uris,
            post_logout_redirect_uris: oidc.post_logout_redirect_uris,
            scope: oidc.scope.unwrap_or_else(|| client.scope.clone()),
            id_token_signed_response_alg: oidc
                .id_token_signed_response_alg
                .unwrap_or(client.id_token_signed_response_alg),
            subject_type: oidc.subject_type,
            sector_identifier: oidc.sector_identifier,
            require_pushed_authorization_requests: oidc.require_pushed_authorization_requests,
            pkce: oidc.pkce,
            may_introspect: oidc.may_introspect,
            ..client
        }
    }
}
