//! TLS, as the URL asks for it.

use std::fs;
use std::net::IpAddr;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};
use tokio_postgres::Config;
use tokio_postgres::config::{Host, SslMode};
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::StoreError;

/// Where Debian keeps the authorities that it trusts.
const SYSTEM_AUTHORITIES: &str = "/etc/ssl/certs/ca-certificates.crt";
const CONNECT_TIMEOUT_MS: u64 = 5_000;
const KEEPALIVE_IDLE_MS: u64 = 30_000;

/// The parsed URL of the server.
pub(super) enum Tls {
    None,
    /// Always verified, whatever the mode is called.
    Verified(MakeRustlsConnect),
}

/// Reads a URL. TLS only with `sslmode=require`, `verify-ca` or `verify-full`; the certificate is verified in each
/// of them, against `sslrootcert=FILE` or the system's authorities.
pub(super) fn read_url(url: &str) -> Result<(Config, Tls), StoreError> {
    let (base, query) = url.split_once('?').unwrap_or((url, ""));
    let mut mode = "disable";
    let mut authorities = SYSTEM_AUTHORITIES.to_owned();
    let mut rest = Vec::new();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        match pair.split_once('=') {
            Some(("sslmode", value)) => mode = value,
            Some(("sslrootcert", value)) => authorities = value.replace("%2F", "/").replace("%2f", "/"),
            _ => rest.push(pair),
        }
    }
    // The error's text could carry the password.
    let mut config = Config::from_str(&format!("{base}?{}", rest.join("&")))
        .map_err(|_| unusable("it cannot be read: postgres://USER:PASSWORD@HOST/DATABASE"))?;
    config
        .application_name("svornik")
        .connect_timeout(Duration::from_millis(CONNECT_TIMEOUT_MS))
        .keepalives_idle(Duration::from_millis(KEEPALIVE_IDLE_MS));
    let tls = match mode {
        "disable" => {
            config.ssl_mode(SslMode::Disable);
            Tls::None
        }
        "require" | "verify-ca" | "verify-full" => {
            config.ssl_mode(SslMode::Require);
            Tls::Verified(MakeRustlsConnect::new(client(&authorities)?))
        }
        other => {
            return Err(unusable(format!(
                "sslmode={other}: only disable, require, verify-ca and verify-full are known"
            )));
        }
    };
    Ok((config, tls))
}

/// Whether such a URL can be used: it can be read, and personal data leave this machine encrypted only.
pub(crate) fn check_url(url: &str) -> Result<(), StoreError> {
    let (config, tls) = read_url(url)?;
    let is_here = |host: &Host| match host {
        Host::Unix(_) => true,
        Host::Tcp(name) => {
            name.eq_ignore_ascii_case("localhost") || name.parse().is_ok_and(|ip: IpAddr| ip.is_loopback())
        }
    };
    let are_here = config.get_hosts().iter().all(is_here)
        && config.get_hostaddrs().iter().all(std::net::IpAddr::is_loopback);
    if matches!(tls, Tls::None) && !are_here {
        return Err(unusable(
            "it leads to another machine, and without sslmode=require all data would go there unencrypted",
        ));
    }
    Ok(())
}

fn unusable(reason: impl Into<String>) -> StoreError {
    StoreError::Url { reason: reason.into() }
}

fn client(authorities: &str) -> Result<ClientConfig, StoreError> {
    let unreadable = |reason: String| StoreError::unavailable(format!("{authorities}: {reason}"));
    let pem = fs::read(authorities).map_err(|error| unreadable(error.to_string()))?;
    let mut roots = RootCertStore::empty();
    let certificates: Vec<_> = CertificateDer::pem_slice_iter(&pem).filter_map(Result::ok).collect();
    if roots.add_parsable_certificates(certificates).0 == 0 {
        return Err(unreadable("no certificate there".to_owned()));
    }
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let builder = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| StoreError::unavailable(error.to_string()))?;
    Ok(builder.with_root_certificates(roots).with_no_client_auth())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_url_decides_about_tls() {
        let plain = read_url("postgres://a:b@localhost/c?connect_timeout=3").unwrap();
        assert!(matches!(plain.1, Tls::None));
        let missing = read_url("postgres://a@localhost/c?sslmode=verify-full&sslrootcert=/nowhere").err();
        assert!(matches!(missing, Some(StoreError::Unavailable { .. })));
        assert!(read_url("postgres://a@localhost/c?sslmode=prefer").is_err());
    }

    #[test]
    fn an_unreadable_url_is_not_repeated() {
        let error = read_url("postgres://a:hush@localhost:nonsense/c").err().unwrap();
        assert!(!error.to_string().contains("hush"));
    }
}
