//! The files that a configuration names, each told by its setting: all that cannot be used, at once.

use super::{Part, Report};
use crate::config::Config;
use anyhow::Result;
use clock::Clock;
use listener::Tls;
use runtime::{TlsFiles, read};
use std::fmt::Display;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use url::{Host, Url};
use x509_parser::prelude::{GeneralName, X509Certificate};

pub(super) fn check(config: &Config, parts: &[Part<'_>], report: &mut Report) {
    let mut note = |place: &dyn Display, result: Result<()>| {
        if let Err(error) = result {
            report.mistakes.push(format!("{place}: {error:#}"));
        }
    };
    note(&"the master key", config.master_key().map(drop));
    if let Some(path) = &config.common.trusted_authority {
        note(&"trusted_authority", runtime::certificates(path).map(drop).map_err(Into::into));
    }
    for part in parts {
        if let Some(files) = part.tls {
            note(&format_args!("[{}] tls", part.name), check_tls(files));
        }
        for listener in &part.outline.listeners {
            if let Some(files) = listener.tls {
                note(&listener.place, check_tls(files));
            }
        }
        for (place, files) in &part.outline.client_certificates {
            note(place, files.client().map(drop).map_err(Into::into));
        }
    }
    for part in parts {
        if let Some(files) = part.tls {
            let origin = Some(&part.outline.web.origin);
            certificate(&format!("[{}] tls", part.name), &files.certificate, origin, report);
        }
        for listener in &part.outline.listeners {
            if let Some(files) = listener.tls {
                certificate(&listener.place, &files.certificate, None, report);
            }
        }
        for (place, files) in &part.outline.client_certificates {
            certificate(place, &files.certificate, None, report);
        }
    }
    if let Some(path) = config.common.master_key_file.as_deref().filter(|path| others_may_read(path)) {
        report.advice.push(format!(
            "others than its owner may read the master key: chmod 600 {}, and think of it as known to them",
            path.display()
        ));
    }
}

/// What a certificate does not say of itself when it is loaded: that nobody will take it.
fn certificate(place: &str, path: &Path, origin: Option<&Url>, report: &mut Report) {
    // what cannot be read has been told already
    let Ok(bytes) = read(path) else { return };
    let Ok((_, pem)) = x509_parser::pem::parse_x509_pem(&bytes) else { return };
    let Ok(certificate) = pem.parse_x509() else { return };
    let (validity, now) = (certificate.validity(), Clock::system().now().unix_ms() / 1000);
    let mut advise = |what: &str| {
        report
            .advice
            .push(format!("{place}: the certificate in {} {what}: nobody will take it", path.display()));
    };
    if validity.not_after.timestamp() < now {
        advise("has expired");
    } else if validity.not_before.timestamp() > now {
        advise("is not valid yet");
    }
    if let Some(host) = origin.and_then(Url::host).filter(|host| !bears(&certificate, host)) {
        advise(&format!("does not bear the name {host}"));
    }
}

/// RFC 6125 §6.4: a star stands for one label, the first.
fn bears(certificate: &X509Certificate<'_>, host: &Host<&str>) -> bool {
    let Ok(Some(names)) = certificate.subject_alternative_name() else { return false };
    names.value.general_names.iter().any(|name| match (name, host) {
        (GeneralName::DNSName(name), Host::Domain(host)) => {
            let below = host.split_once('.').map(|(_, rest)| rest);
            name.eq_ignore_ascii_case(host)
                || name
                    .strip_prefix("*.")
                    .is_some_and(|rest| below.is_some_and(|it| it.eq_ignore_ascii_case(rest)))
        }
        (GeneralName::IPAddress(bytes), Host::Ipv4(address)) => **bytes == address.octets(),
        (GeneralName::IPAddress(bytes), Host::Ipv6(address)) => **bytes == address.octets(),
        _ => false,
    })
}

fn check_tls(files: &TlsFiles) -> Result<()> {
    Ok(Tls::Server(files.load()?).check()?)
}

fn others_may_read(path: &Path) -> bool {
    path.metadata().is_ok_and(|file| file.permissions().mode() & 0o077 != 0)
}
