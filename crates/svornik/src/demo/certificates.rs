//! The demo's own certificate authority: made once, kept in the data directory, made anew when its time runs out.

use anyhow::{Context, Result};
use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    KeyUsagePurpose,
};
use std::path::{Path, PathBuf};
use std::time::{Duration, UNIX_EPOCH};
use values::{DAY_MS, HOUR_MS, Timestamp};
use x509_parser::prelude::{ParsedExtension, Pem, X509Certificate};

/// Longer than this, and browsers refuse a server's certificate (CA/Browser Forum, 825 days for authorities of one's own).
const VALID_MS: i64 = 820 * DAY_MS;
/// Clocks of clients may be late.
const VALID_BEFORE_MS: i64 = HOUR_MS;
/// A demo that starts with less than this left gets new ones.
const RENEW_MS: i64 = 30 * DAY_MS;

/// PEM files in the data directory.
pub(crate) struct Certificates {
    folder: PathBuf,
}

impl Certificates {
    /// Uses those that are there, or makes them. `now` is the time of the machine, not of the demo's world: browsers
    /// know nothing of the time machine.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub(crate) fn open(data: &Path, now: Timestamp) -> Result<Self> {
        let certificates = Self { folder: data.join("tls") };
        if !certificates.can_be_used(now) {
            certificates.make(now)?;
        }
        Ok(certificates)
    }

    /// Holds `ca.pem`, `server.pem`, `server.key`, `hub.pem` (the hub as a client of the population register), `hub.key`.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    fn can_be_used(&self, now: Timestamp) -> bool {
        let has_keys = ["server.key", "hub.key"].iter().all(|name| self.folder.join(name).exists());
        has_keys
            && ["ca.pem", "server.pem", "hub.pem"].iter().all(|name| {
                std::fs::read(self.folder.join(name)).is_ok_and(|pem| is_good(&pem, now).unwrap_or(false))
            })
    }

    fn make(&self, now: Timestamp) -> Result<()> {
        std::fs::create_dir_all(&self.folder)?;
        let ca_key = KeyPair::generate()?;
        let mut ca = named("Svornik demo CA", &[], now)?;
        ca.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        ca.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        self.write("ca.pem", &ca.self_signed(&ca_key)?.pem())?;
        let issuer = Issuer::new(ca, ca_key);

        let mut server = named("localhost", &["localhost", "127.0.0.1"], now)?;
        server.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        self.write_pair("server", server, &issuer)?;

        let mut hub = named("hub", &[], now)?;
        hub.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
        self.write_pair("hub", hub, &issuer)
    }

    fn write_pair(
        &self,
        name: &str,
        mut params: CertificateParams,
        issuer: &Issuer<'_, KeyPair>,
    ) -> Result<()> {
        // RFC 5280: basic constraints and subject key identifier, key usage, authority key identifier (§4.2.1.1 MUST)
        params.is_ca = IsCa::ExplicitNoCa;
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.use_authority_key_identifier_extension = true;
        let key = KeyPair::generate()?;
        self.write(&format!("{name}.pem"), &params.signed_by(&key, issuer)?.pem())?;
        self.write(&format!("{name}.key"), &key.serialize_pem())
    }

    fn write(&self, name: &str, pem: &str) -> Result<()> {
        Ok(super::private_file(&self.folder.join(name), pem.as_bytes())?)
    }
}

fn named(common_name: &str, names: &[&str], now: Timestamp) -> Result<CertificateParams> {
    let mut params = CertificateParams::new(names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>())?;
    params.distinguished_name.push(DnType::CommonName, common_name);
    let instant = |ms: i64| Ok::<_, anyhow::Error>(UNIX_EPOCH + Duration::from_millis(ms.try_into()?));
    params.not_before = instant(now.unix_ms() - VALID_BEFORE_MS)?.into();
    params.not_after = instant(now.unix_ms() - VALID_BEFORE_MS + VALID_MS)?.into();
    Ok(params)
}

/// Whether a certificate is one that we would make now, and still good for a while. An authority signs itself.
fn is_good(pem: &[u8], now: Timestamp) -> Result<bool> {
    let (_, pem) = x509_parser::pem::parse_x509_pem(pem)?;
    let certificate = Pem::parse_x509(&pem).context("not a certificate")?;
    let validity = certificate.validity();
    let [from, until] = [validity.not_before, validity.not_after].map(|time| time.timestamp() * 1000);
    let lasts = from <= now.unix_ms() && now.unix_ms() + RENEW_MS < until && until - from <= VALID_MS;
    Ok(lasts && (certificate.is_ca() || has_authority_key(&certificate)))
}

fn has_authority_key(certificate: &X509Certificate<'_>) -> bool {
    let is_it =
        |extension: &ParsedExtension<'_>| matches!(extension, ParsedExtension::AuthorityKeyIdentifier(_));
    certificate.extensions().iter().any(|extension| is_it(extension.parsed_extension()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clock::Clock;
    use std::process::Command;

    fn read(certificates: &Certificates) -> Vec<u8> {
        std::fs::read(certificates.folder().join("server.pem")).expect("it was made")
    }

    /// Finding Cl-C12.
    #[test]
    fn strict_clients_take_them() {
        let folder = tempfile::tempdir().expect("a folder");
        let certificates = Certificates::open(folder.path(), Clock::system().now()).expect("they are made");
        for (name, purpose) in [("server", "sslserver"), ("hub", "sslclient")] {
            let file = |name: &str| certificates.folder().join(format!("{name}.pem"));
            let mut openssl = Command::new("openssl");
            openssl.args(["verify", "-x509_strict", "-purpose", purpose, "-CAfile"]);
            let output = openssl.arg(file("ca")).arg(file(name)).output().expect("openssl is there");
            assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
        }
    }

    #[test]
    fn they_are_kept_as_long_as_they_last_and_then_made_anew() {
        let folder = tempfile::tempdir().expect("a folder");
        let now = Clock::system().now();
        let at = |days: i64| Timestamp::from_unix_ms(now.unix_ms() + days * DAY_MS);
        let open = |days| read(&Certificates::open(folder.path(), at(days)).expect("they are there"));
        let first = open(0);
        assert!(open(1) == first && open(780) == first, "they last");
        let second = open(795);
        assert!(second != first && open(796) == second, "less than 30 days were left");
        assert!(open(0) != second, "made in the future: not valid yet");
    }
}
