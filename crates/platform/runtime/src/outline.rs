//! What a site's configuration says, in the terms in which every configuration is checked.

use std::net::SocketAddr;

use openid::{ProviderConfig, RelyingPartyConfig};
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
    /// Its settings.
    pub config: &'a ProviderConfig,
    /// The highest level that a login here can reach, if there is a limit.
    pub highest_level: Option<AssuranceLevel>,
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
