//! The demo's own certificate authority: made once, kept in the data directory.

use anyhow::Result;
use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    KeyUsagePurpose,
};
use std::path::{Path, PathBuf};

/// PEM files in the data directory.
pub(crate) struct Certificates {
    folder: PathBuf,
}

impl Certificates {
    /// Uses those that are there, or makes them.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub(crate) fn open(data: &Path) -> Result<Self> {
        let folder = data.join("tls");
        let certificates = Self { folder };
        if !certificates.folder.join("hub.key").exists() {
            certificates.make()?;
        }
        Ok(certificates)
    }

    /// Holds `ca.pem`, `server.pem`, `server.key`, `hub.pem` (the hub as a client of the population register), `hub.key`.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    fn make(&self) -> Result<()> {
        std::fs::create_dir_all(&self.folder)?;
        let ca_key = KeyPair::generate()?;
        let mut ca = named("Svornik demo CA", &[])?;
        ca.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        ca.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        self.write("ca.pem", &ca.self_signed(&ca_key)?.pem())?;
        let issuer = Issuer::new(ca, ca_key);

        let mut server = named("localhost", &["localhost", "127.0.0.1"])?;
        server.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        self.write_pair("server", &server, &issuer)?;

        let mut hub = named("hub", &[])?;
        hub.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
        self.write_pair("hub", &hub, &issuer)
    }

    fn write_pair(&self, name: &str, params: &CertificateParams, issuer: &Issuer<'_, KeyPair>) -> Result<()> {
        let key = KeyPair::generate()?;
        self.write(&format!("{name}.pem"), &params.signed_by(&key, issuer)?.pem())?;
        self.write(&format!("{name}.key"), &key.serialize_pem())
    }

    fn write(&self, name: &str, pem: &str) -> Result<()> {
        Ok(super::private_file(&self.folder.join(name), pem.as_bytes())?)
    }
}

fn named(common_name: &str, names: &[&str]) -> Result<CertificateParams> {
    let mut params = CertificateParams::new(names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>())?;
    params.distinguished_name.push(DnType::CommonName, common_name);
    Ok(params)
}
