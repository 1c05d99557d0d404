//! The services that may ask: who they are, how they prove it, what they may have.

use jose::{Algorithm, JwkSet};
use oidc::{RedirectUri, RequestPolicy, ResponseType, Scope};
use secrets::Secret;
use serde::{Deserialize, Serialize, Serializer};
use url::Url;
use values::{AssuranceLevel, Label, Language};

/// One client, as the configuration has it.
///
/// ```toml
/// [[mojeid.settings.openid.clients]]
/// id = "lipova"
/// name = { cs = "Městský úřad Lipová", en = "Lipová Town Hall" }
/// authentication = { method = "client_secret", secret = "…" }
/// redirect_uris = ["https://lipova.example/callback"]
/// scope = "openid profile email"
/// ```
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Client {
    /// `client_id`.
    pub id: String,
    /// What people know it as.
    pub name: Label,
    /// The domain that people know it by; the host of the first redirect URI if it is not told.
    #[serde(default)]
    pub domain: Option<String>,
    /// How it proves who it is.
    #[serde(default)]
    pub authentication: ClientAuthentication,
    /// Where answers may go.
    #[serde(default)]
    pub redirect_uris: Vec<RedirectUri>,
    /// Where the browser may go after a logout.
    #[serde(default)]
    pub post_logout_redirect_uris: Vec<RedirectUri>,
    /// Scope values that it may ask people for; `offline_access` among them allows refresh tokens.
    #[serde(default = "openid_only")]
    pub scope: Scope,
    /// Scope values that it may have for itself, without a person (RFC 6749 §4.4); empty means that it may not.
    #[serde(default, alias = "own_scope")]
    pub client_credentials_scope: Scope,
    /// What it may ask the authorization endpoint for; empty for a client that only acts on its own behalf.
    #[serde(default = "ResponseType::all")]
    pub response_types: Vec<ResponseType>,
    /// Types of authorization details that it may push (RFC 9396).
    #[serde(default)]
    pub authorization_details_types: Vec<String>,
    /// `id_token_signed_response_alg`: `RS256` (if not told, OpenID Connect Registration 1.0 §2), `ES256` or `EdDSA`.
    #[serde(default = "rs256")]
    pub id_token_signed_response_alg: Algorithm,
    /// Whether it sees people under pseudonyms of its own.
    #[serde(default)]
    pub subject_type: SubjectType,
    /// Clients of one sector see the same pseudonyms; its own id if not told.
    #[serde(default, alias = "sector")]
    pub sector_identifier: Option<String>,
    /// Belongs to the operator of this provider: nobody is asked for consent.
    #[serde(default)]
    pub first_party: bool,
    /// Takes authorization requests only through the pushed authorization request endpoint.
    #[serde(default)]
    pub require_pushed_authorization_requests: bool,
    /// Whether its requests must bear a PKCE challenge.
    #[serde(default)]
    pub pkce: Pkce,
    /// The level below which it never accepts a login, whatever it asks for.
    #[serde(default)]
    pub minimum_level: Option<AssuranceLevel>,
    /// May ask about tokens of other clients (RFC 7662): a server with an API.
    #[serde(default)]
    pub may_introspect: bool,
}

/// How a client proves who it is (OIDC Core §9).
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(tag = "method", rename_all = "snake_case", deny_unknown_fields)]
pub enum ClientAuthentication {
    /// Not at all: an app on somebody's device. PKCE binds its codes.
    #[default]
    #[serde(deserialize_with = "crate::config::nothing_else")]
    None,
    /// `client_secret_basic` or `client_secret_post`, whichever the client's library takes.
    ClientSecret {
        /// The secret; kept in memory as a keyed hash only.
        #[serde(serialize_with = "no_secret")]
        secret: Secret,
    },
    /// `private_key_jwt` with keys that stand in the configuration or are fetched.
    PrivateKeyJwt {
        /// The keys.
        #[serde(default)]
        jwks: Option<JwkSet>,
        /// Where the keys are.
        #[serde(default)]
        jwks_uri: Option<Url>,
    },
}

/// How a client sees people (OIDC Core §8).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SubjectType {
    /// By pseudonyms that no other sector sees.
    #[default]
    Pairwise,
    /// By the site's own identifier: only between parties of the same operator.
    Public,
}

/// Proof Key for Code Exchange (RFC 9700 §2.1.1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pkce {
    /// Every request bears a challenge.
    #[default]
    Required,
    /// For a client with a secret or key whose library does not speak PKCE: a request without a challenge bears a nonce.
    Optional,
}

