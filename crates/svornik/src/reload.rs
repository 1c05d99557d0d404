//! Other settings without a restart: what SIGHUP does.

use crate::check;
use crate::config::Config;
use crate::sites::{Entry, OpenSite};
use anyhow::{Context, Result};
use std::collections::BTreeSet;
use toml::{Table, Value};

/// Reads the configuration again and gives every site its reloadable settings; whatever goes wrong is logged, and the
/// program goes on as it was. `written` is what it was started with.
pub(crate) fn reload(sites: &[OpenSite], written: &Table, read: impl Fn() -> Result<Config>) {
    let taken = read().and_then(|config| {
        apply(sites, &config)?;
        Ok(ignored(sites.iter().map(|site| site.entry), written, &config.written))
    });
    match taken {
        Ok(ignored) => {
            tracing::info!("the services were read again");
            if !ignored.is_empty() {
                tracing::warn!("other settings count only after a restart: {}", ignored.join(", "));
            }
        }
        Err(error) => tracing::error!("the services stay as they were: {error:#}"),
    }
}

/// Everything is looked at before anything changes.
fn apply(sites: &[OpenSite], config: &Config) -> Result<()> {
    check::report(config).log_or_refuse()?;
    let configured = sites.iter().map(|site| config.site(site.entry.name));
    let configured = configured
        .collect::<Result<Vec<_>>>()
        .context("a site that runs was removed, which needs a restart")?;
    let mut pairs = sites.iter().zip(configured);
    pairs.try_for_each(|(site, configured)| site.reload(configured).context(site.entry.name))
}

/// The names of the settings that are not as they were at the start, and are not taken. Their values may be secrets.
fn ignored<'a>(entries: impl Iterator<Item = &'a Entry>, before: &Table, after: &Table) -> Vec<String> {
    let taken =
        entries.flat_map(|entry| entry.reloadable.iter().map(|path| format!("{}.{path}", entry.name)));
    let (taken, mut found) = (taken.collect(), Vec::new());
    compare("", before, after, &taken, &mut found);
    found
}

fn compare(place: &str, one: &Table, other: &Table, taken: &BTreeSet<String>, found: &mut Vec<String>) {
    let keys: BTreeSet<&String> = one.keys().chain(other.keys()).collect();
    for key in keys {
        let name = if place.is_empty() { key.clone() } else { format!("{place}.{key}") };
        let (one, other) = (one.get(key), other.get(key));
        if taken.contains(&name) || one == other {
            continue;
        }
        let inner =
            |value: Option<&Value>| value.map_or(Some(Table::new()), |value| value.as_table().cloned());
        match (inner(one), inner(other)) {
            (Some(one), Some(other)) => compare(&name, &one, &other, taken, found),
            _ => found.push(name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sites::SITES;

    #[test]
    fn what_needs_a_restart_is_named_without_its_value() {
        let table = |text: &str| toml::from_str::<Table>(text).expect("a table");
        let before = table(
            "[mojeid]\nlisten = \"a\"\n[mojeid.delivery]\nmail = { password = \"old\" }\n\
             [[mojeid.settings.openid.clients]]\nid = \"x\"\n[mobile_key]\nlisten = \"b\"",
        );
        let after = table(
            "[mojeid]\nlisten = \"a\"\n[mojeid.delivery]\nmail = { password = \"new\" }\n\
             [[mojeid.settings.openid.clients]]\nid = \"y\"\n[[hub.settings.services]]\nid = \"y\"",
        );
        let ignored = ignored(SITES.iter(), &before, &after);
        assert_eq!(ignored, ["mobile_key.listen", "mojeid.delivery.mail.password"]);
    }
}
