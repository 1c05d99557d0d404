//! The one list of sites: what runs, where it stands in the demo, and what a configuration may name.

use crate::config;
use anyhow::{Context, Result, anyhow};
use delivery::DeliveryConfig;
use runtime::{Dependencies, Outline, RunningSite, Site, SiteSection, TlsFiles};
use serde::de::{Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use std::any::Any;
use std::fmt;
use std::marker::PhantomData;
use std::net::SocketAddr;
use std::pin::Pin;
use store::MigrationSet;

/// The sites of `svornik serve`, in the order in which the demo's front door shows them.
pub(crate) static SITES: [Entry; 4] = [
    Entry::new::<mojeid::Mojeid>("mojeid", 1, "mojeID: accounts of people"),
    Entry::new::<hub::NationalPoint>("hub", 2, "Národní bod (the hub): portal and logins"),
    Entry::new::<mobile_key::MobileKey>("mobile_key", 3, "the Mobile Key; the phone app is at /app/"),
    Entry::new::<population::Population>("population", 8, "the population register")
        .with_ports(&[("population.api", 1018)]),
];

/// A site on the list.
pub(crate) struct Entry {
    /// Its TOML table, its database, and `site` in the log.
    pub(crate) name: &'static str,
    /// Its port in the demo, counted from the front door's; with `--tls` it is 1000 higher.
    pub(crate) port: u16,
    /// Other listeners: their names in the demo's configuration, and their ports, the same with `--tls` and without.
    pub(crate) other_ports: &'static [(&'static str, u16)],
    /// For the table that the demo prints.
    pub(crate) summary: &'static str,
    /// Its tables.
    pub(crate) migrations: fn() -> Vec<MigrationSet>,
    /// Settings that are taken without a restart, as paths below its table.
    pub(crate) reloadable: &'static [&'static str],
    /// Keys that were moved, as paths below its table.
    pub(crate) moved: &'static [(&'static str, &'static str)],
    parse: fn(&'static Entry, &str) -> Parsed,
}

/// A site with its part of the configuration.
pub(crate) trait ConfiguredSite: Send + Sync {
    fn entry(&self) -> &'static Entry;
    fn listen(&self) -> SocketAddr;
    fn tls(&self) -> Option<&TlsFiles>;
    fn delivery(&self) -> Option<&DeliveryConfig>;
    fn outline(&self) -> Outline<'_>;
    fn open(&self, dependencies: Dependencies) -> Opening<'_>;
    fn as_any(&self) -> &dyn Any;
}

type Parsed = Result<Option<Box<dyn ConfiguredSite>>>;
type Opening<'a> = Pin<Box<dyn Future<Output = Result<OpenSite>> + Send + 'a>>;

/// A site that was opened.
pub(crate) struct OpenSite {
    pub(crate) entry: &'static Entry,
    pub(crate) running: RunningSite,
    site: Box<dyn Any + Send + Sync>,
    reload: fn(&dyn Any, &dyn ConfiguredSite) -> Result<()>,
}

struct Configured<S: Site> {
    entry: &'static Entry,
    section: SiteSection<S::Settings>,
}

impl Entry {
    pub(crate) const fn new<S: Site>(name: &'static str, port: u16, summary: &'static str) -> Self {
        Self {
            name,
            port,
            other_ports: &[],
            summary,
            migrations: S::migrations,
            reloadable: S::RELOADABLE,
            moved: S::MOVED,
            parse: parse::<S>,
        }
    }

    const fn with_ports(self, other_ports: &'static [(&'static str, u16)]) -> Self {
        Self { other_ports, ..self }
    }

    /// Its part of a configuration, if it has one there.
    ///
    /// # Errors
    /// A key is missing, unknown or malformed.
    pub(crate) fn parse(&'static self, text: &str) -> Parsed {
        (self.parse)(self, text)
    }

    /// Its tables, and those that the binary needs.
    pub(crate) fn all_migrations(&self) -> Vec<MigrationSet> {
        let mut sets = vec![runtime::MIGRATIONS];
        sets.extend((self.migrations)());
        sets
    }

    /// Whether it has a queue of jobs.
    pub(crate) fn has_queue(&self) -> bool {
        (self.migrations)().iter().any(|set| set.component == jobs::MIGRATIONS.component)
    }
}

impl OpenSite {
    /// The site itself, if it is one of this kind.
    pub(crate) fn site<S: Site>(&self) -> Option<&S> {
        self.site.downcast_ref()
    }

    /// Takes what can be taken without a restart.
    ///
    /// # Errors
    /// There is a mistake in it; everything is as it was.
    pub(crate) fn reload(&self, configured: &dyn ConfiguredSite) -> Result<()> {
        (self.reload)(&*self.site, configured)
    }
}

impl<S: Site> ConfiguredSite for Configured<S> {
    fn entry(&self) -> &'static Entry {
        self.entry
    }

    fn listen(&self) -> SocketAddr {
        self.section.listen
    }

    fn tls(&self) -> Option<&TlsFiles> {
        self.section.tls.as_ref()
    }

    fn delivery(&self) -> Option<&DeliveryConfig> {
        self.section.delivery.as_ref()
    }

    fn outline(&self) -> Outline<'_> {
        S::outline(&self.section.settings)
    }

    fn open(&self, dependencies: Dependencies) -> Opening<'_> {
        Box::pin(async move {
            let Self { entry, section } = self;
            let site = S::open(entry.name, section, dependencies).await;
            let site = site.map_err(|error| anyhow!(error)).context(entry.name)?;
            let running = site.running(section);
            Ok(OpenSite { entry, running, site: Box::new(site), reload: reload::<S> })
        })
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

fn parse<S: Site>(entry: &'static Entry, text: &str) -> Parsed {
    let section: Option<SiteSection<S::Settings>> =
        config::parse_with(text, OneKey(entry.name, PhantomData))?;
    Ok(section.map(|section| Box::new(Configured::<S> { entry, section }) as Box<dyn ConfiguredSite>))
}

fn reload<S: Site>(site: &dyn Any, configured: &dyn ConfiguredSite) -> Result<()> {
    let (site, configured) = (site.downcast_ref::<S>(), configured.as_any().downcast_ref::<Configured<S>>());
    let (site, configured) = site.zip(configured).context("another site has this name")?;
    site.reload(&configured.section.settings).map_err(|error| anyhow!(error))
}

/// Reads the value of one key of a table, in place, so that a mistake in it has its line.
struct OneKey<T>(&'static str, PhantomData<T>);

impl<'de, T: Deserialize<'de>> DeserializeSeed<'de> for OneKey<T> {
    type Value = Option<T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for OneKey<T> {
    type Value = Option<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a table")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Option<T>, A::Error> {
        let mut found = None;
        while let Some(key) = map.next_key::<String>()? {
            if key == self.0 {
                found = Some(map.next_value()?);
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(found)
    }
}
