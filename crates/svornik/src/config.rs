//! `svornik.toml`: which sites run, where they listen, and where their data is.

use crate::sites::{ConfiguredSite, Entry, SITES};
use anyhow::{Context, Result, anyhow, ensure};
use secrets::MasterKey;
use serde::Deserialize;
use serde::de::{DeserializeOwned, DeserializeSeed};
use std::path::{Path, PathBuf};
use store::Location;

/// The whole file. Unknown keys are refused: a misspelt limit is no limit.
pub(crate) struct Config {
    pub(crate) common: Common,
    /// Those that the file names, in the order of the list.
    pub(crate) sites: Vec<Box<dyn ConfiguredSite>>,
    /// As it was written, to compare it with another.
    pub(crate) written: toml::Table,
}

/// What belongs to no site.
#[derive(Deserialize)]
pub(crate) struct Common {
    pub(crate) store: StoreConfig,
    /// A file with 64 hexadecimal digits; without it the environment variable `SVORNIK_MASTER_KEY` holds them.
    pub(crate) master_key_file: Option<PathBuf>,
    /// PEM file: certificates of this authority are trusted in requests between sites, beside the system's.
    pub(crate) trusted_authority: Option<PathBuf>,
    #[serde(flatten)]
    others: toml::Table,
}

/// Where the databases are.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum StoreConfig {
    /// A directory with a file for each site.
    Sqlite(PathBuf),
    /// The URL of a database with a schema for each site.
    Postgres(String),
}

impl Config {
    /// Reads a file.
    ///
    /// # Errors
    /// It cannot be read, or a key is missing, unknown or malformed: the error names line and key.
    pub(crate) fn read(path: &Path) -> Result<Self> {
        let text =
            std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        Self::parse(&text).with_context(|| format!("in {}", path.display()))
    }

    pub(crate) fn parse(text: &str) -> Result<Self> {
        Self::parse_for(&SITES, text)
    }

    /// Reads text that may name these sites and no others.
    pub(crate) fn parse_for(list: impl IntoIterator<Item = &'static Entry>, text: &str) -> Result<Self> {
        let (common, written): (Common, toml::Table) = (parse(text)?, parse(text)?);
        let mut unknown = common.others.keys().collect::<Vec<_>>();
        let mut sites = Vec::new();
        for entry in list {
            unknown.retain(|name| *name != entry.name);
            refuse_moved_keys(entry, &written)?;
            sites.extend(entry.parse(text)?);
        }
        ensure!(unknown.is_empty(), "unknown field `{}`", unknown[0]);
        Ok(Self { common, sites, written })
    }

    pub(crate) fn location(&self) -> Location {
        match &self.common.store {
            StoreConfig::Sqlite(folder) => Location::Sqlite(folder.clone()),
            StoreConfig::Postgres(url) => Location::Postgres(url.clone()),
        }
    }

    /// The part of one site.
    ///
    /// # Errors
    /// There is none.
    pub(crate) fn site(&self, name: &str) -> Result<&dyn ConfiguredSite> {
        let site = self.sites.iter().find(|site| site.entry().name == name);
        Ok(&**site.with_context(|| format!("the configuration has no [{name}]"))?)
    }

    /// As if no other site were configured.
    ///
    /// # Errors
    /// There is no such site.
    pub(crate) fn only(mut self, name: &str) -> Result<Self> {
        self.site(name)?;
        self.sites.retain(|site| site.entry().name == name);
        Ok(self)
    }

    /// # Errors
    /// There is none, or it is not 64 hexadecimal digits.
    pub(crate) fn master_key(&self) -> Result<MasterKey> {
        let text = match &self.common.master_key_file {
            Some(path) => {
                std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?
            }
            None => std::env::var("SVORNIK_MASTER_KEY")
                .context("neither master_key_file nor SVORNIK_MASTER_KEY is given")?,
        };
        Ok(MasterKey::from_hex(&text)?)
    }
}

/// A key that was moved is refused by its new name.
fn refuse_moved_keys(entry: &Entry, written: &toml::Table) -> Result<()> {
    for (old, new) in entry.moved {
        let table = written.get(entry.name);
        let value = old.split('.').try_fold(table, |value, key| Some(value?.get(key)));
        ensure!(value.flatten().is_none(), "{name}.{old} is now {name}.{new}", name = entry.name);
    }
    Ok(())
}

/// Reads TOML; a mistake is told by its place.
///
/// # Errors
/// It is not such TOML.
pub(crate) fn parse<T: DeserializeOwned>(text: &str) -> Result<T> {
    toml::from_str(text).map_err(|error| placed(text, &error))
}

/// The same by a seed.
///
/// # Errors
/// It is not such TOML.
pub(crate) fn parse_with<'de, S: DeserializeSeed<'de>>(text: &'de str, seed: S) -> Result<S::Value> {
    let parsed = toml::Deserializer::parse(text).and_then(|deserializer| seed.deserialize(deserializer));
    parsed.map_err(|error| placed(text, &error))
}

/// Line and key of a mistake. What stands there may be a secret, so the error's own rendering, which quotes it, is not
/// used.
fn placed(text: &str, error: &toml::de::Error) -> anyhow::Error {
    let said = error.message();
    let Some(before) = error.span().and_then(|span| text.get(..span.start)) else { return anyhow!("{said}") };
    let number = before.matches('\n').count() + 1;
    let line = text.lines().nth(number - 1).unwrap_or_default();
    let key = line.split_once('=').map_or("", |(key, _)| key.trim());
    if key.is_empty() { anyhow!("line {number}: {said}") } else { anyhow!("line {number}, {key}: {said}") }
}

#[cfg(test)]
mod tests {
    use super::Config;

    fn complaint(text: &str) -> String {
        format!("{:#}", Config::parse(text).err().expect("it is refused"))
    }

    #[test]
    fn a_misspelt_key_is_refused_by_name() {
        let error = complaint("master_key_fil = \"x\"\n[store]\nsqlite = \"data\"");
        assert!(error.contains("master_key_fil"), "{error}");
    }

    #[test]
    fn an_error_names_the_place_and_not_what_stands_there() {
        let error = complaint(
            "[store]\nsqlite = \"data\"\n[mojeid]\nlisten = \"127.0.0.1:1\"\n[mojeid.delivery]\n\
             mail = { via = \"smtp\", host = \"x\", pasword = \"a secret\" }",
        );
        assert!(error.contains("line 6, mail: ") && error.contains("pasword"), "{error}");
        assert!(!error.contains("a secret"), "{error}");
    }

    #[test]
    fn a_key_that_was_moved_is_refused_by_its_new_name() {
        let error = complaint("[store]\nsqlite = \"data\"\n[population]\napi_listen = \"127.0.0.1:1\"");
        assert!(error.contains("population.api_listen is now population.settings.api.listen"), "{error}");
    }
}
