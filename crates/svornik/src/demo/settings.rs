//! The demo's configuration: the same file that an operator writes, with addresses and secrets filled in.

use super::certificates::Certificates;
use runtime::TlsFiles;
use secrets::{KeyedHash, MasterKey, hexadecimal};
use serde::Serialize;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

/// For [`crate::config::Config`].
pub(super) const SVORNIK: &str = include_str!("../../demo/svornik.toml");
/// The name of the page that explains the demo.
pub(super) const FRONT_DOOR: &str = "front";

/// TLS listeners are so far above the plain ones.
const TLS_OFFSET: u16 = 1000;

/// A site of the demo: what the front door, the command and the tests are told of it.
#[derive(Serialize)]
pub(super) struct DemoSite {
    /// Also the key of its texts: `about-mojeid`.
    pub(super) name: &'static str,
    /// The address of its first page.
    pub(super) url: String,
    /// In English, for the table that the command prints.
    pub(super) summary: &'static str,
    /// Every port on which it listens.
    pub(super) ports: Vec<u16>,
}

/// Every site, the front door first.
pub(super) fn sites(port_base: u16, has_tls: bool) -> Vec<DemoSite> {
    let ports = Ports { base: port_base, has_tls };
    let front = DemoSite {
        name: FRONT_DOOR,
        url: format!("{}/", ports.origin(0)),
        summary: "what is what, who is who",
        ports: vec![ports.port(0)],
    };
    let others = super::sites().map(|site| {
        let other = site.other_ports.iter().map(|(_, port)| port_base + port);
        DemoSite {
            name: site.name,
            url: format!("{}/", ports.origin(site.port)),
            summary: site.summary,
            ports: std::iter::once(ports.port(site.port)).chain(other).collect(),
        }
    });
    std::iter::once(front).chain(others).collect()
}

/// The port of a site's pages, counted from the front door's.
fn port_of(name: &str) -> Option<u16> {
    let mut sites = super::sites();
    if name == FRONT_DOOR { Some(0) } else { sites.find(|site| site.name == name).map(|site| site.port) }
}

/// The highest port, counted from the front door's.
pub(super) fn last_port() -> u16 {
    sites(0, true).iter().flat_map(|site| &site.ports).copied().max().unwrap_or_default()
}

/// Where the front door is, and whether the sites speak TLS.
#[derive(Clone, Copy)]
struct Ports {
    base: u16,
    has_tls: bool,
}

impl Ports {
    fn port(self, offset: u16) -> u16 {
        self.base + offset + if self.has_tls { TLS_OFFSET } else { 0 }
    }

    /// A name, because WebAuthn needs one.
    fn origin(self, offset: u16) -> String {
        let scheme = if self.has_tls { "https" } else { "http" };
        format!("{scheme}://localhost:{}", self.port(offset))
    }
}

/// What the files' placeholders stand for.
pub(super) struct Settings {
    ports: Ports,
    data: PathBuf,
    certificates: PathBuf,
    secrets: KeyedHash,
}

impl Settings {
    pub(super) fn new(
        port_base: u16,
        has_tls: bool,
        data: &Path,
        certificates: &Certificates,
        master_key: &MasterKey,
    ) -> Self {
        Self {
            ports: Ports { base: port_base, has_tls },
            data: data.to_owned(),
            certificates: certificates.folder().to_owned(),
            secrets: KeyedHash::new(master_key, "demo secret"),
        }
    }

    /// With made-up places, for tests that read the filled files.
    #[cfg(test)]
    pub(super) fn for_tests() -> Self {
        let secrets = KeyedHash::new(&MasterKey::generate(), "demo secret");
        let [data, certificates] = ["world", "world/tls"].map(PathBuf::from);
        Self { ports: Ports { base: 8000, has_tls: false }, data, certificates, secrets }
    }

    /// Where a site listens; its port is counted from the front door's.
    pub(super) fn address(&self, offset: u16) -> SocketAddr {
        SocketAddr::from((Ipv4Addr::LOCALHOST, self.ports.port(offset)))
    }

    /// Its public address.
    pub(super) fn origin(&self, offset: u16) -> String {
        self.ports.origin(offset)
    }

    /// The public address of a site on the list.
    pub(super) fn origin_of(&self, name: &str) -> Option<String> {
        port_of(name).map(|port| self.origin(port))
    }

    pub(super) fn sites(&self) -> Vec<DemoSite> {
        sites(self.ports.base, self.ports.has_tls)
    }

    /// What its listener has.
    pub(super) fn tls_files(&self) -> Option<TlsFiles> {
        self.ports.has_tls.then(|| TlsFiles {
            certificate: self.certificates.join("server.pem"),
            key: self.certificates.join("server.key"),
            client_authority: None,
        })
    }

    /// Fills in `${origin:SITE}`, `${listen:SITE}` with its TLS, `${port:LISTENER}`, `${secret:NAME}`, `${data}` and
    /// `${certificates}`.
    pub(super) fn fill(&self, template: &str) -> String {
        let mut filled = String::with_capacity(template.len() * 2);
        let mut parts = template.split("${");
        filled.push_str(parts.next().unwrap_or_default());
        for part in parts {
            let (placeholder, rest) = part.split_once('}').unwrap_or((part, ""));
            filled.push_str(&self.value(placeholder));
            filled.push_str(rest);
        }
        filled
    }

    fn value(&self, placeholder: &str) -> String {
        let (kind, name) = placeholder.split_once(':').unwrap_or((placeholder, ""));
        let listener =
            || super::sites().flat_map(|site| site.other_ports).find(|(listener, _)| *listener == name);
        let value = match kind {
            "origin" => self.origin_of(name),
            "listen" => port_of(name).map(|port| self.listener(port)),
            "port" => listener().map(|(_, port)| (self.ports.base + port).to_string()),
            "secret" => Some(self.secret(name)),
            "data" => Some(self.data.display().to_string()),
            "certificates" => Some(self.certificates.display().to_string()),
            _ => None,
        };
        // what is unknown is left as it is, so that parsing the file fails where it stands
        value.unwrap_or_else(|| format!("${{{placeholder}}}"))
    }

    /// The lines `listen` and, if there is TLS, `tls`.
    fn listener(&self, offset: u16) -> String {
        let listen = format!("listen = \"{}\"", self.address(offset));
        let tls = self.tls_files().map_or(String::new(), |files| {
            format!(
                "\ntls = {{ certificate = \"{}\", key = \"{}\" }}",
                files.certificate.display(),
                files.key.display()
            )
        });
        listen + &tls
    }

    /// Random as the master key, and the same at every start.
    fn secret(&self, name: &str) -> String {
        hexadecimal(&self.secrets.hash(name.as_bytes()))
    }
}
