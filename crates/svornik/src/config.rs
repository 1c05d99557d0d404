//! `svornik.toml`: which sites run, where they listen, and where their data is.

use anyhow::{Context, Result, anyhow};
use delivery::DeliveryConfig;
use secrets::MasterKey;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use store::Location;
use web::serve::ServerTls;

/// The whole file. Unknown keys are refused: a misspelt limit is no limit.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Config {
    pub(crate) store: StoreConfig,
    /// A file with 64 hexadecimal digits; without it the environment variable `SVORNIK_MASTER_KEY` holds them.
    pub(crate) master_key_file: Option<PathBuf>,
    /// PEM file: certificates of this authority are trusted in conversations between sites, beside the system's.
    pub(crate) trusted_authority: Option<PathBuf>,
    pub(crate) mojeid: Option<Party<mojeid::Config>>,
    pub(crate) hub: Option<Hub>,
    pub(crate) mobile_key: Option<Party<mobile_key::Config>>,
    pub(crate) population: Option<Population>,
    /// As it was written, to compare it with another.
    #[serde(skip)]
    pub(crate) written: toml::Table,
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

/// One site: where it listens, how its messages leave, and its own settings.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Party<Settings> {
    pub(crate) listen: SocketAddr,
    /// Without it the site speaks plain HTTP: behind a proxy, or on one machine.
    pub(crate) tls: Option<TlsFiles>,
    pub(crate) delivery: Option<DeliveryConfig>,
    pub(crate) settings: Settings,
}

/// The hub proves itself to the population register by a certificate.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Hub {
    pub(crate) listen: SocketAddr,
    pub(crate) tls: Option<TlsFiles>,
    pub(crate) register_client: RegisterClient,
    pub(crate) settings: hub::Config,
}

/// PEM files of a client of the population register.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RegisterClient {
    pub(crate) certificate: PathBuf,
    pub(crate) key: PathBuf,
    /// Who issued the register's own certificate.
    pub(crate) authority: PathBuf,
}

/// Pages on one listener, the API for clients with certificates on another.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Population {
    pub(crate) listen: SocketAddr,
    pub(crate) tls: Option<TlsFiles>,
    pub(crate) api_listen: SocketAddr,
    pub(crate) api_tls: TlsFiles,
    pub(crate) settings: population::Config,
}

/// PEM files of a listener.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TlsFiles {
    pub(crate) certificate: PathBuf,
    pub(crate) key: PathBuf,
    /// Clients must show a certificate of this authority.
    pub(crate) client_authority: Option<PathBuf>,
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
        Ok(Self { written: parse(text)?, ..parse(text)? })
    }

    pub(crate) fn location(&self) -> Location {
        match &self.store {
            StoreConfig::Sqlite(folder) => Location::Sqlite(folder.clone()),
            StoreConfig::Postgres(url) => Location::Postgres(url.clone()),
        }
    }

    /// # Errors
    /// There is none, or it is not 64 hexadecimal digits.
    pub(crate) fn master_key(&self) -> Result<MasterKey> {
        let text = match &self.master_key_file {
            Some(path) => {
                std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?
            }
            None => std::env::var("SVORNIK_MASTER_KEY")
                .context("neither master_key_file nor SVORNIK_MASTER_KEY is given")?,
        };
        Ok(MasterKey::from_hex(&text)?)
    }
}

impl TlsFiles {
    /// # Errors
    /// A file cannot be read.
    pub(crate) fn load(&self) -> Result<ServerTls> {
        Ok(ServerTls {
            certificate_pem: read(&self.certificate)?,
            key_pem: read(&self.key)?,
            client_ca_pem: self.client_authority.as_deref().map(read).transpose()?,
        })
    }
}

/// Reads TOML; a mistake is told by its place.
///
/// # Errors
/// It is not such TOML.
pub(crate) fn parse<T: DeserializeOwned>(text: &str) -> Result<T> {
    toml::from_str(text).map_err(|error| anyhow!("{}{}", place(text, &error), error.message()))
}

/// Line and key of a mistake. What stands there may be a secret, so the error's own rendering, which quotes it, is not
/// used.
fn place(text: &str, error: &toml::de::Error) -> String {
    let Some(before) = error.span().and_then(|span| text.get(..span.start)) else { return String::new() };
    let number = before.matches('\n').count() + 1;
    let line = text.lines().nth(number - 1).unwrap_or_default();
    let key = line.split_once('=').map_or("", |(key, _)| key.trim());
    if key.is_empty() { format!("line {number}: ") } else { format!("line {number}, {key}: ") }
}

/// # Errors
/// The file cannot be read; the error names it.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::Config;

    #[test]
    fn a_misspelt_key_is_refused_by_name() {
        let error =
            Config::parse("master_key_fil = \"x\"\n[store]\nsqlite = \"data\"").expect_err("it is refused");
        assert!(format!("{error:#}").contains("master_key_fil"), "{error:#}");
    }

    #[test]
    fn an_error_names_the_place_and_not_what_stands_there() {
        let text = "[store]\nsqlite = \"data\"\n[mojeid]\nlisten = \"127.0.0.1:1\"\n[mojeid.delivery]\n\
            mail = { via = \"smtp\", host = \"x\", pasword = \"a secret\" }";
        let error = format!("{:#}", Config::parse(text).expect_err("it is refused"));
        assert!(error.contains("line 6, mail: ") && error.contains("pasword"), "{error}");
        assert!(!error.contains("a secret"), "{error}");
    }
}
