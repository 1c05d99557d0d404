//! What an operator is told of a configuration before anything runs: mistakes are refused, by `check-config` and by
//! `serve` alike; advice is given by both.

mod ends;
mod files;
mod links;

use crate::config::Config;
use anyhow::{Result, bail};
use delivery::{DeliveryConfig, LettersConfig, MailConfig, Security, SmsConfig};
use runtime::{NamedListener, Outline, TlsFiles};
use std::net::SocketAddr;
use url::{Host, Url};
use values::EmailAddress;

/// Connections, databases and everything else that is open at the same time; more than that is for large crowds.
const FEW_OPEN_FILES: u64 = 4096;

/// What was found, each with its place.
#[derive(Debug, Default)]
pub(crate) struct Report {
    /// With these nothing may run.
    pub(crate) mistakes: Vec<String>,
    /// With these it runs, and perhaps not as it was meant.
    pub(crate) advice: Vec<String>,
}

/// What is checked of every site.
struct Part<'a> {
    /// Its TOML table.
    name: &'static str,
    listen: SocketAddr,
    tls: Option<&'a TlsFiles>,
    delivery: Option<&'a DeliveryConfig>,
    outline: Outline<'a>,
}

impl Report {
    /// Logs the advice.
    ///
    /// # Errors
    /// There are mistakes: all of them, a line each.
    pub(crate) fn log_or_refuse(self) -> Result<()> {
        for advice in &self.advice {
            tracing::warn!("{advice}");
        }
        match self.mistakes.as_slice() {
            [] => Ok(()),
            [only] => bail!("{only}"),
            many => bail!("{} mistakes:\n  {}", many.len(), many.join("\n  ")),
        }
    }
}

/// Everything that the file says by itself.
pub(crate) fn report(config: &Config) -> Report {
    let (mut report, parts) = (Report::default(), parts(config));
    for part in &parts {
        origin(part, &mut report);
        proxies(part, &mut report);
        documents(part, &mut report);
        helpdesk(part, &mut report);
        if let Some(delivery) = part.delivery {
            transports(part.name, delivery, &mut report);
        }
    }
    addresses(&parts, &mut report);
    settings(&parts, &mut report);
    links::check(&parts, &mut report);
    ends::check(&parts, &mut report);
    if parts.is_empty() {
        report.mistakes.push("no site is configured: nothing would run".to_owned());
    }
    if let Err(error) = config.location().check() {
        report.mistakes.push(format!("[store] {error}"));
    }
    files::check(config, &parts, &mut report);
    if let Some(files) = open_files().filter(|files| *files < FEW_OPEN_FILES) {
        report.advice.push(format!(
            "this process may open only {files} files: connections beyond that are not taken (LimitNOFILE= of systemd, ulimit -n)"
        ));
    }
    report
}

fn parts(config: &Config) -> Vec<Part<'_>> {
    let sites = config.sites.iter();
    sites
        .map(|site| Part {
            name: site.entry().name,
            listen: site.listen(),
            tls: site.tls(),
            delivery: site.delivery(),
            outline: site.outline(),
        })
        .collect()
}

impl Part<'_> {
    /// That of the pages first.
    fn listeners(&self) -> Vec<NamedListener<'_>> {
        let pages =
            NamedListener { place: format!("[{}] listen", self.name), address: self.listen, tls: self.tls };
        let others =
            self.outline.listeners.iter().map(|other| NamedListener { place: other.place.clone(), ..*other });
        std::iter::once(pages).chain(others).collect()
    }
}

