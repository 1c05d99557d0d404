//! Other services without a restart: what SIGHUP does.

use crate::check;
use crate::config::Config;
use anyhow::{Context, Result, ensure};
use std::collections::BTreeSet;
use toml::{Table, Value};

type Apply = Box<dyn Fn(&Config) -> Result<()> + Send + Sync>;

/// The sites that take other services while they run.
#[derive(Default)]
pub(crate) struct Reloads {
    sites: Vec<Site>,
    /// What runs was made from it.
    written: Table,
}

/// What is read again: the services of every site, and what they may ask of the hub.
const TAKEN: [&str; 4] = [
    "mojeid.settings.openid.clients",
    "hub.settings.openid.clients",
    "mobile_key.settings.openid.clients",
    "hub.settings.release",
];

struct Site {
    name: &'static str,
    is_in: fn(&Config) -> bool,
    apply: Apply,
}

impl Reloads {
    /// For what a configuration makes.
    pub(crate) fn of(config: &Config) -> Self {
        Self { sites: Vec::new(), written: config.written.clone() }
    }

    /// Adds a site: whether a configuration has it, and how it takes the services from there.
    pub(crate) fn add(
        &mut self,
        name: &'static str,
        is_in: fn(&Config) -> bool,
        apply: impl Fn(&Config) -> Result<()> + Send + Sync + 'static,
    ) {
        self.sites.push(Site { name, is_in, apply: Box::new(apply) });
    }

    /// Gives every site the services of this configuration. Everything is looked at before anything changes.
    ///
    /// # Errors
    /// The configuration has a mistake, or lacks a site that runs: all services stay as they were.
    pub(crate) fn apply(&self, config: &Config) -> Result<()> {
        check::look_at(config).take_to_heart()?;
        for Site { name, is_in, .. } in &self.sites {
            ensure!(is_in(config), "{name} is not in it any more, which needs a restart");
        }
        self.sites.iter().try_for_each(|site| (site.apply)(config).context(site.name))
    }

    /// Reads the configuration again and applies it; whatever goes wrong is logged, and the program goes on.
    pub(crate) fn take(&self, read: impl Fn() -> Result<Config>) {
        let taken = read().and_then(|config| {
            self.apply(&config)?;
            Ok(self.ignored(&config))
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

    /// The names of the settings that are not as they were at the start, and are not taken. Their values may be secrets.
    fn ignored(&self, config: &Config) -> Vec<String> {
        let mut found = Vec::new();
        compare("", &self.written, &config.written, &mut found);
        found
    }
}

fn compare(place: &str, one: &Table, other: &Table, found: &mut Vec<String>) {
    let keys: BTreeSet<&String> = one.keys().chain(other.keys()).collect();
    for key in keys {
        let name = if place.is_empty() { key.clone() } else { format!("{place}.{key}") };
        let (one, other) = (one.get(key), other.get(key));
        if TAKEN.contains(&name.as_str()) || one == other {
            continue;
        }
        let inner =
            |value: Option<&Value>| value.map_or(Some(Table::new()), |value| value.as_table().cloned());
        match (inner(one), inner(other)) {
            (Some(one), Some(other)) => compare(&name, &one, &other, found),
            _ => found.push(name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_needs_a_restart_is_named_without_its_value() {
        let read = |text: &str| Config { written: toml::from_str(text).expect("a table"), ..config() };
        let reloads = Reloads::of(&read(
            "[mojeid]\nlisten = \"a\"\n[mojeid.delivery]\nmail = { password = \"old\" }\n\
             [[mojeid.settings.openid.clients]]\nid = \"x\"\n[mobile_key]\nlisten = \"b\"",
        ));
        let other = read(
            "[mojeid]\nlisten = \"a\"\n[mojeid.delivery]\nmail = { password = \"new\" }\n\
             [[mojeid.settings.openid.clients]]\nid = \"y\"\n[hub.settings.release.y]\nessential = []",
        );
        assert_eq!(reloads.ignored(&other), ["mobile_key.listen", "mojeid.delivery.mail.password"]);
    }

    fn config() -> Config {
        Config::parse("[store]\nsqlite = \"data\"").expect("it can be read")
    }
}
