//! What a site's configuration says, in the terms in which every configuration is checked.

use std::borrow::Cow;
use std::net::SocketAddr;

use openid::{Client, ProviderConfig, RelyingPartyConfig};
use url::Url;
use values::AssuranceLevel;

use crate::files::{MtlsClientConfig, TlsFiles};

/// A site's settings as the checks see them. A name is where a setting stands: `[hub.settings] register`.
pub struct Outline<'a> {
    /// Address, brand, helpdesk.
    pub web: &'a web::SiteConfig,
    /// What contradicts itself.
    pub mistakes: Vec<String>,
    /// Where the site sends people, secrets and questions.
    pub links: Vec<(String, Url)>,
    /// Its OpenID provider.
    pub provider: Option<ProviderOutline<'a>>,
    /// Its OpenID relying parties.
    pub relying_parties: Vec<(String, &'a RelyingPartyConfig)>,
    /// Listeners beside that of its pages.
    pub listeners: Vec<NamedListener<'a>>,
    /// Certificates by which it proves itself.
    pub client_certificates: Vec<(String, &'a MtlsClientConfig)>,
}

/// An OpenID provider in a configuration.
pub struct ProviderOutline<'a> {
    /// Its issuer, if that is not the site's origin.
    pub issuer: Option<&'a str>,
    /// Where its clients stand in the site's table: `settings.openid.clients`.
    pub clients_at: &'static str,
    /// Its clients.
    pub clients: Cow<'a, [Client]>,
    /// The highest level that a login here can reach, if there is a limit.
    pub highest_level: Option<AssuranceLevel>,
}

impl<'a> ProviderOutline<'a> {
    /// Of a provider whose clients stand in its own settings.
    pub fn of(config: &'a ProviderConfig, highest_level: Option<AssuranceLevel>) -> Self {
        let (issuer, clients) = (config.issuer.as_deref(), Cow::Borrowed(config.clients.as_slice()));
        Self { issuer, clients_at: "settings.openid.clients", clients, highest_level }
    }
}

/// A listener in a configuration.
pub struct NamedListener<'a> {
    /// Where it stands.
    pub place: String,
    /// Address and port.
    pub address: SocketAddr,
    /// Its PEM files.
    pub tls: Option<&'a TlsFiles>,
}

impl<'a> Outline<'a> {
    /// Of a site that has nothing but pages.
    pub fn of(web: &'a web::SiteConfig) -> Self {
        Self {
            web,
            mistakes: Vec::new(),
            links: Vec::new(),
            provider: None,
            relying_parties: Vec::new(),
            listeners: Vec::new(),
            client_certificates: Vec::new(),
        }
    }
}