/// The services that may ask each site, and what only the site itself can check.
fn settings(parts: &[Part<'_>], report: &mut Report) {
    for Part { name, outline, .. } in parts {
        if let Some(provider) = &outline.provider {
            let (place, faults) = (provider.clients_at, openid::check(&provider.clients));
            report.mistakes.extend(faults.iter().map(|fault| format!("[[{name}.{place}]] {fault}")));
        }
        let own = outline.mistakes.iter();
        report.mistakes.extend(own.map(|fault| format!("[{name}.settings] {fault}")));
    }
}

/// Two listeners cannot have one address.
fn addresses(parts: &[Part<'_>], report: &mut Report) {
    let listeners: Vec<_> = parts.iter().flat_map(Part::listeners).collect();
    for (at, NamedListener { place, address, .. }) in listeners.iter().enumerate() {
        if let Some(other) = listeners[..at].iter().find(|other| collide(*address, other.address)) {
            report.mistakes.push(format!("{place} is {address}, where {} is already", other.place));
        }
    }
}

fn collide(one: SocketAddr, other: SocketAddr) -> bool {
    let all = one.ip().is_unspecified() || other.ip().is_unspecified();
    one.port() != 0 && one.port() == other.port() && (all || one.ip() == other.ip())
}

/// Over plain HTTP cookies and passwords are anybody's; only a name of this machine goes nowhere else.
fn origin(part: &Part<'_>, report: &mut Report) {
    let (name, site) = (part.name, part.outline.web);
    let bare = Url::parse(&site.origin.origin().ascii_serialization()).ok();
    if bare.as_ref() != Some(&site.origin) {
        report.mistakes.push(format!(
            "[{name}.settings] site.origin is {}: an origin is a scheme, a host and perhaps a port (RFC 6454)",
            site.origin
        ));
    }
    if is_open(&site.origin) {
        report.mistakes.push(format!(
            "[{name}.settings] site.origin is {}: people must reach it by https (http only on this machine)",
            site.origin.origin().ascii_serialization()
        ));
    }
}

/// Whoever comes through a proxy that is not listed comes from the proxy's address, and all share its limits.
fn proxies(part: &Part<'_>, report: &mut Report) {
    let Part { name, listen, tls, outline, .. } = part;
    let site = outline.web;
    let proxies = &site.trusted_proxies;
    let lacks_it = proxies.is_empty() || listen.ip().is_loopback() && !proxies.contains(listen.ip());
    if lacks_it && tls.is_none() && site.origin.scheme() == "https" {
        report.advice.push(format!(
            "[{name}.settings] site.trusted_proxies lacks the address of what must speak TLS before {listen}: everybody \
             would come from there, and one guesser would lock out all"
        ));
    }
}

/// What a site owes people to say: linked from the foot of every page.
fn documents(part: &Part<'_>, report: &mut Report) {
    let (name, site) = (part.name, part.outline.web);
    let legal = &site.legal;
    let owed =
        [("terms", &legal.terms), ("privacy", &legal.privacy), ("accessibility", &legal.accessibility)];
    let missing: Vec<_> = owed.iter().filter(|(_, link)| link.is_none()).map(|(what, _)| *what).collect();
    if !missing.is_empty() && !is_this_machine(&site.origin) {
        report.advice.push(format!(
            "[{name}.settings] site.legal lacks {}: people must be told before they hand over data (GDPR, article 13), \
             public sites owe a statement on accessibility",
            missing.join(", ")
        ));
    }
}

/// Whom people in need would write or call.
fn helpdesk(part: &Part<'_>, report: &mut Report) {
    let (name, site) = (part.name, part.outline.web);
    let mut refuse = |what: &str, value: &str, is_none: &str| {
        report.mistakes.push(format!("[{name}.settings] site.helpdesk.{what} is \"{value}\": {is_none}"));
    };
    if let Some(email) = site.helpdesk.email.as_deref().filter(|email| EmailAddress::parse(email).is_err()) {
        refuse("email", email, "no e-mail address");
    }
    if let Some(phone) = site.helpdesk.phone.as_deref().filter(|phone| !can_be_dialled(phone)) {
        refuse("phone", phone, "no telephone number");
    }
}

/// Also short numbers, and ways to write long ones.
fn can_be_dialled(phone: &str) -> bool {
    let digits = phone.chars().filter(char::is_ascii_digit).count();
    digits >= 3
        && phone.chars().all(|sign| sign.is_ascii_digit() || sign.is_whitespace() || "+-()/.".contains(sign))
}

/// Codes and passwords leave by these: encrypted, or not out of this machine.
fn transports(part: &str, config: &DeliveryConfig, report: &mut Report) {
    let mut refuse = |what: &str, why: &str| {
        report.mistakes.push(format!("[{part}.delivery] {what}: {why}"));
    };
    let open = "codes would leave this machine unencrypted";
    let outbox = "the outbox is the demo's, and takes messages on this machine only";
    if matches!(&config.mail, Some(MailConfig::Smtp(smtp)) if smtp.host.trim().is_empty()) {
        refuse("mail.host", "it is empty");
    }
    if matches!(&config.sms, Some(SmsConfig::Gateway(way)) if way.key.is_empty()) {
        refuse("sms.key", "it is empty");
    }
    match &config.mail {
        Some(MailConfig::Smtp(smtp))
            if smtp.security == Security::None && !is_this_machine_name(&smtp.host) =>
        {
            refuse("mail.security = \"none\"", open);
        }
        Some(MailConfig::Outbox(way)) if !is_this_machine(&way.url) => refuse("mail via outbox", outbox),
        Some(MailConfig::Smtp(_) | MailConfig::Outbox(_)) | None => {}
    }
    match &config.sms {
        Some(SmsConfig::Gateway(way)) if is_open(&way.url) => refuse("sms.url", open),
        Some(SmsConfig::Outbox(way)) if !is_this_machine(&way.url) => refuse("sms via outbox", outbox),
        Some(SmsConfig::Gateway(_) | SmsConfig::Outbox(_)) | None => {}
    }
    if let Some(LettersConfig::Outbox(way)) = &config.letters
        && !is_this_machine(&way.url)
    {
        refuse("letters via outbox", outbox);
    }
}

/// Neither encrypted nor within this machine.
fn is_open(url: &Url) -> bool {
    url.scheme() != "https" && !is_this_machine(url)
}

fn is_this_machine(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => is_this_machine_name(name),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

fn is_this_machine_name(name: &str) -> bool {
    let is_loopback = name.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback());
    is_loopback || name.eq_ignore_ascii_case("localhost") || name.ends_with(".localhost")
}

/// The hard limit on open files: the soft one is raised to it at the start.
fn open_files() -> Option<u64> {
    let limits = std::fs::read_to_string("/proc/self/limits").ok()?;
    let line = limits.lines().find_map(|line| line.strip_prefix("Max open files"))?;
    // "unlimited" is no number, and no reason for advice
    line.split_whitespace().nth(1)?.parse().ok()
}

#[cfg(test)]
mod tests;