impl ClientAuthentication {
    /// The values of `token_endpoint_auth_method` (OIDC Core §9) that stand for the methods above.
    pub(crate) const METHODS: [&'static str; 4] =
        ["client_secret_basic", "client_secret_post", "private_key_jwt", "none"];
}

impl Client {
    /// A public client with the scope `openid`; the other fields are set afterwards.
    pub fn new(id: impl Into<String>, name: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            name: Label::One(name.into()),
            domain: None,
            authentication: ClientAuthentication::None,
            redirect_uris: Vec::new(),
            post_logout_redirect_uris: Vec::new(),
            scope: openid_only(),
            client_credentials_scope: Scope::default(),
            response_types: ResponseType::all(),
            authorization_details_types: Vec::new(),
            id_token_signed_response_alg: rs256(),
            subject_type: SubjectType::default(),
            sector_identifier: None,
            first_party: false,
            require_pushed_authorization_requests: false,
            pkce: Pkce::default(),
            minimum_level: None,
            may_introspect: false,
        }
    }

    /// What the ordered checks of an authorization request read; `pushed` says that it came by RFC 9126.
    pub(crate) fn request_policy(&self, pushed: bool) -> RequestPolicy<'_> {
        RequestPolicy {
            scope: &self.scope,
            response_types: &self.response_types,
            detail_types: &self.authorization_details_types,
            pkce_required: self.pkce == Pkce::Required,
            must_be_pushed: self.require_pushed_authorization_requests,
            pushed,
        }
    }

    /// Whether it cannot prove who it is: an app on somebody's device.
    pub(crate) fn is_public(&self) -> bool {
        matches!(self.authentication, ClientAuthentication::None)
    }

    /// What people know it as.
    pub fn name(&self, language: Language) -> &str {
        self.name.text(language)
    }

    /// The domain that people know it by.
    pub fn domain(&self) -> String {
        let host = || Url::parse(self.redirect_uris.first()?.as_str()).ok()?.host_str().map(str::to_owned);
        self.domain.clone().or_else(host).unwrap_or_default()
    }

    /// Its front page, as far as its first web address tells: where a person goes whose login cannot go on.
    pub fn home(&self) -> Option<Url> {
        let url = Url::parse(self.redirect_uris.first()?.as_str()).ok()?;
        let origin = url.origin();
        if origin.is_tuple() { Url::parse(&origin.ascii_serialization()).ok() } else { None }
    }

    /// Whose pseudonyms it sees.
    pub fn sector_identifier(&self) -> &str {
        self.sector_identifier.as_deref().unwrap_or(&self.id)
    }
}

/// Where a client is stored, only a keyed hash of its secret is.
fn no_secret<S: Serializer>(_: &Secret, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str("")
}

fn rs256() -> Algorithm {
    Algorithm::Rs256
}

fn openid_only() -> Scope {
    "openid".parse().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_client_is_read_from_the_configuration() {
        let client: Client = serde_json::from_value(json!({
            "id": "lipova", "name": {"cs": "Městský úřad Lipová", "en": "Lipová Town Hall"},
            "authentication": {"method": "client_secret", "secret": "0123456789abcdef"},
            "redirect_uris": ["https://lipova.example/callback"], "scope": "openid email",
            "id_token_signed_response_alg": "ES256", "subject_type": "public", "pkce": "optional",
            "minimum_level": "substantial",
        }))
        .unwrap();
        assert_eq!(client.name(Language::En), "Lipová Town Hall");
        assert_eq!(client.name(Language::Sk), "Městský úřad Lipová");
        assert_eq!((client.domain().as_str(), client.sector_identifier()), ("lipova.example", "lipova"));
        assert_eq!(client.minimum_level, Some(AssuranceLevel::Substantial));
        assert_eq!((client.id_token_signed_response_alg, client.pkce), (Algorithm::Es256, Pkce::Optional));
        assert!(!format!("{client:?}").contains("0123456789abcdef"));
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        for extra in [
            json!({"redirect_uri": "https://a.example/"}),
            json!({"redirect_uris": ["http://a.example/"]}),
            json!({"authentication": {"method": "client_secret_jwt"}}),
            json!({"authentication": {"method": "none", "secret": "0123456789abcdef"}}),
            json!({"id_token_signed_response_alg": "HS256"}),
            json!({"scope": "openid  email"}),
            json!({"pkce": "plain"}),
        ] {
            let mut client = json!({"id": "a", "name": "A"});
            client.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
            assert!(serde_json::from_value::<Client>(client).is_err(), "{extra}");
        }
    }
}
