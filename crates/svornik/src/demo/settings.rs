//! The demo's configuration: the same files that an operator writes, with addresses and secrets filled in.

use super::certificates::Certificates;
use super::front_door::Party;
use crate::config::TlsFiles;
use secrets::{KeyedHash, MasterKey, hexadecimal};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

/// For [`crate::config::Config`].
pub(super) const SVORNIK: &str = include_str!("../../demo/svornik.toml");
/// For [`super::samples::Samples`].
pub(super) const SAMPLES: &str = include_str!("../../demo/samples.toml");
/// The names of the databases.
pub(super) const STORES: [&str; 8] =
    ["population", "mojeid", "hub", "mobile_key", "outbox", "lipova", "knihovna", "obchod"];

/// Parties in the order of the story: name, port, what it is.
const PARTIES: [(&str, u16, &str); 8] = [
    ("mojeid", 1, "mojeID: accounts of people"),
    ("hub", 2, "Národní bod (the hub): portal and logins"),
    ("mobile-key", 3, "the Mobile Key; the phone app is at /app/"),
    ("population", 8, "the population register"),
    ("outbox", 9, "every e-mail, SMS and letter"),
    ("lipova", 10, "a service: town of Lipová"),
    ("knihovna", 11, "another service: Lipová Library"),
    ("obchod", 12, "a service that asks mojeID itself: Bridge Corner Shop"),
];

/// TLS listeners are so far above the plain ones.
const TLS_OFFSET: u16 = 1000;
/// The population register's API, which has TLS always.
const REGISTER_API: u16 = 18;
/// The last port is above the base by so much.
pub(crate) const PORTS: u16 = TLS_OFFSET + REGISTER_API;

/// What the files' placeholders stand for.
pub(super) struct Settings {
    port_base: u16,
    has_tls: bool,
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
            port_base,
            has_tls,
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
        Self { port_base: 8000, has_tls: false, data, certificates, secrets }
    }

    /// Where a site listens; the offset is its port's distance from the front door.
    pub(super) fn address(&self, offset: u16) -> SocketAddr {
        SocketAddr::from((Ipv4Addr::LOCALHOST, self.port(offset)))
    }

    /// Its public address. A name, because WebAuthn needs one.
    pub(super) fn origin(&self, offset: u16) -> String {
        let scheme = if self.has_tls { "https" } else { "http" };
        format!("{scheme}://localhost:{}", self.port(offset))
    }

    /// What its listener has.
    pub(super) fn tls_files(&self) -> Option<TlsFiles> {
        self.has_tls.then(|| TlsFiles {
            certificate: self.certificates.join("server.pem"),
            key: self.certificates.join("server.key"),
            client_authority: None,
        })
    }

    fn port(&self, offset: u16) -> u16 {
        self.port_base + offset + if self.has_tls { TLS_OFFSET } else { 0 }
    }

    pub(super) fn parties(&self) -> Vec<Party> {
        let party =
            |(name, offset, summary)| Party { name, address: format!("{}/", self.origin(offset)), summary };
        PARTIES.map(party).into()
    }

    /// Fills in `${origin:1}`, `${listen:1}` with its TLS, `${register-api}`, `${secret:NAME}`, `${data}` and
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
        let offset: u16 = name.parse().unwrap_or_default();
        match kind {
            "origin" => self.origin(offset),
            "listen" => self.listener(offset),
            "register-api" => (self.port_base + PORTS).to_string(),
            "secret" => self.secret(name),
            "data" => self.data.display().to_string(),
            "certificates" => self.certificates.display().to_string(),
            // left as it is, so that parsing the file fails where it stands
            _ => format!("${{{placeholder}}}"),
        }
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
