//! What an operator is told of a configuration before anything runs: mistakes are refused, by `check-config` and by
//! `serve` alike; advice is given by both.

mod ends;
mod files;
mod links;

use crate::config::{Config, TlsFiles};
use anyhow::{Result, bail};
use delivery::{DeliveryConfig, LettersConfig, MailConfig, Security, SmsConfig};
use std::net::SocketAddr;
use url::{Host, Url};
use values::EmailAddress;
use web::SiteConfig;

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

/// The parts that every site has.
struct Part<'a> {
    /// The TOML path of its table.
    name: &'static str,
    listen: SocketAddr,
    tls: Option<&'a TlsFiles>,
    site: &'a SiteConfig,
    delivery: Option<&'a DeliveryConfig>,
}

impl Report {
    /// Logs the advice.
    ///
    /// # Errors
    /// There are mistakes: all of them, a line each.
    pub(crate) fn take_to_heart(self) -> Result<()> {
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

/// Looks at everything that the file says by itself.
pub(crate) fn look_at(config: &Config) -> Report {
    let mut report = Report::default();
    for part in parts(config) {
        origin(&part, &mut report);
        proxies(&part, &mut report);
        documents(&part, &mut report);
        helpdesk(&part, &mut report);
        if let Some(delivery) = part.delivery {
            ways_out(part.name, delivery, &mut report);
        }
    }
    addresses(config, &mut report);
    services(config, &mut report);
    links::look_at(config, &mut report);
    ends::look_at(config, &mut report);
    if parts(config).is_empty() {
        report.mistakes.push("no site is configured: nothing would run".to_owned());
    }
    if let Err(error) = config.location().check() {
        report.mistakes.push(format!("[store] {error}"));
    }
    files::look_at(config, &mut report);
    if let Some(files) = open_files().filter(|files| *files < FEW_OPEN_FILES) {
        report.advice.push(format!(
            "this process may open only {files} files: connections beyond that are not taken (LimitNOFILE= of systemd, ulimit -n)"
        ));
    }
    report
}

/// The services that may ask each site.
fn services(config: &Config, report: &mut Report) {
    let mojeid = config.mojeid.as_ref().map(|part| ("mojeid", &part.settings.openid.clients));
    let hub = config.hub.as_ref().map(|part| ("hub", &part.settings.openid.clients));
    let key = config.mobile_key.as_ref().map(|part| ("mobile_key", &part.settings.openid.clients));
    for (name, clients) in [mojeid, hub, key].into_iter().flatten() {
        let faults = openid::check(clients);
        report
            .mistakes
            .extend(faults.iter().map(|fault| format!("[[{name}.settings.openid.clients]] {fault}")));
    }
    if let Some(fault) = config.hub.as_ref().and_then(|part| part.settings.check().err()) {
        report.mistakes.push(format!("[hub.settings] {fault}"));
    }
}

/// Two listeners cannot have one address.
fn addresses(config: &Config, report: &mut Report) {
    let api = config.population.as_ref().map(|part| ("[population] api_listen".to_owned(), part.api_listen));
    let listeners = parts(config).into_iter().map(|part| (format!("[{}] listen", part.name), part.listen));
    let listeners: Vec<_> = listeners.chain(api).collect();
    for (at, (place, address)) in listeners.iter().enumerate() {
        if let Some((other, _)) = listeners[..at].iter().find(|(_, other)| collide(*address, *other)) {
            report.mistakes.push(format!("{place} is {address}, where {other} is already"));
        }
    }
}

fn collide(one: SocketAddr, other: SocketAddr) -> bool {
    let all = one.ip().is_unspecified() || other.ip().is_unspecified();
    one.port() != 0 && one.port() == other.port() && (all || one.ip() == other.ip())
}

fn parts(config: &Config) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    if let Some(party) = &config.population {
        let (listen, tls, site) = (party.listen, party.tls.as_ref(), &party.settings.site);
        parts.push(Part { name: "population", listen, tls, site, delivery: None });
    }
    if let Some(party) = &config.mojeid {
        let (listen, tls, site) = (party.listen, party.tls.as_ref(), &party.settings.site);
        parts.push(Part { name: "mojeid", listen, tls, site, delivery: party.delivery.as_ref() });
    }
    if let Some(party) = &config.hub {
        let (listen, tls, site) = (party.listen, party.tls.as_ref(), &party.settings.site);
        parts.push(Part { name: "hub", listen, tls, site, delivery: None });
    }
    if let Some(party) = &config.mobile_key {
        let (listen, tls, site) = (party.listen, party.tls.as_ref(), &party.settings.site);
        parts.push(Part { name: "mobile_key", listen, tls, site, delivery: party.delivery.as_ref() });
    }
    parts
}

/// Over plain HTTP cookies and passwords are anybody's; only a name of this machine goes nowhere else.
fn origin(part: &Part<'_>, report: &mut Report) {
    let Part { name, site, .. } = part;
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
    let Part { name, listen, tls, site, .. } = part;
    let proxies = &site.trusted_proxies;
    let lacks_it = proxies.is_empty() || listen.ip().is_loopback() && !proxies.hold(listen.ip());
    if lacks_it && tls.is_none() && site.origin.scheme() == "https" {
        report.advice.push(format!(
            "[{name}.settings] site.trusted_proxies lacks the address of what must speak TLS before {listen}: everybody \
             would come from there, and one guesser would lock out all"
        ));
    }
}

/// What a site owes people to say: linked from the foot of every page.
fn documents(part: &Part<'_>, report: &mut Report) {
    let Part { name, site, .. } = part;
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
    let Part { name, site, .. } = part;
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
fn ways_out(part: &str, config: &DeliveryConfig, report: &mut Report) {
    let mut refuse = |what: &str, why: &str| {
        report.mistakes.push(format!("[{part}.delivery] {what}: {why}"));
    };
    let open = "codes would leave this machine unencrypted";
    let outbox = "the outbox is the demo's, and takes messages on this machine only";
    if matches!(&config.mail, MailConfig::Smtp(smtp) if smtp.host.trim().is_empty()) {
        refuse("mail.host", "it is empty");
    }
    if matches!(&config.sms, SmsConfig::Gateway(way) if way.key.is_empty()) {
        refuse("sms.key", "it is empty");
    }
    match &config.mail {
        MailConfig::Smtp(smtp) if smtp.security == Security::None && !is_this_machine_name(&smtp.host) => {
            refuse("mail.security = \"none\"", open);
        }
        MailConfig::Outbox(way) if !is_this_machine(&way.url) => refuse("mail via outbox", outbox),
        MailConfig::Smtp(_) | MailConfig::Outbox(_) => {}
    }
    match &config.sms {
        SmsConfig::Gateway(way) if is_open(&way.url) => refuse("sms.url", open),
        SmsConfig::Outbox(way) if !is_this_machine(&way.url) => refuse("sms via outbox", outbox),
        SmsConfig::Gateway(_) | SmsConfig::Outbox(_) => {}
    }
    match &config.letters {
        LettersConfig::Outbox(way) if !is_this_machine(&way.url) => refuse("letters via outbox", outbox),
        LettersConfig::Spool(_) | LettersConfig::Outbox(_) => {}
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
